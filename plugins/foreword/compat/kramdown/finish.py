"""What kramdown does with a tree of blocks: spans, attribute lists, ids of headings, hard breaks, abbreviations."""

from __future__ import annotations

import re
import unicodedata

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.document import Document, Spans
from foreword.compat.kramdown.node import Node

BREAK = "\\\n"
NO_WORD = re.compile(r"[^a-z0-9_\- \t]")
NOT_IN_PLAIN_ID = re.compile("^[^a-zA-Z]+|[^a-zA-Z0-9 -]", re.MULTILINE)
TEXT_KINDS = frozenset(["text", "code_span", "math", "entity", "symbol"])


def finish(document: Document, root: Node) -> None:
    """Finish a tree and the footnotes that it refers to."""
    parse_spans(document, root)
    for footnote in document.footnotes.values():
        parse_spans(document, footnote.content)
    if document.abbreviations:
        words = "|".join(re.escape(word) for word in sorted(document.abbreviations, key=len, reverse=True))
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        for tree in (root, *(footnote.content for footnote in document.footnotes.values())):
            mark_abbreviations(tree, pattern)
    give_ids(document, root)


def parse_spans(document: Document, node: Node) -> None:
    """Parse the text of a tree, apply its attribute lists and take out what is no content."""
    children: list[Node] = []
    for child in node.children:
        kind = child.kind
        if kind == "raw_text":
            children += Spans(document, child.value).parsed()
        elif kind == "end":
            if child.listed:
                attributes.apply(child.attributes, child.listed, document.lists)
        elif kind != "blank" or not children or children[-1].kind != "blank":
            if child.children:
                parse_spans(document, child)
            if child.listed:
                attributes.apply(child.attributes, child.listed, document.lists)
            if kind in ("heading", "dt"):
                child.raw_text = text_of(child)
            children.append(child)
    node.children = children


def text_of(node: Node) -> str:
    """The text of a heading, of which its id is made."""
    return "".join(child.value if child.kind in TEXT_KINDS else text_of(child) for child in node.children)


def give_ids(document: Document, node: Node) -> None:
    """Give ids to headings and make hard breaks of backslashes."""
    mark = "\n" if document.options.hard_wrap else BREAK
    children: list[Node] = []
    for child in node.children:
        if child.kind == "text" and mark in child.value:
            is_last = child is node.children[-1] and node.kind in ("p", "heading", "td", "dt", "li", "dd")
            children += with_breaks(child.value.split(mark), is_last)
            continue
        if child.kind == "heading" and document.options.auto_ids and "id" not in child.attributes:
            child.attributes["id"] = heading_id(document, child.raw_text)
        elif child.kind != "html" and child.children:
            give_ids(document, child)
        children.append(child)
    node.children = children


def with_breaks(lines: list[str], is_last: bool) -> list[Node]:
    """Lines of text with breaks between them; a break before nothing at the end of a block is none."""
    nodes: list[Node] = []
    for number, line in enumerate(lines):
        nodes.append(Node("text", f"\n{line}" if number else line))
        if number < len(lines) - 2 or (number == len(lines) - 2 and not (is_last and not lines[-1])):
            nodes.append(Node("br"))
    return nodes


def heading_id(document: Document, text: str) -> str:
    """The id that the GFM parser makes of a heading's text; the second one like it ends in `-1`."""
    name = text.lower()
    if name.isascii():
        name = NO_WORD.sub("", name)
    else:
        name = "".join(sign for sign in name if sign in "- \t" or is_word(sign))
    name = name.replace(" ", "-").replace("\t", "-")
    count = document.ids[name] = document.ids.get(name, -1) + 1
    return f"{document.options.auto_id_prefix}{name}-{count}" if count else document.options.auto_id_prefix + name


def is_word(sign: str) -> bool:
    """Whether Ruby's `\\p{Word}` has a character."""
    category = unicodedata.category(sign)
    return category[0] in "LM" or category in ("Nd", "Pc")


def id_in_html(document: Document, text: str) -> str:
    """The id that kramdown itself makes of a heading's text: of one that stands in HTML."""
    name = plain_id(text) or "section"
    seen = document.ids_in_html
    if name in seen:
        seen[name] += 1
        name = f"{name}-{seen[name]}"
    else:
        seen[name] = 0
    return document.options.auto_id_prefix + name


def plain_id(text: str) -> str:
    """Letters, digits and hyphens of a text, from the first letter on."""
    return NOT_IN_PLAIN_ID.sub("", text).replace(" ", "-").lower()


def mark_abbreviations(node: Node, pattern: re.Pattern[str]) -> None:
    """Make elements of the abbreviations in a tree's text."""
    children: list[Node] = []
    for child in node.children:
        if child.kind != "text" or (node.kind == "html" and node.model == "raw"):
            mark_abbreviations(child, pattern)
            children.append(child)
            continue
        position = 0
        for found in pattern.finditer(child.value):
            children += [Node("text", child.value[position : found.start()]), Node("abbr", found[0])]
            position = found.end()
        children.append(Node("text", child.value[position:]))
    node.children = children
