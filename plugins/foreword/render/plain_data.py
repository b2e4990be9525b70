"""Plain data: a value as JSON has it, with its texts expanded; and that value written as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from foreword.render.run import plain
from foreword.render.undefined import Failure, Missing


class FailedValueError(Exception):
    """A text in the value failed. What is wrong was told; `failure` is the marker of it."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.failure = failure


def plain_data(value: Any, expand: Callable[[Any], Any]) -> Any:
    """A value of dicts with text keys, lists and scalars. `expand` gives what a text comes to.

    Raises FailedValueError for a text that failed, ContentError for what is missing or is no data.
    """
    value = expand(value)
    if isinstance(value, Failure):
        raise FailedValueError(value)
    if isinstance(value, Missing):
        raise value.error()
    if isinstance(value, Mapping):
        return {plain(key): plain_data(item, expand) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item, expand) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(plain(value))


def as_json(value: Any) -> str:
    """Plain data as JSON, two spaces for each level; what has nothing in it stays on one line."""
    return json.dumps(value, indent=2, ensure_ascii=False)
