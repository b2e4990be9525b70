"""HTML in a document.

The content of HTML that is a block is copied as it stands, but for what no tag can be made of; only where some element
says `markdown="1"` it is made a tree.
"""

from __future__ import annotations

import re

from foreword.compat.kramdown.categories import HOLDS_BLOCKS, HOLDS_TEXT, IN_LINE, KNOWN, NEVER_IN_LINE, VOID
from foreword.compat.kramdown.document import Blocks, Spans
from foreword.compat.kramdown.node import Model, Node
from foreword.compat.kramdown.tags import (
    COMMENT,
    END_TAG,
    LONE_AMPERSAND,
    MARKUP,
    START_TAG,
    attributes_of,
    end_tag_of,
    known,
)

LINE_ENDS = re.compile("\n+")
LINE_END = re.compile(r"[ \t]*\n")
ASKS_FOR_MARKDOWN = re.compile(r"\smarkdown\s*=", re.ASCII | re.IGNORECASE)
KEEPS_AMPERSANDS = re.compile(r"<!--.*?-->|<(?P<name>script|style)\b.*?</(?P=name)\s*>", re.DOTALL | re.IGNORECASE)
BODIES = frozenset(["script", "style"])
"""Elements whose content is no HTML."""

MODELS: dict[str, Model] = {"0": "raw", "span": "span", "block": "block"}


def model_of(name: str) -> Model:
    """How the content of an element is parsed where Markdown in it is asked for."""
    return "block" if name in HOLDS_BLOCKS else "span" if name in HOLDS_TEXT else "raw"


def model_asked_for(value: str, name: str) -> Model | None:
    """How the content of an element is parsed by its attribute `markdown`; None where that says nothing."""
    return model_of(name) if value == "1" else MODELS.get(value)


def block_html(at: Blocks) -> bool:
    """HTML that begins a block, or the end tag of the element that is being filled."""
    text = at.text
    if at.is_too_deep():
        return False
    if at.first == at.position and text.startswith("<!--", at.first) and (comment := at.take(COMMENT)):
        at.tree.children.append(Node("comment", comment[0], is_block=True))
        at.take(LINE_END)
        return True
    if tag := START_TAG.match(text, at.first):
        if tag["name"].lower() in IN_LINE:
            return False
        at.position = tag.end()
        element(at, tag)
        return True
    end = END_TAG.match(text, at.first)
    if not end or at.tree.kind != "html" or at.tree.value in IN_LINE or at.tree.value != end["name"].lower():
        return False
    at.position = end.end()
    at.ended = True
    return True


def element(at: Blocks, tag: re.Match[str]) -> None:
    """Add the element whose start tag has just been passed, with its content."""
    name = known(tag["name"])
    node = Node("html", name, attributes_of(tag), is_block=True)
    at.tree.children.append(node)
    node.listed, at.listed = at.listed, None
    inside_raw = at.tree.kind == "html" and at.tree.model == "raw"
    if name in BODIES:
        node.model = "raw"
        node.add_text(up_to_end(at, name), "raw")
        return
    node.is_closed = tag["slash"] == "/" or name in VOID
    asked = model_asked_for(node.attributes.pop("markdown", ""), name)
    otherwise = model_of(name) if at.document.options.parse_block_html and not inside_raw else "raw"
    node.model = asked or otherwise
    if node.model == "block":
        at.take(LINE_END)
    if not node.is_closed:
        content(at, node)
        if not inside_raw:
            at.take(LINE_END)


def content(at: Blocks, node: Node) -> None:
    """Parse the content of an element in the way it asks for, and its end tag."""
    if node.model == "block":
        at.parse_into(node)
    elif node.model == "span":
        node.add_text(up_to_end(at, node.value), "raw_text")
    elif not copied(at, node):
        raw_tree(at, node)


def up_to_end(at: Blocks, name: str) -> str:
    """The text up to the end tag of an element, which is passed, or all that is left."""
    start = at.position
    end = end_tag_of(name, True).search(at.text, start)
    at.position = end.end() if end else len(at.text)
    return at.text[start : end.start() if end else at.position]


