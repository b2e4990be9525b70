"""Typographic quotes, dashes and dots, as kramdown's SmartyPants parser puts them."""

from __future__ import annotations

import html
import re

from foreword.compat.typography import SYMBOLS, marks_at

MARKS: dict[tuple[str, bool | None], str] = {("'", True): "‘", ("'", False): "’", ('"', True): "“", ('"', False): "”"}
"""The mark for a sign that opens a quotation, or closes it."""
PRINTED = {**SYMBOLS, "\\<<": "&lt;&lt;", "\\>>": "&gt;&gt;", "&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""What signs print as."""
SPECIAL = re.compile(
    r"(?P<tag><(?:!--.*?-->|/?[a-zA-Z][^<>]*>))"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)"
    r"|(?P<symbol>---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>)"
    r"|(?P<before>[^\\\"'])?(?P<quote>[\"'])"
    r"|(?P<plain>[&<>])",
    re.DOTALL,
)
KEPT = frozenset(["&amp;", "&lt;", "&gt;", "&quot;"])


def smartened(source: str) -> str:
    """A text with typographic quotes, dashes, dots and guillemets; tags and entities in it stay."""
    source = source.replace("\r\n", "\n")
    parts: list[str] = []
    position = 0
    while (found := SPECIAL.search(source, position)) is not None:
        parts.append(source[position : found.start()])
        position = found.end()
        if found["quote"] is not None:
            before = found["before"] or ""
            marks = marks_at(source, found.start("quote"), before)
            parts += [PRINTED.get(before, before), *(MARKS.get(mark, mark[0]) for mark in marks)]
            position += len(marks) - 1
        elif found["entity"] is not None:
            parts.append(found.group() if found.group() in KEPT else html.unescape(found.group()))
        else:
            parts.append(PRINTED.get(found.group(), found.group()))
    return "".join([*parts, source[position:]])
