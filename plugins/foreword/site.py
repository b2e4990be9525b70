"""A site: the one thing that the adapter and the linter read. Made once per build."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foreword.link.anchors import duplicate_anchors
from foreword.link.html import read_html
from foreword.link.rendered import Rendered
from foreword.model.validation import SCHEMA_KEYS
from foreword.render.environment import Environment
from foreword.render.extensions import load_extensions
from foreword.render.functions import heading
from foreword.render.host import Host
from foreword.render.page import PageRenderer
from foreword.render.views import View
from foreword.source.data import DataFolder, FolderView, known_in_bytes, read_bytes
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.front_matter import Document, read_document
from foreword.source.reading import Reading
from foreword.source.text import SourceFile, Text, decode


@dataclass(frozen=True)
class Options:
    """What a site is made of; the option of the same name in mkdocs.yml. Paths are relative to `root`."""

    root: Path
    docs: Path
    data: Path
    templates: Path
    config: SourceFile
    aliases: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    literal: tuple[str, ...] = ()
    extensions: Path | None = None
    title: str = ""
    url: str = ""
    theme_copy: bool = False


class Site:
    """The documents, the data and the templates of a site, and the environment that renders them."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.root = options.root
        self.data = DataFolder(options.data, options.root)
        self.documents: list[Path] = []
        self.diagnostics: list[Diagnostic] = []
        self._known: dict[str, bool] = {}
        self._opened: dict[str, SourceFile] = {}
        self.environment = Environment(options.templates, options.root, options.labels, self.has_key, self.opened_files)
        self.diagnostics += self.environment.diagnostics
        self.environment.globals["heading"] = heading
        if options.extensions is not None:
            line = max(self._line_of("extensions"), 1)
            value = re.search(r":\s*", options.config.lines[line - 1])
            where = Place(options.config.path, line, value.end() + 1 if value else 1)
            self.diagnostics += load_extensions(self.environment, options.extensions, options.root, where)
        self.aliases = self._aliases()

    @property
    def docs(self) -> str:
        """The folder of the docs from the root, with `/` at its end."""
        return self.path_of(self.options.docs) + "/"

    def path_of(self, location: Path) -> str:
        """The path of a file as diagnostics tell it: from the root where it is below it."""
        if location.is_relative_to(self.root):
            return location.relative_to(self.root).as_posix()
        return location.as_posix()

    def _aliases(self) -> dict[str, Text]:
        """The aliases: texts of one expression, which stand in mkdocs.yml."""
        taken = {"site", "page", "document", "section", "collection", *self.environment.globals}
        found: dict[str, Text] = {}
        for name, path in self.options.aliases.items():
            if not str(name).isidentifier() or name in taken:
                reason = "is a name of Foreword's" if name in taken else "is no name that Jinja can read"
                self.diagnostics.append(
                    Diagnostic(
                        "TP010",
                        self._alias_place(name),
                        f"the alias `{name}` {reason}",
                        "choose another name" if name in taken else "choose a name of letters, digits and `_`",
                    )
                )
                continue
            expression = re.sub(r"\.(\w*-[\w-]*)", lambda key: f'["{key.group(1)}"]', str(path))
            line, column = self._alias_place(name)[1:]
            written = self.options.config.lines[line - 1]
            value = re.compile(rf"{re.escape(name)}\s*:\s*").match(written, column - 1)
            mark = (line - 1, value.end() if value else column - 1)
            found[name] = Text(f"{{{{ {expression} }}}}", self.options.config, mark)
        return found

    def _alias_place(self, name: str) -> Place:
        """Where an alias stands in mkdocs.yml."""
        config = self.options.config
        for number, line in enumerate(config.lines, 1):
            found = re.search(rf"(?:^\s*|[{{,]\s*){re.escape(name)}\s*:", line)
            if found and number > self._line_of("aliases"):
                return Place(config.path, number, found.end() - len(name))
        return Place(config.path, max(self._line_of("aliases"), 1))

    def _line_of(self, key: str) -> int:
        """The line of a key of mkdocs.yml (from 1); 0 where it is not there."""
        config = self.options.config
        return next((n for n, line in enumerate(config.lines, 1) if re.match(rf"\s*{key}\s*:", line)), 0)

    def opened_files(self) -> list[SourceFile]:
        """The documents and data files that were read so far."""
        data = [file.file for file in self.data.all_files() if file.file is not None]
        return [*self._opened.values(), *data]

    def has_key(self, key: str) -> bool:
        """Whether the schema, a document or a data file has a key: told by their bytes, without parsing them."""
        if key not in self._known:
            self._known[key] = key.replace("_", "-") in SCHEMA_KEYS or any(
                known_in_bytes(key, read_bytes(location), location.suffix)
                for location in (*self.documents, *(file.location for file in self.data.all_files()))
            )
        return self._known[key]

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
        document = read_document(text, path, jinja)
        self._opened[path] = document.file
        return document

    def renderer(self, document: Document, host: Host, url: str) -> PageRenderer:
        """What renders a document, for a page at `url` (relative to the site)."""
        reading = Reading()
        reading.record(document.file.path)
        site = View({}, data=FolderView(self.data, reading), title=self.options.title, url=self.options.url)
        names: dict[str, Any] = {"site": site, **self.aliases, "theme_copy": self.options.theme_copy}
        return PageRenderer(self.environment, document, host, names, reading, self.docs, url)

    def render(self, renderer: PageRenderer, body: str | Text) -> Rendered:
        """Render a page: the body is the document's own, or what another plugin has made of it."""
        draft = renderer.draft(body)
        found = read_html(draft.html)
        for diagnostic in duplicate_anchors(renderer.document, found.ids):
            draft.reading.report(diagnostic)
        return Rendered(
            html=draft.html,
            contents=found.headings,
            ids=found.ids,
            links=found.links,
            failures=draft.failures,
            diagnostics=list(draft.reading.diagnostics),
            reads=list(draft.reading.reads),
            styled=draft.styled,
        )

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


GLOB = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, pattern: str) -> bool:
    """Whether a path matches a pattern: `*` within a folder, `**` through any folders."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.fullmatch("".join(GLOB.get(part) or re.escape(part) for part in parts), path) is not None