def copied(at: Blocks, node: Node) -> bool:
    """Copy the content of an element up to its end tag; what is left open is closed, a stray `<` escaped.

    False, and nothing done, where an element in it asks for Markdown.
    """
    text = at.text
    parts: list[str] = []
    start = at.position
    open_names = [node.value]
    markup = MARKUP.finditer(text, start)
    while found := next(markup, None):
        kind = found.lastgroup
        if kind == "slash":
            name = known(found["name"])
            if asks_for_markdown(found["attributes"]):
                return False
            if name in BODIES:
                end = end_tag_of(name, True).search(text, found.end())
                markup = MARKUP.finditer(text, end.end() if end else len(text))
                if not end:
                    parts += [text[start:], f"</{name}>"]
                    start = len(text)
            elif name not in VOID and not found["slash"]:
                open_names.append(name)
        elif kind == "closed":
            if open_names[-1] == known(found["closed"]):
                open_names.pop()
                if not open_names:
                    parts.append(text[start : found.start()])
                    start = found.end()
                    break
            else:
                parts += [text[start : found.start()], "&lt;", found[0][1:-1], "&gt;"]
                start = found.end()
        elif kind is None:
            parts += [text[start : found.start()], "&lt;"]
            start = found.end()
    else:
        parts += [text[start:], *(f"</{name}>" for name in reversed(open_names[1:]))]
        start = len(text)
    at.position = start
    node.add_text(with_ampersands("".join(parts)), "raw")
    return True


def asks_for_markdown(attributes: str) -> bool:
    """Whether there is an attribute `markdown`."""
    return "markdown" in attributes.lower() and ASKS_FOR_MARKDOWN.search(attributes) is not None


def with_ampersands(source: str) -> str:
    """HTML in which an ampersand that begins no reference is escaped, but not in comments and scripts."""
    if "&" not in source or not LONE_AMPERSAND.search(source):
        return source
    parts: list[str] = []
    position = 0
    for kept in KEEPS_AMPERSANDS.finditer(source):
        parts += [LONE_AMPERSAND.sub("&amp;", source[position : kept.start()]), kept[0]]
        position = kept.end()
    return "".join([*parts, LONE_AMPERSAND.sub("&amp;", source[position:])])


def raw_tree(at: Blocks, node: Node) -> None:
    """Make a tree of an element's content, in which some element may ask for Markdown."""
    outer, at.tree = at.tree, node
    at.document.depth += 1
    text, end = at.text, len(at.text)
    while at.position < end:
        found = MARKUP.search(text, at.position)
        node.add_text(text[at.position : found.start() if found else end], "text")
        at.position = found.end() if found else end
        if not found:
            break
        if found["other"]:
            node.children.append(Node("comment", found[0], is_block=True))
        elif found["name"] and not at.is_too_deep():
            element(at, found)
        elif found["closed"]:
            if node.value == known(found["closed"]):
                break
            node.add_text(found[0], "text")
        else:
            node.add_text("<", "text")
            at.position = found.start() + 1
    at.document.depth -= 1
    at.tree = outer


def span_html(at: Spans) -> bool:
    """HTML inside a line. Markdown in it is parsed, but for elements such as `code`."""
    found = MARKUP.match(at.text, at.position)
    if not found or found[0] == "<" or found[0].startswith("<?"):
        return False
    at.position = found.end()
    if found["other"]:
        at.add(Node("comment", found[0]))
        return True
    name = known(found["name"] or "")
    if found["closed"] or name in NEVER_IN_LINE or not at.may_begin():
        at.add_text(found[0])
        return True
    node = Node("html", name, {key: LINE_ENDS.sub(" ", value) for key, value in attributes_of(found).items()})
    node.is_closed = found["slash"] == "/"
    node.model = model_in_line(at, name, node.attributes.pop("markdown", ""))
    at.add(node)
    if node.is_closed or name in VOID:
        return True
    stop = end_tag_of(name, name in KNOWN)
    if at.fill(node, stop, only="" if node.model == "span" else "<"):
        at.take(stop)
    else:
        node.add_text(at.text[at.position :], at.kind)
        at.position = len(at.text)
    return True


def model_in_line(at: Spans, name: str, value: str) -> Model:
    """Whether the content of an element inside a line has spans, by its attribute `markdown` or without one."""
    asked = model_asked_for(value, name) if value != "block" else None
    inside_raw = at.tree.kind == "html" and at.tree.model == "raw"
    if asked is None and (inside_raw or not at.document.options.parse_span_html):
        return "raw"
    return "raw" if (asked or model_of(name)) == "raw" else "span"
