"""A source as Liquid's tokenizer cuts it: text, outputs and tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from foreword.liquid.nodes import Span, Trim
from foreword.liquid.part import Part

OPENING = re.compile(r"\{[{%]")
TAG = re.compile(r"\{%-?\s*(#|\w+)\s*", re.ASCII)
LINE = re.compile(r"\s*(#|\w+)\s*", re.ASCII)
WORD = re.compile(r"\{%-?\s*(\w+)", re.ASCII)

UNTRIMMED = Trim()


@dataclass(frozen=True)
class Token:
    """A piece of a source. `markup` is what stands in an output, or in a tag behind its name.

    `broken` is what begins as an output or a tag and does not end so: Liquid refuses it.
    """

    span: Span
    kind: Literal["text", "output", "tag", "broken"]
    markup: Part
    name: str = ""
    trim: Trim = UNTRIMMED


def tokens(source: str) -> Iterator[Token]:
    """The pieces of a source, in order and without gaps (`tokenizer.rb`)."""
    at = 0
    unclosed: set[str] = set()
    while (opening := OPENING.search(source, at)) is not None:
        start, kind = opening.start(), opening.group()
        close = -1 if kind in unclosed else source.find("%}" if kind == "{%" else "}", start + 2)
        if close < 0:
            unclosed.add(kind)
            end = start + 2
        else:
            end = close + (2 if source.startswith(("%}", "}}"), close) else 1)
        if at < start:
            yield Token(Span(at, start), "text", Part.of(source, at, start))
        yield token_of(source, start, end)
        at = end
    if at < len(source):
        yield Token(Span(at, len(source)), "text", Part.of(source, at, len(source)))


def token_of(source: str, start: int, end: int) -> Token:
    """The output or the tag that stands from `start` to `end`."""
    span = Span(start, end)
    trim = Trim(source[start + 2 : start + 3] == "-" and start + 3 < end, source[end - 3] == "-")
    inner_end = end - 3 if trim.right and end - start > 4 else end - 2
    if source.startswith("{{", start) and source.startswith("}}", end - 2) and end - start >= 4:
        inner = min(start + 3 if trim.left else start + 2, inner_end)
        return Token(span, "output", Part.of(source, inner, max(inner, inner_end)), trim=trim)
    if source.startswith("{%", start) and source.startswith("%}", end - 2) and end - start >= 4:
        word = TAG.match(source, start, end - 2)
        if word is not None:
            return Token(span, "tag", Part.of(source, word.end(), max(word.end(), inner_end)), word[1], trim)
    return Token(span, "broken", Part.of(source, start, end))


def lines(markup: Part) -> Iterator[Token]:
    """The tags of a `liquid` tag, one a line. A line that is no tag is broken; one that begins with `liquid` is what
    stands behind the word."""
    at = 0
    for text in markup.text.split("\n"):
        line = markup.slice(at, at + len(text))
        at += len(text) + 1
        start = 0
        while (word := LINE.match(text, start)) is not None and word[1] == "liquid":
            start = word.end()
        whole = line.slice(start).stripped()
        if word is not None:
            yield Token(whole.span, "tag", line.slice(word.end()), word[1])
        elif whole.text:
            yield Token(whole.span, "broken", whole)


def closing(source: str, token: Token, name: str) -> int:
    """Where the tag `name` begins that a token ends with, whatever stands before it; -1 where there is none.

    So `raw` and `doc` find their ends (`FullTokenPossiblyInvalid` of `raw.rb`): in `{{ x {% endraw %}` as well.
    """
    start, at = token.span
    if not source.endswith("%}", start, at):
        return -1
    while (at := source.rfind("{%", start, at)) >= 0:
        word = WORD.match(source, at, token.span.end - 2)
        if word is not None:
            return at if word[1] == name else -1
    return -1
