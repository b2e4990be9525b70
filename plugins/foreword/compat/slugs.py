"""Slugs: what Jekyll makes of a title for a URL (`Utils.slugify`)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WHITE = re.compile(r"[ \t\r\n\f\v]+")
PRETTY = "._~!$&'()+,;=@"
NOT_ASCII = re.compile(r"[^a-zA-Z0-9]+")
NOT_PLAIN = re.compile(r"[^a-zA-Z0-9]")
EDGE = re.compile(r"^-|-$", re.MULTILINE)
SPELLED_OUT = {
    "Æ": "AE",
    "æ": "ae",
    "Ð": "D",
    "ð": "d",
    "×": "x",
    "Ø": "O",
    "ø": "o",
    "Þ": "Th",
    "þ": "th",
    "ß": "ss",
    "Đ": "D",
    "đ": "d",
    "Ħ": "H",
    "ħ": "h",
    "ı": "i",
    "Ĳ": "IJ",
    "ĳ": "ij",
    "ĸ": "k",
    "Ŀ": "L",
    "ŀ": "l",
    "Ł": "L",
    "ł": "l",
    "ŉ": "'n",
    "Ŋ": "NG",
    "ŋ": "ng",
    "Œ": "OE",
    "œ": "oe",
    "Ŧ": "T",
    "ŧ": "t",
}
"""The Latin letters that do not come apart into a letter and an accent."""


SHORT = 200
"""The characters of a source whose slug is remembered: pages ask for the same ones over and over."""


def slugified(source: str, mode: str) -> str:
    """A slug in one of Jekyll's modes; in any other mode the text in small letters."""
    return remembered(source, mode) if len(source) <= SHORT else slug_of(source, mode)


def slug_of(source: str, mode: str) -> str:
    """See `slugified`."""
    if mode == "raw":
        slug = WHITE.sub("-", source)
    elif mode == "ascii":
        slug = NOT_ASCII.sub("-", source)
    elif mode in ("default", "pretty", "latin"):
        slug = hyphenated(latin(source) if mode == "latin" else source, PRETTY if mode == "pretty" else "")
    else:
        return small(source)
    return small(EDGE.sub("", slug))


remembered = lru_cache(maxsize=1024)(slug_of)
"""`slug_of` with the slugs of the last sources."""


def small(source: str) -> str:
    """A text in small letters, as Ruby has them."""
    return source.replace("Σ", "σ").lower()


def hyphenated(source: str, kept: str) -> str:
    """A text with a hyphen for each run of what is no letter, no digit and not `kept`."""
    spaced = NOT_PLAIN.sub(lambda found: found.group() if is_kept(found.group(), kept) else " ", source)
    return re.sub(" +", "-", spaced)


def is_kept(char: str, kept: str) -> bool:
    """Whether a character stays: a letter, a mark, a digit, or one of `kept`."""
    return (
        char in kept if char.isascii() else unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"
    )


def latin(source: str) -> str:
    """A text with accented Latin letters as plain ones, and `?` for what is beyond them."""
    return source if source.isascii() else "".join(char if char.isascii() else approximated(char) for char in source)


def approximated(char: str) -> str:
    """The plain letters that stand for a letter of Latin-1 and Latin Extended-A."""
    if char in SPELLED_OUT:
        return SPELLED_OUT[char]
    base = unicodedata.normalize("NFD", char)[0] if "À" <= char <= "ž" else "?"
    return base if base.isascii() else "?"
