"""A page: one document rendered by its layout, its Markdown converted once, its slots filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.runtime import new_context

from foreword.render import slots
from foreword.render.assembly import assemble
from foreword.render.bounds import deeply_resolved
from foreword.render.entry import Entry
from foreword.render.environment import Environment
from foreword.render.flawed import without_html
from foreword.render.host import Host
from foreword.render.layout import laid_out, rendered_keys
from foreword.render.run import Run
from foreword.render.undefined import Failure
from foreword.source.data import FolderView
from foreword.source.diagnostic import Diagnostic
from foreword.source.reading import Reading
from foreword.source.text import Text


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
    """Renders one document as a page: first its keys (`meta`), then the page (`draft`).

    `names` are those of the site, as this page sees it: what is read through them is recorded in `reading`.
    """

    def __init__(
        self, environment: Environment, entry: Entry, host: Host, names: Mapping[str, Any], reading: Reading
    ) -> None:
        self.environment = environment
        self.entry = entry
        self.document = entry.document
        self.run = Run(entry.path, entry.run.docs, host, reading)
        self.values = entry.values
        variables = {
            **environment.globals,
            **names,
            **entry.names,
            "page": entry.view,
            "document": entry.view,
            "section": None,
        }
        self.run.context = new_context(environment, None, {}, variables, shared=True)
        self.held: list[tuple[Any, list[Diagnostic]]] = []
        environment.run = self.run
        self.run.meet(entry)

    def meta(self) -> dict[str, Any]:
        """The front matter as themes and other plugins see it: plain values, texts expanded once.

        What the layout renders stays as it was written.
        """
        self.environment.run = self.run
        found: dict[str, Any] = {}
        kept = rendered_keys(self.entry)
        for key, value in self.values.items():
            if key == "description" and key in kept and isinstance(value, Text):
                continue  # Markdown for the layout; a theme would show it as it is written
            if key in kept or not isinstance(value, Text | list | dict):
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
        deep = without_html(self.entry.place, key, self._deep(value, {}), lambda told: Failure(self.run.marker(told)))
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

    def draft(self, body: str | Text) -> Draft:
        """Render the page: the layout with its texts, the body, one conversion, and every slot filled."""
        run = self.run
        self.environment.run = run
        html = assemble(self.environment, self._content(body), self.document.file)
        for entry in run.met.values():
            run.reading.reads.update(entry.reading.reads)
        for value, failures in self.held:
            if not any(id(text) in run.expanded for text in texts_in(value)):
                for diagnostic in failures:
                    run.marker(diagnostic)
        shown = {slots.number_of(digits) for digits in slots.failures_in(html)} if run.failures else set()
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
        own = self.values.get("anchor")
        variables = {**self.run.context.get_all(), "level": 1, "anchor": own if isinstance(own, str) else None}
        self.run.around.append(self.entry.path)
        return laid_out(self.environment, self.entry, variables, body)


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
