"""Extensions: `{::comment}`, `{::nomarkdown}` and `{::options}`."""

from __future__ import annotations

import re
from functools import lru_cache

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.attributes import CONTENT, LINE_REST
from foreword.compat.kramdown.document import Blocks, Document
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.options import changed

EXTENSION = re.compile(rf"{{::(\w+)((?:\s(?:{CONTENT})?)?/?)}}", re.ASCII)
"""The name of an extension, and what is said for it; with a slash at the end it has no content."""
EXTENSION_LINE = re.compile(f"{EXTENSION.pattern}{LINE_REST}", re.ASCII)


@lru_cache(maxsize=32)
def ends_of(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends the content of an extension: inside a line, and as a line."""
    end = f"{{:/(?:{name})?}}"
    return re.compile(end), re.compile(f"^ {{0,3}}{end}{LINE_REST}", re.MULTILINE)


def extension(at: Blocks) -> bool:
    """An extension that stands as a block."""
    found = EXTENSION_LINE.match(at.text, at.first)
    if not found:
        return False
    name, said = found.groups()
    body, behind = "", found.end()
    has_body = not said.endswith("/")
    if has_body:
        stop = ends_of(name)[1].search(at.text, behind)
        if not stop:
            return False
        body, behind = at.text[behind : stop.start()].removesuffix("\n"), stop.end()
    node = extended(at.document, name, said.removesuffix("/"), body, is_block=True)
    if node is None:
        return False
    at.position = behind
    if node.kind == "end":
        at.add(node)
    elif has_body:
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
