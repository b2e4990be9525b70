"""Inline attribute lists: `{: .class #id key="value" name}`."""

from __future__ import annotations

import re

from foreword.compat.kramdown.grammar import LIST_ID, SPACE, WHITE
from foreword.compat.kramdown.node import AttributeList

PAIR = rf"({LIST_ID})=(\"|')((?:\\\}}|\\\2|[^}}])*?)\2"
ID = r"#([A-Za-z][a-zA-Z0-9_:\-]*)"
CLASS = r"\.([^ \t\r\n\f\v.#]+)"
ID_OR_CLASS = re.compile(f"{ID}|{CLASS}")
ITEM = re.compile(
    rf"(?:\A|{SPACE}){PAIR}(?={SPACE}|\Z)|(?:\A|{SPACE})({LIST_ID})(?={SPACE}|\Z)"
    rf"|(?:\A|{SPACE})((?:#[A-Za-z][a-zA-Z0-9_:\-]*|\.[^ \t\r\n\f\v.#]+)+)(?={SPACE}|\Z)"
)


def read(source: str, into: AttributeList) -> None:
    """Add what an attribute list says to one that may have attributes already (kramdown's `parse_attribute_list`)."""
    if source.strip(WHITE) in ("", ":"):
        return
    for key, quote, value, name, marks in ITEM.findall(source):
        if name:
            into.names.append(name)
        elif marks:
            for identifier, css_class in ID_OR_CLASS.findall(marks):
                into.set("class" if css_class else "id", css_class or identifier)
        else:
            into.attributes[key] = re.sub(rf"\\(\}}|{quote})", r"\1", value)


def apply(attributes: dict[str, str], given: AttributeList, named: dict[str, AttributeList], depth: int = 0) -> None:
    """Write a list's attributes to a node's, those of the lists that it names first."""
    for name in given.names:
        if name in named and depth < 20:
            apply(attributes, named[name], named, depth + 1)
    for key, value in given.attributes.items():
        if key == "class":
            value = f"{attributes.get(key, '')} {value}".lstrip()
        attributes[key] = value
