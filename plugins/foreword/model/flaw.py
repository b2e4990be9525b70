"""A flaw: what is wrong with values, before it has a place in a file."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.source.places import Keys


@dataclass(frozen=True)
class Flaw:
    """What is wrong at a path of keys.

    `at_key` when the key itself is at fault, not its value. `offset` is the line and column inside the value (from 1)
    where only a part of it is at fault; see `foreword.source.places.place_inside`. `missing` is a key that the mapping
    lacks, where it can be rendered without it.
    """

    code: str
    keys: Keys
    message: str
    hint: str = ""
    at_key: bool = False
    offset: tuple[int, int] | None = None
    missing: str = ""

    @property
    def is_unusable(self) -> bool:
        """Whether the value cannot be rendered; of other flaws the value stays on the page."""
        return self.code in ("FM002", "FM003")
