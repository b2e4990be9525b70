"""HTML in a document; after kramdown's two `html.rb`.

The content of HTML that is a block is copied as it stands, but for what no tag can be made of; only where some element
says `markdown="1"` it is made a tree.
"""

from __future__ import annotations

import re

from foreword.compat.kramdown.document import Blocks, Spans
from foreword.compat.kramdown.grammar import (
    ATTRIBUTES,
    BLOCK_ELEMENTS,
    BLOCK_MODEL,
    COMMENT,
    EMPTY_ELEMENTS,
    END_TAG,
    END_TAG_SOURCE,
    INSTRUCTION,
    KNOWN_ELEMENTS,
    LONE_AMPERSAND,
    NAME,
    OPTIONAL,
    SPACE,
    SPAN_ELEMENTS,
    SPAN_MODEL,
    TAG,
    TAG_SOURCE,
    attributes_of,
    known,
)
from foreword.compat.kramdown.node import Model, Node

BLOCK_TAG = re.compile(OPTIONAL + TAG_SOURCE)
BLOCK_END = re.compile(OPTIONAL + END_TAG_SOURCE)
BEGINS = re.compile(rf"<(?={NAME}|/|!--|\?)")
WHITE_LINE_END = re.compile(r"[ \t]*\n")
MARKDOWN = re.compile(rf"{SPACE}markdown{SPACE}*=", re.IGNORECASE)
TOKEN = re.compile(rf"<(?:({NAME})({ATTRIBUTES}){SPACE}*(/)?>|/({NAME}){SPACE}*>|!--.*?-->|\?.*?\?>)?", re.DOTALL)
"""A tag, a comment, an instruction, or a `<` that begins none of these."""
NOT_ESCAPED = re.compile(
    r"(<!--.*?-->|<(script|style)\b.*?</\2\s*>)|" + LONE_AMPERSAND.pattern, re.ASCII | re.DOTALL | re.I
)
BODIES = {name: re.compile(rf"</{name}{SPACE}*>", re.IGNORECASE) for name in ("script", "style")}
MODES: dict[str, Model] = {"0": "raw", "span": "span", "block": "block"}


def model_of(name: str) -> Model:
    """How the content of an element is parsed where Markdown in it is asked for."""
    return "block" if name in BLOCK_MODEL else "span" if name in SPAN_MODEL else "raw"


def block_html(at: Blocks) -> bool:
    """HTML that begins a block, or the end tag of the element that is being filled."""
    if at.is_too_deep():
        return False
    comment = at.take(COMMENT) if at.text.find("-->", at.position) > 0 else None
    if comment:
        at.tree.children.append(Node("comment", comment[0], is_block=True))
        at.take(WHITE_LINE_END)
        return True
    tag = BLOCK_TAG.match(at.text, at.position)
    if tag and tag[1].lower() not in SPAN_ELEMENTS:
        at.position = tag.end()
        element(at, tag)
        return True
    end = BLOCK_END.match(at.text, at.position)
    if not end or end[1].lower() in SPAN_ELEMENTS or at.tree.kind != "html" or at.tree.value != end[1].lower():
        return False
    at.position = end.end()
    at.ended = True
    return True


def element(at: Blocks, tag: re.Match[str]) -> None:
    """Add the element whose start tag has just been passed, with its content."""
    name = known(tag[1])
    attributes = attributes_of(tag[2], name in KNOWN_ELEMENTS) if tag[2] else {}
    node = Node("html", name, attributes, is_block=True)
    node.is_closed = tag[3] is not None or name in EMPTY_ELEMENTS
    at.tree.children.append(node)
    node.listed, at.listed = at.listed, None
    inside_raw = at.tree.kind == "html" and at.tree.model == "raw"
    if name in BODIES:
        node.is_closed = False
        body(at, node)
    else:
        node.model = model_of(name) if at.document.options.parse_block_html and not inside_raw else "raw"
        asked = attributes.pop("markdown", "")
        if asked == "1" or asked in MODES:
            node.model = MODES.get(asked) or model_of(name)
        if node.model == "block":
            at.take(WHITE_LINE_END)
        if not node.is_closed:
            content(at, node)
    if not inside_raw and (name not in BODIES) and not node.is_closed:
        at.take(WHITE_LINE_END)


def content(at: Blocks, node: Node) -> None:
    """Parse the content of an element in the way it asks for, and its end tag."""
    if node.model == "block":
        at.parse_into(node)
    elif node.model == "span":
        end = re.compile(rf"</{re.escape(node.value)}{SPACE}*>", re.IGNORECASE).search(at.text, at.position)
        node.add_text(at.text[at.position : end.start() if end else len(at.text)], "raw_text")
        at.position = end.end() if end else len(at.text)
    elif not copied(at, node):
        raw_tree(at, node)


