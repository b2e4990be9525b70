"""A site as the rules see it: read and rendered once, with the facts that several rules ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from foreword.link.references import LinkedPage
from foreword.lint.config import Config
from foreword.lint.examples import Part, parts_in
from foreword.lint.host import Files, LintHost, page_url
from foreword.lint.own_api import BaseUrl, own_api
from foreword.lint.prose import Prose, prose_of
from foreword.lint.request_calls import requests_of_calls
from foreword.lint.requests import Request, requests_in
from foreword.lint.snippet import Snippet
from foreword.lint.snippets import snippets_in
from foreword.lint.written_links import WrittenLink, links_in
from foreword.render.entry import Entry
from foreword.render.targets import Target
from foreword.site import DocumentFile, Site
from foreword.source.data import DataFile
from foreword.source.diagnostic import ContentError
from foreword.source.text import SourceFile, decode


@dataclass(frozen=True)
class Template:
    """A template of the site: its name, as `components/x.html.jinja`, and its file."""

    name: str
    file: SourceFile


@dataclass
class Linted:
    """A site that was read and rendered. `pages` are by the path of their document, with their references linked."""

    config: Config
    site: Site
    files: Files
    pages: dict[str, LinkedPage] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        """Every document, in the order of their paths."""
        return list(self.site.entries.values())

    @cached_property
    def data_files(self) -> list[DataFile]:
        """Every data file, parsed; one that cannot be read has its diagnostics, and no `file`."""
        found = list(self.site.data.all_files())
        for file in found:
            if file.file is None and file.error is None:
                file.load()
        return found

    @cached_property
    def templates(self) -> list[Template]:
        """The site's own templates that can be read."""
        folder, found = self.config.options.templates, []
        for location in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if location.is_file() and not location.name.startswith("."):
                path = self.site.path_of(location)
                try:
                    text = decode(location.read_bytes(), path)
                except (ContentError, OSError):
                    continue
                found.append(Template(location.relative_to(folder).as_posix(), SourceFile(path, text, "template")))
        return found

    @cached_property
    def sources(self) -> dict[str, SourceFile]:
        """Every file that was read, by its path: documents, data, templates."""
        files = [entry.document.file for entry in self.entries]
        files += [file.file for file in self.data_files if file.file is not None]
        return {file.path: file for file in (*files, *(template.file for template in self.templates))}

    @cached_property
    def prose(self) -> list[Prose]:
        """Every piece of Markdown as it is written: bodies, the strings of front matter and data, partials."""
        files = [file.file for file in self.data_files if file.file is not None]
        return list(prose_of(self.entries, files, [one.file for one in self.templates if one.name.endswith(".md")]))

    @cached_property
    def examples(self) -> list[Part]:
        """Each part of each example in the documents of an API that attributes describe."""
        index = self.site.environment.index
        return [part for entry in index.entries for part in parts_in(entry, index)]

    @cached_property
    def snippets(self) -> list[Snippet]:
        """Every snippet of code in the prose: fences, and what is given to `code_snippet`."""
        return [snippet for prose in self.prose for snippet in snippets_in(prose)]

    @cached_property
    def written_links(self) -> list[WrittenLink]:
        """Every link and image as it is written, and every value that is an address alone."""
        return [link for prose in self.prose for link in links_in(prose)]

    @cached_property
    def requests(self) -> list[Request]:
        """Every URL in a snippet, every message of HTTP, and every `request_snippet` that is written by hand."""
        found = [request for snippet in self.snippets for request in requests_in(snippet)]
        return found + [request for prose in self.prose for request in requests_of_calls(prose)]

    @cached_property
    def own_api(self) -> list[BaseUrl]:
        """The base-urls of the endpoints, each with their methods and paths."""
        return own_api(self.endpoints)

    @cached_property
    def credentials(self) -> list[Target]:
        """Every credential once: those in front matter, and the lists in data that front matter names."""
        targets = self.site.environment.index.targets.values()
        return [target for listed in targets for target in listed if target.kind == "credential"]

    @cached_property
    def endpoints(self) -> list[Entry]:
        """Every endpoint, each version by itself."""
        return [entry for entry in self.site.environment.index.entries if entry.kind == "endpoint"]

    @cached_property
    def reads(self) -> set[str]:
        """What any page has read; see `foreword.source.reading`."""
        pages = (page.rendered.reads for page in self.pages.values())
        return {path for reads in (*pages, *(entry.reading.reads for entry in self.entries)) for path in reads}


def read_site(config: Config) -> Linted:
    """Read a site and its files, without rendering it."""
    docs = config.options.docs
    paths = [path for path in sorted(docs.rglob("*")) if path.is_file()] if docs.is_dir() else []
    relative = {path: path.relative_to(docs).as_posix() for path in paths}
    site = Site(config.options)
    left_out = {path for path in paths if config.left_out.match_file(relative[path])}
    documents = [
        path
        for path in paths
        if site.is_document(relative[path]) and (path not in left_out or site.collections_of(relative[path]))
    ]
    urls = {path: page_url(relative[path], config.use_directory_urls) for path in documents}
    site.load(DocumentFile(path, urls[path], path.read_bytes) for path in documents)
    built: dict[str, str] = {}
    for path in paths:
        entry = site.entries.get(site.path_of(path))
        if entry is not None and path in left_out:
            entry.url = None
        if path not in left_out and (entry is None or entry.url is not None):
            built[relative[path]] = urls.get(path, relative[path])
    return Linted(config, site, Files(built))


def render_site(linted: Linted) -> Iterator[Entry]:
    """Render every page, and link them at the end; gives each document as it is rendered, for a progress bar."""
    site = linted.site
    for entry in [entry for entry in linted.entries if entry.url is not None]:
        host = LintHost(linted.config, linted.files, entry.relative, site.docs, site.unpublished)
        renderer = site.renderer(entry, host)
        renderer.meta()
        linted.pages[entry.path] = LinkedPage(entry.url or "", site.render(renderer, entry.document.body))
        yield entry
    pages = list(linted.pages.values())
    references = site.references(pages)
    for page in pages:
        page.rendered.html = references.resolved(page.rendered.html, page)


def source_of(linted: Linted, path: str) -> str | None:
    """The text of a file of the site by its path from the root; None where it cannot be read."""
    location: Path = linted.site.root / path
    try:
        return decode(location.read_bytes(), path) if location.is_file() else None
    except (ContentError, OSError):
        return None
