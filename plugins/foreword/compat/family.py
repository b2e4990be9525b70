"""A family of filters: functions by their names, and what they are given."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

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

    def functions(self, services: Services) -> dict[str, Filter]:
        """All filters, as functions of values."""
        return {
            **self.plain,
            **{name: reading_text(function, services) for name, function in self.of_text.items()},
            **{name: functools.partial(function, services) for name, function in self.served.items()},
        }


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
