"""Liquid's filters for lists."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from foreword.compat.comparison import equal, identity, is_list, is_true, order, ordered
from foreword.compat.errors import LiquidError
from foreword.compat.family import Family
from foreword.compat.iteration import ITEM, elements
from foreword.compat.number_filters import total
from foreword.compat.printing import text
from foreword.compat.properties import NoPropertiesError, has_properties, property_of
from foreword.compat.services import Services

Found = TypeVar("Found")
TEXT = frozenset([str])


def size(value: Any) -> int:
    """The number of characters, items or keys; the eight bytes of an integer, as Ruby has it; 0 of anything else."""
    if isinstance(value, str | list | tuple | range | Mapping):
        return len(value)
    is_integer = isinstance(value, int) and not isinstance(value, bool)
    return max(8, (value.bit_length() + 63) // 64 * 8) if is_integer else 0


def first(value: Any) -> Any:
    """The first item of a list or a range, or the first pair of a hash. A string has none."""
    if isinstance(value, list | tuple | range):
        return value[0] if value else None
    return next(([key, value[key]] for key in value), None) if isinstance(value, Mapping) else None


def last(value: Any) -> Any:
    """The last item of a list or a range. A string or a hash has none."""
    return value[-1] if isinstance(value, list | tuple | range) and value else None


def join(services: Services, value: Any, glue: Any = " ") -> str:
    """The items as one text, with `glue` between them."""
    mark = glue if type(glue) is str else text(glue, services.allocate)
    if type(value) is list and TEXT.issuperset(map(type, value)):
        parts = value
    else:
        parts = [text(item, services.allocate) for item in elements(services, value)]
    services.allocate(sum(map(len, parts)) + len(mark) * len(parts))
    return mark.join(parts)


def sort(services: Services, value: Any, key: Any = None) -> list[Any] | None:
    """The items in order, or in that of a property; nil comes last. Raises LiquidError for what cannot be compared."""
    return in_order(services, value, key, nil_last)


def sort_natural(services: Services, value: Any, key: Any = None) -> list[Any] | None:
    """The items, or a property of theirs, in the order of the alphabet; nil comes last."""
    return in_order(services, value, key, nil_last_in_alphabet)


def in_order(services: Services, value: Any, key: Any, compare: Callable[[Any, Any], int]) -> list[Any] | None:
    """The items in the order that a comparison gives; nil where an item has no properties to sort by."""
    found = elements(services, value)
    if key is None:
        return sorted(found, key=functools.cmp_to_key(compare))
    if not all(map(has_properties, found)):
        return None
    if len(found) < 2:
        return found
    return ordered([(property_of(services, item, key), item) for item in found], compare)


def nil_last(left: Any, right: Any) -> int:
    """How two values compare, nil behind all others. Raises LiquidError for what cannot be compared."""
    result = order(left, right)
    if result is not None:
        return result
    if left is None or right is None:
        return 1 if left is None else -1
    raise LiquidError("cannot sort values of incompatible types")


def nil_last_in_alphabet(left: Any, right: Any) -> int:
    """How the texts of two values compare without regard to capitals, nil behind all others."""
    if left is None or right is None:
        return (left is None) - (right is None)
    one, other = (ascii_small(text(value)) for value in (left, right))
    return (one > other) - (one < other)


def ascii_small(spelling: str) -> str:
    """A text with the letters from A to Z small, as Ruby's `casecmp` compares it."""
    return spelling.lower() if spelling.isascii() else "".join(c.lower() if c.isascii() else c for c in spelling)


def uniq(services: Services, value: Any, key: Any = None) -> list[Any] | None:
    """The items without those that are, or whose property is, the same as one before."""
    found = elements(services, value)
    return found if len(found) < 2 else none_without_properties(lambda: distinct(services, found, key))


def distinct(services: Services, found: list[Any], key: Any) -> list[Any]:
    """The items whose value at a key, or which themselves, come for the first time."""
    by_identity: dict[object, Any] = {}
    for item in found:
        compared = item if key is None else property_of(services, item, key)
        by_identity.setdefault(identity(compared, services.allocate), item)
    return list(by_identity.values())


