"""The property of an item that filters ask for: Ruby's `item[property]`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from foreword.compat.comparison import is_list
from foreword.compat.errors import LiquidError
from foreword.compat.printing import text
from foreword.compat.services import Services

COMPOSED = (list, tuple, range, Mapping)
INTEGER_LIKE = re.compile(r"\s*-?[0-9]+\s*\Z", re.ASCII)
FLOAT_LIKE = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*\Z", re.ASCII)

NUMBER_START = "-.0123456789 \t\n\v\f\r"


class NoPropertiesError(Exception):
    """The item is nil, a boolean, a float or a range: it has no properties, not even missing ones."""


def property_of(services: Services, item: Any, key: Any) -> Any:
    """The value of a key of a hash, an index of a list, a part of a string, a bit of an integer; None where it is
    missing.

    Raises NoPropertiesError for what has none, and LiquidError for a key of the wrong kind.
    """
    if isinstance(item, Mapping):
        return None if not isinstance(key, str) and isinstance(key, COMPOSED) else services.lookup(item, key)
    if isinstance(item, str) and isinstance(key, str):
        return key if key in item else None
    if isinstance(key, float) and not isinstance(item, bool) and math.isfinite(key):
        key = int(key)
    is_index = isinstance(key, int) and not isinstance(key, bool)
    if is_index and (isinstance(item, str) or is_list(item)):
        return item[key] if -len(item) <= key < len(item) else None
    if isinstance(item, int) and not isinstance(item, bool):
        if is_index:
            return 0 if key < 0 else item >> min(key, 20_000) & 1
    elif not isinstance(item, str) and not is_list(item):
        raise NoPropertiesError
    raise LiquidError(f"cannot select the property '{text(key)}'")


def has_properties(item: Any) -> bool:
    """Whether an item can be asked for properties at all."""
    return is_list(item) or (isinstance(item, str | int | Mapping) and not isinstance(item, bool))


def jekyll_property(services: Services, item: Any, name: Any) -> Any:
    """The property that Jekyll's filters compare: at a path with dots too, and a number where it looks like one.

    From `item_property` in Jekyll's filters.rb. Raises LiquidError for an item without properties.
    """
    path = text(name)
    found: Any = item
    try:
        if "." in path:
            for key in path.split("."):
                found = property_of(services, found, key) if has_properties(found) else False
        else:
            found = property_of(services, item, path)
    except NoPropertiesError:
        raise LiquidError(f"cannot select the property '{path}' of {text(item) or 'nil'}") from None
    return number_like(found)


def number_like(value: Any) -> Any:
    """A number, where the text of the value looks like one."""
    if not isinstance(value, str) or value[:1] not in NUMBER_START or not 0 < len(value) < 400:
        return value
    if INTEGER_LIKE.match(value):
        return int(value)
    return float(value) if FLOAT_LIKE.match(value) else value
