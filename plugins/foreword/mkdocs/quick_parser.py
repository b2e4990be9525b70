"""A quick way through finished HTML for parsers built on `html.parser`: the same calls in less time."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html.parser import HTMLParser
from types import ModuleType

BLANK = r"[ \t\n]"
NAME = r"[a-zA-Z_][a-zA-Z0-9_:.-]*"
VALUE = r"\"[^\"]*\"|'[^']*'|[^\s\"'<>=`/&]+"
ATTRIBUTES = rf"(?:{BLANK}+{NAME}(?:{BLANK}*={BLANK}*(?:{VALUE}))?)*"
ELEMENT = "[a-zA-Z][a-zA-Z0-9_:.-]*"
SCRIPT = r"[^<]*(?:<[ =][^<]*)*"
"""The content of a script or style in which no tag may begin."""
NOTE = r"(?!-?>)[^-]*(?:(?:-|--+(?![-\s!>]))[^-]+)*"
"""The content of a comment."""
OPAQUE = frozenset("script style textarea title xmp iframe noembed noframes noscript plaintext".split())
"""Elements whose content is no HTML."""

TAG = re.compile(
    rf"<(?:/({ELEMENT})\s*"
    rf"|(script|style)({ATTRIBUTES}){BLANK}*>({SCRIPT})</\2"
    rf"|(textarea|title|xmp|iframe|noembed|noframes|noscript)({ATTRIBUTES}){BLANK}*>([^<&]*)</\5"
    rf"|!--({NOTE})--"
    rf"|({ELEMENT})({ATTRIBUTES}){BLANK}*(/?))>"
)
"""A tag as a builder writes it: its end, or its start with attributes. An element whose content is no HTML is taken
with its end where that content means the same in either case, and so is a comment."""

END, COMMENT, START = 1, 8, 11
"""The last group of an end tag, a comment, and a start tag, whose name and attributes are before it."""

STOP = re.compile(
    rf"<(?:/(?P<ends>h[1-6])\s*|(?P<begins>h[1-6])(?P<attributes>{ATTRIBUTES}){BLANK}*"
    rf"|(?P<element>script|style){ATTRIBUTES}{BLANK}*>(?P<content>{SCRIPT})</(?P=element))>"
)
"""The start or the end of a heading, or a script or style with its content."""

BETWEEN = re.compile(
    rf"<(?!/?(?i:h[1-6]|{'|'.join(sorted(OPAQUE))})[\s/>])"
    rf"(?:/{ELEMENT}\s*|{ELEMENT}{ATTRIBUTES}{BLANK}*/?)>"
    rf"|<!--{NOTE}-->"
)
"""A tag or a comment as a builder writes them, that is neither of a heading nor of what is no HTML inside."""

PIECE = re.compile(rf"(<!--{NOTE}-->|<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>)")
"""What may be a tag or a comment, where HTML is split; which of them are as BETWEEN has them is asked once for each."""

ATTRIBUTE = re.compile(rf"({NAME})(?:{BLANK}*={BLANK}*({VALUE}))?")

ODD_REFERENCE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);)")
"""An ampersand that begins no whole character reference: what it means in an attribute depends on Python's version."""


class StartTag(HTMLParser):
    """Reads one start tag."""

    attributes: list[tuple[str, str | None]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes."""
        self.attributes = attrs


def feed(parser: HTMLParser, source: str) -> None:
    """Call the parser's handlers as `HTMLParser.feed` and `close` do for a whole document.

    From what is not written as builders do (tags that are not closed, declarations), the rest goes the way of
    `HTMLParser` itself.
    """
    if not parser.convert_charrefs:
        HTMLParser.feed(parser, source)
        return
    data, begin, end = parser.handle_data, parser.handle_starttag, parser.handle_endtag
    at = 0
    for tag in TAG.finditer(source):
        begins, ends = tag.span()
        if begins > at:
            text = source[at:begins]
            if "<" in text:
                break
            data(text_of(text))
            at = begins
        kind = tag.lastindex
        if kind == END:
            end(tag[END].lower())
        elif kind == START:
            name = tag[START - 2].lower()
            if name in OPAQUE:
                break
            (parser.handle_startendtag if tag[START] else begin)(name, list(values_of(tag[START - 1])))
        elif kind == COMMENT:
            parser.handle_comment(tag[COMMENT])
        else:
            assert kind is not None
            name, settings, content = tag.group(kind - 2, kind - 1, kind)
            begin(name, list(values_of(settings)))
            if content:
                data(content)
            end(name)
        at = ends
    if source.find("<", at) >= 0:
        HTMLParser.feed(parser, source[at:])
    elif at < len(source):
        data(text_of(source[at:]))


def feed_text(parser: HTMLParser, source: str) -> None:
    """Call the handlers of a parser that looks at headings and at text only, to which white space is all the same.

    Text comes in one piece between two headings, with a blank for each tag in it. What is odd goes the way of `feed`.
    """
    at = 0
    for stop in STOP.finditer(source):
        if not hand_on(parser, source[at : stop.start()]):
            break
        if stop["ends"]:
            parser.handle_endtag(stop["ends"])
        elif stop["begins"]:
            parser.handle_starttag(stop["begins"], list(values_of(stop["attributes"])))
        elif stop["content"]:
            parser.handle_data(stop["content"])
        at = stop.end()
    else:
        if hand_on(parser, source[at:]):
            return
    feed(parser, source[at:])


def hand_on(parser: HTMLParser, part: str) -> bool:
    """Give a parser the text of HTML without headings; whether all of it is as a builder writes it."""
    pieces = PIECE.split(part)
    found = " ".join(pieces[::2])
    if "<" in found or not all(map(is_between, set(pieces[1::2]))):
        found = BETWEEN.sub(" ", part)
    if "<" in found:
        return False
    if found:
        parser.handle_data(text_of(found))
    return True


@lru_cache(maxsize=4096)
def is_between(tag: str) -> bool:
    """Whether a tag or a comment is one of BETWEEN; pages write the same ones over and over."""
    return BETWEEN.fullmatch(tag) is not None


@lru_cache(maxsize=1024)
def values_of(attributes: str) -> tuple[tuple[str, str | None], ...]:
    """Attributes as `HTMLParser` hands them on; pages write the same ones over and over."""
    if not attributes:
        return ()
    if "&" in attributes and ODD_REFERENCE.search(attributes):
        tag = StartTag()
        tag.feed(f"<a{attributes}>")
        return tuple(tag.attributes)
    found = ATTRIBUTE.findall(attributes)
    return tuple((name.lower(), value_of(value)) for name, value in found)


def value_of(written: str) -> str | None:
    """The value of an attribute, in quotes or bare; None where there is none."""
    if not written:
        return None
    return text_of(written[1:-1] if written[0] in "\"'" else written)


def text_of(source: str) -> str:
    """Text with its character references as what they stand for."""
    return html.unescape(source) if "&" in source else source


@contextmanager
def quickened(module: ModuleType, name: str, way: Callable[[HTMLParser, str], None]) -> Iterator[None]:
    """Let a module use its parser of this name in a quick way (`feed`, `feed_text`) for a while."""
    plain = getattr(module, name)
    setattr(module, name, type(name, (plain,), {"feed": way}))
    try:
        yield
    finally:
        setattr(module, name, plain)
