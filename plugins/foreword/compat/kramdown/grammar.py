"""The regular expressions that several parts of kramdown's grammar share, and its sets of HTML elements.

Ruby's `\\s`, `\\d` and `\\w` are ASCII, its names of XML are not: `SPACE` and `WORD` say the former in both modes.
"""

from __future__ import annotations

import re
from functools import lru_cache

SPACE = r"[ \t\r\n\f\v]"
WHITE = " \t\r\n\f\v"
WORD = "[a-zA-Z0-9_]"
NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
OPTIONAL = " {0,3}"
"""The indentation that a block may have."""
TAIL = r"[\t| ].*?\n"
"""What follows the marker of a list item."""

SPAN_ELEMENTS = frozenset(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc "
    "ruby samp select small span strong sub sup tt u var".split()
)
BLOCK_ELEMENTS = frozenset(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary "
    "table tbody td th thead tfoot tr ul".split()
)
EMPTY_ELEMENTS = frozenset(
    "area base br col command embed hr img input keygen link meta param source track wbr".split()
)
BLOCK_MODEL = frozenset(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header "
    "hgroup iframe li main map menu nav noscript object section summary td".split()
)
SPAN_MODEL = frozenset(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb "
    "rbc rp rt rtc ruby select small span strong sub sup th tt".split()
)
RAW_MODEL = frozenset("script style math option textarea pre code kbd samp var".split())
KNOWN_ELEMENTS = SPAN_ELEMENTS | BLOCK_ELEMENTS | EMPTY_ELEMENTS | BLOCK_MODEL | SPAN_MODEL | RAW_MODEL

ATTRIBUTES = rf"(?:{SPACE}+{NAME}(?:{SPACE}*={SPACE}*(?:\w+|\"[^\"]*\"|'[^']*'))?)*"
TAG_SOURCE = rf"<({NAME})({ATTRIBUTES}){SPACE}*(/)?>"
TAG = re.compile(TAG_SOURCE)
"""A start tag: its name, its attributes, its slash."""
END_TAG_SOURCE = rf"</({NAME}){SPACE}*>"
END_TAG = re.compile(END_TAG_SOURCE)
ATTRIBUTE = re.compile(rf"{SPACE}*({NAME})(?:{SPACE}*={SPACE}*(?:(\w+)|\"([^\"]*)\"|'([^']*)'))?")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
ENTITY = re.compile(r"&([\w:][\-\w.:]*);|&#(\d+);|&#x([0-9a-fA-F]+);", re.ASCII)
LONE_AMPERSAND = re.compile(r"&(?!(?:[\w:][\-\w.:]*|#\d+|#x[0-9a-fA-F]+);)", re.ASCII)
"""An ampersand that begins no character reference."""

LIST_ID = rf"{WORD}[a-zA-Z0-9_\-]*"
ANY = r"(?:\\\}|[^}])"
"""A character of an attribute list."""
ATTRIBUTE_LIST = rf"\{{:(?![:/])({ANY}+)\}}{SPACE}*?\n"

NO_LAZY_SPANS = "|".join(sorted([*SPAN_ELEMENTS, "script"]))
HTML_BEGINS = rf"<(?!(?:{NO_LAZY_SPANS})\b){NAME}"
HTML_ENDS = rf"</(?!(?:{NO_LAZY_SPANS})\b){NAME}{SPACE}*>"
BLANK = rf"{SPACE}*\n"
END_OF_BLOCK = rf"\^{SPACE}*?\n"
UNNAMED_LIST = ATTRIBUTE_LIST.replace(f"({ANY}+)", f"{ANY}+")
LAZY_END = rf"{BLANK}|{OPTIONAL}{UNNAMED_LIST}|{END_OF_BLOCK}|{OPTIONAL}{HTML_ENDS}|{OPTIONAL}{HTML_BEGINS}|\Z"
"""Where a paragraph or a quotation ends although its next line has no marker."""

BULLET = rf"{OPTIONAL}[+*\-]{TAIL}"
NUMBER = rf"{OPTIONAL}[0-9]+\.{TAIL}"
DEFINITION = rf"{OPTIONAL}:{TAIL}"
ATX = r"\#{1,6}[\t ]+.*\n"
QUOTE = f"{OPTIONAL}> ?"
FENCE = rf"{OPTIONAL}[~`]{{3,}}"
LIST = re.compile(f"{BULLET}|{NUMBER}")
RULE = re.compile(rf"{OPTIONAL}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n")


def attributes_of(source: str, lowercase: bool) -> dict[str, str]:
    """The attributes of a start tag; of two with one name the last counts."""
    found = {}
    for name, word, double, single in ATTRIBUTE.findall(source):
        found[name.lower() if lowercase else name] = word or double or single
    return found


@lru_cache(maxsize=256)
def known(name: str) -> str:
    """The name of an element: in lower case where HTML has it."""
    return name.lower() if name.lower() in KNOWN_ELEMENTS else name
