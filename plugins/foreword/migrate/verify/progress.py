"""How far the work is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far a step has come: gets what it goes through, how many there are, and its name."""

    def __call__(self, items: Iterable[T], count: int, label: str, /) -> AbstractContextManager[Iterable[T]]:
        """What the step goes through, while it is shown."""
        ...


def silent(items: Iterable[T], count: int, label: str) -> AbstractContextManager[Iterable[T]]:
    """No progress is shown."""
    return nullcontext(items)
