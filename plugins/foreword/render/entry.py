"""An entry: a document as the whole site knows it, with its defaults, the keys that name it, and its view."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jinja2.runtime import new_context

from foreword.render import slots
from foreword.render.flawed import Flawed, without_html
from foreword.render.host import HeadHost
from foreword.render.run import Run, plain
from foreword.render.undefined import Failure
from foreword.render.views import View
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.front_matter import Document
from foreword.source.options import merged
from foreword.source.places import Keys, place_inside, place_of
from foreword.source.reading import Reading
from foreword.source.text import Text

if TYPE_CHECKING:
    from foreword.render.environment import Environment

FIRST_HEADING = re.compile(r"\s*# +([^\n]*?)(?:\s+#+)?\s*(?:\n|\Z)")
IDENTITY = ("kind", "id", "object", "version", "publish", "collection")
NAMING = ("title", "anchor", "name", "layout")
OF_KIND = {
    "endpoint": ("method", "path", "base-url", "status", "order"),
    "object": ("order", "status"),
    "structure": ("order", "status"),
}
OF_EVERY_DOCUMENT = frozenset(["title", "url", "path", "kind", "id", "anchor"])
"""The keys that `DocumentView` adds."""
AS_WRITTEN = frozenset(["publish", "order"])
"""Keys whose numbers and booleans stay what they are."""


class Entry:
    """One document of the site: `identify` tells what it is, `complete` makes its values whole.

    `failures` are what is wrong in its front matter, and stands as a failure in its values; `findings` is what is
    wrong beside it. `url` is relative to the site, and None where the document makes no page. `is_common` tells that
    it holds what several versions of an endpoint have in common, and is nothing by itself.
    """

    def __init__(
        self,
        environment: Environment,
        document: Document,
        defaults: Mapping[Any, Any],
        names: Callable[[Reading], dict[str, Any]],
        docs: str,
        place_of_default: Callable[[Keys], Place],
    ) -> None:
        self.environment = environment
        self.document = document
        self.raw = b""
        """The bytes of its file, where it is one of the site."""
        self.path = document.file.path
        self.collections: list[str] = []
        self.common: Entry | None = None
        self.is_common = False
        self.url: str | None = None
        self.findings = [one for one in document.diagnostics if one.severity != "error"]
        self.failures = [one for one in document.diagnostics if one.severity == "error"]
        self.is_unreadable = bool(self.failures)
        self.reading = Reading()
        self.reading.record(self.path)
        self.values: dict[Any, Any] = merged(defaults, document.values)
        self.run = Run(self.path, docs, HeadHost(), self.reading)
        self.view = DocumentView(self, self.values)
        self.names: dict[str, Text] = {}
        self._names = names
        self._place_of_default = place_of_default

    # What names it

    @property
    def published(self) -> bool:
        """Whether the document makes a page."""
        return self.values.get("publish") is not False and not self.is_common

    @property
    def kind(self) -> str:
        """The kind of the document, as `endpoint`."""
        return self.named("kind", "doc")

    @property
    def id(self) -> str:
        """The id: the document's own, else the stem of its file."""
        return self.named("id", posixpath.splitext(posixpath.basename(self.path))[0])

    @property
    def anchor(self) -> str:
        """The anchor at which the document begins where others show it."""
        return self.named("anchor", self.id)

    @property
    def title(self) -> str:
        """The title: the document's own, else the heading that its body begins with, else its id."""
        return self.named("title", self.first_heading or self.id)

    @property
    def relative(self) -> str:
        """The path of the document from the root of the docs."""
        return self.path.removeprefix(self.run.docs)

    @property
    def first_heading(self) -> str:
        """The heading with which the body begins, where it holds no Jinja; else nothing."""
        found = FIRST_HEADING.match(self.body)
        return found.group(1) if found is not None and "{" not in found.group(1) else ""

    @property
    def body(self) -> str:
        """The body as it is written."""
        body = self.document.body
        return body.source if isinstance(body, Text) else body

    def named(self, key: str, default: str) -> str:
        """The value of a key that names the document, as text."""
        value = self.values.get(key)
        return str(value) if isinstance(value, str | int | float) and str(value) else default

    # Its values

    def identify(self, aliases: Mapping[str, Text]) -> None:
        """Take the document's own aliases, and expand the keys that tell what it is."""
        self.names = dict(aliases)
        self._expand(IDENTITY)

    def complete(self, common: Entry | None) -> None:
        """Add what the document has in common with its other versions; expand what names it, and validate."""
        if common is not None:
            self.common = common
            self.reading.record(common.path)
            if not self.body.strip():
                self.document = replace(self.document, body=common.document.body, body_line=common.document.body_line)
            whole = merged(common.values, self.values)
            self.values.clear()
            self.values.update(whole)
        written = dict(self.values)
        self._expand((*NAMING, *OF_KIND.get(self.kind, ())))
        self._expand_credentials()
        if not self.is_common:
            self._check(written)

    def _expand(self, keys: tuple[str, ...]) -> None:
        """Expand keys once, in the document's own scope; from here on they are plain."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, Text):
                value = self.values[key] = self.plain(key, value)
                if isinstance(value, Failure):
                    continue
            if isinstance(value, bool | int | float) and key not in AS_WRITTEN:
                self.values[key] = plain(value)

    def _expand_credentials(self) -> None:
        """Expand the ids in an endpoint's list of credentials."""
        listed = self.values.get("credentials")
        if self.kind != "endpoint":
            return
        if isinstance(listed, Text):
            listed = self.values["credentials"] = self.expanded(listed)
        if isinstance(listed, list):
            self.values["credentials"] = [self.expanded(item) for item in listed]

    def _check(self, written: Mapping[Any, Any]) -> None:
        """Validate the values; one that cannot be used becomes a failure, which renders as nothing.

        What failed to expand is told already: there the text as it was written is looked at.
        """
        from foreword.model.validation import front_matter_flaws  # it takes long; Jekyll's documents are not validated

        values = {key: written[key] if isinstance(value, Failure) else value for key, value in self.values.items()}
        for flaw in front_matter_flaws(values):
            diagnostic = Diagnostic(flaw.code, self.place(flaw.keys, flaw.at_key, flaw.offset), flaw.message, flaw.hint)
            if flaw.is_unusable:
                self._replace((*flaw.keys, flaw.missing) if flaw.missing else flaw.keys, self._failure(diagnostic))
            else:
                self.findings.append(diagnostic)

    def _failure(self, diagnostic: Diagnostic) -> Failure:
        """What stands for a value that failed, which is told."""
        self.failures.append(diagnostic)
        return Flawed(self.environment, [diagnostic])

    def fail(self, keys: Keys, error: ContentError) -> None:
        """Tell what is wrong with the value at a path of keys, which is a failure from here on."""
        diagnostic = Diagnostic(error.code, self.place(keys), error.message, error.hint)
        self._replace(keys, self._failure(diagnostic))

    def _replace(self, keys: Keys, failure: Failure) -> None:
        """Put a failure in the place of a value, in copies of what is around it."""
        holder: Any = self.values
        for key in keys[:-1]:
            if isinstance(holder[key], Failure):
                return
            holder[key] = holder[key].copy()
            holder = holder[key]
        if keys:
            holder[keys[-1]] = failure

    def place(self, keys: Keys, at_key: bool = False, offset: tuple[int, int] | None = None) -> Place:
        """The place of a value: in the document, in what its versions have in common, or among the defaults."""
        if keys and keys[0] not in self.document.values:
            if self.common is not None and keys[0] in self.common.document.values:
                return self.common.place(keys, at_key, offset)
            if keys[0] in self.values:
                return self._place_of_default(keys)
        if offset is not None:
            return place_inside(self.document.file, keys, *offset)
        return place_of(self.document.file, keys, at_key)

    # Its own scope

    def plain(self, key: Any, value: Any) -> Any:
        """The value of a key, expanded in the document's own scope; a component's HTML cannot stand in it."""
        return (
            without_html(self.place, key, self.expanded(value), self._failure)
            if isinstance(value, Text | list)
            else value
        )

    def quietly(self, value: Any) -> Any:
        """A value with its texts expanded in the document's own scope; what fails is told where it is shown."""
        told = len(self.failures)
        found = self.expanded(value)
        del self.failures[told:]
        return found

    def expanded(self, value: Any) -> Any:
        """A value with its texts expanded in the document's own scope."""
        if not isinstance(value, Text | list):
            return value
        with self.environment.running(self.run):
            if self.run.context is None:
                variables = {
                    **self.environment.globals,
                    **self._names(self.reading),
                    **self.names,
                    "page": self.view,
                    "document": self.view,
                    "section": None,
                }
                self.run.context = new_context(self.environment, None, {}, variables, shared=True)
            found = self.environment.resolved(value)
            if isinstance(found, Failure):
                found = found.marker
            if not isinstance(found, str) or slots.FAILURE not in found:
                return found
            told = [self.run.failures[slots.number_of(digits)] for digits in slots.failures_in(found)]
            self.failures += told
            return Flawed(self.environment, told, found)


