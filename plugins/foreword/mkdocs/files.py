"""Files: the documents of the docs folder, as the plugin hands them to the engine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from foreword.cache.inputs import Status, status_of
from foreword.source.options import Options

if TYPE_CHECKING:
    from foreword.site import Site


class YamlDocument(File):
    """A YAML file that is a document: it makes a page, where MkDocs would copy it as it is."""

    def is_documentation_page(self) -> bool:
        """See `mkdocs.structure.files.File`."""
        return True


@dataclass(frozen=True)
class ReadFile:
    """A file that is a document, where it is, its bytes, and its status just before they were read."""

    file: File
    location: Path
    raw: bytes
    status: Status | None


def read_documents(files: Files, options: Options, config: MkDocsConfig) -> list[ReadFile]:
    """Read the documents among the files; those in YAML become pages.

    What `exclude_docs` leaves out is read only where it is in a collection: it makes no page, but can be queried.
    """
    for file in [file for file in files if not file.is_documentation_page() and options.is_document(file.src_uri)]:
        own = YamlDocument(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        own.generated_by = file.generated_by
        own._content = file._content
        own.abs_src_path = file.abs_src_path
        files.remove(file)
        files.append(own)
    set_exclusions(files, config)
    return [
        read_file(file, location_of(file, config))
        for file in files.documentation_pages(inclusion=lambda level: True)
        if is_readable(file) and (is_built(file) or options.collections_of(file.src_uri))
    ]


def read_file(file: File, location: Path) -> ReadFile:
    """Read a document."""
    status = status_of(location)
    return ReadFile(file, location, file.content_bytes, status)


def load_documents(site: Site, documents: list[ReadFile]) -> None:
    """Load documents into the site."""
    from foreword.site import DocumentFile

    site.load(DocumentFile(one.location, one.file.url, one.raw) for one in documents)
    for one in documents:
        entry = site.entries.get(site.path_of(one.location))
        if entry is not None and entry.published and not is_built(one.file):
            entry.url = None


def hidden_documents(site: Site, documents: list[ReadFile]) -> list[str]:
    """The documents that make no page, by their path in the docs."""
    return [one.file.src_uri for one in documents if not site.entries[site.path_of(one.location)].published]


def is_built(file: File) -> bool:
    """Whether MkDocs builds the page of a file, in a preview at least."""
    return file.inclusion != InclusionLevel.EXCLUDED


def location_of(file: File, config: MkDocsConfig) -> Path:
    """Where a file is, or would be if it were in the docs folder."""
    return Path(file.abs_src_path or os.path.join(config.docs_dir, file.src_uri))


def is_readable(file: File) -> bool:
    """Whether a file has bytes: one that a plugin has made may have its page only."""
    return file._content is not None or (file.abs_src_path is not None and os.path.isfile(file.abs_src_path))
