"""What an output, an `assign` or an `echo` holds: an expression and its filters (`variable.rb`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from foreword.liquid.arguments import misuse
from foreword.liquid.expressions import expression, strict_or_lax
from foreword.liquid.nodes import Expression, Filter, Filtered, Literal, Problem
from foreword.liquid.part import Part
from foreword.liquid.patterns import FRAGMENT
from foreword.liquid.strict import Strict

FIRST = re.compile(FRAGMENT, re.ASCII)
FILTER = re.compile(rf"(?:\s+|{FRAGMENT}|,)+", re.ASCII)
WORD = re.compile(r"\w+", re.ASCII)
ARGUMENT = re.compile(rf"[:,]\s*((?:\w+\s*:\s*)?{FRAGMENT})", re.ASCII)
KEYWORD = re.compile(rf"(\w[\w-]*)\s*:\s*({FRAGMENT})\Z", re.ASCII)


class Written(NamedTuple):
    """A filter as it is written: all of it, its name, and its arguments."""

    whole: Part
    name: str
    arguments: list[Part]


def filtered(markup: Part, problems: list[Problem]) -> Filtered:
    """The expression and the filters of a markup; nil where there is none."""
    value, filters = strict_or_lax(markup, strict, lambda: lax(markup), problems)
    span = markup.stripped().span
    first = Literal(span, None) if value is None else expression(value, problems)
    return Filtered(span, first, tuple(filter_of(written, problems) for written in filters))


def strict(parser: Strict) -> tuple[Part | None, list[Written]]:
    """The value and the filters as the strict grammar has them."""
    if parser.looks_at("end"):
        return None, []
    value = parser.expression()
    filters = []
    while parser.taken("|"):
        name = parser.take("id")
        arguments = [parser.argument()] if parser.taken(":") else []
        while arguments and parser.taken(","):
            arguments.append(parser.argument())
        whole = parser.markup.slice(name.start, parser.words[parser.at - 1].end)
        filters.append(Written(whole, name.text, arguments))
    return value, filters


def lax(markup: Part) -> tuple[Part | None, list[Written]]:
    """The first word, and behind the first pipe each run of words as a filter."""
    first = FIRST.search(markup.text)
    if first is None:
        return None, []
    pipe = markup.text.find("|", first.end())
    filters = []
    for found in FILTER.finditer(markup.text, pipe + 1) if pipe >= 0 else ():
        name = WORD.search(found.group())
        if name is not None:
            whole = markup.slice(*found.span()).stripped()
            arguments = [whole.slice(*argument.span(1)) for argument in ARGUMENT.finditer(whole.text)]
            filters.append(Written(whole, name.group(), arguments))
    return markup.slice(*first.span()), filters


def filter_of(written: Written, problems: list[Problem]) -> Filter:
    """A filter with its arguments, those with a key apart."""
    positional: list[Expression] = []
    keywords: dict[str, Expression] = {}
    for argument in written.arguments:
        key = KEYWORD.match(argument.text)
        if key is not None:
            keywords[key[1]] = expression(argument.slice(*key.span(2)), problems)
        else:
            positional.append(expression(argument, problems))
    wrong = misuse(written.name, len(positional) + bool(keywords), positional)
    if wrong is not None:
        problems.append(Problem(written.whole.span, wrong, "fails"))
    return Filter(written.whole.span, written.name, tuple(positional), tuple(keywords.items()))
