"""The extension for Python-Markdown that reads Markdown as kramdown's GFM parser does."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from foreword.compat.kramdown.options import Options, changed
from foreword.compat.kramdown.parsers import parse, unified
from foreword.compat.kramdown.writer import Writer

REPLACED = (
    *("inline", "prettify", "unescape", "attr_list", "smarty", "abbr", "legacyattrs", "hilite"),
    *("footnote", "footnote-reorder", "footnote-duplicate"),
)
"""Treeprocessors that read syntax which kramdown has read already, or that move white space."""
REPLACED_BEFORE = ("normalize_whitespace", "html_block", "fenced_code_block")
"""Preprocessors that do."""


class LineEnds(Preprocessor):
    """Makes all ends of lines the same, and changes nothing else: tabs are kramdown's to read."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines without carriage returns."""
        return unified("\n".join(lines)).split("\n")


class KramdownParser(BlockParser):
    """The parser of a document: kramdown's grammar for blocks and spans alike. Block processors are not asked."""

    def __init__(self, md: Markdown, options: Options) -> None:
        super().__init__(md)
        self.options = options

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:
        """The tree of a document; its HTML is in the stash."""
        document, tree = parse("\n".join(lines), self.options)
        self.root = Element(self.md.doc_tag)
        Writer(document, self.md.htmlStash.store).write(tree, self.root)
        return ElementTree(self.root)


class KramdownExtension(Extension):
    """Puts kramdown's parser in the place of Python-Markdown's and leaves treeprocessors such as `toc` at work.

    The settings are kramdown's options, as they stand under `kramdown` in Jekyll's `_config.yml`. ValueError for one
    that is not in `Options`.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__()
        for name in sorted(set(settings) - set(Options.__slots__)):
            meant = get_close_matches(name, Options.__slots__, 1)
            hint = f"did you mean `{meant[0]}`?" if meant else f"its options are {', '.join(Options.__slots__)}"
            raise ValueError(f"`{name}` is no option of foreword.compat.kramdown; {hint}")
        self.options = changed(Options(), settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register, to take the parser's place when all extensions are there (`reset`)."""
        self.md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Take the place of what would read the source in another way, whichever extension has brought it."""
        md = self.md
        if isinstance(md.parser, KramdownParser):
            return
        processors = md.parser.blockprocessors
        md.parser = KramdownParser(md, self.options)
        md.parser.blockprocessors = processors
        for name in REPLACED_BEFORE:
            md.preprocessors.deregister(name, strict=False)
        for name in REPLACED:
            md.treeprocessors.deregister(name, strict=False)
        md.preprocessors.register(LineEnds(md), "kramdown_line_ends", 30)
