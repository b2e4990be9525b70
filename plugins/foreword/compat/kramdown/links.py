"""Links and images."""

from __future__ import annotations

import re

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.blocks import link_id
from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.spans import ESCAPABLE
from foreword.compat.kramdown.tags import SPACE, WHITE

START = re.compile(r"!?\[(?=[^^])")
BRACKET = re.compile(r"!?\[|\]")
NAME = re.compile(rf"{SPACE}*\[([^\]]*)\]")
TITLE = re.compile(rf"{SPACE}*([\"'])(.+?)\1{SPACE}*\)", re.DOTALL)
IN_ANGLES = re.compile("\\(<(.*?)>")
TURN = re.compile(rf"[()]|{SPACE}(?=[\"'])")
"""Where an address goes into parentheses, comes out of them, or a title begins behind it."""
ESCAPED = re.compile(rf"\\([{re.escape(ESCAPABLE)}])")


def link(at: Spans) -> bool:
    """A link or an image: `[text](address "title")`, `[text][name]` or `[name]`."""
    start = at.position
    found = at.take(START)
    if not found:
        return False
    mark, inner = found[0], at.position
    kind = "a" if mark == "[" else "img"
    if (kind == "a" and at.is_inside("a", "img")) or not at.may_begin() or at.text.find("]", inner) < 0:
        at.add_text(mark)
        return True
    node = Node(kind)
    target = text_and_target(at, node, inner)
    if target is None:
        at.go_back(start + len(mark))
        at.add_text(mark)
        return True
    address, title, text, listed = target
    if listed:
        node.listed = listed
        attributes.apply(node.attributes, listed, at.document.lists)
    if kind == "a":
        node.attributes["href"] = address
    else:
        node.attributes |= {"src": address, "alt": text}
        node.children = []
    if title is not None:
        node.attributes["title"] = title
    at.add(node)
    return True


Target = tuple[str, "str | None", str, "AttributeList | None"]
"""An address, a title, the source of the text, the attributes of a definition."""


def text_and_target(at: Spans, node: Node, inner: int) -> Target | None:
    """Read a link's text into its node and then where it leads; None where this is no link."""
    opened = closed = 0

    def closes(_place: Spans, bracket: re.Match[str]) -> bool:
        """Whether a bracket closes the text: those that are opened in it are closed, or their images have done so."""
        nonlocal opened, closed
        if bracket[0] != "]":
            opened += 1
            return False
        closed += 1
        return closed > opened - sum(child.kind == "img" for child in node.children)

    if not at.fill(node, BRACKET, closes):
        return None
    text = ESCAPED.sub(r"\1", at.text[inner : at.position])
    at.position += 1
    named = at.take(NAME)
    if named or not at.text.startswith("(", at.position):
        definition = at.document.links.get(link_id((named[1] if named else None) or text))
        if definition is None:
            return None
        return definition[0], definition[1], text, definition[2].listed
    address, is_closed = address_of(at)
    if is_closed:
        return address, None, text, None
    titled = at.take(TITLE)
    return (address, titled[2], text, None) if titled else None


def address_of(at: Spans) -> tuple[str, bool]:
    """The address in parentheses, and whether they are closed behind it; otherwise a title is to follow."""
    in_angles = at.take(IN_ANGLES)
    if in_angles:
        is_closed = at.text.startswith(")", at.position)
        at.position += is_closed
        return in_angles[1], is_closed
    start = at.position + 1
    depth = 0
    for turn in TURN.finditer(at.text, at.position):
        at.position = turn.end()
        depth += {"(": 1, ")": -1}.get(turn[0], 0)
        if depth == 0 or turn[0] not in ("(", ")"):
            break
    return at.text[start : at.position - 1].strip(WHITE), depth == 0
