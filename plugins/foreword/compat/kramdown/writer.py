"""Writes the tree of a document as the tree of Python-Markdown.

HTML of the document goes to Python-Markdown's stash, as with Python-Markdown: only what Markdown makes is an element.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from foreword.compat.kramdown import code
from foreword.compat.kramdown.categories import VOID
from foreword.compat.kramdown.contents import contents, footnote_item
from foreword.compat.kramdown.document import Document
from foreword.compat.kramdown.elements import append, attributes_html, remove, shown
from foreword.compat.kramdown.finish import id_in_html
from foreword.compat.kramdown.node import Node

LANGUAGE = re.compile(r"\blanguage-(\S+)")


def split_class(css_class: str) -> tuple[str, str]:
    """The language that a class names, and the other classes."""
    found = LANGUAGE.search(css_class)
    if not found:
        return "", css_class.strip()
    return found[1], (css_class[: found.start()] + css_class[found.end() :]).strip()


def class_of_code(language: str, others: str) -> str:
    """The class of what is highlighted."""
    return " ".join([f"language-{language or 'plaintext'}", *others.split(), "highlighter-rouge"])


class Writer:
    """Writes one document. `store` keeps HTML and gives the text that stands for it."""

    def __init__(self, document: Document, store: Callable[[str], str]) -> None:
        self.document = document
        self.store = store
        self.in_raw = False
        """Whether the place is in HTML whose white space is kept."""
        self.headings: list[Node] = []
        self.notes: list[str] = []
        self.toc: tuple[Element, Element, Node] | None = None
        self.notes_place: tuple[Element, Element] | None = None

    def write(self, root: Node, parent: Element) -> None:
        """Write the document into an element."""
        self.children(root, parent)
        around, box = self.notes_place or (parent, SubElement(parent, "div"))
        if self.notes:
            self.footnotes(box)
        else:
            remove(around, box)
        if self.toc:
            around, box, node = self.toc
            toc = contents(node.kind, node.attributes, self.headings)
            if toc.children:
                box.attrib.update(shown(toc.attributes))
                self.children(toc, box)
            else:
                remove(around, box)

    def children(self, node: Node, parent: Element) -> None:
        """Write what is in a node."""
        for child in node.children:
            WRITERS.get(child.kind, Writer.element)(self, child, parent)

    def element(self, node: Node, parent: Element) -> None:
        """Write a node whose kind is the name of an element."""
        element = SubElement(parent, node.kind, shown(node.attributes))
        self.children(node, element)
        if node.kind in ("hr", "blockquote", "dl"):
            append(parent, "\n")

    def block(self, node: Node, parent: Element) -> None:
        """Write a list."""
        element = SubElement(parent, node.kind, shown(node.attributes))
        append(element, "\n")
        self.children(node, element)
        append(parent, "\n")

    def nothing(self, node: Node, parent: Element) -> None:
        """Write nothing."""

    def text(self, node: Node, parent: Element) -> None:
        """Write text."""
        append(parent, node.value)

    def entity(self, node: Node, parent: Element) -> None:
        """Write a character reference: the character, or the reference where the character has a meaning in HTML."""
        append(parent, node.raw_text if node.value[:1] in ("<", ">", "&") else node.value)

    def blank(self, node: Node, parent: Element) -> None:
        """Write a blank line."""
        append(parent, "\n")

    def raw(self, node: Node, parent: Element) -> None:
        """Write HTML."""
        append(parent, self.store(node.value) + ("\n" if node.is_block and not self.in_raw else ""))

    def paragraph(self, node: Node, parent: Element) -> None:
        """Write a paragraph, a figure for an image that is said to stand alone, or content alone."""
        if node.transparent:
            self.children(node, parent)
            return
        only = node.children[0] if len(node.children) == 1 else None
        if only and only.kind == "img" and only.listed and "standalone" in only.listed.names:
            self.figure(node, only, parent)
        else:
            element = SubElement(parent, "p", shown(node.attributes))
            self.children(node, element)
            if only and only.kind in ("comment", "raw"):
                # Python-Markdown takes the paragraph away from HTML that stands in it alone.
                append(element, self.store(""))
        append(parent, "\n")

    def figure(self, node: Node, image: Node, parent: Element) -> None:
        """Write an image with its description below."""
        own = dict(image.attributes)
        moved = {name: own.pop(name) for name in ("class", "id") if name in own and name not in node.attributes}
        figure = SubElement(parent, "figure", shown(node.attributes | moved))
        SubElement(figure, "img", shown(own))
        SubElement(figure, "figcaption").text = own.get("alt", "")

    def heading(self, node: Node, parent: Element) -> None:
        """Write a heading."""
        options = self.document.options
        if options.auto_ids and "id" not in node.attributes:
            node.attributes["id"] = id_in_html(self.document, node.raw_text)
        listed = node.level in options.toc_levels and not re.search(r"\bno_toc\b", node.attributes.get("class", ""))
        if listed and "id" in node.attributes:
            self.headings.append(node)
        level = max(min(node.level + options.header_offset, 6), 1)
        element = SubElement(parent, f"h{level}", shown(node.attributes))
        self.children(node, element)
        append(parent, "\n")

    def html(self, node: Node, parent: Element) -> None:
        """Write an element of the document's HTML."""
        start = f"<{node.value}{attributes_html(node.attributes)}"
        is_empty = not node.children and (
            node.value in VOID or (node.is_block and node.is_closed and node.model == "raw")
        )
        behind = "\n" if node.is_block and not self.in_raw else ""
        if is_empty:
            append(parent, self.store(f"{start} />") + behind)
        elif len(node.children) <= 1 and all(child.kind == "raw" for child in node.children):
            body = node.children[0].value if node.children else ""
            append(parent, self.store(f"{start}>{body}</{node.value}>") + behind)
        else:
            append(parent, self.store(f"{start}>"))
            outer, self.in_raw = self.in_raw, node.model == "raw"
            self.children(node, parent)
            self.in_raw = outer
            append(parent, self.store(f"</{node.value}>") + behind)

    def code_block(self, node: Node, parent: Element) -> None:
        """Write a block of code, highlighted where its language is known."""
        attributes = dict(node.attributes)
        language, others = split_class(attributes.pop("class", ""))
        highlighted = self.highlighted(node.value, node.language or language)
        if highlighted is None:
            pre = SubElement(parent, "pre", shown(attributes | ({"class": others} if others else {})))
            inner = SubElement(pre, "code", {"class": f"language-{language}"} if language else {})
            inner.text = code.escaped(node.value.removesuffix("\n")) + "\n"
        else:
            box = SubElement(parent, "div", shown(attributes | {"class": class_of_code(language, others)}))
            pre = SubElement(SubElement(box, "div", {"class": "highlight"}), "pre", {"class": "highlight"})
            SubElement(pre, "code").text = highlighted
        append(parent, "\n")

    def code_span(self, node: Node, parent: Element) -> None:
        """Write code in a line."""
        attributes = dict(node.attributes)
        language, others = split_class(attributes.get("class", ""))
        highlighted = self.highlighted(node.value, language)
        if highlighted is not None:
            attributes["class"] = class_of_code(language, others)
        text = code.escaped(node.value) if highlighted is None else highlighted
        SubElement(parent, "code", shown(attributes)).text = text

    def highlighted(self, source: str, language: str) -> str | None:
        """The text that stands for highlighted code; None where it is not to be highlighted."""
        if self.document.options.syntax_highlighter != "rouge":
            return None
        html = code.highlighted(source, language)
        return self.store(html) if html is not None and "<" in html else html

    def table(self, node: Node, parent: Element) -> None:
        """Write a table."""
        table = SubElement(parent, "table", shown(node.attributes))
        for part in node.children:
            group = SubElement(table, part.kind)
            for row in part.children:
                line = SubElement(group, "tr")
                for cell, side in zip(row.children, node.alignment, strict=True):
                    attributes = {"style": f"text-align: {side}"} if side else {}
                    element = SubElement(line, "th" if part.kind == "thead" else "td", attributes)
                    self.children(cell, element)
                    if not cell.children:
                        element.text = "\xa0"
                    element.tail = "\n"
                line.tail = "\n"
            group.tail = "\n"
        append(parent, "\n")

    def item(self, node: Node, parent: Element) -> None:
        """Write an item of a list, or a definition."""
        element = SubElement(parent, node.kind, shown(node.attributes))
        if node.children and not node.children[0].transparent:
            append(element, "\n")
        self.children(node, element)
        append(parent, "\n")

    def term(self, node: Node, parent: Element) -> None:
        """Write a term that is defined."""
        element = SubElement(parent, "dt", shown(node.attributes))
        self.children(node, element)
        append(parent, "\n")

    def list(self, node: Node, parent: Element) -> None:
        """Write a list, or what a list stands for: the table of contents, the footnotes."""
        names = node.listed.names if node.listed else []
        if self.toc is None and "toc" in names:
            self.toc = (parent, SubElement(parent, node.kind), node)
        elif self.notes_place is None and "footnotes" in names:
            self.notes_place = (parent, SubElement(parent, "div"))
        else:
            self.block(node, parent)

    def footnote(self, node: Node, parent: Element) -> None:
        """Write the marker of a footnote."""
        name = node.value
        note = self.document.footnotes[name]
        if not note.markers:
            self.notes.append(name)
            note.number = self.document.options.footnote_nr + len(self.notes) - 1
        identifier = f"fnref:{name}:{note.markers}" if note.markers else f"fnref:{name}"
        note.markers += 1
        sup = SubElement(parent, "sup", {"id": identifier, "role": "doc-noteref"})
        link = SubElement(sup, "a", {"href": f"#fn:{name}", "class": "footnote", "rel": "footnote"})
        link.text = str(note.number)

    def footnotes(self, box: Element) -> None:
        """Write the footnotes that have been referred to; those that they refer to come behind."""
        box.attrib.update({"class": "footnotes", "role": "doc-endnotes"})
        first = self.document.options.footnote_nr
        items = SubElement(box, "ol", {"start": str(first)} if first != 1 else {})
        for name in self.notes:
            note = self.document.footnotes[name]
            self.item(footnote_item(name, note.content, note.markers), items)

    def abbreviation(self, node: Node, parent: Element) -> None:
        """Write an abbreviation."""
        title, definition = self.document.abbreviations[node.value]
        attributes = definition.attributes | ({"title": title} if title else {})
        SubElement(parent, "abbr", shown(attributes)).text = node.value

    def math(self, node: Node, parent: Element) -> None:
        """Write mathematics for MathJax."""
        begin, end = ("\\[", "\\]\n") if node.is_block else ("\\(", "\\)")
        text = begin + code.escaped(node.value) + end
        if not node.attributes:
            append(parent, text)
        elif node.is_block:
            SubElement(parent, "div", shown(node.attributes)).text = text
            append(parent, "\n")
        else:
            SubElement(parent, "span", shown(node.attributes)).text = f"${node.value}$"


WRITERS: dict[str, Callable[[Writer, Node, Element], None]] = {
    "text": Writer.text,
    "symbol": Writer.text,
    "entity": Writer.entity,
    "raw_text": Writer.text,
    "blank": Writer.blank,
    "p": Writer.paragraph,
    "heading": Writer.heading,
    "html": Writer.html,
    "raw": Writer.raw,
    "comment": Writer.raw,
    "code_block": Writer.code_block,
    "code_span": Writer.code_span,
    "table": Writer.table,
    "li": Writer.item,
    "dd": Writer.item,
    "dt": Writer.term,
    "ul": Writer.list,
    "ol": Writer.list,
    "footnote": Writer.footnote,
    "abbr": Writer.abbreviation,
    "math": Writer.math,
    "end": Writer.nothing,
}
"""How a node is written, by its kind. That of any other is the name of an element."""
