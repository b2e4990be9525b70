"""A family of filters: functions by their names, and what they are given."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foreword.compat.errors import LiquidError
from foreword.compat.printing import text
from foreword.compat.services import Services

Filter = Callable[..., Any]
COMPOSED = (list, tuple, Mapping)


@dataclass(frozen=True)
class Family:
    """Filters by their names: `plain` ones take values, `of_text` read lists and hashes as their text, `served` take
    the services first."""

    plain: Mapping[str, Filter] = field(default_factory=dict)
    of_text: Mapping[str, Filter] = field(default_factory=dict)
    served: Mapping[str, Filter] = field(default_factory=dict)

    def bound(self, services: Services) -> dict[str, Bound]:
        """All filters, as functions of values."""
        return {
            **{name: Bound(name, function) for name, function in self.plain.items()},
            **{
                name: Bound(name, reading_text(function, services), function) for name, function in self.of_text.items()
            },
            **{name: Bound(name, functools.partial(function, services)) for name, function in self.served.items()},
        }


class Bound:
    """A filter that checks the number of its arguments, as Liquid does.

    Named arguments that it does not know come as a hash behind the others, as Liquid gives them. `function` is what it
    calls, `of_strings` what may be called where all arguments are strings.
    """

    def __init__(self, name: str, function: Filter, of_strings: Filter | None = None) -> None:
        self.name = name
        self.function = function
        self.of_strings = of_strings or function
        parameters = inspect.signature(function).parameters.values()
        places = [one for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
        self._least, self._most = sum(one.default is one.empty for one in places), len(places)
        self._known = {one.name for one in parameters if one.kind is one.KEYWORD_ONLY}

    def __call__(self, *args: Any, **named: Any) -> Any:
        if named and not self._known.issuperset(named):
            args, named = (*args, named), {}
        if not self._least <= len(args) <= self._most:
            raise LiquidError(wrong_count(self.name, self._least - 1, self._most - 1, len(args) - 1))
        return self.function(*args, **named)


def wrong_count(name: str, least: int, most: int, given: int) -> str:
    """What is wrong with the number of arguments of a filter."""
    takes = f"{most}" if least == most else f"{least} to {most}"
    return f"`{name}` takes {'no' if most == 0 else takes} argument{'' if most == 1 else 's'}, not {given}"


def reading_text(function: Filter, services: Services) -> Filter:
    """A filter to which lists and hashes are given as their text."""

    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        for value in args:
            if type(value) is not str and isinstance(value, COMPOSED):
                args = tuple(text(x, services.allocate) if isinstance(x, COMPOSED) else x for x in args)
                break
        return function(*args, **named)

    return call
