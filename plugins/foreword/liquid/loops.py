"""The blocks that repeat: `for` and `tablerow` (`tags/for.rb`, `tags/table_row.rb`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foreword.liquid.block import Block, BodyBlock, refused_block
from foreword.liquid.expressions import expression, strict_or_lax
from foreword.liquid.lexer import UNTRIMMED, Token
from foreword.liquid.nodes import Expression, For, Literal, Node, Problem, TableRow, Trim
from foreword.liquid.part import Part
from foreword.liquid.patterns import FRAGMENTS, attributes
from foreword.liquid.strict import Strict

LOOP = re.compile(rf"([\w-]+)\s+in\s+({FRAGMENTS})\s*(reversed)?", re.ASCII)
ROW = re.compile(rf"(?<!\w)(\w+)\s+in\s+({FRAGMENTS})", re.ASCII)


@dataclass
class Looped:
    """The head of a `for`."""

    variable: str
    iterable: Part
    is_reversed: bool
    attributes: dict[str, Part]


@dataclass
class ForBlock(Block):
    """`for`, whose `else` can stand once."""

    head: Looped = field(init=False)
    shown: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None
    else_trim: Trim = UNTRIMMED

    def __post_init__(self) -> None:
        self.body = self.shown
        head = strict_or_lax(self.token.markup, self._strict, self._lax, self.problems)
        if head is None:
            self.tell(self.token, "`for` has no name and list: write `{% for name in list %}`")
            head = Looped("", self.token.markup.slice(0, 0), False, {})
        self.head = head

    def _strict(self, parser: Strict) -> Looped | None:
        variable = parser.take("id").text
        parser.take_word("in")
        iterable = parser.expression()
        is_reversed = parser.taken_word("reversed") is not None
        given = {}
        while parser.looks_at("id") and parser.looks_at(":", 1):
            key = parser.take_word("limit", "offset")
            parser.take(":")
            given[key] = parser.expression()
        return Looped(variable, iterable, is_reversed, given)

    def _lax(self) -> Looped | None:
        found = LOOP.match(self.token.markup.text)
        if found is None:
            return None
        iterable = self.token.markup.slice(*found.span(2))
        return Looped(found[1], iterable, found[3] is not None, dict(attributes(self.token.markup)))

    def turn(self, token: Token) -> bool:
        """Begin what is shown for an empty list at the first `else`."""
        if token.name != "else" or self.otherwise is not None:
            return False
        self.tell_ignored(token)
        self.body = self.otherwise = []
        self.else_trim = token.trim
        return True

    def closed(self, end: int, trim: Trim) -> Node:
        """The loop; a head that Liquid refuses has no name and goes through nil."""
        head = self.head
        limit, offset = head.attributes.get("limit"), head.attributes.get("offset")
        return For(
            self.whole(end),
            self.token.trim,
            head.variable,
            expression(head.iterable, self.problems),
            self.shown,
            self.otherwise,
            trim,
            head.is_reversed,
            self._number(limit),
            "continue" if offset is not None and offset.text == "continue" else self._number(offset),
            self.else_trim,
        )

    def _number(self, part: Part | None) -> Expression | None:
        if part is None:
            return None
        value = expression(part, self.problems)
        if (
            isinstance(value, Literal)
            and isinstance(value.value, str)
            and not value.value.strip().lstrip("-").isdecimal()
        ):
            self.problems.append(
                Problem(value.span, "This is no number, and Liquid prints an error: write one", "fails")
            )
        return value


def tablerow(token: Token, problems: list[Problem]) -> Block:
    """`tablerow`."""
    found = ROW.search(token.markup.text)
    if found is None:
        message = "`tablerow` has no name and list: write `{% tablerow name in list cols: 2 %}`"
        return refused_block(token, message, problems)
    variable, iterable = found[1], expression(token.markup.slice(*found.span(2)), problems)
    given = {key: expression(value, problems) for key, value in attributes(token.markup)}
    cols, limit, offset = given.get("cols"), given.get("limit"), given.get("offset")
    return BodyBlock(
        token,
        problems,
        make=lambda body, span, trim: TableRow(span, token.trim, variable, iterable, body, trim, cols, limit, offset),
    )
