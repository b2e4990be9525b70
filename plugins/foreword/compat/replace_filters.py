"""Liquid's filters that put a string beside another, or in its place."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

from foreword.compat.family import Family
from foreword.compat.printing import text
from foreword.compat.services import Services

BACKSLASH = re.compile(r"\\([\\&`'0-9])")


def append(services: Services, value: Any, end: Any) -> str:
    """The text, and another behind it."""
    return joined(services, text(value, services.allocate), text(end, services.allocate))


def prepend(services: Services, value: Any, start: Any) -> str:
    """The text, and another before it."""
    return joined(services, text(start, services.allocate), text(value, services.allocate))


def joined(services: Services, left: str, right: str) -> str:
    """Two texts as one."""
    services.allocate(len(left) + len(right))
    return left + right


def replace(services: Services, value: Any, old: Any, new: Any = "") -> str:
    """The text with each `old` as `new`."""
    is_plain = type(value) is type(old) is type(new) is str
    found = (value, old, new) if is_plain else map(text, (value, old, new), [services.allocate] * 3)
    spelling, wanted, other = found
    if "\\" in other:
        return replaced(services, spelling, wanted, other, None)
    services.allocate(len(spelling) + max(spelling.count(wanted) * (len(other) - len(wanted)), 0))
    return spelling.replace(wanted, other)


def replace_first(services: Services, value: Any, old: Any, new: Any = "") -> str:
    """The text with its first `old` as `new`."""
    spelling, wanted, other = (text(one, services.allocate) for one in (value, old, new))
    if "\\" in other:
        return replaced(services, spelling, wanted, other, 1)
    services.allocate(len(spelling) + len(other))
    return spelling.replace(wanted, other, 1)


def replaced(services: Services, source: str, wanted: str, new: str, count: int | None) -> str:
    """A text with `wanted` replaced as Ruby's `gsub` reads a backslash in the new text: `\\\\` is one, `\\0` and `\\&`
    are what was found, ``\\` `` and `\\'` what stands before and behind it, and a group's number is nothing."""
    parts: list[str] = []
    position = 0
    for found in itertools.islice(re.finditer(re.escape(wanted), source), count):
        before, after = found.span()
        sizes = {"\\": 1, "0": len(wanted), "&": len(wanted), "`": before, "'": len(source) - after}
        services.allocate(before - position + len(new) + sum(sizes.get(sign, 0) for sign in BACKSLASH.findall(new)))
        parts.append(source[position:before])
        parts.append(BACKSLASH.sub(functools.partial(meaning, source, before, after), new))
        position = after
    return "".join([*parts, source[position:]])


def meaning(source: str, before: int, after: int, found: re.Match[str]) -> str:
    """What a backslash and the sign behind it mean for a part of a source that is replaced."""
    sign = found[1]
    if sign == "\\":
        return sign
    if sign in "0&":
        return source[before:after]
    return source[:before] if sign == "`" else source[after:] if sign == "'" else ""


def replace_last(services: Services, value: Any, old: Any, new: Any) -> str:
    """The text with its last `old` as `new`."""
    spelling, wanted, other = (text(one, services.allocate) for one in (value, old, new))
    services.allocate(len(spelling) + len(other))
    at = spelling.rfind(wanted)
    return spelling if at < 0 else spelling[:at] + other + spelling[at + len(wanted) :]


def remove(services: Services, value: Any, old: Any) -> str:
    """The text without each `old`."""
    return replace(services, value, old, "")


def remove_first(services: Services, value: Any, old: Any) -> str:
    """The text without its first `old`."""
    return replace_first(services, value, old, "")


def remove_last(services: Services, value: Any, old: Any) -> str:
    """The text without its last `old`."""
    return replace_last(services, value, old, "")


FILTERS = Family(
    served={
        "append": append,
        "prepend": prepend,
        "replace": replace,
        "replace_first": replace_first,
        "replace_last": replace_last,
        "remove": remove,
        "remove_first": remove_first,
        "remove_last": remove_last,
    }
)
ONLY_5 = frozenset(["replace_last", "remove_last"])
