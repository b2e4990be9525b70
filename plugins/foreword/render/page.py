"""A page: one document rendered by its layout, its Markdown converted once, its slots filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from markupsafe import Markup

from foreword.model.validation import Flaw, front_matter_flaws
from foreword.render import slots
from foreword.render.assembly import assemble
from foreword.render.bounds import deeply_resolved
from foreword.render.environment import Environment
from foreword.render.failure import content_error
from foreword.render.host import Host
from foreword.render.run import Piece, Run, plain
from foreword.render.undefined import Failure
from foreword.render.views import View
from foreword.source.data import FolderView
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.front_matter import Document
from foreword.source.places import place_of
from foreword.source.reading import Reading
from foreword.source.text import Text

STRUCTURE = frozenset(["sections", "steps", "credentials"])
"""The keys whose values a layout renders; a document that has one of them gets the layout `sections`."""

FIRST_HEADING = re.compile(r"\s*# +([^\n]*?)(?:\s+#+)?\s*(?:\n|\Z)")
EXPANDED_FIRST = ("title", "anchor", "id", "name", "layout")


@dataclass
class Draft:
    """A page before its links are read: HTML with markers, and what was read and reported on the way.

    `failures` are the diagnostics that the markers in `html` stand for; `styled` tells whether it needs Foreword's
    stylesheet and script.
    """

    html: str
    failures: list[Diagnostic]
    reading: Reading
    styled: bool


class PageRenderer:
    """Renders one document: first its keys (`meta`), then the page (`draft`)."""

    def __init__(
        self,
        environment: Environment,
        document: Document,
        host: Host,
        names: Mapping[str, Any],
        reading: Reading,
        docs: str,
        url: str,
    ) -> None:
        self.environment = environment
        self.document = document
        self.run = Run(document.file.path, docs, host, reading)
        self.values: dict[Any, Any] = dict(document.values)
        added = {"url": url, "path": document.file.path}
        body = document.body.source if isinstance(document.body, Text) else document.body
        heading = FIRST_HEADING.match(body)
        if heading is not None and "{" not in heading.group(1):
            added["title"] = heading.group(1)
        page = View(self.values, **added)
        variables = {
            **environment.globals,
            **names,
            "page": page,
            "document": page,
            "section": None,
            "collection": None,
        }
        self.run.context = environment.from_string("").new_context(variables, shared=True)
        self.held: list[tuple[Any, list[Diagnostic]]] = []
        for diagnostic in document.diagnostics:
            if diagnostic.severity == "error":
                self.run.marker(diagnostic)
            else:
                reading.report(diagnostic)
        environment.run = self.run
        self._check()
        self._expand_first()

    def _check(self) -> None:
        """Validate the front matter; a value of the wrong type becomes a failure, which renders as nothing."""
        for flaw in front_matter_flaws(self.values):
            place = place_of(self.document.file, flaw.keys, flaw.at_key)
            diagnostic = Diagnostic(flaw.code, place, flaw.message, flaw.hint)
            if flaw.code == "FM001":
                self.run.reading.report(diagnostic)
            else:
                self._replace(flaw, Failure(self.run.marker(diagnostic)))

    def _replace(self, flaw: Flaw, failure: Failure) -> None:
        """Put a failure in the place of a value, in copies of what is around it."""
        holder: Any = self.values
        for key in flaw.keys[:-1]:
            holder[key] = holder[key].copy()
            holder = holder[key]
        if flaw.keys:
            holder[flaw.keys[-1]] = failure

    def _expand_first(self) -> None:
        """Expand, once, the keys that name the document; from here on they are plain text."""
        for key in EXPANDED_FIRST:
            value = self.values.get(key)
            if isinstance(value, Text):
                self.values[key] = value = self._without_html(key, self.environment.resolved(value))
            if isinstance(value, bool | int | float):
                self.values[key] = plain(value)

    @property
    def layout(self) -> str | None:
        """The layout of the document: its own, else `sections` where it has what that renders, else none."""
        named = self.values.get("layout")
        if isinstance(named, str) and named:
            return named
        return "sections" if STRUCTURE & self.values.keys() else None

    def meta(self) -> dict[str, Any]:
        """The front matter as themes and other plugins see it: plain values, texts expanded once.

        What the layout renders stays as it was written.
        """
        self.environment.run = self.run
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            if key in STRUCTURE or not isinstance(value, Text | list | dict):
                plain_value = value
            else:
                plain_value = self._quietly(key, value)
                if isinstance(value, Text):
                    if is_large(plain_value):
                        continue
                    plain_value = deeply_resolved(self.environment, plain_value, {})
            if not isinstance(plain_value, Failure):
                found[str(key)] = plain_data(plain_value, {})
        return found

    def _quietly(self, key: Any, value: Any) -> Any:
        """A value with its texts expanded in the page's scope.

        A text that fails there may be meant for another: it is told at the end, unless it was used by then.
        """
        failures, told = len(self.run.failures), dict(self.run.reading.diagnostics)
        expanded = set(self.run.expanded)
        deep = self._without_html(key, self._deep(value, {}))
        if len(self.run.failures) > failures:
            self.held.append((value, self.run.failures[failures:]))
            del self.run.failures[failures:]
            self.run.reading.diagnostics = told
        self.run.expanded = expanded
        return deep

    def _deep(self, value: Any, seen: dict[int, Any]) -> Any:
        """A value with every text written in it expanded in the page's scope. What aliases share stays shared."""
        if id(value) not in seen:
            if isinstance(value, dict):
                seen[id(value)] = {key: self._deep(item, seen) for key, item in value.items()}
            elif isinstance(value, list):
                seen[id(value)] = [self._deep(item, seen) for item in value]
            elif isinstance(value, Text):
                seen[id(value)] = self.environment.resolved(value)
            else:
                return value
        return seen[id(value)]

    def _without_html(self, key: Any, value: Any) -> Any:
        """A value of the front matter; a failure where a component's HTML stands in it, which nothing can show."""
        strings = [value]
        seen: set[int] = set()
        while strings:
            item = strings.pop()
            if isinstance(item, dict | list):
                if id(item) in seen:
                    continue
                seen.add(id(item))
                strings.extend(item.values() if isinstance(item, dict) else item)
            elif isinstance(item, Markup) or (isinstance(item, str) and slots.HTML in item):
                error = ContentError(
                    "MD003",
                    f"`{key}` cannot hold a component's HTML: themes show it as plain text",
                    hint="write text; call the component in a section or in the body",
                    place=place_of(self.document.file, (key,)),
                )
                return Failure(self.run.marker(self.environment.diagnose(error, None, -1)))
        return value

    def draft(self, body: str | Text) -> Draft:
        """Render the page: the layout with its texts, the body, one conversion, and every slot filled."""
        run = self.run
        self.environment.run = run
        html = assemble(self.environment, self._content(body), self.document.file)
        for value, failures in self.held:
            if not any(id(text) in run.expanded for text in texts_in(value)):
                for diagnostic in failures:
                    run.marker(diagnostic)
        shown = {slots.number_of(digits) for kind, digits in slots.TOKEN.findall(html) if kind == slots.FAILURE}
        unseen = [number for number, _ in enumerate(run.failures) if number not in shown]
        told = {run.failures[number] for number in shown}
        lead = ""
        for number in unseen:
            if run.failures[number] not in told:
                told.add(run.failures[number])
                lead += f"<p>{slots.token(slots.FAILURE, number)}</p>\n"
        return Draft(lead + html, run.failures, run.reading, run.styled)

    def _content(self, body: str | Text) -> str:
        """The layout's HTML, or the body's slot where there is no layout."""
        assert self.run.context is not None
        variables = {**self.run.context.get_all(), "content": body}
        if self.layout is None:
            if not isinstance(body, Text):
                return str(self.run.slot(Piece(body)))
            value = self.environment.expand(body, self.run.context, None, -1)
            return str(self.run.slot(Piece(self.environment.printed(value))))
        try:
            template = self.environment.get_template(f"layouts/{self.layout}.html.jinja")
            context = template.new_context(variables, shared=True)
            return "".join(template.root_render_func(context))
        except (jinja2.TemplateError, ContentError, RecursionError) as error:
            diagnostic = self._layout_diagnostic(error)
            marker = self.run.marker(diagnostic)
            return marker + str(self.run.slot(Piece(body.source if isinstance(body, Text) else body)))

    def _layout_diagnostic(self, error: Exception) -> Diagnostic:
        """What to tell of a layout that cannot be used as a whole."""
        content = content_error(self.environment, error)
        assert content is not None
        place = content.place
        if place is None:
            has_key = "layout" in self.document.values
            place = place_of(self.document.file, ("layout",)) if has_key else Place(self.document.file.path)
        return Diagnostic(content.code, place, content.message, content.hint)