class DocumentView(View):
    """A document as templates see it: the keys of its front matter, then what every document has."""

    def __init__(self, entry: Entry, values: Mapping[Any, Any]) -> None:
        super().__init__(values)
        self.entry = entry
        self._own: dict[Any, Any] = {}

    def search(self, key: Any) -> Any:
        """The author's value of a key, else what every document has."""
        value = get(self._values, key)
        return self._extra().get(key, ABSENT) if value is ABSENT and key in OF_EVERY_DOCUMENT else value

    def __iter__(self) -> Iterator[Any]:
        extra = self._extra()
        return iter([*self._values, *(key for key in extra if key not in self._values)])

    def __len__(self) -> int:
        return len(self._values.keys() | self._extra().keys())

    def _extra(self) -> dict[str, Any]:
        """What Foreword adds: the same keys for every document."""
        entry = self.entry
        found = {"title": entry.first_heading} if entry.first_heading else {}
        if entry.kind in OF_KIND:
            found["title"] = entry.title
        if entry.url is not None:
            found["url"] = entry.url
        if entry.kind != "endpoint":  # whose `path` is that of the API
            found["path"] = entry.path
        return {**found, "kind": entry.kind, "id": entry.id, "anchor": entry.anchor}

    def own(self, key: Any) -> Any:
        """The value of a key for a query, expanded once, in the document's own scope; ABSENT where there is none."""
        if key not in self._own:
            value = get(self, key)
            self._own[key] = self.entry.plain(key, value)
        return self._own[key]
