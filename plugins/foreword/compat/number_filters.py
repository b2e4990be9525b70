"""Liquid's filters for numbers."""

from __future__ import annotations

import decimal
from typing import Any

from foreword.compat.family import Family
from foreword.compat.numbers import (
    Number,
    added,
    divided,
    multiplied,
    number,
    plain,
    remainder,
    rounded,
    whole,
)


def abs_(value: Any) -> int | float:
    """The number without its sign."""
    result = number(value)
    return plain(-result if result < 0 else result)


def plus(value: Any, other: Any) -> int | float:
    """The sum of two numbers."""
    return plain(added(number(value), number(other)))


def minus(value: Any, other: Any) -> int | float:
    """The difference of two numbers."""
    return plain(added(number(value), -number(other)))


def times(value: Any, other: Any) -> int | float:
    """The product of two numbers."""
    return plain(multiplied(number(value), number(other)))


def divided_by(value: Any, other: Any) -> int | float:
    """The quotient of two numbers; of integers, the next integer below. Raises LiquidError for a division by 0."""
    return plain(divided(number(value), number(other)))


def modulo(value: Any, other: Any) -> int | float:
    """What is left of a division. Raises LiquidError for a division by 0."""
    return plain(remainder(number(value), number(other)))


def round_(value: Any, places: Any = 0) -> int | float:
    """The number rounded to so many places, halves away from 0."""
    return plain(rounded(number(value), int(number(places))))


def ceil(value: Any) -> int | float:
    """The next integer above."""
    return plain(whole(number(value), decimal.ROUND_CEILING))


def floor(value: Any) -> int | float:
    """The next integer below."""
    return plain(whole(number(value), decimal.ROUND_FLOOR))


def at_least(value: Any, least: Any) -> int | float:
    """The number, or `least` where that is larger."""
    result, bound = number(value), number(least)
    return plain(bound if bound > result else result)


def at_most(value: Any, most: Any) -> int | float:
    """The number, or `most` where that is smaller."""
    result, bound = number(value), number(most)
    return plain(bound if bound < result else result)


def total(values: list[Any]) -> int | float:
    """The sum of what the values are as numbers."""
    result: Number = 0
    for value in values:
        result = added(result, number(value))
    return plain(result)


FILTERS = Family(
    plain={
        "abs": abs_,
        "plus": plus,
        "minus": minus,
        "times": times,
        "divided_by": divided_by,
        "modulo": modulo,
        "round": round_,
        "ceil": ceil,
        "floor": floor,
        "at_least": at_least,
        "at_most": at_most,
    },
)
