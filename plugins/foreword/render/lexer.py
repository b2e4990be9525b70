"""The lexer: Jinja's, with fences and heading ids left alone, and columns where they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2.lexer import Lexer

OPENING = re.compile(
    r"\{%[-+]?\s{0,20}raw\s{0,20}[-+]?%\}"
    r"|\{\#"
    r"|^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)(?:\n|\Z)",
    re.MULTILINE,
)
CLOSING_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*(?:\n|\Z)", re.MULTILINE)
END_RAW = re.compile(r"\{%[-+]?\s{0,20}endraw\s{0,20}[-+]?%\}")
ID_START = re.compile(r"[\w:.-]")
OPT_IN = re.compile(r"\{[^}]*\.jinja(?![\w-])[^}]*\}")


class Place(int):
    """A line number that knows its column (from 1)."""

    column: int

    def __new__(cls, line: int, column: int) -> Place:
        place = super().__new__(cls, line)
        place.column = column
        return place


def is_markdown(name: str | None) -> bool:
    """Whether a template is Markdown: HTML (`.html.jinja`) and the programs in `snippets/` are not."""
    name = (name or "").removeprefix("foreword:")
    return not name.endswith(".html.jinja") and not name.startswith("snippets/")


def segments(source: str, opening: re.Pattern[str] = OPENING) -> Iterator[tuple[int, int, str | None]]:
    """The parts of a Markdown source: start, end, and what stands there literally (None: Jinja).

    Fenced code is literal; a fence opts in with `{ .jinja }`, which is then taken off its line. `{#id}`, closed on
    its line, is a heading's id. `opening` finds what may begin a literal part. One pass: each character is looked at a
    bounded number of times.
    """
    at = position = 0
    unclosed: dict[str, int] = {}
    while (found := opening.search(source, position)) is not None:
        start, end = found.start(), found.end()
        literal: str | None = None
        if found["fence"] is not None:
            fence, info = found["fence"], found["info"]
            close = 0
            if not (fence[0] == "`" and "`" in info) and len(fence) < unclosed.get(fence[0], 1_000_000):
                close = fence_end(source, end, fence)
                if not close:
                    unclosed[fence[0]] = len(fence)
            if not close:
                # Without an end it is no fence to Python-Markdown either.
                position = end
                continue
            if OPT_IN.search(info):
                start, position = found.start("info"), close
                literal = opted_in(info) + source[found.end("info") : end]
            else:
                end = position = close
                literal = source[start:end]
        elif source[start + 1] == "#":
            position = id_end(source, start)
            if position:
                end = position
                literal = source[start:end]
            else:
                closed = source.find("#}", end)
                position = closed + 2 if closed >= 0 else len(source)
        else:
            raw_end = END_RAW.search(source, end)
            position = raw_end.end() if raw_end is not None else len(source)
        if literal is not None:
            if at < start:
                yield at, start, None
            yield start, end, literal
            at = end
    if at < len(source):
        yield at, len(source), None


def fence_end(source: str, start: int, fence: str) -> int:
    """The end of the fenced code that begins at `start`, behind its closing fence; 0 where there is none."""
    for closing in CLOSING_FENCE.finditer(source, start):
        if closing.group(1).startswith(fence):
            return closing.end()
    return 0


def id_end(source: str, start: int) -> int:
    """The end of the heading id `{#id}` that begins at `start`; 0 where it is a comment of Jinja's."""
    if ID_START.match(source, start + 2) is None:
        return 0
    close = source.find("}", start, start + 200)
    inside = source[start + 2 : close]
    return 0 if close < 0 or "\n" in inside or "{" in inside or inside.endswith("#") else close + 1


def opted_in(info: str) -> str:
    """The info string of a fence that opted in, without the class `.jinja`."""
    return re.sub(r"\s*\{\s*\}", "", re.sub(r"\s*\.jinja(?![\w-])", "", info)).rstrip()


class TextLexer(Lexer):
    """Jinja's lexer, for which literal parts of Markdown are data."""

    exact = False
    """Whether the line numbers that it gives are Places."""

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        """Jinja's tokens (line, type, value); see `jinja2.lexer.Lexer.tokeniter`."""
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        for start, end, literal in self.segments_of(source, name):
            line = source.count("\n", 0, start)
            if literal is not None:
                yield self._place(source, start, line + 1), "data", literal
                continue
            part = source[start:end]
            tokens = self.tokens(part, name, filename, state)
            if not self.exact:
                yield from tokens if line == 0 else ((number + line, kind, value) for number, kind, value in tokens)
                continue
            at = 0
            for number, kind, value in tokens:
                found = part.find(value, at)
                at = found if found >= 0 else at
                yield self._place(source, start + at, number + line), kind, value
                at += len(value) if found >= 0 else 0

    def tokens(
        self, part: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterable[tuple[int, str, str]]:
        """Jinja's tokens of a part of a template that is all Jinja."""
        return super().tokeniter(part, name, filename, state)

    def segments_of(self, source: str, name: str | None) -> Iterable[tuple[int, int, str | None]]:
        """The parts of a template's source; see `segments`. All of it is Jinja where it is not Markdown."""
        special = is_markdown(name) and ("```" in source or "~~~" in source or "{#" in source)
        return segments(source) if special else [(0, len(source), None)]

    def _place(self, source: str, index: int, line: int) -> int:
        return Place(line, index - source.rfind("\n", 0, index)) if self.exact else line


class ExactLexer(TextLexer):
    """The lexer that gives columns; slower, and used on error only."""

    exact = True


def lexer_for(environment: Any) -> TextLexer:
    """A lexer with the delimiters and the white space rules of an environment."""
    return ExactLexer(environment) if environment.exact else TextLexer(environment)
