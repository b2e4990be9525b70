"""From a source to its tree (`block_body.rb`, `block.rb`, `document.rb`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from foreword.liquid.block import Block, unknown_block
from foreword.liquid.blocks import BLOCKS
from foreword.liquid.lexer import UNTRIMMED, Token, lines, tokens
from foreword.liquid.literal import LITERAL, literal
from foreword.liquid.nodes import Data, Lines, Node, Problem, Span, Template, Trim, Unknown
from foreword.liquid.tags import SINGLE, output, refused

DEPTH = 100
"""How deep blocks may stand in one another (`Block::MAX_DEPTH`)."""
PARTS = frozenset(["else", "elsif", "when"])
"""The tags that stand within a block only."""


def parse(source: str, *, blocks: Mapping[str, str] = {}, inline: Collection[str] = ()) -> Template:
    """The tree of a source, with what Liquid would refuse in it. It never raises: what is refused stands in the tree
    as an unknown tag or as text.

    `blocks` names further blocks with the tags that end them, `inline` further tags without a body. A tag that is
    neither is told; it is a block where its end tag follows.
    """
    reading = Reading(source, blocks, inline)
    nodes = reading.read(list(tokens(source)), len(source))
    return Template(source, nodes, sorted(reading.problems, key=lambda problem: problem.span))


class Reading:
    """One parse: the source, the tags that are known, and the problems found."""

    def __init__(self, source: str, blocks: Mapping[str, str], inline: Collection[str]) -> None:
        self.source = source
        self.blocks = blocks
        self.inline = inline
        self.problems: list[Problem] = []

    def read(self, pieces: Sequence[Token], end: int, outer: int = 0) -> list[Node]:
        """The nodes of some pieces of the source, which end at `end`. `outer` blocks are open around them."""
        nodes: list[Node] = []
        opened: list[Block] = []
        guessed = self._guessed(pieces)
        is_too_deep = False
        at = 0
        while at < len(pieces):
            token = pieces[at]
            body = opened[-1].body if opened else nodes
            at += 1
            if token.kind == "text":
                body.append(Data(token.span, token.markup.text))
            elif token.kind == "output":
                body.append(output(token, self.problems))
            elif token.kind == "broken":
                body.append(self._broken(token))
            elif token.name in LITERAL:
                node, at = literal(self.source, pieces, at, end, self.problems)
                body.append(node)
            elif token.name == "liquid":
                inside = self.read(list(lines(token.markup)), token.markup.span.end, outer + len(opened))
                body.append(Lines(token.span, token.trim, inside))
            elif token.name in SINGLE:
                body.append(SINGLE[token.name](token, self.problems))
            elif token.name in BLOCKS or token.name in self.blocks or at - 1 in guessed:
                if outer + len(opened) == DEPTH:
                    self._tell(token.span, f"More than {DEPTH} blocks in one another, which Liquid refuses")
                    body.append(Data(Span(token.span.start, end), self.source[token.span.start : end]))
                    is_too_deep = True  # and what ends the blocks is not read
                    break
                opened.append(self._opened(token))
            elif token.name in PARTS:
                if not (opened and opened[-1].turn(token)):
                    body.append(self._misplaced(token))
            elif token.name in self.inline:
                body.append(Unknown(token.span, token.trim, token.name, token.markup.text))
            else:
                self._closed(token, opened, nodes)
        while opened:
            if not is_too_deep:
                self._tell_open(opened[-1], "is never closed")
            self._close(opened, nodes, end, UNTRIMMED)
        return nodes

    def _guessed(self, pieces: Sequence[Token]) -> frozenset[int]:
        """Which of the tags that nobody knows are blocks, by their indexes: those whose end tags follow."""
        found: set[int] = set()
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for number, token in enumerate(pieces):
            if token.kind == "tag" and token.name not in self.inline:
                waiting[token.name].append(number)
                begun = waiting[token.name.removeprefix("end")]
                if token.name.startswith("end") and begun:
                    found.add(begun.pop())
        return frozenset(found)

    def _opened(self, token: Token) -> Block:
        if token.name in BLOCKS:
            return BLOCKS[token.name](token, self.problems)
        if token.name not in self.blocks:
            self._unknown(token)
        return unknown_block(token, self.problems, self.blocks.get(token.name, f"end{token.name}"))

    def _closed(self, token: Token, opened: list[Block], nodes: list[Node]) -> None:
        """Close the block that an end tag belongs to, and those within it that were left open."""
        depth = next((number for number in range(len(opened), 0, -1) if opened[number - 1].end == token.name), 0)
        if not depth:
            body = opened[-1].body if opened else nodes
            if token.name.startswith("end"):
                message = f"`{token.name}` closes nothing here: take it out, or open the block before it"
                body.append(refused(token, message, self.problems))
            else:
                self._unknown(token)
                body.append(Unknown(token.span, token.trim, token.name, token.markup.text))
            return
        while len(opened) > depth:
            self._tell_open(opened[-1], f"is not closed before `{token.name}`")
            self._close(opened, nodes, token.span.start, UNTRIMMED)
        self._close(opened, nodes, token.span.end, token.trim)

    def _close(self, opened: list[Block], nodes: list[Node], end: int, trim: Trim) -> None:
        node = opened.pop().closed(end, trim)
        (opened[-1].body if opened else nodes).append(node)

    def _broken(self, token: Token) -> Node:
        text = token.markup.text
        if text.startswith("{%") and text.endswith("%}"):
            message = f"`{text}` is no tag, as it has no name: write `{{% raw %}}{text}{{% endraw %}}` where it is text"
        elif text[:2] in {"{%", "{{"}:
            message = f"`{text[:2]}` is not closed: write `{'%}' if text[1] == '%' else '}}'}`, or put it in a `raw`"
        else:
            message = f"`{text}` is no tag: write one tag a line in `liquid`"
        self._tell(token.span, message)
        return Data(token.span, text)

    def _misplaced(self, token: Token) -> Node:
        owner = "case" if token.name == "when" else "if"
        message = f"`{token.name}` belongs to no block here: put it into a `{owner}`, or take it out"
        return refused(token, message, self.problems)

    def _unknown(self, token: Token) -> None:
        self._tell(token.span, f"`{token.name}` is no tag of Liquid's or Jekyll's")

    def _tell_open(self, block: Block, how: str) -> None:
        self._tell(block.token.span, f"`{block.token.name}` {how}: write `{{% {block.end} %}}`")

    def _tell(self, span: Span, message: str) -> None:
        self.problems.append(Problem(span, message))
