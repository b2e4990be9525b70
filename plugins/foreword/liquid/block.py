"""A block of Liquid while it is open."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field

from foreword.liquid.lexer import Token
from foreword.liquid.nodes import Node, Problem, Span, Trim, Unknown
from foreword.liquid.part import Part


@dataclass
class Block(ABC):
    """A block that is open. `body` is where the nodes of its present part go."""

    token: Token
    problems: list[Problem]
    body: list[Node] = field(default_factory=list)

    @property
    def end(self) -> str:
        """The name of the tag that closes it."""
        return f"end{self.token.name}"

    def turn(self, token: Token) -> bool:
        """Begin a new part of the block at `else`, `elsif` or `when`; False where the block has none such."""
        return False

    @abstractmethod
    def closed(self, end: int, trim: Trim) -> Node:
        """The node, when the block is closed: where it ends, and the trim of the closing tag."""

    def tell(self, part: Token | Part, message: str) -> None:
        """Report what Liquid refuses."""
        self.problems.append(Problem(part.span, message))

    def whole(self, end: int) -> Span:
        """From the opening tag to the end."""
        return Span(self.token.span.start, end)

    def tell_ignored(self, token: Token) -> None:
        """Report what stands behind an `else`, which Liquid does not look at."""
        if token.markup.stripped().text:
            message = f"Liquid reads `else`, and past `{token.markup.stripped().text}`: write `elsif`, or take it out"
            self.problems.append(Problem(token.markup.stripped().span, message, "lax"))


@dataclass
class BodyBlock(Block):
    """A block of one part, which is all that differs: how it is made of its body, its span and the trim of its end."""

    make: Callable[[list[Node], Span, Trim], Node] = field(kw_only=True)
    closing: str = field(default="", kw_only=True)

    @property
    def end(self) -> str:
        """The name of the tag that closes it: `end` and its own where no other is given."""
        return self.closing or super().end

    def closed(self, end: int, trim: Trim) -> Node:
        """What `make` makes."""
        return self.make(self.body, self.whole(end), trim)


def unknown_block(token: Token, problems: list[Problem], closing: str) -> Block:
    """A block that is not Liquid's, up to a tag `closing`."""
    return BodyBlock(
        token,
        problems,
        make=lambda body, span, trim: Unknown(span, token.trim, token.name, token.markup.text, body, trim),
        closing=closing,
    )


def refused_block(token: Token, message: str, problems: list[Problem]) -> Block:
    """A block of Liquid's whose head it refuses."""
    problems.append(Problem(token.span, message))
    return unknown_block(token, problems, f"end{token.name}")
