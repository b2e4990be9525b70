"""Flawed values: what failed in a document itself, and is told on each page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from foreword.render import slots
from foreword.render.undefined import Failure
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.places import Keys
from foreword.source.walk import walk

if TYPE_CHECKING:
    from foreword.render.environment import Environment


def without_html(place: Callable[[Keys], Place], key: Any, value: Any, failure: Callable[[Diagnostic], Failure]) -> Any:
    """A value of the front matter; the failure of a diagnostic where a component's HTML stands in it, which nothing can
    show. `place` tells where a path of keys stands."""
    for _, item in walk(value):
        if isinstance(item, Markup) or (isinstance(item, str) and slots.HTML in item):
            diagnostic = Diagnostic(
                "MD003",
                place((key,)),
                f"`{key}` cannot hold a component's HTML: themes show it as plain text",
                "write text; call the component in a section or in the body",
            )
            return failure(diagnostic)
    return value


class Flawed(Failure):
    """What failed in a document as such: on each page that shows it, it is told where it stands.

    `source` is the text around the failures, in which each has a marker, whatever its number.
    """

    def __init__(self, environment: Environment, diagnostics: list[Diagnostic], source: str = "") -> None:
        self.environment = environment
        self.diagnostics = diagnostics
        self.source = source or slots.token(slots.FAILURE, 0)

    @property
    def marker(self) -> str:
        """The text with the markers of the page that is being rendered."""
        told = iter(self.diagnostics)
        return slots.FAILURES.sub(lambda _: self.environment.run.marker(next(told)), self.source)
