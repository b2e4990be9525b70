"""Inline attribute lists: `{: .class #id key="value" name}`."""

from __future__ import annotations

import re

from foreword.compat.kramdown.node import AttributeList
from foreword.compat.kramdown.tags import SPACE, WHITE

IDENTIFIER = "[a-zA-Z0-9_][a-zA-Z0-9_-]*"
"""The name of a list, of an attribute in one, of a footnote."""
CONTENT = r"[^}]+(?:(?<=\\)}[^}]*)*"
"""What stands in a list: a brace only behind a backslash."""
LINE_REST = r"[ \t\r\f\v]*\n"
LIST_LINE = re.compile(rf"{{:(?![:/])({CONTENT})}}{LINE_REST}")
"""A list that is a line, for the block beside it."""
NAMED_LIST_LINE = re.compile(rf"{{:({IDENTIFIER}):({CONTENT})}}{LINE_REST}")
"""A list that lists elsewhere refer to."""
LIST_IN_ITEM = re.compile(rf"{SPACE}*{{:(?!{IDENTIFIER}:|[:/])({CONTENT})}}{SPACE}*")
"""A list at the beginning of an item, for the item."""

MARKS = re.compile(r"(?:#[a-zA-Z][a-zA-Z0-9_:-]*|\.[^\s.#]+)+", re.ASCII)
MARK = re.compile(r"[#.][^#.]+")
KEY = re.compile(f"({IDENTIFIER})=(?=[\"'])")
NAME = re.compile(IDENTIFIER)
ITEM = re.compile(f"[^{WHITE}]+")


def read(source: str, into: AttributeList) -> None:
    """Add what an attribute list says to one that may have attributes already. What is no item is left out."""
    position = 0
    while found := ITEM.search(source, position):
        item, position = found[0], found.end()
        key = KEY.match(item)
        end = end_of_value(source, found.start() + key.end()) if key else 0
        if key and end:
            quote, value = source[found.start() + key.end()], source[found.start() + key.end() + 1 : end]
            into.attributes[key[1]] = value.replace("\\}", "}").replace(f"\\{quote}", quote)
            position = end + 1
        elif NAME.fullmatch(item):
            into.names.append(item)
        elif MARKS.fullmatch(item):
            for mark in MARK.findall(item):
                into.set("class" if mark[0] == "." else "id", mark[1:])


def end_of_value(source: str, start: int) -> int:
    """Where the value is closed whose quotation mark is here, or 0 where it is not.

    What closes it stands at the end of an item and has no backslash before it; if none is such, the last that has one.
    """
    quote = source[start]
    escaped = 0
    end = start
    while (end := source.find(quote, end + 1)) >= 0:
        if end + 1 < len(source) and source[end + 1] not in WHITE:
            continue
        if source[end - 1] != "\\":
            return end
        escaped = end
    return escaped


def apply(attributes: dict[str, str], given: AttributeList, named: dict[str, AttributeList], depth: int = 0) -> None:
    """Write a list's attributes to a node's, those of the lists that it names first."""
    for name in given.names:
        if name in named and depth < 20:
            apply(attributes, named[name], named, depth + 1)
    for key, value in given.attributes.items():
        if key == "class":
            value = f"{attributes.get(key, '')} {value}".lstrip()
        attributes[key] = value
