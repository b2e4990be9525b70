"""The blocks that choose: `if`, `unless` and `case` (`tags/if.rb`, `tags/case.rb`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foreword.liquid.block import Block
from foreword.liquid.conditions import condition
from foreword.liquid.expressions import expression
from foreword.liquid.lexer import Token
from foreword.liquid.nodes import Branch, Case, Expression, If, Literal, Node, Problem, Trim, When
from foreword.liquid.patterns import FRAGMENT

FIRST = re.compile(FRAGMENT, re.ASCII)
WHEN = re.compile(rf"({FRAGMENT})(?:(?:\s+or\s+|\s*,\s*)(?={FRAGMENT}))?", re.ASCII)


@dataclass
class IfBlock(Block):
    """`if` and `unless`."""

    branches: list[Branch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._begin(self.token)

    def _begin(self, token: Token) -> None:
        self.body = []
        asked = None if token.name == "else" else condition(token.markup, token.name, self.problems)
        self.branches.append(Branch(token.span, token.trim, asked, self.body, token.name == "unless"))

    def turn(self, token: Token) -> bool:
        """Begin a branch at `else` and `elsif`, those behind an `else` as well."""
        if token.name not in {"else", "elsif"}:
            return False
        if token.name == "else":
            self.tell_ignored(token)
        self._begin(token)
        return True

    def closed(self, end: int, trim: Trim) -> Node:
        """The branches."""
        return If(self.whole(end), self.branches, trim)


@dataclass
class CaseBlock(Block):
    """`case`."""

    subject: Expression = field(init=False)
    lead: list[Node] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.body = self.lead
        found = FIRST.search(self.token.markup.text)
        if found is None:
            self.tell(self.token, "`case` has no value: write `{% case name %}`")
            self.subject = Literal(self.token.markup.span, None)
        else:
            self.subject = expression(self.token.markup.slice(*found.span()), self.problems)

    def turn(self, token: Token) -> bool:
        """Begin a branch at `when` and `else`."""
        if token.name == "else":
            if token.markup.stripped().text:
                self.tell(token, "Nothing may stand behind the `else` of a `case`: take it out")
            values: tuple[Expression, ...] = ()
        elif token.name == "when":
            values = self._values(token)
        else:
            return False
        self.body = []
        self.whens.append(When(token.span, token.trim, values, self.body, token.name == "else"))
        return True

    def _values(self, token: Token) -> tuple[Expression, ...]:
        values = []
        at: int | None = 0
        while at is not None:
            found = WHEN.search(token.markup.text, at)
            if found is None:
                self.tell(token, "`when` has no value: write `{% when 'a' or 'b' %}`")
                break
            values.append(expression(token.markup.slice(*found.span(1)), self.problems))
            # What stands behind the last value, Liquid does not look at.
            at = found.end() if found.end() > found.end(1) else None
            if at is None and (rest := token.markup.slice(found.end()).stripped()).text:
                message = f"Liquid reads past `{rest.text}`: part values with `or` or a comma"
                self.problems.append(Problem(rest.span, message, "lax"))
        return tuple(values)

    def closed(self, end: int, trim: Trim) -> Node:
        """The subject and the branches."""
        return Case(self.whole(end), self.token.trim, self.subject, self.lead, self.whens, trim)
