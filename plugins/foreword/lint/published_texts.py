"""Published texts: all that the repository of a site shows to the world, and that is text."""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted, source_of

SUFFIXES = (
    ".json .yml .yaml .toml .csv .txt .http .rest .env .sh .bash .ps1 .py .rb .js .mjs .ts .go .java .php .cs .html"
    " .htm .xml .ini .cfg .conf .pem .key .ipynb .md"
).split()
LARGEST = 2_000_000


def texts_of(linted: Linted) -> Iterator[tuple[str, str]]:
    """Every text of a site, by its path: documents, data, templates, mkdocs.yml, and what the docs hold beside."""
    told: set[str] = set()
    config = linted.config.options.config
    for file in (*linted.sources.values(), config):
        if file.path not in told:
            told.add(file.path)
            yield file.path, file.text
    broken = [file.path for file in linted.data_files if file.file is None]
    beside = [linted.site.docs + path for path in linted.files.urls if path.lower().endswith(tuple(SUFFIXES))]
    for path in (*broken, *beside):
        location = linted.site.root / path
        if path not in told and location.is_file() and location.stat().st_size <= LARGEST:
            told.add(path)
            text = source_of(linted, path)
            if text is not None:
                yield path, text