def is_large(value: Any) -> bool:
    """Whether a value that a text stands for is too large to be copied for themes: it may be all of the site's data."""
    stack, count = [value], 0
    while stack:
        item = stack.pop()
        count += 1
        if count > 1000 or isinstance(item, FolderView):
            return True
        if isinstance(item, dict | list):
            stack.extend(item.values() if isinstance(item, dict) else item)
    return False


def texts_in(value: Any) -> Iterator[Text]:
    """The texts in a value."""
    stack, seen = [value], set[int]()
    while stack:
        item = stack.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if isinstance(item, Text):
            yield item
        elif isinstance(item, dict | list):
            stack.extend(item.values() if isinstance(item, dict) else item)


def plain_data(value: Any, seen: dict[int, Any]) -> Any:
    """A value as plain data: strings, numbers, lists, mappings; a text as it was written.

    `seen` holds the containers that were made plain already, by identity: what aliases share stays shared.
    """
    if isinstance(value, Text):
        return value.source
    if isinstance(value, Mapping | list | tuple):
        if id(value) in seen:
            return seen[id(value)]
        if isinstance(value, Mapping):
            seen[id(value)] = {key: plain_data(item, seen) for key, item in value.items()}
        else:
            seen[id(value)] = [plain_data(item, seen) for item in value]
        return seen[id(value)]
    if isinstance(value, str):
        return slots.ANY.sub("", str(value))
    return value if value is None or isinstance(value, bool | int | float) else None
