"""HTML as a browser reads it, as lines that can be compared: white space, order of attributes and the like made one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from foreword.migrate.verify.address import Address

BLOCKS = frozenset(
    "address article aside blockquote body br caption center col colgroup dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav"
    " noscript ol optgroup option p pre script section style summary table tbody td template tfoot th thead title tr"
    " ul".split()
)
REPLACED = frozenset("audio button canvas embed iframe img input math object select svg textarea video".split())
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
UNSEEN = frozenset("script style template title".split())
BOOLEAN = frozenset(
    "allowfullscreen async autofocus autoplay checked controls default defer disabled hidden loop multiple muted"
    " novalidate open readonly required reversed selected".split()
)
ADDRESSES = frozenset("action href poster src".split())
HIGHLIGHTING = frozenset(["highlight", "highlighter-rouge", "codehilite"])
SPACE = re.compile(r"[ \t\n\r\f]+")
COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
PAGE = re.compile(r"\s*<(!doctype|html|head|body)\b", re.IGNORECASE)


@dataclass
class Content:
    """What a piece of HTML holds.

    `lines` is its structure: a line for each tag and each text between tags. `text` has the text of each block,
    `links` where its links and pictures lead, `ids` the places that links can lead to.
    """

    lines: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def content_of(html: str, address: Address) -> Content:
    """The content of a page, or of a part that stands in its body; never raises: a browser takes everything too."""
    parser = LexborHTMLParser(html if is_page(html) else f"<!DOCTYPE html><html><head></head><body>{html}")
    reader = _Reader(address)
    if parser.body is not None:
        reader.read(parser.body)
    return reader.content


def is_page(html: str) -> bool:
    """Whether HTML is a page, and no part of one."""
    start = 0
    while comment := COMMENT.match(html, start):
        start = comment.end()
    return PAGE.match(html, start) is not None


class _Reader:
    """Goes through a tree and writes its content down.

    White space counts as it does on the screen: a run of it is one space, none at the edge of a block.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self.content = Content()
        self.block: list[str] = []  # the text of the block so far
        self.last_text: int | None = None  # the line of the last text in this block, while only inline tags follow
        self.is_joined = False  # whether a text that follows goes on in that line
        self.has_space = True  # whether white space that follows would not be seen
        self.pre = 0
        self.unseen = 0

    def read(self, root: LexborNode) -> None:
        """Write down what is in an element, without recursion: broken HTML can be thousands of elements deep."""
        stack: list[LexborNode | None] = [root.first_child]
        closing: list[tuple[str, str]] = []
        while stack:
            node = stack.pop()
            if node is None:
                if closing:
                    self.leave(*closing.pop())
                continue
            stack.append(node.next)
            tag = node.tag or ""
            if tag == "-text":
                self.text(node.text_content or "")
            elif tag and tag[0] not in "-!":  # not a comment or the like
                attributes = node.attributes
                if tag == "a" and "headerlink" in (attributes.get("class") or "").split():
                    continue  # what the theme adds to headings
                closing.append((tag, self.enter(tag, attributes)))
                stack.append(node.first_child)
        self.edge()

    def enter(self, tag: str, attributes: dict[str, str | None]) -> str:
        """Write the start of an element; gives its end tag as it is to be written, or nothing."""
        kept = self.kept(tag, attributes)
        if tag in BLOCKS:
            self.edge()
        elif tag in REPLACED:
            self.last_text, self.has_space = None, False
        self.unseen += tag in UNSEEN
        self.pre += tag in ("pre", "textarea")
        if self.is_wrapping(tag, attributes, kept):
            return ""
        self.write("<" + " ".join([tag, *(f'{name}="{value}"' for name, value in sorted(kept.items()))]) + ">")
        return "" if tag in VOID else f"</{tag}>"

    def leave(self, tag: str, end: str) -> None:
        """Write the end of an element. A paragraph with nothing in it is not seen, and is left out."""
        if tag in BLOCKS:
            self.edge()
        self.unseen -= tag in UNSEEN
        self.pre -= tag in ("pre", "textarea")
        lines = self.content.lines
        if tag == "p" and lines[-1] == "<p>":
            lines.pop()
        elif end:
            self.write(end)

    def is_wrapping(self, tag: str, attributes: dict[str, str | None], kept: dict[str, str]) -> bool:
        """Whether an element is there for the colours of code only: highlighters differ in these."""
        if self.pre and tag in ("span", "code"):
            return "id" not in kept
        classes = set((attributes.get("class") or "").split())
        return tag in ("div", "figure") and bool(classes & HIGHLIGHTING) and not kept.keys() - {"data-lang"}

    def kept(self, tag: str, attributes: dict[str, str | None]) -> dict[str, str]:
        """The attributes of an element that count, each in one spelling; notes its links and ids."""
        kept: dict[str, str] = {}
        for name, given in attributes.items():
            value = given or ""
            if name == "class":
                classes = set(value.split())
                if classes & HIGHLIGHTING or tag == "pre":
                    classes = {word for word in classes - HIGHLIGHTING if not word.startswith("language-")}
                value = " ".join(sorted(classes))
                if not value:
                    continue
            elif name == "style":
                value = "; ".join(sorted(SPACE.sub(" ", part).strip().replace(": ", ":") for part in value.split(";")))
                value = value.removeprefix("; ")
            elif name in BOOLEAN:
                value = ""
            elif name in ADDRESSES:
                value = self.address.target(value)
                self.content.links.append(value)
            else:
                value = SPACE.sub(" ", value).strip()
                if name == "id" or (name == "name" and tag == "a"):
                    self.content.ids.append(value)
            kept[name] = value
        return kept

    def text(self, text: str) -> None:
        """Write a text down, with the white space that is seen."""
        if self.pre:
            self.pre_text(text)
            return
        text = SPACE.sub(" ", text)
        if self.has_space:
            text = text.removeprefix(" ")
        if not text:
            return
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        if self.is_joined and self.last_text is not None:
            self.content.lines[self.last_text] += escaped
        else:
            self.last_text = len(self.content.lines)
            self.write(escaped)
        self.is_joined = True
        self.has_space = text.endswith(" ")
        if not self.unseen:
            self.block.append(text)

    def pre_text(self, text: str) -> None:
        """Write a text down in which white space counts; a piece of a line goes on in the line before it."""
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\r\n", "\n")
        first, *others = escaped.split("\n")
        lines = self.content.lines
        if self.is_joined and self.last_text is not None:
            lines[-1] += first
        else:
            lines.append(first)
        lines.extend(others)
        self.last_text, self.is_joined = len(lines) - 1, True
        self.block.append(text)

    def edge(self) -> None:
        """The edge of a block: white space before it is not seen, nor behind it."""
        lines = self.content.lines
        if self.last_text is not None:
            lines[self.last_text] = lines[self.last_text].rstrip(" ")
            if not lines[self.last_text]:
                del lines[self.last_text]
            while self.pre and self.is_joined and not lines[-1].strip():
                lines.pop()
        text = SPACE.sub(" ", "".join(self.block)).strip()
        if text:
            self.content.text.append(text)
        self.block.clear()
        self.last_text, self.has_space, self.is_joined = None, True, False

    def write(self, line: str) -> None:
        """Write a line of the structure."""
        self.content.lines.append(line)
        self.is_joined = False