def body(at: Blocks, node: Node) -> None:
    """The content of a script or a style sheet."""
    end = BODIES[node.value].search(at.text, at.position)
    node.model = "raw"
    node.add_text(at.text[at.position : end.start() if end else len(at.text)], "raw")
    at.position = end.end() if end else len(at.text)


def copied(at: Blocks, node: Node) -> bool:
    """Copy the content of an element up to its end tag; what is left open is closed, a stray `<` escaped.

    False, and nothing done, where an element in it asks for Markdown.
    """
    text = at.text
    parts: list[str] = []
    start = position = at.position
    names = [node.value]
    while names:
        found = TOKEN.search(text, position)
        if not found:
            break
        position = found.end()
        opened, attributes, slash, closed = found.groups()
        if opened:
            if attributes and MARKDOWN.search(attributes):
                return False
            name = known(opened)
            if name in BODIES:
                end = BODIES[name].search(text, position)
                position = end.end() if end else len(text)
                if not end:
                    parts += [text[start:position], f"</{name}>"]
                    start = position
            elif slash is None and name not in EMPTY_ELEMENTS:
                names.append(name)
        elif closed:
            if names[-1] == (closed.lower() if names[-1] in KNOWN_ELEMENTS else closed):
                names.pop()
                if not names:
                    parts.append(text[start : found.start()])
                    start = position
            else:
                parts += [text[start : found.start()], "&lt;", text[found.start() + 1 : position - 1], "&gt;"]
                start = position
        elif position - found.start() == 1:
            parts += [text[start : found.start()], "&lt;"]
            start = position
    else:
        at.position = position
        node.add_text(with_ampersands("".join(parts)), "raw")
        return True
    at.position = len(text)
    parts.append(text[start:])
    parts += [f"</{name}>" for name in reversed(names[1:])]
    node.add_text(with_ampersands("".join(parts)), "raw")
    return True


def with_ampersands(source: str) -> str:
    """HTML in which an ampersand that begins no reference is escaped, but not in comments and scripts."""
    if "&" not in source or not LONE_AMPERSAND.search(source):
        return source
    return NOT_ESCAPED.sub(lambda found: found[1] or "&amp;", source)


def raw_tree(at: Blocks, node: Node) -> None:
    """Make a tree of an element's content, in which some element may ask for Markdown."""
    outer, at.tree = at.tree, node
    at.document.depth += 1
    text, end = at.text, len(at.text)
    while at.position < end:
        found = BEGINS.search(text, at.position)
        node.add_text(text[at.position : found.start() if found else end], "text")
        at.position = found.start() if found else end
        if not found:
            break
        if kept := at.take(COMMENT) or at.take(INSTRUCTION):
            node.children.append(Node("comment", kept[0], is_block=True))
        elif not at.is_too_deep() and (tag := at.take(TAG)):
            element(at, tag)
        elif closing := at.take(END_TAG):
            if node.value == (closing[1].lower() if node.value in KNOWN_ELEMENTS else closing[1]):
                break
            node.add_text(closing[0], "text")
        else:
            node.add_text("<", "text")
            at.position += 1
    at.document.depth -= 1
    at.tree = outer


def span_html(at: Spans) -> bool:
    """HTML inside a line. Markdown in it is parsed, but for elements such as `code`."""
    if at.text.find("-->", at.position) > 0 and (comment := at.take(COMMENT)):
        at.add(Node("comment", comment[0]))
        return True
    if closing := at.take(END_TAG):
        at.add_text(closing[0])
        return True
    tag = at.take(TAG)
    if not tag:
        return False
    name = known(tag[1])
    if name in BLOCK_ELEMENTS or not at.may_begin():
        at.add_text(tag[0])
        return True
    attributes = attributes_of(tag[2], name in KNOWN_ELEMENTS) if tag[2] else {}
    attributes = {key: re.sub("\n+", " ", value) for key, value in attributes.items()}
    is_raw = model_of(name) == "raw" or (at.tree.kind == "html" and at.tree.model == "raw")
    parses = at.document.options.parse_span_html and not is_raw
    asked = attributes.pop("markdown", "")
    if asked in ("1", "span", "0"):
        parses = asked == "span" or (asked == "1" and model_of(name) != "raw")
    node = Node("html", name, attributes, model="span" if parses else "raw", is_closed=tag[3] is not None)
    at.add(node)
    if node.is_closed or name in EMPTY_ELEMENTS:
        return True
    stop = end_of(name)
    if at.fill(node, stop, only=() if parses else ("span_html",)):
        at.take(stop)
    else:
        node.add_text(at.text[at.position :], at.kind)
        at.position = len(at.text)
    return True


def end_of(name: str) -> re.Pattern[str]:
    """The end tag of an element inside a line."""
    tag = rf"</{re.escape(name)}{SPACE}*>"
    return re.compile(f"(?i:{tag})" if name in KNOWN_ELEMENTS else tag)
