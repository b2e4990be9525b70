"""What Liquid goes through: the items of a `for`, and the elements that a filter sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foreword.compat.comparison import is_list
from foreword.compat.errors import LiquidError
from foreword.compat.numbers import integer
from foreword.compat.printing import check_depth
from foreword.compat.services import Services

LISTS = frozenset([list, tuple])
ITEM = 8
"""An item of a list takes as much as so many characters."""


def items(value: Any) -> Sequence[Any]:
    """What a `for` goes through: nothing of nil, a string as a whole, the pairs of a hash, a range, a list."""
    if isinstance(value, list | tuple | range):
        return value
    if isinstance(value, str):
        return [value] if value else []
    return pairs_of(value) if isinstance(value, Mapping) else []


def pairs(value: Any) -> list[Any]:
    """The pairs of a hash, each a list of a key and its value; of anything else, what a `for` goes through."""
    return list(items(value))


def pairs_of(value: Mapping[Any, Any]) -> list[Any]:
    """The pairs of a hash, each a list of a key and its value."""
    return [[key, item] for key, item in value.items()]


def slice_of(value: Any, offset: Any = None, limit: Any = None) -> Sequence[Any]:
    """What a `for` with `offset` and `limit` goes through; a string is never cut. Raises LiquidError for no integer."""
    start = 0 if offset is None else integer(offset)
    stop = None if limit is None else start + integer(limit)
    found = items(value)
    if isinstance(value, str):
        return found
    return found[max(start, 0) : None if stop is None else max(stop, 0)]


def elements(services: Services, value: Any) -> list[Any]:
    """What a filter for lists sees: the items of a list and of the lists in it, a range's numbers, else the value."""
    if is_list(value):
        services.allocate(ITEM * len(value))
        found: list[Any] = []
        flatten_into(found, value, services, 0)
        return found
    if isinstance(value, range):
        services.allocate(len(value))
        return list(value)
    return [] if value is None else [value]


def flatten_into(found: list[Any], value: Iterable[Any], services: Services, depth: int) -> None:
    """Adds the items of a list, and of the lists in it, to `found`."""
    check_depth(depth)
    if isinstance(value, list) and LISTS.isdisjoint(map(type, value)):
        found += value
        return
    for item in value:
        if is_list(item):
            services.allocate(ITEM * len(item))
            flatten_into(found, item, services, depth + 1)
        else:
            found.append(item)


def listed(services: Services, value: Any, name: str) -> list[Any]:
    """The items of what Ruby can go through: a list, a range, a hash's pairs. Raises LiquidError for anything else."""
    if isinstance(value, range):
        services.allocate(len(value))
    elif not isinstance(value, list | tuple | Mapping):
        raise LiquidError(f"`{name}` needs a list")
    return list(items(value))
