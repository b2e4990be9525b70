"""Plain prose: pieces of one line that no syntax of Markdown touches, which need not be converted.

Most of what a table of credentials says is such a line, and `<p>line</p>` is all that a converter makes of it.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteTreeprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

from foreword.render import slots
from foreword.render.inline import signs_of

LETTER = r"A-Za-z\u00c0-\u167f\u3041-\ud7ff\uf900-\ufdcf"
WORDS = rf"[{LETTER}0-9 ,.;?!()%'\"\u00a1-\u00bf\u2010-\u2027-]"
CODE = r"`[\w./:=+@-]+(?: [\w./:=+@-]+)*`(?!`)"
MARK = f"{slots.MARK}{slots.NUMBER}{slots.END}"
PIECE = rf"{MARK}\n\n[{LETTER}]{WORDS}*(?:{CODE}{WORDS}*)*(?<! )\n\n+"
"""A piece of plain prose behind its mark: a letter, then letters, digits, what is no syntax of Markdown's, and code in
which nothing has to be escaped."""
PIECES = re.compile(rf"((?:{PIECE})+)(?=({MARK}))")
CODE_SPAN = re.compile("`([^`]*)`")
ONE_PIECE = re.compile(rf"({MARK})\n\n([^\n]*)\n\n+")

INERT = frozenset(
    [
        *(f"markdown.{name}" for name in ("preprocessors", "blockprocessors", "treeprocessors", "postprocessors")),
        *(f"markdown.extensions.{name}" for name in
          "admonition attr_list codehilite def_list fenced_code footnotes md_in_html sane_lists tables toc".split()),
        *(f"pymdownx.{name}" for name in ("details", "highlight", "superfences", "tabbed")),
        *(f"foreword.render.{name}" for name in ("inline", "markdown", "prose")),
        # They look at links and ids only.
        "mkdocs.structure.pages",
        "foreword.mkdocs.host",
    ]
)  # fmt: skip
"""The modules whose processors leave plain prose as it is."""


def leaves_prose(md: Markdown) -> bool:
    """Whether a converter makes of plain prose nothing but a paragraph: all of its processors are known."""
    processors = [*md.preprocessors, *md.parser.blockprocessors, *md.treeprocessors, *md.postprocessors]
    return (
        all(type(processor).__module__ in INERT for processor in processors)
        and all(signs_of(pattern) is not None for pattern in md.inlinePatterns)
        and all(keeps_prose(processor, md) for processor in md.treeprocessors)
    )


def keeps_prose(processor: Any, md: Markdown) -> bool:
    """Whether a treeprocessor of a known module leaves prose alone as it is set up here."""
    if isinstance(processor, InlineProcessor):
        return processor is md.treeprocessors["inline"]  # the extension `smarty` has one of its own
    marker = ""
    if isinstance(processor, TocTreeprocessor):
        marker = processor.marker
    elif isinstance(processor, FootnoteTreeprocessor):
        marker = processor.footnotes.getConfig("PLACE_MARKER")
    return re.fullmatch(f"(?:{WORDS}|[`\\w./:=+@-])+", marker) is None


class ProseTaken(Preprocessor):
    """Takes the pieces of plain prose out of a page's joint Markdown, where its sign says so and nothing else could
    touch them."""

    def __init__(self, md: Markdown, given: ProseGiven) -> None:
        super().__init__(md)
        self.given = given

    def run(self, lines: list[str]) -> list[str]:
        """The lines without the pieces, whose HTML `ProseGiven` has then."""
        self.given.before.clear()
        if lines[0] != slots.PROSE:
            return lines
        source = "\n".join(lines[1:])
        if self.md is not None and leaves_prose(self.md):
            source = PIECES.sub(self.take, source)
        return source.split("\n")

    def take(self, found: re.Match[str]) -> str:
        """Take pieces that follow each other, and keep their HTML by the mark behind them."""
        html = ONE_PIECE.sub(r"<p>\1</p>\n<p>\2</p>\n", found.group(1))
        self.given.before[found.group(2)] = CODE_SPAN.sub(r"<code>\1</code>", html)
        return ""


class ProseGiven(Postprocessor):
    """Puts the pieces that were taken, as HTML, before the mark that followed them."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.before: dict[str, str] = {}

    def run(self, text: str) -> str:
        """The HTML with the pieces in it. Where a mark is lost they are too, and `convert` finds that out."""
        for mark, html in self.before.items():
            text = text.replace(f"<p>{mark}</p>", f"{html}<p>{mark}</p>", 1)
        return text


def spare(md: Markdown) -> None:
    """Let a converter pass over plain prose."""
    given = ProseGiven(md)
    md.preprocessors.register(ProseTaken(md, given), "foreword_prose", 1000)
    md.postprocessors.register(given, "foreword_prose", -1000)
