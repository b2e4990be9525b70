"""Types of values: whether a value of an example is of the type that its attribute says."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from foreword.render.run import plain

NAMES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "an array",
    "object": "an object",
    "null": "`null`",
}
"""The types of JSON, in a sentence."""
WHOLE = re.compile(r"[-+]?\d+")
DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def fits(value: Any, kinds: Sequence[str], is_text: bool = False) -> bool:
    """Whether a value is of one of the types; of a type that is not JSON's nothing is known. With `is_text` it is sent
    as text, and so it may be written as text."""
    if not kinds or any(kind not in NAMES for kind in kinds):
        return True
    return any(is_of(value, kind) or (is_text and reads_as(value, kind)) for kind in kinds)


def is_of(value: Any, kind: str) -> bool:
    """Whether a value is of a type of JSON."""
    if kind in ("integer", "number"):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and (kind == "number" or isinstance(value, int) or value.is_integer())
    types = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}
    return isinstance(value, types[kind])


def reads_as(value: Any, kind: str) -> bool:
    """Whether the text of a value can be read as a type."""
    if isinstance(value, dict | list):
        return False
    text = plain(value)
    if kind == "integer":
        return WHOLE.fullmatch(text) is not None
    if kind == "number":
        return DECIMAL.fullmatch(text) is not None
    return kind != "boolean" or text.lower() in ("true", "false", "0", "1")


def is_among(value: Any, enum: Sequence[Any], is_text: bool = False) -> bool:
    """Whether a value, or each item of a list, is one of those that it may be."""
    if any(is_same(value, choice, is_text) for choice in enum):
        return True
    return isinstance(value, list) and all(is_among(item, enum, is_text) for item in value)


def is_same(value: Any, other: Any, is_text: bool) -> bool:
    """Whether two values are the same; `true` is not 1. What is not plain data may be anything."""
    if not isinstance(value, dict | list | str | int | float | bool | None) or not isinstance(
        other, dict | list | str | int | float | bool | None
    ):
        return True
    if is_text and not isinstance(value, dict | list) and not isinstance(other, dict | list):
        return plain(value) == plain(other)
    return isinstance(value, bool) == isinstance(other, bool) and value == other


def written(value: Any) -> str:
    """A value as it is written."""
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
