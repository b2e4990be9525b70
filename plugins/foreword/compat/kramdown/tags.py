"""What HTML is written with: names, tags with attributes, comments, character references."""

from __future__ import annotations

import re
from functools import lru_cache

from foreword.compat.kramdown.categories import KNOWN

WHITE = " \t\r\n\f\v"
"""What is white: ASCII only, wherever a pattern for text in Unicode says otherwise."""
SPACE = f"[{WHITE}]"

WORD = r"[^\W\d][\w.-]*"
NAME = f"{WORD}(?::{WORD})?"
"""A name of XML, perhaps with a prefix. Names of HTML are such names."""
VALUE = r""""[^"]*"|'[^']*'|\w+"""
GIVEN = f"{SPACE}*={SPACE}*(?:{VALUE})"
ATTRIBUTES = f"(?:{SPACE}+{NAME}(?:{GIVEN})?)*"

START_TAG = re.compile(f"<(?P<name>{NAME})(?P<attributes>{ATTRIBUTES}){SPACE}*(?P<slash>/?)>")
END_TAG = re.compile(f"</(?P<name>{NAME}){SPACE}*>")
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
MARKUP = re.compile(f"{START_TAG.pattern}|</(?P<closed>{NAME}){SPACE}*>|(?P<other><!--.*?-->|<[?].*?[?]>)|<", re.DOTALL)
"""A tag, a comment, an instruction, or a `<` that begins none of these."""
ATTRIBUTE = re.compile(f"({NAME})({GIVEN})?")
REFERENCE = r"&(?:[a-zA-Z0-9_:][a-zA-Z0-9_:.-]*|#[0-9]+|#x[0-9a-fA-F]+);"
"""A character reference. Whether there is one of this name is another question."""
LONE_AMPERSAND = re.compile(f"(?!{REFERENCE})&")
"""An ampersand that begins no character reference."""


def attributes_of(tag: re.Match[str]) -> dict[str, str]:
    """The attributes of a start tag; of two with one name the last counts."""
    source = tag["attributes"]
    if not source:
        return {}
    given = {name: value_of(value) for name, value in ATTRIBUTE.findall(source)}
    return {name.lower(): value for name, value in given.items()} if tag["name"].lower() in KNOWN else given


def value_of(source: str) -> str:
    """What is behind the equals sign of an attribute, without its quotation marks."""
    value = source[source.find("=") + 1 :].strip(WHITE)
    return value[1:-1] if value[:1] in ("'", '"') else value


@lru_cache(maxsize=256)
def known(name: str) -> str:
    """The name of an element: in lower case where HTML has it."""
    return name.lower() if name.lower() in KNOWN else name


@lru_cache(maxsize=128)
def end_tag_of(name: str, in_capitals_too: bool) -> re.Pattern[str]:
    """The end tag of an element."""
    tag = f"</{re.escape(name)}{SPACE}*>"
    return re.compile(f"(?i:{tag})" if in_capitals_too else tag)
