"""What a plain scalar means: YAML 1.2's core schema, where the spelling survives printing."""

from __future__ import annotations

import re

NULLS = frozenset(["", "~", "null", "Null", "NULL"])
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
STARTS = frozenset("~nNtTfF-0123456789")
"""What a scalar that is no text begins with."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")


def is_whole(spelling: str) -> bool:
    """Whether `spelling` is an integer that prints as it is spelled (`010` and `+1` are not)."""
    return len(spelling) < 400 and str(int(spelling)) == spelling


def is_decimal(spelling: str) -> bool:
    """Whether `spelling` is a float that prints as it is spelled (`3.10` and `1e3` are not)."""
    return repr(float(spelling)) == spelling


def scalar(spelling: str) -> str | int | float | bool | None:
    """The value of a plain scalar: `true` and `false`, null, and numbers that print as they are spelled.

    Everything else (`NO`, `on`, `1:30`, `010`, `3.10`, `2017-01-01`) is the text that the writer sees.
    """
    if spelling and spelling[0] not in STARTS:
        return spelling
    if spelling in NULLS:
        return None
    if spelling in BOOLEANS:
        return BOOLEANS[spelling]
    match = NUMBER.match(spelling)
    if match:
        if match.group(1) or match.group(2):
            return float(spelling) if is_decimal(spelling) else spelling
        return int(spelling) if is_whole(spelling) else spelling
    return spelling
