"""Which parsers are tried where, in kramdown's order, with the changes of its GFM parser."""

from __future__ import annotations

from collections.abc import Callable

from foreword.compat.kramdown import blocks, extensions, html, links, lists, quotes, spans, tables
from foreword.compat.kramdown.document import Blocks, Document, Grammar, Spans
from foreword.compat.kramdown.finish import finish
from foreword.compat.kramdown.node import Node
from foreword.compat.kramdown.options import Options

BlockParser = Callable[[Blocks], bool]


def block_parsers(*before: BlockParser, behind: tuple[BlockParser, ...] = ()) -> tuple[BlockParser, ...]:
    """The parsers for a line that begins with a certain character: what else it may be stands between."""
    return (blocks.indented_code, *before, blocks.setext_heading, *behind, blocks.paragraph)


BLOCKS: dict[str, tuple[BlockParser, ...]] = {
    "": (blocks.blank, blocks.indented_code),
    "~": block_parsers(blocks.fenced_code, behind=(tables.table,)),
    "`": block_parsers(blocks.fenced_code, behind=(tables.table,)),
    ">": block_parsers(blocks.quotation),
    "#": block_parsers(blocks.atx_heading, behind=(tables.table,)),
    "*": block_parsers(blocks.rule, lists.parse_list, behind=(tables.table, blocks.abbreviation)),
    "-": block_parsers(blocks.rule, lists.parse_list, behind=(tables.table,)),
    "_": block_parsers(blocks.rule, behind=(tables.table,)),
    "+": block_parsers(lists.parse_list, behind=(tables.table,)),
    **dict.fromkeys("0123456789", block_parsers(lists.parse_list, behind=(tables.table,))),
    ":": block_parsers(lists.definition_list, behind=(tables.table,)),
    "<": block_parsers(html.block_html, behind=(tables.table,)),
    "$": block_parsers(behind=(blocks.math, tables.table)),
    "\\": block_parsers(behind=(blocks.math, tables.table)),
    "[": block_parsers(behind=(tables.table, blocks.footnote, blocks.link)),
    "{": block_parsers(behind=(tables.table, blocks.attribute_list, extensions.extension)),
    "^": block_parsers(behind=(tables.table, blocks.end_of_block)),
}

SPANS: dict[str, tuple[Callable[[Spans], bool], ...]] = {
    "*": (spans.emphasis,),
    "_": (spans.emphasis,),
    "`": (spans.code_span,),
    "<": (spans.autolink, html.span_html, quotes.quote, spans.symbol),
    "[": (spans.footnote, links.link, quotes.quote),
    "!": (links.link, quotes.quote),
    "$": (quotes.quote, spans.math),
    "{": (quotes.quote, spans.extension),
    "&": (quotes.quote, spans.entity),
    " ": (quotes.quote, spans.symbol, spans.line_break),
    "\\": (spans.symbol, spans.line_break, spans.escaped),
    "~": (quotes.quote, spans.struck),
}

GRAMMAR = Grammar(
    blocks=BLOCKS,
    other_blocks=block_parsers(behind=(tables.table,)),
    spans=SPANS,
    other_spans=(quotes.quote, spans.symbol),
    named_spans={"code_span": spans.code_span, "span_html": html.span_html},
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
