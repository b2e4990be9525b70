"""Jekyll's `include`, `include_cached` and `include_relative` (`tags/include.rb`)."""

from __future__ import annotations

import re

from foreword.liquid.expressions import expression
from foreword.liquid.lexer import Token
from foreword.liquid.nodes import Expression, Include, Literal, Problem, Unknown
from foreword.liquid.part import Part
from foreword.liquid.texts import texts_and_outputs

PARAMETER = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))(?=\s|\Z)\s*", re.ASCII
)
OUTPUT = re.compile(r"\{\{\s*[\w\-.]+\s*", re.ASCII)
TAIL = re.compile(r"[^\s{}]*", re.ASCII)
SPACE = re.compile(r"\s+", re.ASCII)


def include_of_jekyll(token: Token, problems: list[Problem]) -> Include | Unknown:
    """`include file.html key="value" other=name`, the file's name with or without outputs in it."""
    markup = token.markup.stripped()
    name = name_with_outputs(markup.text)
    if name is not None:
        start, end = name
        lost, file, rest = markup.slice(0, start), markup.slice(start, end).stripped(), markup.slice(end).stripped()
        if lost.text:
            message = f"Jekyll reads past `{lost.text}`: take it out"
            problems.append(Problem(lost.span, message, "lax"))
    else:
        space = SPACE.search(markup.text)
        file = markup.slice(0, space.start()) if space is not None else markup
        rest = markup.slice(space.end()) if space is not None else markup.slice(len(markup.text))
    arguments = parameters(rest, problems) if file.text else None
    if arguments is None:
        example = f'{{% {token.name} file.html key="value" %}}'
        problems.append(
            Problem((rest if rest.text else token.markup).span, f"Jekyll cannot read this: write `{example}`")
        )
        return Unknown(token.span, token.trim, token.name, token.markup.text)
    return Include(token.span, token.trim, token.name, texts_and_outputs(file, problems), arguments)


def name_with_outputs(text: str) -> tuple[int, int] | None:
    """Where the name of a file begins and ends that holds outputs; None where none does (`VARIABLE_SYNTAX`).

    The first output with a filter goes to the last `}}` of the tag.
    """
    start, end = -1, -1
    last = text.rfind("}}")
    for found in OUTPUT.finditer(text):
        if end >= 0 and found.start() != end:
            break
        close = found.end()
        if text.startswith("|", close):
            close = max(close, last)
        if not text.startswith("}}", close):
            if end < 0:
                continue
            break
        if end < 0:
            start = text.rfind("{", 0, found.start()) + 1
        tail = TAIL.match(text, close + 2)
        end = tail.end() if tail is not None else close + 2
    return (start, end) if end >= 0 else None


def parameters(markup: Part, problems: list[Problem]) -> tuple[tuple[str, Expression], ...] | None:
    """The parameters of an include, of two with the same name the last; None where something else stands there."""
    read: dict[str, Expression] = {}
    at = 0
    while at < len(markup.text):
        found = PARAMETER.match(markup.text, at)
        if found is None:
            return None
        group = found.lastindex or 0
        value = markup.slice(*found.span(group))
        if group == 4:
            read[found[1]] = expression(value, problems)
        else:
            quote = '"' if group == 2 else "'"
            read[found[1]] = Literal(value.span, value.text.replace("\\" + quote, quote))
        at = found.end()
    return tuple(read.items())
