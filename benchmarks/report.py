"""Tables of results: as plain text for a terminal, as Markdown for the guide."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN = "<!-- measured by benchmarks/build.py -->"
END = "<!-- end of what was measured -->"


@dataclass(frozen=True)
class Table:
    """A table with its title: cells are text, the first of a row stands left, the others right."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def as_text(self) -> str:
        """The table in aligned columns."""
        lines = [self.head, *self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.head))]
        aligned = (
            "  ".join(cell.rjust(width) if column else cell.ljust(width) for column, (cell, width) in enumerate(cells))
            for cells in (list(zip(line, widths, strict=True)) for line in lines)
        )
        return "\n".join([self.title, "", *aligned])

    def as_markdown(self) -> str:
        """The table in Markdown, its title above it."""
        rules = ["---", *("---:" for _ in self.head[1:])]
        return "\n".join(
            [f"### {self.title}", "", *(f"| {' | '.join(line)} |" for line in [self.head, rules, *self.rows])]
        )


def number(value: int) -> str:
    """A whole number with commas between its thousands."""
    return f"{value:,}"


def seconds(value: float) -> str:
    """A time in seconds, or milliseconds where it is short."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.{1 if value < 100 else 0}f} s"


def times(ratio: float) -> str:
    """A ratio in two or three figures."""
    return f"{ratio:.{0 if ratio >= 100 else 1 if ratio >= 10 else 2}f}"


def check_place(location: Path) -> None:
    """See to it that a page has the two lines between which tables go."""
    text = location.read_text("utf-8")
    if not 0 <= text.find(BEGIN) < text.find(END):
        raise SystemExit(f"{location} has to have the lines\n{BEGIN}\n{END}")


def write_between(location: Path, text: str) -> None:
    """Put text between the two lines of a page, in place of what stands there."""
    page = location.read_text("utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    location.write_text(f"{before}\n\n{text}\n\n{after}", "utf-8")


def say(text: str) -> None:
    """Tell how far it is; the tables are for the standard output."""
    print(text, file=sys.stderr, flush=True)
