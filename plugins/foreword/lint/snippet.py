"""A snippet: a piece of code that is written in prose, with its language and the place of each character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from foreword.lint.prose import Prose
from foreword.source.diagnostic import Place

QUOTES = re.compile(r"(?:[ \t]*>)+[ \t]?")
JINJA = re.compile(r"\{[{%#]")

Run = tuple[int, int]
"""An index of code, and the index of the prose at which the same character stands."""


@dataclass(frozen=True, eq=False)
class Snippet:
    """A piece of code without the indent that it has where it is written.

    `language` is as it is written, in small letters: None where none is said, empty where it is computed. `index` is
    where the snippet begins in its prose. Jinja in it is expanded where `is_expanded`, and shown elsewhere. From each
    of the `runs` on, the characters of the code follow each other in the prose.
    """

    prose: Prose
    index: int
    language: str | None
    code: str
    runs: tuple[Run, ...]
    is_expanded: bool = False

    def index_of(self, at: int) -> int:
        """The index in the prose of the character at an index of the code."""
        start, index = self.runs[max(0, bisect_right(self.runs, (at, len(self.prose.text))) - 1)]
        return min(index + at - start, len(self.prose.text))

    def place(self, at: int) -> Place:
        """The place of the character at an index of the code."""
        return self.prose.place(self.index_of(at))

    @property
    def holds_jinja(self) -> bool:
        """Whether the code is not what a reader sees, as something in it is expanded."""
        return self.is_expanded and JINJA.search(self.code) is not None


def lines_of(text: str, start: int, end: int, is_quoted: bool = False) -> list[tuple[int, str]]:
    """The lines of a part of a text, each with its index, without the marks of a block quote around it."""
    found = []
    for line in text[start:end].removesuffix("\n").split("\n"):
        quotes = QUOTES.match(line) if is_quoted else None
        skipped = quotes.end() if quotes else 0
        found.append((start + skipped, line[skipped:]))
        start += len(line) + 1
    return found


def unindented(lines: list[tuple[int, str]]) -> tuple[str, tuple[Run, ...]]:
    """Lines without the indent that all have in common, as code; and its runs."""
    margin = len(common_start([line[: len(line) - len(line.lstrip(" \t"))] for _, line in lines if line.strip()]))
    code: list[str] = []
    runs: list[Run] = []
    at = 0
    for index, line in lines:
        skipped = min(margin, len(line))
        code.append(line[skipped:])
        runs.append((at, index + skipped))
        at += len(line) - skipped + 1
    return "\n".join(code), tuple(runs)


def common_start(texts: list[str]) -> str:
    """What all of the texts begin with."""
    first, last = min(texts, default=""), max(texts, default="")
    length = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length]


def spans_between(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of a text from an opening to the next closing, in turn. What is not closed is not a part."""
    at = 0
    while (found := opening.search(text, at)) is not None:
        end = closing.search(text, found.end())
        if end is None:
            return
        yield found.start(), end.end()
        at = end.end()
