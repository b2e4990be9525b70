"""Hints for the slips that PyYAML explains badly: values that have to be quoted, tabs, indents."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEY = r"""(?:[^\s\[\]{}"'#&*!|>%@`,?:-]|-(?=\S))[^:]*?|"[^"]*"|'[^']*'"""
ENTRY = re.compile(rf"^(?P<indent>[ \t]*(?:- +)*)(?P<key>{KEY})[ \t]*:[ \t]+(?P<value>\S.*)$")
ITEM = re.compile(r"^(?P<indent>[ \t]*(?:- +)*)-[ \t]+(?P<value>\S.*)$")
BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
ALIAS = re.compile(r"\*[A-Za-z0-9_-]+\s*(?:#.*)?$")
LINK = re.compile(r"\[[^\[\]]*\]\s*[^\s#,\]}:]")

UNFIT = (
    "did not find expected",
    "expected <block end>",
    "expected ','",
    "mapping values are not allowed",
)


KNOWN = (
    (
        "could not find expected ':'",
        "this line has no colon after its key",
        "write `key: value`; a text of several lines needs `|` after its key and an indent",
        True,
    ),
    ("expected ',' or", "the bracket that opens here is not closed, or a comma is missing", "close the bracket", True),
    (
        "escape character",
        "a backslash in double quotes begins an escape, and this one is not known",
        "write the backslash twice, or use single quotes outside",
        False,
    ),
    ("another document", "a second document begins here", "delete this line; a file holds one document", False),
)
"""What PyYAML says, and in our words: message, hint, and whether the place of its context is the better one."""


@dataclass
class Hint:
    """A slip that was recognised: what to say, and where (line and column from 0)."""

    message: str
    hint: str
    line: int
    column: int
    certain: bool = True


def hint_for(problem: str, lines: list[str], line: int, column: int, context: tuple[int, int] | None = None) -> Hint:
    """The slip behind PyYAML's `problem` at `line` and `column` (from 0), by the look of the line.

    PyYAML often notices a slip a line or more later: the lines of the problem and of its `context`, and the one
    above, are tried.
    """
    tab = tab_indent(lines, line, column)
    if tab:
        return tab
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        start = context or (line, column)
        return (start[0] < len(lines) and slip_in(lines[start[0]], start[0])) or Hint(
            "a quote is opened here and never closed",
            "close the quote at the end of the value; a quote inside doubles ('') or has a backslash (\\\")",
            *start,
        )
    candidates = [line, context[0] if context else line, line - 1]
    for number in dict.fromkeys(candidates):
        if 0 <= number < len(lines) and not in_block(lines, number):
            slip = slip_in(lines[number], number)
            if slip:
                return slip
    if "the tag `" in problem:
        return tag_hint(problem, lines, line, column)
    if "unhashable key" in problem and "{" not in lines[line]:
        return Hint("a list or a mapping cannot be a key", "write the key as plain text", line, column)
    if "unhashable key" in problem:
        return Hint(
            "`{` opens a mapping to YAML here, and a mapping cannot be a key",
            'put the value with its `{{ ... }}` in quotes: "{{ x }}"',
            line,
            column,
        )
    for sign, message, hint, at_context in KNOWN:
        if sign in problem:
            return Hint(message, hint, *(context if at_context and context else (line, column)))
    if any(sign in problem for sign in UNFIT):
        return Hint(
            "this line does not fit the ones above it",
            "indent it as its neighbours are; a text of several lines needs `|` after its key and an indent",
            line,
            column,
            certain=False,
        )
    return Hint("", "look at the quotes and the indent of this line and the one above", line, column, certain=False)


def tag_hint(problem: str, lines: list[str], line: int, column: int) -> Hint:
    """A value with a tag (`!name`) that does not fit it, or that stands for nothing."""
    value = lines[line][column:].rstrip() if line < len(lines) else ""
    if value.startswith("!") and not value.startswith("!!"):
        return Hint(
            f"a value that begins with `!` is a tag to YAML, and {problem}",
            f"put the value in quotes: {quoted(value)}",
            line,
            column,
        )
    return Hint("", "leave out the tag (`!!...`), or write a value that fits it", line, column)


def tab_indent(lines: list[str], line: int, column: int) -> Hint | None:
    """A tab where YAML wants spaces."""
    for number in (line, line - 1):
        if 0 <= number < len(lines) and re.match(r" *\t", lines[number]) and not in_block(lines, number):
            return Hint(
                "a tab indents this line, which YAML does not allow",
                "indent with spaces",
                number,
                lines[number].index("\t"),
            )
    if line < len(lines) and lines[line][column : column + 1] == "\t":
        return Hint("a tab stands here, which YAML does not allow", "write a space", line, column)
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
    if value[0] in "`@%,]}" or (key and value[:2] in ("- ", "? ", "& ")):
        return quote(f"a value cannot begin with `{value[0]}` without quotes")
    if value[0] == "*" and not ALIAS.match(value):
        return quote("a value that begins with `*` is an alias to YAML")
    if value[0] == "[" and LINK.match(value):
        return quote("a value that begins with `[` is a list to YAML")
    if value[0] in "|>" and not BLOCK.match(value):
        return quote(f"a value that begins with `{value[0]}` is a text on the lines below it to YAML")
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
    elif key and value[0] not in "|>[{&!":
        colon = re.search(r":(\s|$)", value)
        if colon:
            return quote("a value with a colon and a space in it is a mapping to YAML", colon.start())
    return None


def in_block(lines: list[str], number: int) -> bool:
    """Whether a line stands in the text below a `|` or `>`, where nothing has to be quoted."""
    indent = indent_of(lines[number])
    for above in reversed(lines[:number]):
        if above.strip() and indent_of(above) < indent:
            if BLOCK.search(above):
                return True
            indent = indent_of(above)
    return False


def indent_of(line: str) -> int:
    """The number of spaces at the head of a line."""
    return len(line) - len(line.lstrip(" "))


def strip_quotes(value: str) -> str:
    """A value without its outermost quotes."""
    return value[1:-1] if len(value) > 1 and value[-1] == value[0] else value[1:]


def quoted(value: str) -> str:
    """A value in the quotes that suit it: double, or single where it holds double quotes or backslashes."""
    value = value.rstrip()
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
