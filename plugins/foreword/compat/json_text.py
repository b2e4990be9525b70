"""JSON as Ruby's `to_json` writes it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from foreword.compat.comparison import is_list
from foreword.compat.errors import LiquidError
from foreword.compat.printing import check_depth, scalar_text, text
from foreword.compat.services import Services


def json_text(services: Services, value: Any) -> str:
    """A value as JSON without white space. Raises LiquidError for a float that JSON cannot hold, or endless nesting."""
    parts: list[str] = []
    write_into(parts, services, value, 0)
    return "".join(parts)


def write_into(parts: list[str], services: Services, value: Any, depth: int) -> None:
    """Adds the JSON of a value to `parts`."""
    check_depth(depth)
    if is_list(value):
        parts.append("[")
        for index, item in enumerate(value):
            if index:
                parts.append(",")
            write_into(parts, services, item, depth + 1)
        parts.append("]")
    elif isinstance(value, Mapping):
        parts.append("{")
        for index, key in enumerate(value):
            if index:
                parts.append(",")
            parts.append(f"{json_string(text(key))}:")
            write_into(parts, services, services.lookup(value, key), depth + 1)
        parts.append("}")
    else:
        part = scalar_json(value)
        services.allocate(len(part) + 1)
        parts.append(part)


def scalar_json(value: Any) -> str:
    """The JSON of a value that is no list and no hash."""
    if value is None:
        return "null"
    if isinstance(value, float) and not math.isfinite(value):
        raise LiquidError(f"{scalar_text(value)} not allowed in JSON")
    if isinstance(value, bool | int | float):
        return scalar_text(value)
    return json_string(text(value))


def json_string(value: str) -> str:
    """A string of JSON."""
    return json.dumps(value, ensure_ascii=False)
