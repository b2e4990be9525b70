"""Typographic quotation marks in a document; see `foreword.compat.typography`."""

from __future__ import annotations

from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.node import Node
from foreword.compat.typography import marks_at


def quote(at: Spans) -> bool:
    """One quotation mark, or two where a quotation begins with another."""
    marks = at.document.options.smart_quotes
    for sign, opens in marks_at(at.text, at.position, at.before):
        if opens is None:
            at.add_text(sign)
        else:
            at.add(Node("symbol", marks[(0 if sign == "'" else 2) + (0 if opens else 1)]))
        at.position += 1
    return True
