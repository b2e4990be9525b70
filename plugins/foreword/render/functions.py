"""Functions that layouts call: headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from markupsafe import Markup

from foreword.render.run import Piece
from foreword.render.slots import ANY
from foreword.render.undefined import Failure, Missing
from foreword.source.diagnostic import ContentError

if TYPE_CHECKING:
    from foreword.render.environment import Environment


@pass_environment
def heading(environment: Environment, level: int, title: Any, anchor: Any = None) -> Markup:
    """A heading: Markdown, converted with the page, so that it has the permalink and the place in the contents that
    the site's toc extension gives. Without an anchor it gets a slug of its title."""
    name = "" if anchor is None or isinstance(anchor, Missing | Failure) else environment.printed(anchor)
    name = "" if ANY.search(name) else name
    return environment.run.slot(Piece(environment.printed(title), level_of(level), name))


def level_of(level: Any) -> int:
    """The level of a heading, from 1 to 6. Raises ContentError for what is no number."""
    if not isinstance(level, int):
        raise ContentError("TP009", "the level of a heading has to be a whole number", hint="write `heading(2, title)`")
    return min(max(level, 1), 6)
