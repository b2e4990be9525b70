"""Liquid as python-liquid reads it, with what Jekyll adds: a second opinion on what a template comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Any

from liquid.context import RenderContext
from liquid.exceptions import FilterArgumentError, LiquidError, TemplateNotFoundError
from liquid.template import BoundTemplate
from liquid.undefined import is_undefined

import liquid
from foreword.compat.errors import LiquidError as RefusedError
from foreword.compat.liquid_filters import filters_of
from foreword.compat.services import Services
from foreword.migrate.verify.liquid_tags import TAGS
from liquid import Environment, Mode

SCOPED = frozenset(["where_exp", "find_exp", "group_by_exp"])
"""Filters that hold an expression, which sees the names of the place where it stands."""


class LiquidEngine(Environment):
    """Renders templates of a Jekyll site. `problems` has what python-liquid could not read or do, since it was
    emptied.

    `includes` are the sources of the files that templates can include; `expanding` names the filters that expand the
    Liquid in a text. All other filters are those of `foreword.compat`, which have tests of their own: python-liquid's
    differ from Liquid's in small things, and know none of Jekyll's.
    """

    def __init__(self, includes: Mapping[str, str], expanding: Iterable[str], markdown: Callable[[str], str]) -> None:
        self.problems: list[str] = []
        self.includes = includes
        self._read: dict[str, tuple[BoundTemplate, list[str]]] = {}
        super().__init__(tolerance=Mode.LAX, strict_filters=False)
        for tag in TAGS:
            self.add_tag(tag)
        filters = filters_of(4, "jekyll", Services(markdown=markdown, evaluator=evaluator))
        for name, function in filters.items():
            self.add_filter(name, scoped(function) if name in SCOPED else plain(function))
        for name in expanding:
            self.add_filter(name, expand)

    def error(self, exc: Any, msg: str | None = None, token: Any = None) -> None:
        """Note what Liquid would refuse, and go on."""
        error = exc if isinstance(exc, LiquidError) else exc(msg, token=token)
        self.problems.append(str(error).strip().splitlines()[0])

    def read(self, source: str) -> BoundTemplate:
        """A template, parsed once. What could not be read of it is a problem each time."""
        if source not in self._read:
            before, self.problems = self.problems, []
            template = self.from_string(source)
            self._read[source] = template, self.problems
            self.problems = before
        template, problems = self._read[source]
        self.problems += problems
        return template

    def get_template(
        self,
        name: str,
        *,
        globals: Mapping[str, object] | None = None,
        context: RenderContext | None = None,
        **load_context: object,
    ) -> BoundTemplate:
        """A file that is included. Raises TemplateNotFoundError."""
        if name not in self.includes:
            raise TemplateNotFoundError(f"there is no `{name}` to include")
        return self.read(self.includes[name])

    def rendered(self, source: str, names: Mapping[str, Any]) -> str:
        """What a template comes to; each has variables of its own. What fails is noted, and leaves out the rest."""
        try:
            return str(self.read(source).render(**names))
        except LiquidError as error:
            self.error(error)
        except RecursionError:
            self.problems.append("it includes itself")
        return ""


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jekyll's, to which what is missing is nil."""

    def call(*args: Any, **named: Any) -> Any:
        try:
            return function(*(None if is_undefined(value) else value for value in args), **named)
        except RefusedError as error:
            raise FilterArgumentError(str(error), token=None) from error

    return call


def scoped(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that holds an expression."""
    call = plain(function)

    @liquid.filter.with_context
    def with_scope(value: Any, name: Any, expression: Any, *, context: RenderContext) -> Any:
        return call(value, context, name, expression)

    return with_scope


@liquid.filter.with_context
def expand(value: Any, *, context: RenderContext) -> Any:
    """The Liquid in a text, expanded in the scope of the place; another value as it is."""
    if not isinstance(value, str):
        return value
    buffer = StringIO()
    engine_of(context).read(value).render_with_context(context, buffer, partial=True)
    return buffer.getvalue()


def evaluator(scope: RenderContext, name: str, expression: str) -> Callable[[Any], bool]:
    """What gives the value of a condition of Liquid, in which an item has a name."""

    def evaluate(item: Any) -> bool:
        buffer = StringIO()
        template = engine_of(scope).read(f"{{% if {expression} %}}1{{% endif %}}")
        with scope.extend({name: item}):
            template.render_with_context(scope, buffer, partial=True)
        return buffer.getvalue() == "1"

    return evaluate


def engine_of(context: RenderContext) -> LiquidEngine:
    """The engine that renders."""
    assert isinstance(context.env, LiquidEngine)
    return context.env
