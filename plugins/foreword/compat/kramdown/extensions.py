"""Kramdown's extensions: `{::comment}`, `{::nomarkdown}` and `{::options}`."""

from __future__ import annotations

import re

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.document import Blocks, Document
from foreword.compat.kramdown.grammar import ANY, OPTIONAL, SPACE
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.options import changed

START = re.compile(rf"{OPTIONAL}\{{::(\w+)(?:{SPACE}({ANY}*?)|)(/)?\}}{SPACE}*?\n", re.ASCII)


def extension(at: Blocks) -> bool:
    """An extension that stands as a block."""
    found = START.match(at.text, at.position)
    if not found:
        return False
    name, options, closed = found.groups()
    body, behind = "", found.end()
    if not closed:
        stop = re.compile(rf"^{OPTIONAL}\{{:/(?:{name})?\}}{SPACE}*?\n", re.MULTILINE).search(at.text, behind)
        if not stop:
            return False
        body, behind = at.text[behind : stop.start()].removesuffix("\n"), stop.end()
    node = extended(at.document, name, options or "", body, is_block=True)
    if node is None:
        return False
    at.position = behind
    if node.kind == "end":
        at.add(node)
    elif not closed:
        at.tree.children.append(node)
    return True


def extended(document: Document, name: str, options: str, body: str, is_block: bool = False) -> Node | None:
    """What an extension puts into the tree; None for an unknown one. `options` changes those of the document."""
    given = AttributeList()
    attributes.read(options, given)
    if name == "comment":
        return Node("comment", f"<!-- {body} -->", is_block=is_block)
    if name == "nomarkdown":
        kinds = given.attributes.get("type", "").split()
        return Node("raw", body if not kinds or "html" in kinds else "", is_block=is_block)
    if name == "options":
        document.options = changed(document.options, given.attributes)
        return Node("end", "extension")
    return None
