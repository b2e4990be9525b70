"""A walk over nested values, as front matter and data files hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from foreword.source.text import Text


def walk(
    values: Any, enters: Callable[[tuple[Any, ...], Any], bool] | None = None
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The path of keys and the value of each value in `values`, from themselves on, in the order as they are written.

    What YAML aliases share is given once. With `enters`, what is in a mapping or a list is left out unless it says so.
    """
    stack: list[tuple[tuple[Any, ...], Any]] = [((), values)]
    seen: set[int] = set()
    while stack:
        keys, value = stack.pop()
        if isinstance(value, dict | list | Text):
            if id(value) in seen:
                continue
            seen.add(id(value))
        yield keys, value
        if isinstance(value, dict | list) and (enters is None or enters(keys, value)):
            items = list(value.items() if isinstance(value, dict) else enumerate(value))
            stack.extend(((*keys, key), item) for key, item in reversed(items))
