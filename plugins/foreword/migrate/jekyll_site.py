"""A Jekyll site as it was read: the first of the two passes."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from foreword.migrate.document import JekyllDocument, document_of
from foreword.migrate.finding import Finding
from foreword.migrate.front_matter import Parts, split
from foreword.migrate.jekyll_config import NAMES, JekyllConfig
from foreword.migrate.relative import FOLDER, included_from
from foreword.migrate.sorting import Sorted, sort_files
from foreword.migrate.source_files import SourceFiles, failed, source_files, unreadable
from foreword.migrate.values import Loaded, loaded_data, loaded_yaml
from foreword.source.diagnostic import Place
from foreword.source.options import YAML_SUFFIXES

Progress = Callable[[Iterable[str], int, str], AbstractContextManager[Iterable[str]]]
"""Shows how far a pass has come: given the paths, how many there are, and what is done to them."""


@dataclass(frozen=True, eq=False)
class Template:
    """An include or a layout: its name as Jekyll knows it, its parts, and the values of its front matter."""

    path: str
    name: str
    parts: Parts
    values: Mapping[Any, Any] = field(default_factory=dict)


@dataclass
class JekyllSite:
    """All of a site. What is wrong with its files is in `findings`; a file that cannot be read is in no list."""

    files: SourceFiles
    config: JekyllConfig
    config_path: str
    config_text: str
    sorted: Sorted
    documents: list[JekyllDocument] = field(default_factory=list)
    drafts: list[JekyllDocument] = field(default_factory=list)
    layouts: list[Template] = field(default_factory=list)
    includes: list[Template] = field(default_factory=list)
    data: dict[str, Loaded] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    folders: dict[str, str | None] = field(default_factory=dict)
    """For each include that lies beside pages, the folder of these; None where they are in several."""


def read_site(root: Path, progress: Progress, outside: Callable[[str], bool] = lambda _: False) -> JekyllSite:
    """Read the Jekyll site in a folder. Files of which `outside` is true are none of it.

    Raises OSError where the folder itself cannot be read.
    """
    files = source_files(root)
    files.paths = [path for path in files.paths if not outside(path)]
    path, text, config, findings = read_config(files)
    found = sort_files(files.paths, config, files.has_header, files.folders.__contains__)
    site = JekyllSite(files, config, path, text, found, findings=[*files.findings, *findings])
    jobs: dict[str, Callable[[str], None]] = {
        **{path: site_reader(site, site.layouts, config.layouts) for path in found.layouts},
        **{path: site_reader(site, site.includes, config.includes) for path in found.includes},
        **{path: lambda path: read_data(site, path) for path in found.data},
        **{path: lambda path: read_document(site, path, None) for path in found.pages},
        **{path: lambda path: read_document(site, path, "posts", site.drafts) for path in found.drafts},
    }
    for path, collection in found.documents:
        jobs[path] = partial(read_document, site, collection=collection)
    with progress(sorted(jobs), len(jobs), "Reading") as paths:
        for path in paths:
            try:
                jobs[path](path)
            except OSError as error:
                site.findings.append(unreadable(path, error))
            except Exception as error:
                site.findings.append(failed(path, "read", error))
    read_relatives(site)
    return site


def read_relatives(site: JekyllSite) -> None:
    """Read the files that pages include by where they lie, and those that these include in the same way."""
    known = set(site.files.paths)
    waiting = [(posixpath.dirname(one.path), one.parts.body) for one in (*site.documents, *site.drafts)]
    while waiting:
        folder, source = waiting.pop()
        for path in included_from(folder, source):
            name = FOLDER + path
            if site.folders.get(name, folder) != folder:
                site.folders[name] = None
            if path not in known or name in site.folders:
                continue
            try:
                text, findings = site.files.read(path)
            except OSError as error:
                site.findings.append(unreadable(path, error))
                continue
            site.folders[name] = folder
            site.findings += findings
            site.includes.append(Template(path, name, Parts("", "", "", text)))
            waiting.append((folder, text))


def read_config(files: SourceFiles) -> tuple[str, str, JekyllConfig, list[Finding]]:
    """The path and the text of the configuration, what it says, and what is wrong with it."""
    path = next((name for name in NAMES if name in files.paths), "")
    if not path:
        message = "there is no configuration: Jekyll's own is taken"
        return NAMES[0], "", JekyllConfig({}), [Finding("changed", Place(NAMES[0]), message)]
    text, findings = files.read(path)
    result = loaded_yaml(text, path) if not path.endswith(".toml") else loaded_data(text, path, ".toml")
    findings += result.findings
    if not isinstance(result.values, dict):
        if result.is_readable and result.values is not None:
            findings.append(
                Finding("todo", Place(path), "the configuration is no mapping of keys", "write `key: value`")
            )
        return path, result.text if result.is_readable else "", JekyllConfig({}), findings
    return path, result.text, JekyllConfig(result.values), findings


def site_reader(site: JekyllSite, into: list[Template], folder: str) -> Callable[[str], None]:
    """What reads a template of a folder into a list."""

    def read(path: str) -> None:
        text, findings = site.files.read(path)
        parts = split(text) if into is site.layouts else Parts("", "", "", text)
        parts, values, more = head_of(parts, path)
        name = path.removeprefix(f"{folder}/")
        into.append(Template(path, posixpath.splitext(name)[0] if into is site.layouts else name, parts, values))
        site.findings += [*findings, *more]

    return read


def read_document(
    site: JekyllSite, path: str, collection: str | None, into: list[JekyllDocument] | None = None
) -> None:
    """Read a page or a document of a collection."""
    text, findings = site.files.read(path)
    is_yaml = collection is not None and path.endswith(tuple(YAML_SUFFIXES))
    parts, values, more = head_of(Parts("", text, "", "") if is_yaml else split(text), path)
    document = document_of(path, collection, parts, values, site.config)
    (site.documents if into is None else into).append(document)
    site.findings += [*findings, *more, *document.findings]


def head_of(parts: Parts, path: str) -> tuple[Parts, dict[Any, Any], list[Finding]]:
    """The parts of a file with its front matter mended, the values of that, and what is to be told of it.

    Front matter that cannot be read is empty to Jekyll; it stays as it is.
    """
    if not parts.yaml.strip():
        return parts, {}, []
    result = loaded_yaml(parts.yaml, path, parts.yaml_line - 1)
    if not result.is_readable:
        return parts, {}, result.findings
    if result.values is not None and not isinstance(result.values, dict):
        message = "the front matter is no mapping of keys; Jekyll reads none of it"
        return (
            parts,
            {},
            [*result.findings, Finding("todo", Place(path, parts.yaml_line), message, "write `key: value`")],
        )
    return parts._replace(yaml=result.text), result.values or {}, result.findings


def read_data(site: JekyllSite, path: str) -> None:
    """Read a data file."""
    text, findings = site.files.read(path)
    suffix = posixpath.splitext(path)[1]
    result = loaded_data(text, path, ".csv" if suffix == ".tsv" else suffix)
    site.data[path] = result
    site.findings += [*findings, *result.findings]
