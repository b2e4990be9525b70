"""Harmless text: what the docs of strangers hold, made safe to print; and how wide it is on a terminal."""

from __future__ import annotations

import re
import unicodedata

JOINERS = "\u200c\u200d"
"""They stand in Persian words and in emoji, and change nothing else."""
ESCAPED = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
SPECIAL = re.compile(r"[^ -~]")


def harmless(text: str) -> str:
    """A text on one line, in which nothing is left that a terminal obeys, that hides or turns the text around it, or
    that XML forbids: each such character is written as its escape, as `\\x1b`."""
    return text if text.isascii() and text.isprintable() else SPECIAL.sub(escaped, text)


def escaped(found: re.Match[str]) -> str:
    """A character as its escape, where it could do harm."""
    character = found[0]
    if character in JOINERS:
        return character
    if unicodedata.category(character) in ESCAPED or NONCHARACTERS.match(character):
        return spelled(character)
    return character


def spelled(character: str) -> str:
    """The escape of a character, as Python writes it."""
    return ascii(character)[1:-1]


def width(text: str) -> int:
    """How many cells of a terminal a harmless text takes: none for what is set upon the character before."""
    if text.isascii():
        return len(text)
    return sum(cells(character) for character in text)


def cells(character: str) -> int:
    """How many cells a character takes."""
    if character in JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
