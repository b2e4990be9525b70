"""Typographic quotation marks: whether one opens or closes is seen by what stands beside it."""

from __future__ import annotations

import re
from string import ascii_letters, digits, punctuation

from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.node import Node
from foreword.compat.kramdown.tags import WHITE

WORD = frozenset(f"{ascii_letters}{digits}_")
OPENS_BEHIND = frozenset(" \t\r\n-([{\\")
"""What a quotation mark may open behind."""
EMPHASIS = re.compile(rf"[*_]{{1,2}}[^{WHITE}]")
LONE_SIGN = re.compile(rf"[{re.escape(punctuation.replace('&', ''))}](?!\.\.)\B")
"""A sign that neither a word nor an ellipsis follows."""
DECADE = re.compile("[0-9]{2}s")
GENITIVE = re.compile(r"s\b")


def quote(at: Spans) -> bool:
    """One quotation mark, or two where a quotation begins with another."""
    text, start = at.text, at.position
    sign, behind = text[start], text[start + 1 : start + 2]
    if not at.before and EMPHASIS.match(text, start + 1):
        add(at, sign, True)
    elif not at.before and LONE_SIGN.match(text, start + 1):
        add(at, sign, False)
    elif is_start_of_two(text, start, at.before):
        add(at, sign, True)
        add(at, behind, True)
    elif not at.before and behind in ("'", '"'):
        # As in kramdown, the first of two marks that begin nothing is text.
        at.add_text(sign)
        at.position += 1
        add(at, behind, False)
    else:
        add(at, sign, is_opening(text, start, at.before))
    return True


def add(at: Spans, sign: str, opens: bool) -> None:
    """Add the mark that is put for a sign."""
    marks = at.document.options.smart_quotes
    at.add(Node("symbol", marks[(0 if sign == "'" else 2) + (0 if opens else 1)]))
    at.position += 1


def is_start_of_two(text: str, start: int, before: str) -> bool:
    """Whether a quotation begins with another, as in `"'A' and B"`."""
    two = text[start : start + 2] in ("\"'", "'\"")
    return two and (not before or before in WHITE) and text[start + 2 : start + 3] in WORD


def is_opening(text: str, start: int, before: str) -> bool:
    """Whether a mark opens, by the text before it, if there is any, and behind it."""
    behind = text[start + 1 : start + 2]
    if (not before or before in WHITE) and text[start] == "'" and DECADE.match(text, start + 1):
        return False
    if not before:
        # As behind an element: <b>A</b>'s.
        return behind != "" and behind not in WHITE and not GENITIVE.match(text, start + 1)
    return before in OPENS_BEHIND or (before in WHITE and behind in WORD)
