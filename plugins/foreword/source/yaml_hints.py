"""Hints for the slips that PyYAML explains badly: values that have to be quoted, tabs, indents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

ENTRY = re.compile(r"^(?P<indent>[ \t]*(?:- +)*)(?P<key>[\w.-]+|\"[^\"]*\"|'[^']*')[ \t]*:[ \t]+(?P<value>\S.*)$")
ITEM = re.compile(r"^(?P<indent>[ \t]*(?:- +)*)-[ \t]+(?P<value>\S.*)$")


UNFIT = (
    "did not find expected",
    "expected <block end>",
    "expected ','",
    "could not find expected ':'",
    "mapping values are not allowed",
)


@dataclass
class Hint:
    """A slip that was recognised: what to say, and where (line and column from 0)."""

    message: str
    hint: str
    line: int
    column: int
    certain: bool = True


def hint_for(problem: str, lines: list[str], line: int, column: int, context_mark: Any = None) -> Hint:
    """The slip behind PyYAML's `problem` at `line` and `column` (from 0), by the look of the line.

    PyYAML often notices a slip a line or more later: the lines of its two marks and the one above are tried.
    """
    tab = tab_indent(problem, lines, line)
    if tab:
        return tab
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        start = (context_mark.line, context_mark.column) if context_mark else (line, column)
        return Hint(
            "a quote is opened here and never closed",
            "close the quote at the end of the value; a quote inside doubles ('') or has a backslash (\\\")",
            *start,
        )
    candidates = [line, context_mark.line if context_mark else line, line - 1]
    for number in dict.fromkeys(candidates):
        if 0 <= number < len(lines):
            slip = slip_in(lines[number], number)
            if slip:
                return slip
    if "unhashable key" in problem:
        return Hint(
            "`{` opens a mapping to YAML here, and a mapping cannot be a key",
            'put the value with its `{{ ... }}` in quotes: "{{ x }}"',
            line,
            column,
        )
    if any(sign in problem for sign in UNFIT):
        return Hint(
            "this line does not fit the ones above it",
            "indent it as its neighbours are; a text of several lines needs `|` after its key and an indent",
            line,
            column,
            certain=False,
        )
    return Hint("", "look at the quotes and the indent of this line and the one above", line, column, certain=False)


def tab_indent(problem: str, lines: list[str], line: int) -> Hint | None:
    """A tab where YAML wants spaces."""
    for number in (line, line - 1):
        if 0 <= number < len(lines) and re.match(r" *\t", lines[number]):
            return Hint(
                "a tab indents this line, which YAML does not allow",
                "indent with spaces",
                number,
                lines[number].index("\t"),
            )
    if "'\\t'" in problem and 0 <= line < len(lines) and "\t" in lines[line]:
        return Hint("a tab stands here, which YAML does not allow", "write a space", line, lines[line].index("\t"))
    return None


def slip_in(text: str, number: int) -> Hint | None:
    """The slip in one line of YAML, or None when the line looks right."""
    entry = ENTRY.match(text) or ITEM.match(text)
    if entry is None:
        return None
    value, start = entry["value"], entry.start("value")
    key = entry.groupdict().get("key")
    lead = f"{key}: " if key else "- "

    def quote(message: str, at: int = 0) -> Hint:
        return Hint(message, f"quote the value: {lead}{quoted(value)}", number, start + at)

    if value.startswith("{{"):
        return quote("a value that begins with `{{` is a mapping to YAML")
    if value.startswith("{%"):
        return Hint(
            "a value that begins with `{%` cannot stand without quotes",
            f"quote the value: {lead}{quoted(value)}; or write `{lead}|` and put the text indented below",
            number,
            start,
        )
    if value[0] in "`@%":
        return quote(f"a value cannot begin with `{value[0]}` without quotes")
    if value[0] == "*" and not re.match(r"\*[A-Za-z0-9_-]+\s*(#.*)?$", value):
        return quote("a value that begins with `*` is an alias to YAML")
    if value[0] == '"':
        inner = re.match(r'"((?:[^"\\]|\\.)*)"(?P<rest>\s*[^\s#].*)$', value)
        if inner:
            return Hint(
                "the double quotes inside this value end it too early",
                f"use single quotes outside: {lead}{quoted(strip_quotes(value))}",
                number,
                start + inner.start("rest"),
            )
    elif value[0] == "'":
        inner = re.match(r"'((?:[^']|'')*)'(?P<rest>\s*[^\s#].*)$", value)
        if inner:
            return Hint(
                "the single quotes inside this value end it too early",
                f"double them, or use double quotes outside: {lead}{quoted(strip_quotes(value))}",
                number,
                start + inner.start("rest"),
            )
    elif value[0] not in "|>[{&!":
        colon = re.search(r":(\s|$)", value)
        if colon:
            return quote("a value with a colon and a space in it is a mapping to YAML", colon.start())
    return None


def strip_quotes(value: str) -> str:
    """A value without its outermost quotes."""
    return value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]


def quoted(value: str) -> str:
    """A value in the quotes that suit it: double, or single where it holds double quotes or backslashes."""
    value = value.rstrip()
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
