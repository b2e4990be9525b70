"""How Ruby prints values: in an output, as text, and for inspection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from foreword.compat.errors import LiquidError
from foreword.compat.services import Allocate
from foreword.source.text import Text

DEEPEST = 100
LONGEST = 1_000_000
ESCAPED = re.compile(r'["\\]|#(?=[{$@])|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')
ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "#": "\\#",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\f": "\\f",
    "\v": "\\v",
    "\b": "\\b",
    "\a": "\\a",
    "\x1b": "\\e",
}


class Limit:
    """The room for what one value may print, where nobody gives another."""

    def __init__(self) -> None:
        self._left = LONGEST

    def allocate(self, size: int) -> None:
        """Takes some of the room. Raises LiquidError where there is not as much."""
        self._left -= size
        if self._left < 0:
            raise LiquidError("this value is too large to be printed")


def printed(value: Any, allocate: Allocate | None = None) -> str:
    """A value as an output prints it: nothing for nil, a list as its items joined, a hash for inspection.

    `allocate` is asked for the size of what a list or a hash makes. Raises LiquidError where it is nested without end,
    and where it is very large and there is no `allocate`.
    """
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        parts: list[str] = []
        join_into(parts, value, allocate or Limit().allocate, 0)
        return "".join(parts)
    return text(value, allocate)


def join_into(parts: list[str], items: list[Any] | tuple[Any, ...], allocate: Allocate, depth: int) -> None:
    """Adds the texts of the items of a list, and of the lists in it, to `parts`."""
    check_depth(depth)
    allocate(len(items))
    for item in items:
        if isinstance(item, list | tuple):
            join_into(parts, item, allocate, depth + 1)
        else:
            part = text(item, allocate)
            allocate(len(part))
            parts.append(part)


def text(value: Any, allocate: Allocate | None = None) -> str:
    """A value as Ruby's `to_s` gives it, where filters begin: nothing for nil, a list and a hash for inspection."""
    if isinstance(value, str):
        return value if type(value) is str else str.__str__(value)
    if value is None:
        return ""
    if isinstance(value, list | tuple | Mapping):
        parts: list[str] = []
        inspect_into(parts, value, allocate or Limit().allocate, 0)
        return "".join(parts)
    return value.source if isinstance(value, Text) else scalar_text(value)


def scalar_text(value: Any) -> str:
    """A value that is no text, no list and no hash, as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, Decimal):
        return float_text(float(value))
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S ") + (value.strftime("%z") or "+0000")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def float_text(value: float) -> str:
    """A float as Ruby prints it: `1.0`, `1.0e+20`, `Infinity`."""
    spelling = repr(value)
    if spelling in ("inf", "-inf", "nan"):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}[spelling]
    mantissa, e, exponent = spelling.partition("e")
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}{e}{exponent}" if e else spelling


def inspected(value: Any, allocate: Allocate | None = None) -> str:
    """A value as Ruby's `inspect` gives it: `{"a"=>[1, nil]}`."""
    parts: list[str] = []
    inspect_into(parts, value, allocate or Limit().allocate, 0)
    return "".join(parts)


def inspect_into(parts: list[str], value: Any, allocate: Allocate, depth: int) -> None:
    """Adds what Ruby's `inspect` gives for a value to `parts`."""
    check_depth(depth)
    if isinstance(value, list | tuple):
        allocate(2 * len(value) + 2)
        parts.append("[")
        for index, item in enumerate(value):
            if index:
                parts.append(", ")
            inspect_into(parts, item, allocate, depth + 1)
        parts.append("]")
    elif isinstance(value, Mapping):
        allocate(4 * len(value) + 2)
        parts.append("{")
        for index, key in enumerate(value):
            if index:
                parts.append(", ")
            inspect_into(parts, key, allocate, depth + 1)
            parts.append("=>")
            inspect_into(parts, value[key], allocate, depth + 1)
        parts.append("}")
    else:
        if isinstance(value, Text):
            value = value.source
        part = "nil" if value is None else quoted(value) if isinstance(value, str) else scalar_text(value)
        allocate(len(part))
        parts.append(part)


def quoted(value: str) -> str:
    """A string between quotation marks, with Ruby's escapes."""
    return f'"{ESCAPED.sub(escaped, value)}"'


def escaped(found: re.Match[str]) -> str:
    """The escape of one character."""
    char = found.group()
    if char in ESCAPES:
        return ESCAPES[char]
    return f"\\u{ord(char):04X}"


def check_depth(depth: int) -> None:
    """Raises LiquidError where values are nested too deeply to be printed."""
    if depth > DEEPEST:
        raise LiquidError("this value is nested too deeply to be printed")
