"""Services: what filters ask of whatever renders them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone, tzinfo
from typing import Any

Allocate = Callable[[int], None]
"""What is asked before something large is made: it takes the size in characters or items, and raises to refuse it."""


def unlimited(size: int) -> None:
    """Refuse nothing."""


def item_of(item: Any, key: Any) -> Any:
    """The value of a key in a mapping, None where there is none."""
    return item.get(key) if hasattr(item, "get") else None


def as_it_is(source: str) -> str:
    """Markdown as it is written."""
    return source


def no_expressions(scope: Any, name: str, expression: str) -> Callable[[Any], Any]:
    """No expression has a value."""
    return lambda item: None


def no_settings(key: str) -> Any:
    """No key is set."""
    return None


def not_indexed(items: Any, key: str, value: Any) -> None:
    """No list is known."""


def current_time() -> datetime:
    """The time now, in UTC."""
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Services:
    """What filters need of the site: `lookup` finds a key in an item (None where it is missing), `markdown` converts,
    `evaluator` gives what computes an expression of Jinja in a scope for an item, which has a name. `now` is the time
    of the build, and `timezone` the zone in which times without one are read and written. `setting` finds a key of the
    site's configuration: `url`, `baseurl`. `having` finds the items of a list that have a value at a key, where it
    knows the list: None where it does not."""

    lookup: Callable[[Any, Any], Any] = item_of
    markdown: Callable[[str], str] = as_it_is
    evaluator: Callable[[Any, str, str], Callable[[Any], Any]] = no_expressions
    allocate: Allocate = unlimited
    now: Callable[[], datetime] = current_time
    timezone: tzinfo = timezone.utc
    setting: Callable[[str], Any] = no_settings
    having: Callable[[Any, str, Any], list[Any] | None] = not_indexed
