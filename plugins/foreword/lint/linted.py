"""A site as the rules see it: the facts that several rules ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from foreword.link.references import LinkedPage
from foreword.lint.config import Config
from foreword.lint.credentials import Credential, credentials_of
from foreword.lint.examples import Part, parts_in
from foreword.lint.host import Files
from foreword.lint.own_api import BaseUrl, own_api
from foreword.lint.prose import Prose, prose_of
from foreword.lint.request_calls import requests_of_calls
from foreword.lint.requests import Request, requests_in
from foreword.lint.secrets import SecretFinder
from foreword.lint.snippet import Snippet
from foreword.lint.snippets import snippets_in
from foreword.lint.written_links import WrittenLink, links_in
from foreword.render.entry import Entry
from foreword.render.targets import Target
from foreword.site import Site
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
    def credential_targets(self) -> list[Target]:
        """Every credential that endpoints can name, once: in front matter, and in the lists in data that it names."""
        targets = self.site.environment.index.targets.values()
        return [target for listed in targets for target in listed if target.kind == "credential"]

    @cached_property
    def credentials(self) -> list[Credential]:
        """Every credential once: those that endpoints can name, and those of other lists in data."""
        return credentials_of(self.credential_targets, self.data_files)

    @cached_property
    def secrets_in(self) -> SecretFinder:
        """What finds the secrets in a text."""
        return SecretFinder(self.credentials)

    @cached_property
    def endpoints(self) -> list[Entry]:
        """Every endpoint, each version by itself."""
        return [entry for entry in self.site.environment.index.entries if entry.kind == "endpoint"]

    @cached_property
    def reads(self) -> set[str]:
        """What any page has read; see `foreword.source.reading`."""
        pages = (page.rendered.reads for page in self.pages.values())
        return {path for reads in (*pages, *(entry.reading.reads for entry in self.entries)) for path in reads}


def source_of(linted: Linted, path: str) -> str | None:
    """The text of a file of the site by its path from the root; None where it cannot be read."""
    location: Path = linted.site.root / path
    try:
        return decode(location.read_bytes(), path) if location.is_file() else None
    except (ContentError, OSError):
        return None
