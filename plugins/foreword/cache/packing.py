"""Packing: plain data as bytes and back, with the few classes of a rendered page. Never code."""

from __future__ import annotations

from typing import Any

import msgpack

from foreword.source.diagnostic import Diagnostic, Place

Told = tuple[str, int, str]
"""What was logged while a page was converted: the name of the logger, the level, the message."""

VERSION = 1
"""Of the form of what is packed; another one is not read."""


def pack(value: Any) -> bytes:
    """Plain data (mappings, lists, text, numbers, null) as bytes. Raises ValueError, TypeError or OverflowError for
    what is none."""
    packed = msgpack.packb([VERSION, value], use_bin_type=True)
    assert isinstance(packed, bytes)
    return packed


def unpack(content: bytes) -> Any:
    """What was packed; None where it is no such thing."""
    try:
        found = msgpack.unpackb(content, strict_map_key=False)
    except (ValueError, msgpack.UnpackException):
        return None
    return found[1] if isinstance(found, list) and len(found) == 2 and found[0] == VERSION else None


def row_of(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic as plain data."""
    return [
        diagnostic.code,
        list(diagnostic.place),
        diagnostic.message,
        diagnostic.hint,
        [list(place) for place in diagnostic.used_by],
    ]


def diagnostic_of(row: list[Any]) -> Diagnostic:
    """The diagnostic of a row."""
    code, place, message, hint, used_by = row
    return Diagnostic(code, Place(*place), message, hint, tuple(Place(*used) for used in used_by))
