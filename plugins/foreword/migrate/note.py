"""A note: what the conversion of a template finds, at an offset of its source."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.migrate.finding import Kind, Sure


@dataclass(frozen=True)
class Note:
    """A finding at an offset of the source."""

    offset: int
    kind: Kind
    message: str
    advice: str = ""
    sure: Sure = "sure"


def todo(offset: int, message: str, advice: str) -> Note:
    """What is left for a person."""
    return Note(offset, "todo", message, advice, "unsure")
