"""Excerpts: the lines around a place, as they are shown below a finding."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.lint.harmless import harmless, width
from foreword.lint.redaction import Redaction
from foreword.lint.sources import Sources
from foreword.source.diagnostic import Place

AROUND = 1
"""How many lines are shown before the place, and after it."""
WIDEST = 120
"""How many characters of a line are shown at most."""
LEFT = 60
"""Of a line that is longer, how many of them stand before the place."""
TAB = "    "


@dataclass(frozen=True)
class Line:
    """A line of an excerpt. `caret` is the cell of the terminal below which the place is marked, on its line."""

    number: int
    text: str
    caret: int | None = None


def excerpt(place: Place, sources: Sources, redaction: Redaction) -> list[Line]:
    """The lines around a place, harmless and without secrets; none of a file that cannot be shown."""
    lines = sources.lines(place.file)
    if not 0 < place.line <= len(lines):
        return []
    column = min(place.column - 1, len(lines[place.line - 1]))
    start = max(column - LEFT, 0) if len(lines[place.line - 1]) > WIDEST else 0
    shown = []
    below = min(place.line + AROUND, len(lines) - (lines[-1] == ""))
    for number in range(max(place.line - AROUND, 1), max(place.line, below) + 1):
        text = redaction.line(place.file, number, lines[number - 1])
        caret = width(visible(cut(text[:column], start))) if number == place.line else None
        shown.append(Line(number, visible(cut(text, start)).rstrip(), caret))
    return shown


def cut(text: str, start: int) -> str:
    """The part of a line that is shown, from an index on, with a mark where it was cut."""
    end = start + WIDEST
    return ("…" if start and text else "") + text[start:end] + ("…" if len(text) > end else "")


def visible(text: str) -> str:
    """A part of a line as it is printed."""
    return harmless(text.replace("\t", TAB))
