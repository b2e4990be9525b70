"""The lexer: Jinja's, with fences and heading ids left alone, and columns where they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jinja2.lexer import Lexer

SPECIAL = re.compile(
    r"""
    (?P<raw>\{%[-+]?\s*raw\s*[-+]?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\})
    |(?P<id>\{\#(?![^\n]*?\#\})[\w:.-][^{}\n]*\})
    |(?P<comment>\{\#.*?\#\})
    |^(?P<lead>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n
     (?P<code>.*?)(?P<close>^[ \t>]*(?P=fence)[`~]*[ \t]*(?:\n|\Z)|\Z)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
OPT_IN = re.compile(r"\{[^}]*\.jinja\b[^}]*\}")


class Place(int):
    """A line number that knows its column (from 1)."""

    column: int

    def __new__(cls, line: int, column: int) -> Place:
        place = super().__new__(cls, line)
        place.column = column
        return place


def segments(source: str) -> Iterator[tuple[int, int, str | None]]:
    """The parts of a Markdown source: start, end, and what stands there literally (None: Jinja).

    Fenced code is literal; a fence opts in with `{ .jinja }`, which is then taken off its line. `{#id}`, closed
    on its line, is a heading's id.
    """
    at = 0
    for found in SPECIAL.finditer(source):
        if found["fence"] is not None:
            opted = OPT_IN.search(found["info"])
            if opted is None:
                start, end, literal = found.start(), found.end(), found.group()
            else:
                start, end = found.start("info"), found.start("code")
                info = re.sub(r"\s*\.jinja\b", "", found["info"])
                literal = re.sub(r"\s*\{\s*\}", "", info).rstrip() + "\n"
        elif found["id"] is not None:
            start, end, literal = found.start(), found.end(), found.group()
        else:
            continue
        if at < start:
            yield at, start, None
        yield start, end, literal
        at = end
    if at < len(source):
        yield at, len(source), None


class TextLexer(Lexer):
    """Jinja's lexer for Markdown: literal parts are data. `markdown` false reads the source as HTML."""

    exact = False
    """Whether the line numbers that it gives are Places."""

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        """Jinja's tokens (line, type, value); see `jinja2.lexer.Lexer.tokeniter`."""
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        markdown = not (name or "").endswith(".html.jinja")
        special = markdown and ("```" in source or "~~~" in source or "{#" in source)
        parts = segments(source) if special else [(0, len(source), None)]
        for start, end, literal in parts:
            line = source.count("\n", 0, start)
            if literal is not None:
                yield self._place(source, start, line + 1), "data", literal
                continue
            part = source[start:end]
            at = 0
            for number, kind, value in super().tokeniter(part, name, filename, state):
                if not self.exact:
                    yield number + line, kind, value
                    continue
                found = part.find(value, at)
                at = found if found >= 0 else at
                yield self._place(source, start + at, number + line), kind, value
                at += len(value) if found >= 0 else 0

    def _place(self, source: str, index: int, line: int) -> int:
        return Place(line, index - source.rfind("\n", 0, index)) if self.exact else line


class ExactLexer(TextLexer):
    """The lexer that gives columns; slower, and used on error only."""

    exact = True


def lexer_for(environment: Any) -> TextLexer:
    """A lexer with the delimiters and the white space rules of an environment."""
    return ExactLexer(environment) if environment.exact else TextLexer(environment)
