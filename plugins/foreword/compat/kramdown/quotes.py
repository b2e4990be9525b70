"""Kramdown's typographic quotation marks; after its `smart_quotes.rb`, itself after RubyPants."""

from __future__ import annotations

import re

from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.grammar import SPACE, WORD
from foreword.compat.kramdown.node import Node

QUOTE = re.compile(r"[^\\]?[\"']")
PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]\^_`{|}~]"
CLOSES_BEHIND = r"[^ \\\t\r\n\[{(\-]"

LEFT_SINGLE, RIGHT_SINGLE, LEFT_DOUBLE, RIGHT_DOUBLE = range(4)
LEFT = {"'": LEFT_SINGLE, '"': LEFT_DOUBLE}
RIGHT = {"'": RIGHT_SINGLE, '"': RIGHT_DOUBLE}

RULES: list[tuple[re.Pattern[str], dict[str, int] | tuple[int, ...]]] = [
    (re.compile(r"()(\"|')(?=[_*]{1,2}[^ \t\r\n\f\v])"), LEFT),
    (re.compile(rf"()(\"|')(?={PUNCTUATION}(?!\.\.)\B)"), RIGHT),
    # A quotation in a quotation: He said, "'Quoted' words in a larger quote."
    (re.compile(rf"({SPACE}?)\"'(?={WORD})"), (LEFT_DOUBLE, LEFT_SINGLE)),
    (re.compile(rf"({SPACE}?)'\"(?={WORD})"), (LEFT_SINGLE, LEFT_DOUBLE)),
    # A decade: the '80s.
    (re.compile(rf"({SPACE}?)'(?=[0-9][0-9]s)"), (RIGHT_SINGLE,)),
    (re.compile(rf"({SPACE})('|\")(?={WORD})"), LEFT),
    (re.compile(rf"({CLOSES_BEHIND})('|\")"), RIGHT),
    # As in <i>Custer</i>'s Last Stand.
    (re.compile(rf"()(\"|')(?={SPACE}|s\b|\Z)"), RIGHT),
    (re.compile(r"(.?)'", re.DOTALL), (LEFT_SINGLE,)),
    (re.compile(r"(.?)\"", re.DOTALL), (LEFT_DOUBLE,)),
]
"""What stands before the mark, the mark, and which marks of `Options.smart_quotes` take its place."""


def quote(at: Spans) -> bool:
    """A quotation mark, perhaps with the character before it."""
    if not QUOTE.match(at.text, at.position):
        return False
    for pattern, marks in RULES:
        found = at.take(pattern)
        if found:
            at.add_text(found[1])
            for mark in (marks[found[2]],) if isinstance(marks, dict) else marks:
                at.add(Node("symbol", at.document.options.smart_quotes[mark]))
            return True
    return False
