"""Which parsers are tried where: what a line or a span may be, by the character that it begins with."""

from __future__ import annotations

from collections.abc import Callable

from foreword.compat.kramdown import blocks, extensions, html, links, lists, quotes, spans, tables
from foreword.compat.kramdown.document import Blocks, Document, Grammar, Spans
from foreword.compat.kramdown.finish import finish
from foreword.compat.kramdown.node import Node
from foreword.compat.kramdown.options import Options

BlockParser = Callable[[Blocks], bool]


def line_parsers(*marked: BlockParser, other: tuple[BlockParser, ...] = ()) -> tuple[BlockParser, ...]:
    """The parsers for a line that begins with a certain mark.

    Only what has its mark before each line goes before a heading, as whose text any other line may be underlined.
    """
    return (*marked, blocks.underlined_heading, *other, blocks.paragraph)


ITEM = line_parsers(lists.parse_list, other=(tables.table,))
FENCED = line_parsers(blocks.fenced_code, other=(tables.table,))

BLOCKS: dict[str, tuple[BlockParser, ...]] = {
    "#": line_parsers(blocks.marked_heading, other=(tables.table,)),
    ">": line_parsers(blocks.quotation),
    "`": FENCED,
    "~": FENCED,
    "*": line_parsers(blocks.rule, lists.parse_list, other=(tables.table, blocks.abbreviation)),
    "-": line_parsers(blocks.rule, lists.parse_list, other=(tables.table,)),
    "_": line_parsers(blocks.rule, other=(tables.table,)),
    "+": ITEM,
    **dict.fromkeys("0123456789", ITEM),
    ":": line_parsers(lists.definition_list, other=(tables.table,)),
    "<": line_parsers(html.block_html, other=(tables.table,)),
    "[": line_parsers(other=(tables.table, blocks.footnote, blocks.link)),
    "{": line_parsers(other=(tables.table, blocks.attribute_list, extensions.extension)),
    "^": line_parsers(other=(tables.table, blocks.end_of_block)),
    "$": line_parsers(other=(blocks.math, tables.table)),
    "\\": line_parsers(other=(blocks.escaped_math, tables.table)),
}

SPANS: dict[str, tuple[Callable[[Spans], bool], ...]] = {
    "*": (spans.emphasis,),
    "_": (spans.emphasis,),
    "`": (spans.code_span,),
    "<": (spans.autolink, html.span_html, spans.symbol),
    "[": (spans.footnote, links.link),
    "!": (links.link,),
    "$": (spans.math,),
    "{": (spans.extension,),
    "&": (spans.entity,),
    " ": (spans.symbol, spans.line_break),
    ">": (spans.symbol,),
    "-": (spans.symbol,),
    ".": (spans.symbol,),
    "\\": (spans.escaped_symbol, spans.line_break, spans.escaped),
    "~": (spans.struck,),
    "'": (quotes.quote,),
    '"': (quotes.quote,),
}

GRAMMAR = Grammar(
    white=(blocks.blank,),
    indented=(blocks.indented_code,),
    blocks=BLOCKS,
    other_blocks=line_parsers(other=(tables.table,)),
    spans=SPANS,
    verbatim={"`": (spans.code_span,), "<": (html.span_html,)},
)


def unified(source: str) -> str:
    """A source with one kind of line ends."""
    return source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source


def parse(source: str, options: Options) -> tuple[Document, Node]:
    """The document of a source, and its finished tree."""
    document = Document(options, GRAMMAR, patience=500_000 + 10 * len(source))
    root = Node("root")
    Blocks(document, root, source.removesuffix("\n") + "\n").parse()
    finish(document, root)
    return document, root
