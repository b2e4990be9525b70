"""What `if`, `elsif` and `unless` ask (`tags/if.rb`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from foreword.liquid.expressions import expression, strict_or_lax
from foreword.liquid.nodes import Comparison, Condition, Literal, Logical, Problem, Span
from foreword.liquid.part import Part
from foreword.liquid.patterns import FRAGMENT
from foreword.liquid.strict import Strict

OPERATORS = ("==", "!=", "<>", "<", ">", "<=", ">=", "contains")
ORDERS = ("<", ">", "<=", ">=")
COMPARISON = re.compile(rf"({FRAGMENT})\s*([=!<>a-z_]+)?\s*({FRAGMENT})?", re.ASCII)
WORD = r"\b(?a:\s?and\s?|\s?or\s?)\b"
JOINED = re.compile(rf"{WORD}|(?:(?a:\s*)(?!{WORD})(?a:(?:{FRAGMENT}|\S+)\s*))+")
"""`ExpressionsAndOperators`: conditions and, between them, `and` and `or`. For Ruby, `\\b` knows the letters of all
alphabets."""
CONDITIONS = 200
"""How many conditions one tag may hold, as they stand in one another in the tree."""


class Compared(NamedTuple):
    """One condition as it is written; without an operator it is the left side alone."""

    left: Part
    operator: str = ""
    right: Part | None = None


def condition(markup: Part, tag: str, problems: list[Problem]) -> Condition:
    """The condition of a tag; nil where Liquid refuses it."""
    compared, words = strict_or_lax(markup, strict, lambda: lax(markup), problems)
    if len(compared) != len(words) + 1 or not set(words) <= {"and", "or"}:
        problems.append(Problem(markup.span, f"Liquid cannot read this condition: write `{{% {tag} a == b %}}`"))
        return Literal(markup.span, None)
    if len(compared) > CONDITIONS:
        problems.append(Problem(markup.span, f"More than {CONDITIONS} conditions in one tag: share them out"))
        return Literal(markup.span, None)
    read = comparison(compared[-1], problems)
    for left, word in zip(reversed(compared[:-1]), reversed(words), strict=True):
        first = comparison(left, problems)
        read = Logical(Span(first.span.start, read.span.end), first, word, read)
    return read


def strict(parser: Strict) -> tuple[list[Compared], list[str]]:
    """The conditions and the words between them as the strict grammar has them."""
    compared: list[Compared] = []
    words: list[str] = []
    while True:
        left = parser.expression()
        operator = parser.taken("comparison")
        compared.append(Compared(left, operator.text, parser.expression()) if operator else Compared(left))
        word = parser.taken_word("and", "or")
        if word is None:
            return compared, words
        words.append(word)


def lax(markup: Part) -> tuple[list[Compared], list[str]]:
    """Every second piece is taken as a condition, whatever it is, and those between as the words; no conditions where
    one has nothing to read."""
    compared: list[Compared] = []
    words: list[str] = []
    for number, found in enumerate(JOINED.finditer(markup.text)):
        if number % 2:
            words.append(found.group().strip())
            continue
        part = markup.slice(*found.span())
        parts = COMPARISON.search(part.text)
        if parts is None:
            return [], []
        right = part.slice(*parts.span(3)) if parts[3] else None
        compared.append(Compared(part.slice(*parts.span(1)), parts[2] or "", right))
    return compared, words


def comparison(compared: Compared, problems: list[Problem]) -> Condition:
    """One condition of the tree. A right side that is missing is nil."""
    left = expression(compared.left, problems)
    if not compared.operator:
        return left
    end = left.span.end if compared.right is None else compared.right.span.end
    right = Literal(Span(end, end), None) if compared.right is None else expression(compared.right, problems)
    whole = Span(left.span.start, end)
    if compared.operator not in OPERATORS:
        message = (
            f"Liquid has no operator `{compared.operator}`, and prints an error: write one of {', '.join(OPERATORS)}"
        )
        problems.append(Problem(whole, message, "fails"))
    elif compared.operator in ORDERS and {kind(left), kind(right)} == {str, int}:
        problems.append(
            Problem(whole, "A text and a number have no order, and Liquid prints an error: write both alike", "fails")
        )
    return Comparison(whole, left, compared.operator, right)


def kind(value: Condition) -> type | None:
    """The type of a value that is written out, `int` for all numbers."""
    if not isinstance(value, Literal) or isinstance(value.value, bool):
        return None
    return int if isinstance(value.value, float) else type(value.value)
