"""Jekyll's filters for lists."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from foreword.compat.comparison import BLANK, EMPTY, Special, identity, is_list, is_true, order, ordered
from foreword.compat.errors import LiquidError
from foreword.compat.family import Family
from foreword.compat.iteration import ITEM, items, listed
from foreword.compat.numbers import integer
from foreword.compat.printing import printed, text
from foreword.compat.properties import jekyll_property
from foreword.compat.services import Services


def is_searchable(value: Any) -> bool:
    """Whether Ruby can select from a value: a list, a range or a hash."""
    return isinstance(value, list | tuple | range | Mapping)


def searched(services: Services, value: Any) -> Iterable[Any]:
    """What a search goes through: a list, or the values of a hash."""
    return [services.lookup(value, key) for key in value] if isinstance(value, Mapping) else items(value)


def is_wanted(found: Any, target: Any, wanted: str) -> bool:
    """Whether a property is what is looked for, compared with its text; one item of a list is enough.

    From `compare_property_vs_target` in Jekyll's filters.rb.
    """
    if target is None:
        return found is None
    if target is EMPTY or target is BLANK:
        return found == "" or (is_list(found) and printed(found) == "") or found is None
    if isinstance(found, str):
        return found == wanted
    if isinstance(found, Mapping):
        return any(text([key, value]) == wanted for key, value in found.items())
    if is_list(found):
        return any(text(item) == wanted for item in found)
    return found is not None and text(found) == wanted


def matching(services: Services, value: Any, name: Any, target: Any) -> Iterable[Any]:
    """The items whose property is what is looked for."""
    wanted = text(target)
    return (x for x in searched(services, value) if is_wanted(jekyll_property(services, x, name), target, wanted))


def where(services: Services, value: Any, name: Any, target: Any) -> Any:
    """The items whose property is `target`, compared as text; the value itself where it cannot be searched."""
    if not is_true(name) or is_list(target) or isinstance(target, Mapping) or not is_searchable(value):
        return value
    key = text(name)
    if "." not in key and not isinstance(target, Special):
        found = services.having(value, key, target)
        if found is not None:
            return found
    return list(matching(services, value, name, target))


def find(services: Services, value: Any, name: Any, target: Any) -> Any:
    """The first item whose property is `target`; the value itself where it cannot be searched."""
    if not is_true(name) or is_list(target) or isinstance(target, Mapping) or not is_searchable(value):
        return value
    return next(iter(matching(services, value, name, target)), None)


def where_exp(services: Services, value: Any, scope: Any, name: Any, expression: Any) -> Any:
    """The items for which a Jinja expression is true, in which an item has a name."""
    if not is_searchable(value):
        return value
    evaluate = services.evaluator(scope, text(name), text(expression))
    return [item for item in searched(services, value) if is_true(evaluate(item))]


def find_exp(services: Services, value: Any, scope: Any, name: Any, expression: Any) -> Any:
    """The first item for which a Jinja expression is true, in which an item has a name."""
    if not is_searchable(value):
        return value
    evaluate = services.evaluator(scope, text(name), text(expression))
    return next((item for item in searched(services, value) if is_true(evaluate(item))), None)


def group_by(services: Services, value: Any, name: Any) -> Any:
    """The items by the text of a property: a list of hashes with `name`, `items` and `size`."""
    if not is_searchable(value):
        return value
    return grouped(services, value, lambda item: text(jekyll_property(services, item, name), services.allocate))


def group_by_exp(services: Services, value: Any, scope: Any, name: Any, expression: Any) -> Any:
    """The items by the value of a Jinja expression, in which an item has a name."""
    if not is_searchable(value):
        return value
    return grouped(services, value, services.evaluator(scope, text(name), text(expression)))


def grouped(services: Services, value: Any, key_of: Callable[[Any], Any]) -> list[dict[str, Any]]:
    """The items in groups of the same key, in the order in which the keys come; those of a hash are its pairs."""
    groups: dict[object, dict[str, Any]] = {}
    for item in items(value):
        key = key_of(item)
        group = groups.setdefault(identity(key, services.allocate), {"name": key, "items": [], "size": 0})
        group["items"].append(item)
        group["size"] += 1
    return list(groups.values())


def sort(services: Services, value: Any, name: Any = None, nils: Any = "first") -> list[Any]:
    """The items in order, or in that of a property, those without it `first` or `last`.

    Raises LiquidError for nil, and for items that cannot be compared.
    """
    if value is None:
        raise LiquidError("Cannot sort a null object.")
    found = listed(services, value, "sort")
    if name is None:
        return sorted(found, key=functools.cmp_to_key(compared))
    if nils not in ("first", "last"):
        raise LiquidError(
            f"Invalid nils order: '{text(nils)}' is not a valid nils order. It must be 'first' or 'last'."
        )
    keyed = [(jekyll_property(services, item, name), item) for item in found]
    compare = functools.partial(compared_with_nils, -1 if nils == "first" else 1)
    return ordered(keyed, compare)


def compared(left: Any, right: Any) -> int:
    """How two items compare. Raises LiquidError where they cannot be compared."""
    result = order(left, right)
    if result is None:
        raise LiquidError(f"comparison of {text(left)[:40] or 'nil'} with {text(right)[:40] or 'nil'} failed")
    return result


def compared_with_nils(nil_order: int, left: Any, right: Any) -> int:
    """How two properties compare: what cannot be compared is compared as text, nil comes before or behind the rest."""
    if left is None or right is None:
        return nil_order * ((left is None) - (right is None))
    result = order(left, right)
    if result is not None:
        return result
    one, other = text(left), text(right)
    return (one > other) - (one < other)


def pop(value: Any, count: Any = 1) -> Any:
    """A list without its last items."""
    return value[: max(len(value) - natural(count), 0)] if is_list(value) else value


def shift(value: Any, count: Any = 1) -> Any:
    """A list without its first items."""
    return value[natural(count) :] if is_list(value) else value


def push(services: Services, value: Any, item: Any) -> Any:
    """A list with an item behind it."""
    return with_item(services, value, [], [item])


def unshift(services: Services, value: Any, item: Any) -> Any:
    """A list with an item before it."""
    return with_item(services, value, [item], [])


def with_item(services: Services, value: Any, before: list[Any], after: list[Any]) -> Any:
    """A list with items before and behind it; anything else as it is."""
    if not is_list(value):
        return value
    services.allocate(ITEM * (len(value) + 1))
    return [*before, *value, *after]


def sample(value: Any, count: Any = 1) -> Any:
    """The first item, or the first ones: not by chance, so that each build gives the same."""
    if not is_list(value):
        return value
    number = natural(count)
    return (value[0] if value else None) if number == 1 else value[:number]


def natural(count: Any) -> int:
    """A number of items. Raises LiquidError for no integer, and for one below 0."""
    number = integer(count)
    if number < 0:
        raise LiquidError("negative array size")
    return number


FILTERS = Family(
    plain={"pop": pop, "shift": shift, "sample": sample},
    served={
        "where": where,
        "find": find,
        "where_exp": where_exp,
        "find_exp": find_exp,
        "group_by": group_by,
        "group_by_exp": group_by_exp,
        "sort": sort,
        "push": push,
        "unshift": unshift,
    },
)
