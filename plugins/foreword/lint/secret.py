"""A secret: a part of a text that looks like a live credential."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST = 16
"""What is shorter is found by no pattern."""


@dataclass(frozen=True)
class Secret:
    """A part of a text, from `start` to `end`, that looks like a live credential: `what` it seems to be."""

    start: int
    end: int
    what: str
