"""Numbers as Liquid reads and computes them: `Liquid::Utils.to_number` and `to_integer`."""

from __future__ import annotations

import decimal
import re
from decimal import Decimal
from typing import Any

from foreword.compat.errors import LiquidError
from foreword.compat.printing import text

DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+\Z")
LEADING_INTEGER = re.compile(r"[ \t\n\v\f\r]*([-+]?[0-9]+(?:_[0-9]+)*)")
INTEGER = re.compile(
    r"([-+]?)(?:0x([0-9a-f]+(?:_[0-9a-f]+)*)|0b([01]+(?:_[01]+)*)|0o?_?([0-7]+(?:_[0-7]+)*)|(?:0d)?([0-9]+(?:_[0-9]+)*))\Z",
    re.IGNORECASE,
)
WHITE = " \t\n\v\f\r"
DIGITS = 4000
LARGEST_BITS = 13_000
EXACT = decimal.Context(prec=60, rounding=decimal.ROUND_HALF_UP, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX, traps=[])
"""Floats are computed as decimals, as Liquid does with BigDecimal: `0.1 + 0.2` is `0.3`."""

Number = int | Decimal


def number(value: Any) -> Number:
    """A value as a number: a float and `"1.5"` as a decimal, `"12 apples"` as 12, 0 for what is none.

    Raises LiquidError for a number that is too large.
    """
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        return 0
    spelling = value.strip("\0" + WHITE)
    if DECIMAL.match(spelling):
        check_digits(spelling)
        return Decimal(spelling)
    return leading_integer(value)


def leading_integer(spelling: str) -> int:
    """The integer that a string begins with, 0 where it does not: Ruby's `to_i`."""
    found = LEADING_INTEGER.match(spelling)
    if found is None:
        return 0
    digits = found.group(1).replace("_", "")
    check_digits(digits)
    return int(digits)


def integer(value: Any) -> int:
    """A value that has to be an integer, or the text of one. Raises LiquidError."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = INTEGER.match(text(value).strip(WHITE))
    if found is None:
        raise LiquidError("invalid integer")
    sign, *spellings = found.groups()
    spelling, base = next(
        (spelling, base) for spelling, base in zip(spellings, (16, 2, 8, 10), strict=True) if spelling
    )
    check_digits(spelling)
    return int(sign + spelling.replace("_", ""), base)


def check_digits(spelling: str) -> None:
    """Raises LiquidError for a number of too many digits."""
    if len(spelling) > DIGITS:
        raise LiquidError(f"a number of {len(spelling)} digits is too large")


def plain(value: Number) -> int | float:
    """The result of a computation: a decimal as a float. Raises LiquidError for an integer that is too large."""
    if isinstance(value, Decimal):
        return float(value)
    if value.bit_length() > LARGEST_BITS:
        raise LiquidError("the result of this computation is too large")
    return value


def added(left: Number, right: Number) -> Number:
    """The sum of two numbers."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    return EXACT.add(Decimal(left), Decimal(right))


def multiplied(left: Number, right: Number) -> Number:
    """The product of two numbers. Raises LiquidError for one that is too large."""
    if isinstance(left, int) and isinstance(right, int):
        if left.bit_length() + right.bit_length() > LARGEST_BITS:
            raise LiquidError("the result of this computation is too large")
        return left * right
    return EXACT.multiply(Decimal(left), Decimal(right))


def divided(left: Number, right: Number) -> Number:
    """The quotient of two numbers; of integers, the next integer below it.

    Raises LiquidError for a division of integers by 0; of decimals it is infinite, or no number.
    """
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise LiquidError("divided by 0")
        return left // right
    return EXACT.divide(Decimal(left), Decimal(right))


def remainder(left: Number, right: Number) -> Number:
    """What is left of a division, with the sign of the divisor. Raises LiquidError for a division by 0."""
    if right == 0:
        raise LiquidError("divided by 0")
    if isinstance(left, int) and isinstance(right, int):
        return left % right
    rest = EXACT.remainder(Decimal(left), Decimal(right))
    return EXACT.add(rest, Decimal(right)) if rest and (rest < 0) != (right < 0) else rest


def whole(value: Number, rounding: str) -> int:
    """The integer beside a number. Raises LiquidError for what is infinite or no number."""
    if isinstance(value, int):
        return value
    if not value.is_finite():
        raise LiquidError(text(value))
    return int(value.to_integral_value(rounding))


def rounded(value: Number, places: int) -> Number:
    """A number rounded to so many places, halves away from 0; below one place it is an integer.

    Raises LiquidError for what is infinite or no number.
    """
    if isinstance(value, int):
        if places >= 0:
            return value
        if -places > DIGITS:
            return 0
        size = tens(-places)
        return (abs(value) + size // 2) // size * size * (-1 if value < 0 else 1)
    if not value.is_finite():
        raise LiquidError(text(value))
    if places < 1:
        return rounded(whole(value, decimal.ROUND_HALF_UP), places) if places == 0 else scaled(value, places)
    if places > 400:
        return value
    return value.quantize(Decimal(1).scaleb(-places), decimal.ROUND_HALF_UP, decimal.Context(prec=DIGITS + 500))


def tens(places: int) -> int:
    """A one with so many zeros."""
    return int("1" + "0" * places)


def scaled(value: Decimal, places: int) -> int:
    """A decimal rounded to tens, hundreds and so on."""
    if -places > DIGITS:
        return 0
    size = tens(-places)
    return whole(EXACT.divide(value, Decimal(size)), decimal.ROUND_HALF_UP) * size
