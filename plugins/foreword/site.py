"""A site: the one thing that the adapter and the linter read. Made once per build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from foreword.link.anchors import duplicate_anchors
from foreword.link.html import read_html
from foreword.link.references import LinkedPage, References
from foreword.link.rendered import Rendered
from foreword.render.aliases import document_aliases, site_aliases
from foreword.render.dialect import NATIVE, Dialect, Parts
from foreword.render.entry import DocumentView, Entry
from foreword.render.extensions import load_extensions
from foreword.render.host import Host
from foreword.render.index import make_index
from foreword.render.page import PageRenderer
from foreword.render.relations import check_relations
from foreword.render.undefined import meant
from foreword.source.data import DataFolder, known_in_bytes, read_bytes
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.front_matter import Document, read_document, read_yaml_document
from foreword.source.options import YAML_SUFFIXES, Defaults, Options, defaults_for, matches
from foreword.source.places import Keys
from foreword.source.reading import Reading
from foreword.source.text import SourceFile, Text, decode
from foreword.source.walk import walk


@dataclass(frozen=True)
class DocumentFile:
    """A file of the docs that may be a document: where it is, its URL as a page (relative to the site), its bytes."""

    location: Path
    url: str
    raw: bytes


class Site:
    """The documents, the data and the templates of a site, and the environment that renders them."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.root = options.root
        self.dialect = dialect_of(options.compat)
        self.data = DataFolder(options.data, options.root, self.dialect.load)
        self.entries: dict[str, Entry] = {}
        self.collections: dict[str, list[DocumentView]] = {name: [] for name in options.collections}
        self.diagnostics: list[Diagnostic] = []
        self.known_keys: dict[str, bool] = {}
        """Whether there is a key of each name that was asked for."""
        self._defaults = [
            Defaults(rule.path, options.values(rule.values, "defaults", number, "values"))
            for number, rule in enumerate(options.defaults)
        ]
        self.environment = self.dialect.environment(
            options.templates, options.root, options.labels, self.has_key, self.opened_files
        )
        self.diagnostics += self.environment.diagnostics
        if options.extensions is not None:
            where = options.place("extensions")
            self.diagnostics += load_extensions(self.environment, options.extensions, options.root, where)
        self.aliases, told = site_aliases(options, self._taken)
        self.diagnostics += told

    @property
    def docs(self) -> str:
        """The folder of the docs from the root, with `/` at its end."""
        return self.path_of(self.options.docs) + "/"

    @property
    def _taken(self) -> set[str]:
        """The names that no alias can have."""
        return {"site", "page", "document", "section", "collection", *self.environment.globals}

    def path_of(self, location: Path) -> str:
        """The path of a file as diagnostics tell it: from the root where it is below it."""
        return self.options.path_of(location)

    # Documents

    def load(self, files: Iterable[DocumentFile]) -> None:
        """Read every document of the site, and index them. Documents are in the order of their paths."""
        for file in sorted(files, key=lambda file: file.location):
            entry = self.entry_of(self.read(file.raw, file.location), file.url)
            entry.raw = file.raw
            self.entries[entry.path] = entry
        for name, documents in self.collections.items():
            is_empty = not any(name in entry.collections for entry in self.entries.values())
            if is_empty and self.options.collections[name]:  # without a path it is meant to be empty
                place = self.options.place("collections", name)
                message = f"the collection `{name}` is empty: no document matches its path"
                self.diagnostics.append(Diagnostic("DT006", place, message, self._meant_pattern(name)))
            documents.clear()
        self.environment.index = make_index(list(self.entries.values()))
        check_relations(self.environment.index, [entry for entry in self.entries.values() if entry.is_common])
        for entry in self.environment.index.entries:
            for name in entry.collections:
                self.collections[name].append(entry.view)
        for documents in self.collections.values():
            documents[:] = self.dialect.order(documents)
        for entry in self.entries.values():
            if not entry.published:
                entry.url = None

    def _meant_pattern(self, name: str) -> str:
        """What may be meant by a path of a collection that matches nothing: the folder, all that is below it."""
        for pattern in self.options.collections[name]:
            folder = pattern.removeprefix("./").removeprefix(self.docs).rstrip("/").removesuffix("/**")
            if folder and (self.options.docs / folder).is_dir():
                return f"did you mean `{folder}/**`?"
        return "a path is relative to the docs folder, as `api/**`"

    def entry_of(self, document: Document, url: str) -> Entry:
        """The entry of a document that is read; it is identified, but not complete."""
        path = document.file.path.removeprefix(self.docs)
        defaults = defaults_for(path, self._defaults)
        entry = self.dialect.entry(
            self.environment, document, defaults, self.names, self.docs, self._place_of_default(path)
        )
        entry.url = "" if url == "./" else url  # as the page of MkDocs has it, not its file
        entry.collections = self.options.collections_of(path)
        entry.identify({**document_aliases(entry, self.options.config, self._taken), **self._collection_of(entry)})
        return entry

    def _collection_of(self, entry: Entry) -> dict[str, Text]:
        """The name `collection` for a document: the one that its front matter names, else the one that it is in."""
        name = entry.named("collection", next(iter(entry.collections), ""))
        if name in self.collections:
            # A text, so that only who uses the name depends on the collection.
            return {"collection": Text(f'{{{{ site.collections["{name}"] }}}}', self.options.config)}
        nothing = {"collection": Text("{{ [] }}", self.options.config)}
        if name:
            hint = meant(name, self.collections) or "the option `collections` names them"
            message = f"there is no collection `{name}`"
            entry.findings.append(Diagnostic("DT001", entry.place(("collection",)), message, hint))
            return nothing
        if entry.values.get("layout") == "reference":
            message = "the layout `reference` needs to know which collection it shows"
            hint = "write `collection: ...` with the name of one of the option `collections`"
            entry.findings.append(Diagnostic("FM002", entry.place(("layout",)), message, hint))
            return nothing
        return {}

    def _place_of_default(self, path: str) -> Callable[[Keys], Place]:
        """What tells the place in mkdocs.yml of a key that a document has by default."""

        def place(keys: Keys) -> Place:
            rules = [number for number, rule in enumerate(self._defaults) if matches(path, rule.path)]
            number = next((n for n in reversed(rules) if keys[0] in self._defaults[n].values), 0)
            return self.options.place("defaults", number, "values", *keys)

        return place

    def opened_files(self) -> list[SourceFile]:
        """The documents and data files that were read so far."""
        data = [file.file for file in self.data.all_files() if file.file is not None]
        return [*(entry.document.file for entry in self.entries.values()), *data]

    def files_among(self, reads: Collection[str]) -> list[SourceFile]:
        """The documents and data files among what a page has read: also those that nobody has read in this build, as
        the page was kept."""
        for file in self.data.all_files():
            if file.path in reads and file.file is None and file.error is None:
                file.load()
        return [file for file in self.opened_files() if file.path in reads]

    def has_key(self, key: str) -> bool:
        """Whether the schema, a document or a data file has a key: told by their bytes, without parsing them."""
        from foreword.model.validation import SCHEMA_KEYS  # see `Entry._check`

        if key not in self.known_keys:
            self.known_keys[key] = (
                key.replace("_", "-") in SCHEMA_KEYS
                or any(known_in_values(key, entry) for entry in self.entries.values())
                or any(
                    known_in_bytes(key, read_bytes(file.location), file.location.suffix)
                    for file in self.data.all_files()
                )
            )
        return self.known_keys[key]

    def read(self, raw: bytes, location: Path) -> Document:
        """Read a document from its bytes. What is wrong in it is in its diagnostics."""
        path = self.path_of(location)
        try:
            text = decode(raw, path)
        except ContentError as error:
            broken = Diagnostic(error.code, error.place or Place(path), error.message, error.hint)
            return Document(SourceFile(path, ""), {}, "", 1, False, [broken])
        relative = path.removeprefix(self.docs)
        jinja = not any(matches(relative, pattern) for pattern in self.options.literal)
        if location.suffix in YAML_SUFFIXES:
            return read_yaml_document(text, path, jinja)
        return read_document(text, path, jinja)

    # Pages

    def names(self, reading: Reading) -> dict[str, Any]:
        """The names that every template knows; what is read through them is recorded."""
        site = self.dialect.view(Parts(self.options, self.data, self.collections, self.entries), reading)
        return {"site": site, "collection": None, **self.aliases, "theme_copy": self.options.theme_copy}

    def renderer(self, entry: Entry, host: Host) -> PageRenderer:
        """What renders a document as a page."""
        reading = Reading()
        reading.record(entry.path)
        return self.dialect.renderer(self.environment, entry, host, self.names(reading), reading)

    def page_entry(self, raw: bytes, location: Path, url: str) -> Entry:
        """The entry of a page from its bytes: the one that was read before, or a new one where another plugin has
        made the page or changed what is read."""
        known = self.entries.get(self.path_of(location))
        if known is not None and known.raw == raw:
            return known
        entry = self.entry_of(self.read(raw, location), url)
        entry.complete(None)
        return entry

    def render(self, renderer: PageRenderer, body: str | Text) -> Rendered:
        """Render a page: the body is the document's own, or what another plugin has made of it.

        References in it are still symbolic; see `foreword.link.references`.
        """
        draft = renderer.draft(body)
        found = read_html(draft.html)
        documents = [entry.document for entry in renderer.run.met.values()]
        for diagnostic in duplicate_anchors(documents, found.ids):
            draft.reading.report(diagnostic)
        return Rendered(
            path=renderer.entry.path,
            html=draft.html,
            contents=found.headings,
            ids=found.ids,
            links=found.links,
            failures=draft.failures,
            diagnostics=list(draft.reading.diagnostics),
            reads=list(draft.reading.reads),
            documents=dict(renderer.run.anchors),
            renamed=renderer.run.renamed,
            credentials=dict(renderer.run.credentials),
            components=sorted(renderer.run.components),
            styled=draft.styled,
        )

    def references(self, pages: Sequence[LinkedPage]) -> References:
        """Where all that a reference can name stands, on the rendered pages in the order of the navigation."""
        return References(self.environment.index, pages, self.files_among)

    @cached_property
    def unpublished(self) -> dict[str, str]:
        """The documents that make no page: by their path from the docs, the reference that leads to where they are
        shown."""
        entries = (entry for entry in self.environment.index.entries if entry.url is None)
        return {entry.relative: f"ref:@{entry.path}" for entry in entries}

    def excerpt(self, place: Place, around: int = 1) -> list[dict[str, Any]]:
        """The lines around a place, as the panel shows them: number, text without the common indent, caret."""
        location = self.root / place.file
        if place.file.startswith("foreword:") or not location.is_file():
            return []
        try:
            lines = decode(location.read_bytes(), place.file).removesuffix("\n").split("\n")
        except ContentError:
            return []
        numbers = range(max(place.line - around, 1), min(place.line + around, len(lines)) + 1)
        shown = [lines[number - 1] for number in numbers]
        indent = min((len(line) - len(line.lstrip(" ")) for line in shown if line.strip()), default=0)
        return [
            {
                "number": number,
                "text": line[indent:],
                "caret": min(max(place.column - 1 - indent, 0), len(line)) if number == place.line else None,
            }
            for number, line in zip(numbers, shown, strict=True)
        ]


def dialect_of(compat: str) -> Dialect:
    """The dialect of the option `compat`. What a site needs that came from elsewhere is loaded for that site only."""
    if not compat:
        return NATIVE
    from foreword.compat.dialect import DIALECTS

    return DIALECTS[compat]


def known_in_values(key: str, entry: Entry) -> bool:
    """Whether the front matter of a document has a key, at any depth."""
    names = {key, key.replace("_", "-")}
    return any(isinstance(value, dict) and not names.isdisjoint(value) for _, value in walk(entry.values))
