"""What is known of one document while it is parsed, and a place in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from foreword.compat.kramdown.lines import INDENTED, WHITE_START, line_after
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.options import Options
from foreword.compat.kramdown.tags import WHITE


@dataclass(slots=True)
class Footnote:
    """A footnote: what it says, and the markers that refer to it."""

    content: Node
    end: Node
    """The node behind the definition, which an attribute list applies to."""
    number: int = 0
    markers: int = 0


@dataclass(frozen=True, slots=True)
class Grammar:
    """The parsers to try, in this order. Each says whether it has parsed something."""

    white: Sequence[Callable[[Blocks], bool]]
    """For a line that begins with no text."""
    indented: Sequence[Callable[[Blocks], bool]]
    """For one that is indented as far as code."""
    blocks: Mapping[str, Sequence[Callable[[Blocks], bool]]]
    """By the first character of a line's text."""
    other_blocks: Sequence[Callable[[Blocks], bool]]
    """For any other line."""
    spans: Mapping[str, Sequence[Callable[[Spans], bool]]]
    """By the character that a span begins with."""
    verbatim: Mapping[str, Sequence[Callable[[Spans], bool]]]
    """Those for spans in which other spans do not count: they are also looked for without the others."""


@dataclass(slots=True)
class Document:
    """What the parts of a document share: definitions that any part may make, and counters of ids."""

    options: Options
    grammar: Grammar
    lists: dict[str, AttributeList] = field(default_factory=dict)
    links: dict[str, tuple[str, str | None, Node]] = field(default_factory=dict)
    footnotes: dict[str, Footnote] = field(default_factory=dict)
    abbreviations: dict[str, tuple[str, Node]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    ids_in_html: dict[str, int] = field(default_factory=dict)
    depth: int = 0
    """How many blocks the place is in."""
    patience: int = 0
    """How many characters may still be read again because something that began there has no end."""


DEEPEST = 50
"""How deep blocks may stand in blocks, and spans in spans; what is deeper is text."""


class Blocks:
    """A place in a text that is parsed for blocks, and the node that takes them."""

    __slots__ = ("document", "ended", "first", "listed", "position", "text", "tree", "unclosed")

    def __init__(self, document: Document, tree: Node, text: str) -> None:
        self.document = document
        self.tree = tree
        self.text = text
        self.position = 0
        """Where the block begins that is looked for; at the beginning of a line but behind the tags of HTML."""
        self.first = 0
        """Where its text begins, behind at most three spaces."""
        self.listed: AttributeList | None = None
        """A block's attribute list that stands before it."""
        self.ended = False
        """Whether the end tag of the tree, an HTML element, has been met."""
        self.unclosed: set[str] = set()
        """Marks of fences that are known to have no end in the rest of the text."""

    def parse(self) -> None:
        """Parse blocks to the end of the text, or behind the end tag of the tree."""
        text = self.text
        self.document.depth += 1
        while self.position < len(text) and not self.ended:
            for parser in self.parsers():
                if parser(self):
                    break
            else:
                self.tree.add_text(self.up_to(line_after(text, self.position)), "raw_text")
        self.document.depth -= 1

    def parsers(self) -> Sequence[Callable[[Blocks], bool]]:
        """The parsers to try here."""
        text, position, grammar = self.text, self.position, self.document.grammar
        found = WHITE_START.match(text, position)
        self.first = first = found.end() if found else position
        sign = text[first]
        if sign in WHITE:
            return grammar.white
        if first > position:
            if text.startswith(INDENTED, position):
                return grammar.indented
            if "\t" in text[position:first]:
                return ()
        return grammar.blocks.get(sign, grammar.other_blocks)

    def parse_into(self, tree: Node) -> None:
        """Parse blocks from here into another node, up to its end tag."""
        outer, listed = self.tree, self.listed
        self.tree, self.listed = tree, None
        self.parse()
        self.ended = False
        self.tree, self.listed = outer, listed

    def up_to(self, end: int) -> str:
        """The text up to there, which is then behind the place."""
        start, self.position = self.position, end
        return self.text[start:end]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What matches here, if anything; it is then behind the place."""
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    def is_too_deep(self) -> bool:
        """Whether no block may stand in a block here."""
        return self.document.depth > DEEPEST

    def new(self, node: Node) -> Node:
        """A new block, with the attribute list that stands before it."""
        node.listed, self.listed = self.listed, None
        return node

    def add(self, node: Node) -> None:
        """Add a new block to the tree."""
        self.tree.children.append(self.new(node))

    def last(self) -> Node | None:
        """The last block of the tree."""
        return self.tree.children[-1] if self.tree.children else None

    def is_after_boundary(self) -> bool:
        """Whether a block that needs a boundary may begin here."""
        last = self.last()
        return (
            last is None or last.kind == "blank" or (last.kind == "end" and not last.value) or self.listed is not None
        )


STARTS = r"""\*|_|`|<|\[|!\[|"|'|\$|\{:|&|--|\.\.\.|>>| (?: \n|>>)|\\|~~"""
"""Where something other than text may begin. As no set is among these, `re` skips what none of them begins with."""


Accepts = Callable[["Spans", re.Match[str]], bool]


@lru_cache(maxsize=256)
def search_of(stop: str, only: str) -> re.Pattern[str]:
    """What is looked for in a text: where a span may begin, and where it is to stop."""
    starts = f"[{only}]" if only else STARTS
    return re.compile(f"{stop}|{starts}" if stop else starts)


class Spans:
    """A place in a text that is parsed for spans, the node that takes them, and the nodes around that one."""

    __slots__ = ("around", "before", "document", "kind", "position", "text", "tree")

    def __init__(self, document: Document, text: str, kind: str = "text") -> None:
        self.document = document
        self.text = text
        self.kind = kind
        self.position = 0
        self.before = ""
        """The character before the place where that is text, and not part of another span."""
        self.tree = Node("root")
        self.around: list[Node] = []

    def parsed(self, only: str = "") -> list[Node]:
        """The text as nodes."""
        self.fill(self.tree, only=only)
        return self.tree.children

    def fill(
        self,
        node: Node,
        stop: re.Pattern[str] | None = None,
        accepts: Accepts | None = None,
        only: str = "",
    ) -> bool:
        """Parse spans into a node up to where `stop` matches and `accepts` agrees; whether it did.

        Without `stop` the text is read to its end. `only` has the characters that a span may begin with, if not all.
        """
        if node is not self.tree:
            self.around.append(self.tree)
        outer, self.tree = self.tree, node
        found = self.fill_tree(stop, accepts, only)
        self.tree = outer
        if node is not outer:
            self.around.pop()
        return found

    def fill_tree(self, stop: re.Pattern[str] | None, accepts: Accepts | None, only: str) -> bool:
        """See `fill`."""
        text, end = self.text, len(self.text)
        search = search_of(stop.pattern if stop else "", only).search
        parsers = self.document.grammar.verbatim if only else self.document.grammar.spans
        self.before = ""
        while self.position < end:
            found = search(text, self.position)
            if found is None:
                if stop is None:
                    self.add_text(text[self.position :])
                    self.position = end
                return False
            start = found.start()
            if start > self.position:
                self.add_text(text[self.position : start])
                self.before = text[start - 1]
                self.position = start
            if stop is not None and (stopped := stop.match(text, start)) and (not accepts or accepts(self, stopped)):
                return True
            for parser in parsers.get(text[start], ()):
                if parser(self):
                    self.before = ""
                    break
            else:
                self.add_text(text[start])
                self.before = text[start]
                self.position = start + 1
        return False

    def add_text(self, text: str) -> None:
        """Add text to the tree."""
        self.tree.add_text(text, self.kind)

    def add(self, node: Node) -> None:
        """Add a node to the tree."""
        self.tree.children.append(node)

    def is_inside(self, *kinds: str) -> bool:
        """Whether the place is inside an element of these kinds."""
        return self.tree.kind in kinds or any(node.kind in kinds for node in self.around)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What matches here, if anything; it is then behind the place."""
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    def may_begin(self) -> bool:
        """Whether something may begin here that is read again where it has no end."""
        return self.document.patience > 0 and len(self.around) <= DEEPEST

    def go_back(self, start: int) -> None:
        """Go back to what has no end."""
        self.document.patience -= len(self.text) - start
        self.position = start
