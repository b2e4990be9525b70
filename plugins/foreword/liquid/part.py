"""A part of a source, and where each of its characters stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foreword.liquid.nodes import Span

BLANKS = " \t\n\v\f\r\0"
"""What Ruby's `strip` takes away."""


@dataclass(frozen=True)
class Part:
    """A text of the source with the offset of each character, and of what is behind the last one.

    The offsets have gaps where Liquid's strict parser leaves white space out of an expression.
    """

    text: str
    places: Sequence[int]

    @staticmethod
    def of(source: str, start: int, end: int) -> Part:
        """The part of a source from `start` to `end`."""
        return Part(source[start:end], range(start, end + 1))

    @property
    def span(self) -> Span:
        """From the first character to behind the last."""
        return Span(self.places[0], self.places[len(self.text) - 1] + 1 if self.text else self.places[0])

    def slice(self, start: int, end: int | None = None) -> Part:
        """The part of this part from `start` to `end`, which count from 0."""
        end = len(self.text) if end is None else end
        return Part(self.text[start:end], self.places[start : end + 1])

    def stripped(self) -> Part:
        """This part without the white space around it."""
        start = len(self.text) - len(self.text.lstrip(BLANKS))
        return self.slice(start, max(start, len(self.text.rstrip(BLANKS))))
