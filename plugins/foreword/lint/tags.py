"""The tags of a template's source, Jinja's as well as those that are left of Liquid."""

from __future__ import annotations

import re
from collections.abc import Iterator

CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
OPENING = re.compile(r"\{[{%#]")
RAW = re.compile(r"[-+]?\s*raw\s*[-+]?\Z")
END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")


def tags(source: str) -> Iterator[tuple[int, str, str]]:
    """The tags of a source: index, how it opens, what stands inside. Comments and raw blocks are passed over."""
    return (tag for tag in tags_and_comments(source) if tag[1] != "{#")


def tags_and_comments(source: str) -> Iterator[tuple[int, str, str]]:
    """The tags of a source, and its comments among them; see `tags`."""
    at = 0
    unclosed: set[str] = set()
    while (opening := OPENING.search(source, at)) is not None:
        kind = opening.group()
        close = -1 if kind in unclosed else source.find(CLOSING[kind], opening.end())
        if close < 0:
            unclosed.add(kind)
            at = opening.end()
            continue
        inside = source[opening.end() : close]
        at = close + 2
        if kind == "{%" and RAW.match(inside):
            end = END_RAW.search(source, at)
            at = end.end() if end is not None else len(source)
        else:
            yield opening.start(), kind, inside
