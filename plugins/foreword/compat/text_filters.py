"""Liquid's filters for strings."""

from __future__ import annotations

import re
from typing import Any

from foreword.compat.comparison import is_list
from foreword.compat.family import Family
from foreword.compat.numbers import WHITE, integer
from foreword.compat.printing import text
from foreword.compat.services import Services

SPACES = re.compile(f"[{WHITE}]+")
NEWLINE = re.compile(r"\r?\n")


def upcase(value: Any) -> str:
    """The text in capitals."""
    return text(value).upper()


def downcase(value: Any) -> str:
    """The text in small letters. Ruby knows no final sigma."""
    return text(value).replace("Σ", "σ").lower()


def capitalize(value: Any) -> str:
    """The text with a capital at its start, and small letters behind it."""
    spelling = text(value)
    return spelling[:1].title() + downcase(spelling[1:])


def slice_(services: Services, value: Any, offset: Any, length: Any = None) -> Any:
    """A part of a text or of a list: one character or item, or `length` of them. Raises LiquidError for no integer."""
    start = integer(offset)
    count = 1 if length is None or length is False else integer(length)
    source = value if is_list(value) else text(value, services.allocate)
    start = start + len(source) if start < 0 else start
    if count < 0 or not 0 <= start <= len(source):
        return [] if is_list(value) else ""
    return source[start : start + count]


def truncate(value: Any, length: Any = 50, end: Any = "...") -> str | None:
    """The text cut to a length, with `end`, which counts too. Raises LiquidError for no integer."""
    if value is None:
        return None
    spelling, size, mark = text(value), integer(length), text(end)
    return spelling[: max(size - len(mark), 0)] + mark if len(spelling) > size else spelling


def truncatewords(value: Any, words: Any = 15, end: Any = "...") -> Any:
    """The text cut to so many words, with `end`. Raises LiquidError for no integer."""
    if value is None:
        return None
    spelling = text(value)
    count = max(integer(words), 1)
    found = SPACES.split(spelling.lstrip(WHITE), count) if count < len(spelling) else []
    return spelling if len(found) <= count else " ".join(found[:count]) + text(end)


def truncatewords_4(value: Any, words: Any = 15, end: Any = "...") -> Any:
    """As Liquid 4 does it: `end` comes also where there are just so many words."""
    if value is None:
        return None
    found = [word for word in SPACES.split(text(value)) if word]
    last = max(integer(words) - 1, 0)
    return " ".join(found[: last + 1]) + text(end) if len(found) > last else value


def split(services: Services, value: Any, pattern: Any) -> list[str]:
    """The parts of a text between a separator, without empty ones at the end; a space stands for any white space,
    nothing for each character."""
    spelling, separator = text(value, services.allocate), text(pattern, services.allocate)
    services.allocate(len(spelling) if separator == "" else spelling.count(separator) + 1)
    if separator == " ":
        return [part for part in SPACES.split(spelling) if part]
    parts = list(spelling) if separator == "" else spelling.split(separator)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def strip(value: Any) -> str:
    """The text without white space around it."""
    return text(value).strip("\0" + WHITE)


def lstrip(value: Any) -> str:
    """The text without white space before it."""
    return text(value).lstrip("\0" + WHITE)


def rstrip(value: Any) -> str:
    """The text without white space behind it."""
    return text(value).rstrip("\0" + WHITE)


def squish(value: Any) -> str | None:
    """The text without white space around it, and with single spaces in it."""
    return None if value is None else SPACES.sub(" ", strip(value))


def strip_newlines(value: Any) -> str:
    """The text without line ends."""
    return NEWLINE.sub("", text(value))


def newline_to_br(value: Any) -> str:
    """The text with `<br />` before its line ends."""
    return NEWLINE.sub("<br />\n", text(value))


def newline_to_br_4(value: Any) -> str:
    """As Liquid 4 does it: a carriage return stays."""
    return text(value).replace("\n", "<br />\n")


def strip_html(value: Any) -> str:
    """The text without tags, comments, scripts and styles."""
    return without_tags(without_blocks(text(value)))


def without_blocks(source: str) -> str:
    """HTML without its scripts, styles and comments, from where one starts to its end."""
    parts: list[str] = []
    position = 0
    ends = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}
    for found in re.finditer("<script|<!--|<style", source):
        if found.start() < position:
            continue
        start, end = found.group(), ends.get(found.group())
        at = -1 if end is None else source.find(end, found.end())
        if end is not None and at < 0:
            # None that starts later has an end either.
            del ends[start]
        elif end is not None:
            parts.append(source[position : found.start()])
            position = at + len(end)
    return "".join([*parts, source[position:]])


def without_tags(source: str) -> str:
    """HTML without what stands between `<` and the next `>`."""
    parts: list[str] = []
    position = 0
    while (start := source.find("<", position)) >= 0 and (end := source.find(">", start)) >= 0:
        parts.append(source[position:start])
        position = end + 1
    return "".join([*parts, source[position:]])


FILTERS = Family(
    of_text={
        "upcase": upcase,
        "downcase": downcase,
        "capitalize": capitalize,
        "truncate": truncate,
        "truncatewords": truncatewords,
        "strip": strip,
        "lstrip": lstrip,
        "rstrip": rstrip,
        "squish": squish,
        "strip_newlines": strip_newlines,
        "newline_to_br": newline_to_br,
        "strip_html": strip_html,
    },
    served={
        "slice": slice_,
        "split": split,
    },
)
ONLY_5 = frozenset(["squish"])
FILTERS_4 = Family(of_text={"truncatewords": truncatewords_4, "newline_to_br": newline_to_br_4})
