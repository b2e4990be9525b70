"""Typography: what dashes, dots and guillemets print as, and whether a quotation mark opens or closes.

The latter is seen by what stands beside it.
"""

from __future__ import annotations

import re
from string import ascii_letters, digits, punctuation, whitespace

SYMBOLS = {
    "...": "\u2026",
    "--": "\u2013",
    "---": "\u2014",
    "<<": "\xab",
    "<< ": "\xab\xa0",
    ">>": "\xbb",
    " >>": "\xa0\xbb",
}
"""What stands for signs that are typed."""

WORD = frozenset(f"{ascii_letters}{digits}_")
OPENS_BEHIND = frozenset(" \t\r\n-([{\\")
"""What a quotation mark may open behind."""
EMPHASIS = re.compile(rf"[*_]{{1,2}}[^{whitespace}]")
LONE_SIGN = re.compile(rf"[{re.escape(punctuation.replace('&', ''))}](?!\.\.)\B")
"""A sign that neither a word nor an ellipsis follows."""
DECADE = re.compile("[0-9]{2}s")
GENITIVE = re.compile(r"s\b")

Mark = tuple[str, "bool | None"]
"""A sign (`'` or `"`), and whether its mark opens a quotation; None where the sign stays as it is."""


def marks_at(text: str, start: int, before: str) -> tuple[Mark, ...]:
    """The mark at an index of a text, or two where a quotation begins with another.

    `before` is the character before it, if there is any that counts: none behind an element or another mark.
    """
    sign, behind = text[start], text[start + 1 : start + 2]
    if not before and EMPHASIS.match(text, start + 1):
        return ((sign, True),)
    if not before and LONE_SIGN.match(text, start + 1):
        return ((sign, False),)
    if is_start_of_two(text, start, before):
        return (sign, True), (behind, True)
    if not before and behind in ("'", '"'):
        # As in kramdown, the first of two marks that begin nothing is text.
        return (sign, None), (behind, False)
    return ((sign, is_opening(text, start, before)),)


def is_start_of_two(text: str, start: int, before: str) -> bool:
    """Whether a quotation begins with another, as in `"'A' and B"`."""
    two = text[start : start + 2] in ("\"'", "'\"")
    return two and (not before or before in whitespace) and text[start + 2 : start + 3] in WORD


def is_opening(text: str, start: int, before: str) -> bool:
    """Whether a mark opens, by the text before it, if there is any, and behind it."""
    behind = text[start + 1 : start + 2]
    if (not before or before in whitespace) and text[start] == "'" and DECADE.match(text, start + 1):
        return False
    if not before:
        # As behind an element: <b>A</b>'s.
        return behind != "" and behind not in whitespace and not GENITIVE.match(text, start + 1)
    return before in OPENS_BEHIND or (before in whitespace and behind in WORD)
