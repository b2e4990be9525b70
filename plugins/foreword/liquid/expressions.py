"""Literals, ranges and variables, and which of Liquid's two parsers reads a markup."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeVar

from foreword.liquid.nodes import Expression, Key, Literal, Problem, Range, Span, Special, Variable
from foreword.liquid.part import Part
from foreword.liquid.strict import Strict, UnexpectedError

LITERALS: Mapping[str, bool | None] = {"": None, "nil": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"-?\d+\Z", re.ASCII)
LEADING = re.compile(r"\s*(-?\d+)", re.ASCII)
FLOAT = re.compile(r"(-?\d+(?:\.\d+)?)[\d.]*\Z", re.ASCII)
RANGE = re.compile(r"\(\s*(?=((\S+)\s*\.\.))\1\s*(\S+)\s*\)\Z", re.ASCII)
STEP = re.compile(r"\[[^\]]+\]|[\w-]+\??", re.ASCII)
"""`VariableParser` of `liquid.rb`; a bracket ends at the first `]`, so in `a[b[c]]` the key is `b.c`."""
WORD = re.compile(r"[\w-]+\??", re.ASCII)
DIGITS = 4000
"""Python reads no whole number that is longer."""

Read = TypeVar("Read")


def strict_or_lax(
    markup: Part, strict: Callable[[Strict], Read], lax: Callable[[], Read], problems: list[Problem]
) -> Read:
    """What the strict parser reads, else what the lax one does, which is told (`parser_switching.rb`)."""
    try:
        parser = Strict(markup)
        read = strict(parser)
        parser.take("end")
    except UnexpectedError as unexpected:
        what = f"`{unexpected.text}`" if unexpected.text else "the end"
        advice = "Jekyll warns, and reads what it can. Write what is meant, or take it out"
        problems.append(Problem(unexpected.span, f"Liquid does not expect {what} here: {advice}", "lax"))
        return lax()
    return read


def expression(markup: Part, problems: list[Problem]) -> Expression:
    """A literal, a range or a variable (`expression.rb`). Any text is one of them: what fits nowhere is left out."""
    markup = markup.stripped()
    text, span = markup.text, markup.span
    if text[:1] in {'"', "'"} and text.endswith(text[0]):
        return Literal(span, text[1:-1])
    if text in LITERALS:
        return Literal(span, LITERALS[text])
    if text in {"empty", "blank"}:
        return Special(span, text)
    if INTEGER.match(text):
        return integer(text, span, problems)
    if (bounds := RANGE.match(text)) is not None:
        first, last = (bound(markup.slice(*bounds.span(group)), problems) for group in (2, 3))
        if isinstance(first, Literal) and isinstance(last, Literal):
            first, last = whole(first, problems), whole(last, problems)
        return Range(span, first, last)
    if (number := FLOAT.match(text)) is not None:
        return Literal(span, float(number[1]))
    return variable(markup, problems)


def integer(digits: str, span: Span, problems: list[Problem]) -> Literal:
    """A whole number of so many digits as Python reads; with more it is told, and is nil."""
    if len(digits) > DIGITS:
        problems.append(Problem(span, "This number is too long to be read: write a shorter one"))
        return Literal(span, None)
    return Literal(span, int(digits))


def bound(markup: Part, problems: list[Problem]) -> Expression:
    """An end of a range, which is no range itself."""
    if RANGE.match(markup.text):
        problems.append(Problem(markup.span, "A range cannot begin or end with a range: write a number or a name"))
        return Literal(markup.span, None)
    return expression(markup, problems)


def whole(value: Literal, problems: list[Problem]) -> Literal:
    """What Ruby's `to_i` makes of a literal, as it does where a range has two of them."""
    if isinstance(value.value, bool) or value.value in {math.inf, -math.inf}:
        problems.append(Problem(value.span, "A range goes from number to number: write one"))
        return Literal(value.span, 0)
    if isinstance(value.value, str):
        digits = LEADING.match(value.value)
        return integer(digits[1] if digits is not None else "0", value.span, problems)
    return Literal(value.span, int(value.value or 0))


def variable(markup: Part, problems: list[Problem]) -> Expression:
    """A name and its keys (`variable_lookup.rb`); nil where there is no name at all."""
    name: str | Expression | None = None
    keys: list[Key] = []
    # Behind the last `]` no bracket can match: to look for its end from each `[` would take long.
    last = markup.text.rfind("]") + 1
    for found in chain(STEP.finditer(markup.text, 0, last), WORD.finditer(markup.text, last)):
        part, value = markup.slice(*found.span()), found.group()
        step = expression(markup.slice(found.start() + 1, found.end() - 1), problems) if value[0] == "[" else value
        if name is None:
            name = step
        else:
            keys.append(Key(part.span, step, isinstance(step, str)))
    return Literal(markup.span, None) if name is None else Variable(markup.span, name, tuple(keys))
