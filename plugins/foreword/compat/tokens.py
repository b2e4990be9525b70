"""Tokens of templates that keep their white space, in one match each.

`jinja2.lexer.Lexer.tokeniter` tries a rule behind the other, for the white space between tokens too. What is unusual
goes its way: signs that take white space away, comments, `raw`, and all that is wrong.
"""

from __future__ import annotations

import re

from jinja2.lexer import (  # type: ignore[attr-defined]
    float_re,
    integer_re,
    name_re,
    operator_re,
    string_re,
)

Token = tuple[int, str, str]
"""The line, the type and the source of a token."""

TOKEN = "|".join(
    [
        r"(?P<whitespace>\s+)",
        rf"(?P<float>(?xi:{float_re.pattern}))",
        rf"(?P<integer>(?xi:{integer_re.pattern}))",
        rf"(?P<name>{name_re.pattern})",
        rf"(?P<string>(?s:{string_re.pattern}))",
        rf"(?P<operator>{operator_re.pattern})",
    ]
)
IN_BRACKETS = re.compile(TOKEN)
IN_TAG = {
    "{%": ("block_begin", re.compile(rf"(?P<block_end>%\}})|{TOKEN}")),
    "{{": ("variable_begin", re.compile(rf"(?P<variable_end>\}}\}})|{TOKEN}")),
}
"""The type of what begins a tag, and the pattern of its tokens outside of brackets."""
BEGIN = re.compile(r"\{[%{]")
ENDS = frozenset(["block_end", "variable_end"])
CLOSING = {"{": "}", "(": ")", "[": "]"}
UNUSUAL = re.compile(r"\{\#|\{[%{][-+]|[-+][%}]\}|\{%\s*raw\b")


def tokens_of(source: str) -> list[Token] | None:
    """The tokens of a template but for white space; None where Jinja's lexer is to be asked."""
    if UNUSUAL.search(source):
        return None
    tokens: list[Token] = []
    line, at = 1, 0
    while (begin := BEGIN.search(source, at)) is not None:
        if begin.start() > at:
            text = source[at : begin.start()]
            tokens.append((line, "data", text))
            line += text.count("\n")
        kind, in_tag = IN_TAG[begin[0]]
        tokens.append((line, kind, begin[0]))
        at = begin.end()
        brackets: list[str] = []
        while kind not in ENDS:
            found = (IN_BRACKETS if brackets else in_tag).match(source, at)
            if found is None:
                return None
            kind, value, at = str(found.lastgroup), found[0], found.end()
            if kind != "whitespace":
                tokens.append((line, kind, value))
            if kind == "operator":
                if value in CLOSING:
                    brackets.append(CLOSING[value])
                elif value in CLOSING.values() and (not brackets or brackets.pop() != value):
                    return None
            elif kind == "whitespace" or kind == "string":
                line += value.count("\n")
    if at < len(source):
        tokens.append((line, "data", source[at:]))
    return tokens
