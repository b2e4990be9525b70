"""Includes: a template that is printed in the place of a statement of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jinja2

from foreword.render.links import rebase
from foreword.render.run import Piece, Use

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.render.environment import Environment


def rendered(
    environment: Environment,
    context: Context,
    statement: int,
    name: Any,
    parent: str | None,
    names: dict[str, Any] | None,
    ignores_missing: bool,
) -> Iterator[str]:
    """What a template prints that the template `parent`, whose scope is `context`, includes in a statement.

    It comes at once, as a piece at a time would go through each template around it, and as far as it comes. `names` are
    those of the place of the statement; None where the include is without context: it is rendered for each page too, as
    what it reads and what fails in it is the page's. Raises jinja2.TemplateError or ContentError.
    """
    run = environment.run
    text = run.nearest_text if context.name is None else None
    with run.using(Use("", context.name, text, statement)):
        try:
            template = environment.get_or_select_template(name, parent)
        except jinja2.TemplateNotFound:
            if ignores_missing:
                return
            raise
        own = template.new_context() if names is None else template.new_context(context.get_all(), True, names)
        parts: list[str] = []
        try:
            parts.extend(template.root_render_func(own))
        except Exception:
            yield "".join(parts)
            raise
        yield "".join(parts)


def included(environment: Environment, value: Any, html: bool, indent: str) -> str:
    """The prose of a partial: part of the Markdown around it, or a piece of its own in a layout.

    Its links are relative to the root of the docs.
    """
    run = environment.run
    source = rebase(str(value), "", run.base, run.resolved)
    if html:
        return run.slot(Piece(source))
    return indent + source.replace("\n", "\n" + indent) if indent else source
