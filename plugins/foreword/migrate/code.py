"""Code: an expression of Jinja's, and how tightly it holds together."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How tightly an expression binds, in Jinja's order. An operand that binds less tightly needs parentheses."""

    CHOICE = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARE = 4
    ADD = 5
    CONCAT = 6
    MULTIPLY = 7
    FILTER = 8
    UNARY = 9
    ATOM = 10


class Code(NamedTuple):
    """An expression and its level."""

    text: str
    level: Level = Level.ATOM

    def at(self, level: Level) -> str:
        """Its text, in parentheses where it binds less tightly than `level`, and where a reader could think so: a
        filter beside an operator."""
        is_plain = self.level >= level and not (self.level == Level.FILTER and Level.NOT < level < Level.FILTER)
        return self.text if is_plain else f"({self.text})"


def concat(left: Code, right: Code) -> Code:
    """Both as one text."""
    return Code(f"{left.at(Level.CONCAT)} ~ {right.at(Level.MULTIPLY)}", Level.CONCAT)


def filtered(value: Code, name: str, arguments: str = "") -> Code:
    """`value | name(arguments)`."""
    return Code(f"{value.at(Level.FILTER)} | {name}" + (f"({arguments})" if arguments else ""), Level.FILTER)


def tested(value: Code, test: str, *, negated: bool) -> Code:
    """`value is test`."""
    return Code(f"{value.at(Level.FILTER)} is {'not ' if negated else ''}{test}", Level.NOT)
