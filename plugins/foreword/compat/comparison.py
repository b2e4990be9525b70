"""Comparisons as Ruby makes them: equality, order, and what is blank or empty."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from foreword.compat.errors import LiquidError
from foreword.compat.printing import inspected, text
from foreword.compat.services import Allocate

NOT_BLANK = re.compile(r"[^ \t\n\v\f\r]")
STRING = frozenset([str])
Pairs = set[tuple[int, int]]


class Special:
    """`empty` or `blank`: equal to each value that is so, and printed as nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return ""

    def __repr__(self) -> str:
        return self.name


EMPTY = Special("empty")
BLANK = Special("blank")


def is_true(value: Any) -> bool:
    """Whether a value is true to Liquid: all but nil and false are."""
    return value is not None and value is not False


def is_number(value: Any) -> bool:
    """Whether a value is a number to Ruby: a boolean is none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def is_list(value: Any) -> bool:
    """Whether a value is an array to Ruby."""
    return isinstance(value, list | tuple)


def is_empty(value: Any) -> bool:
    """Whether `value == empty`: a string, a list or a hash without anything in it."""
    return isinstance(value, str | list | tuple | Mapping) and not value


def is_blank(value: Any) -> bool:
    """Whether `value == blank`: nil, false, what is empty, and a string of white space."""
    if isinstance(value, str):
        return NOT_BLANK.search(value) is None
    return not is_true(value) or is_empty(value)


def never_blank(_value: Any) -> bool:
    """Whether `value == blank` in Liquid 4, as Jekyll has it: never."""
    return False


def equality(blank: Callable[[Any], bool]) -> Callable[[Any, Any], bool]:
    """The comparison `==`, in which `blank` and `empty` stand for what they name."""

    def equal_to(left: Any, right: Any) -> bool:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Special):
                return one is other or (is_empty if one is EMPTY else blank)(other)
        return equal(left, right)

    return equal_to


def equal(left: Any, right: Any, met: Pairs | None = None) -> bool:
    """Whether Ruby's `==` holds: 1 and 1.0 are equal, 1 and true are not."""
    if isinstance(left, str):
        return isinstance(right, str) and str.__str__(left) == str.__str__(right)
    if is_number(left) or is_number(right):
        return is_number(left) and is_number(right) and bool(left == right)
    if is_list(left) or isinstance(left, Mapping):
        met = set() if met is None else met
        pair = (id(left), id(right))
        if left is right or pair in met:
            return True
        met.add(pair)
        if is_list(left):
            return (
                is_list(right)
                and len(left) == len(right)
                and all(equal(one, other, met) for one, other in zip(left, right, strict=True))
            )
        return (
            isinstance(right, Mapping)
            and len(left) == len(right)
            and all(key in right and equal(left[key], right[key], met) for key in left)
        )
    return type(left) is type(right) and bool(left == right)


def order(left: Any, right: Any, met: Pairs | None = None) -> int | None:
    """Ruby's `<=>`: below, at or above 0; None for what cannot be compared."""
    if (is_number(left) and is_number(right)) or (isinstance(left, str) and isinstance(right, str)):
        if isinstance(left, str):
            left, right = text(left), text(right)
        return int(left > right) - int(left < right)
    if is_list(left) and is_list(right):
        met = set() if met is None else met
        pair = (id(left), id(right))
        if left is right or pair in met:
            return 0
        met.add(pair)
        for one, other in zip(left, right, strict=False):
            result = order(one, other, met)
            if result != 0:
                return result
        return (len(left) > len(right)) - (len(left) < len(right))
    if isinstance(left, date) and type(left) is type(right):
        try:
            return (left > right) - (left < right)
        except TypeError:
            return None
    mine, other = getattr(left, "order_key", None), getattr(right, "order_key", None)
    if mine is not None and other is not None:  # documents
        return int(mine > other) - int(mine < other)
    return 0 if equal(left, right) else None


def below_or_above(left: Any, right: Any) -> int | None:
    """How two values of a condition compare; None where the condition is quietly false.

    Raises LiquidError for a number and a string.
    """
    comparable = str | int | float | Decimal | datetime | date
    if any(isinstance(value, bool) or not isinstance(value, comparable) for value in (left, right)):
        return None
    result = order(left, right)
    if result is None:
        shown = inspected(right) if is_number(right) else class_name(right)
        raise LiquidError(f"comparison of {class_name(left)} with {shown} failed")
    return result


def ordered(keyed: list[tuple[Any, Any]], compare: Callable[[Any, Any], int]) -> list[Any]:
    """Items in the order of the keys that stand beside them."""

    def compare_keys(one: tuple[Any, Any], other: tuple[Any, Any]) -> int:
        return compare(one[0], other[0])

    return [item for _, item in sorted(keyed, key=functools.cmp_to_key(compare_keys))]


def is_above(left: Any, right: Any) -> bool:
    """`left > right`; false where either is nil."""
    result = below_or_above(left, right)
    return result is not None and result > 0


def is_at_least(left: Any, right: Any) -> bool:
    """`left >= right`; false where either is nil."""
    result = below_or_above(left, right)
    return result is not None and result >= 0


def is_below(left: Any, right: Any) -> bool:
    """`left < right`; false where either is nil."""
    result = below_or_above(left, right)
    return result is not None and result < 0


def is_at_most(left: Any, right: Any) -> bool:
    """`left <= right`; false where either is nil."""
    result = below_or_above(left, right)
    return result is not None and result <= 0


def contains(left: Any, right: Any) -> bool:
    """`left contains right`: a string has a text, a list an item, a hash a key, a range a number."""
    if left is None or left is False or right is None or right is False:
        return False
    if isinstance(left, str):
        return text(right) in text(left)
    if is_list(left):
        are_strings = type(right) is str and STRING.issuperset(map(type, left))
        return right in left if are_strings else any(equal(item, right) for item in left)
    if isinstance(left, Mapping):
        return isinstance(right, str | int | float) and right in left
    if isinstance(left, range):
        return is_number(right) and left.start <= right <= left.stop - 1
    return False


def identity(value: Any, allocate: Allocate) -> object:
    """What is the same for values that Ruby's `eql?` takes for the same: 1 and 1.0 are not."""
    if isinstance(value, str):
        return str.__str__(value)
    if is_list(value) or isinstance(value, dict):
        return (list, inspected(value, allocate))
    # A document or a folder is the same as none but itself.
    return (type(value), id(value) if isinstance(value, Mapping) else value)


def class_name(value: Any) -> str:
    """The name of a value's class in Ruby."""
    if value is None:
        return "NilClass"
    if isinstance(value, bool):
        return "TrueClass" if value else "FalseClass"
    names = {str: "String", int: "Integer", float: "Float", Mapping: "Hash", datetime: "Time", date: "Date"}
    return next((name for kind, name in names.items() if isinstance(value, kind)), "Array")


def tests_of(version: int) -> dict[str, Callable[..., bool]]:
    """The tests of a site that came from Jekyll, as Liquid 4 or 5 has them."""
    blank = never_blank if version < 5 else is_blank
    return {
        "truthy": is_true,
        "contains": contains,
        "gt": is_above,
        "gte": is_at_least,
        "lt": is_below,
        "lte": is_at_most,
        "eq": equality(blank),
        "blank": blank,
        "empty": is_empty,
    }
