"""What Ruby reads: the value of a plain scalar as Psych's scanner gives it to Jekyll, and as Liquid prints it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
TIME = re.compile(
    r"(-?\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?",
    re.ASCII,
)
OFFSET = re.compile(r"([-+]?\d{1,2}):?(\d{1,2})?", re.ASCII)
DATE = re.compile(r"(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)", re.ASCII)
INFINITE = re.compile(r"\+?\.inf|-\.inf|\.nan", re.IGNORECASE)
SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?")
FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?")
INTEGER = re.compile(r"([-+]?)(?:0b([01_,]+)|(0[0-7_,]+)|(0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|0x([0-9a-fA-F_,]+))")

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Moment:
    """A date or a time, which Ruby does not keep as text: `printed` is how Liquid prints it."""

    printed: str


def psych_value(spelling: str) -> Value | Moment:
    """The value of a plain scalar, as `Psych::ScalarScanner#tokenize` finds it.

    A symbol (`:name`), which Jekyll refuses, and a number that Ruby cannot read are the text that they are.
    """
    if spelling == "~" or spelling == "" or spelling.lower() == "null":
        return None
    if spelling.lower() in BOOLEANS:
        return BOOLEANS[spelling.lower()]
    if TIME.fullmatch(spelling) or DATE.fullmatch(spelling):
        return moment(spelling)
    if INFINITE.fullmatch(spelling):
        return float(spelling.replace(".", ""))
    sexagesimal = SEXAGESIMAL.fullmatch(spelling)
    if sexagesimal:
        parts = [float(part) for part in spelling.replace("_", "").split(":")]
        total = sum(part * 60 ** abs(index - 2) for index, part in enumerate(parts))
        return total if sexagesimal[1] else int(total)
    try:
        return number_of(spelling)
    except (ValueError, OverflowError):
        return spelling


def number_of(spelling: str) -> Value:
    """A number as Ruby reads it, or the spelling. Raises ValueError for what only looks like a number."""
    if FLOAT.fullmatch(spelling):
        if spelling.strip("+-") == ".":
            return spelling
        return float(re.sub(r"[,_]|\.([Ee]|$)", r"\1", spelling))
    integer = INTEGER.fullmatch(spelling)
    if integer is None:
        return spelling
    sign, *digits = (part.translate({ord(","): None, ord("_"): None}) if part else part for part in integer.groups())
    base, spelled = next((base, part) for base, part in zip((2, 8, 10, 16), digits, strict=True) if part is not None)
    return int(sign + spelled, base)


def moment(spelling: str) -> Moment | str:
    """A date as ISO writes it, a time as Ruby prints it in the zone UTC; the spelling where there is no such day."""
    found = TIME.fullmatch(spelling)
    try:
        if found is None:
            day = DATE.fullmatch(spelling)
            assert day is not None, "who asks has seen one of the two"
            return Moment(date(int(day[1]), int(day[2]), int(day[3])).isoformat())
        year, month, day_of_month, hour, minute, second = map(int, found.groups()[:6])
        at = datetime(year, month, day_of_month, hour, minute, second)
        zone = found[7]
        if zone == "Z":
            return Moment(f"{at:%Y-%m-%d %H:%M:%S} UTC")
        offset = OFFSET.fullmatch(zone) if zone else None
        hours, minutes = (int(offset[1]), int(offset[2] or 0)) if offset else (0, 0)
        shift = timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes)
        return Moment(f"{at.replace(tzinfo=timezone(shift)):%Y-%m-%d %H:%M:%S %z}")
    except ValueError:
        return spelling


def spelled(value: Value | Moment) -> str | None:
    """How Foreword has to find a value written to read the same; None for a text, which is written as it is."""
    if isinstance(value, Moment):
        return value.printed
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, float) and "e" in repr(value):
        return printed_power(value)
    return None if isinstance(value, str) else repr(value)


def printed_power(value: float) -> str:
    """A very large or small number as Ruby prints it, which is text for Foreword: `2.0e+20`."""
    digits, _, exponent = repr(value).partition("e")
    return f"{digits if '.' in digits else digits + '.0'}e{exponent}"