def reverse(services: Services, value: Any) -> list[Any]:
    """The items from the last to the first."""
    return elements(services, value)[::-1]


def map_(services: Services, value: Any, key: Any) -> list[Any]:
    """A property of each item. Raises LiquidError for an item that cannot have it."""
    found = elements(services, value)
    return [property_of(services, item, key) if has_properties(item) else None for item in found]


def compact(services: Services, value: Any, key: Any = None) -> list[Any] | None:
    """The items that are not nil, or whose property is not nil."""
    found = elements(services, value)
    if key is None:
        return [item for item in found if item is not None]
    return none_without_properties(lambda: [x for x in found if property_of(services, x, key) is not None])


def concat(services: Services, value: Any, other: Any) -> list[Any]:
    """The items, and those of another list behind them. Raises LiquidError where the other is none."""
    if not is_list(other):
        raise LiquidError("concat filter requires an array argument")
    found = elements(services, value)
    services.allocate(ITEM * (len(found) + len(other)))
    return [*found, *other]


def matches(services: Services, item: Any, key: Any, target: Any) -> bool:
    """Whether an item's property is `target`; without one, whether it is true."""
    found = property_of(services, item, key)
    return is_true(found) if target is None else equal(found, target)


def where(services: Services, value: Any, key: Any, target: Any = None) -> list[Any] | None:
    """The items whose property is `target`; without one, those whose property is true."""
    found = elements(services, value)
    return none_without_properties(lambda: [item for item in found if matches(services, item, key, target)])


def reject(services: Services, value: Any, key: Any, target: Any = None) -> list[Any] | None:
    """The items that `where` leaves out."""
    found = elements(services, value)
    return none_without_properties(lambda: [item for item in found if not matches(services, item, key, target)])


def has(services: Services, value: Any, key: Any, target: Any = None) -> bool | None:
    """Whether `where` would find an item."""
    found = elements(services, value)
    return none_without_properties(lambda: any(matches(services, item, key, target) for item in found))


def find(services: Services, value: Any, key: Any, target: Any = None) -> Any:
    """The first item that `where` would find."""
    found = elements(services, value)
    return none_without_properties(lambda: next((item for item in found if matches(services, item, key, target)), None))


def find_index(services: Services, value: Any, key: Any, target: Any = None) -> int | None:
    """The position, from 0, of the first item that `where` would find."""
    found = enumerate(elements(services, value))
    return none_without_properties(
        lambda: next((at for at, item in found if matches(services, item, key, target)), None)
    )


def none_without_properties(make: Callable[[], Found]) -> Found | None:
    """What a function gives; nil where it meets an item that has no properties."""
    try:
        return make()
    except NoPropertiesError:
        return None


def sum_(services: Services, value: Any, key: Any = None) -> int | float:
    """The sum of the items, or of a property of theirs."""
    found = elements(services, value)
    if key is not None:
        found = elements(services, [property_of(services, x, key) if has_properties(x) else 0 for x in found])
    return total(found)


def default(value: Any, other: Any = "", *, allow_false: Any = False) -> Any:
    """The value; `other` where it is nil, empty, or false and false is not allowed."""
    if value is None or (value is False and not is_true(allow_false)):
        return other
    return other if isinstance(value, str | list | tuple | Mapping) and not value else value


def default_4(value: Any, other: Any = "") -> Any:
    """As Liquid 4 does it: false is never allowed."""
    return default(value, other)


FILTERS = Family(
    plain={"size": size, "first": first, "last": last, "default": default},
    served={
        "join": join,
        "sort": sort,
        "sort_natural": sort_natural,
        "uniq": uniq,
        "reverse": reverse,
        "map": map_,
        "compact": compact,
        "concat": concat,
        "where": where,
        "reject": reject,
        "has": has,
        "find": find,
        "find_index": find_index,
        "sum": sum_,
    },
)
ONLY_5 = frozenset(["reject", "has", "find", "find_index", "sum"])
FILTERS_4 = Family(plain={"default": default_4})
