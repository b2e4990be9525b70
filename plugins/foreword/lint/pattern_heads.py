"""The heads of a pattern: with what a text that it matches can begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foreword.lint.patterns import QUANTIFIER, parts_of

MOST = 64
"""With more heads than these, a pattern can begin with much."""
LONGEST = 20
NAMED = {"n": "\n", "t": "\t", "r": "\r"}
ANCHORS = frozenset(["^", "\\A", "\\b"])
LOOKING = frozenset(["(?=", "(?!", "(?<=", "(?<!"])
FEW = re.compile(r"\[(?![^\]]*\w-\w)[\w.:/ -]{1,8}\]")
"""A class that lists its characters, and few of them."""


@dataclass(frozen=True)
class Head:
    """A beginning that is written out. One that `goes_on` is followed by what is written out too."""

    text: str
    goes_on: bool = True


def heads_of(pattern: str) -> list[str]:
    """The beginnings of what a pattern matches, as far as they are written out; more than one where it has
    alternatives. An empty one stands for beginnings of any kind."""
    return sorted({head.text for head in Reader(parts_of(pattern)).alternatives()})


def is_case_blind(pattern: str) -> bool:
    """Whether a pattern takes capitals and small letters as the same."""
    return re.match(r"\^?\(\?[a-zA-Z]*i", pattern) is not None


class Reader:
    """Reads the signs of a pattern one after the other."""

    def __init__(self, parts: list[str]) -> None:
        self.parts = parts
        self.at = 0

    @property
    def ahead(self) -> str:
        """The next sign; empty at the end."""
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def alternatives(self) -> list[Head]:
        """The heads of all alternatives up to a closing bracket, which is passed over."""
        found = self.sequence()
        while self.ahead == "|":
            self.at += 1
            found += self.sequence()
        self.at += 1
        return found if len(found) <= MOST else [Head("", False)]

    def sequence(self) -> list[Head]:
        """The heads of one alternative."""
        heads = [Head("")]
        while self.ahead not in ("", "|", ")"):
            part = self.ahead
            self.at += 1
            if part in ANCHORS:
                continue
            texts = self.texts(part)
            quantifier = QUANTIFIER.fullmatch(self.ahead)
            if quantifier is not None:
                self.at += 1
                texts = repeated(texts, quantifier)
            heads = joined(heads, texts)
        return heads

    def texts(self, part: str) -> list[Head]:
        """What a sign can be; where that can be much, a head that does not go on."""
        if part.startswith("("):
            if part.endswith(")"):  # flags, or a comment
                return [Head("")]
            found = self.alternatives()
            return [Head("")] if part in LOOKING else found
        if part.startswith("["):
            return [Head(sign) for sign in part[1:-1]] if FEW.fullmatch(part) else [Head("", False)]
        if part.startswith("\\"):
            sign = part[1:]
            is_itself = len(sign) == 1 and not sign.isalnum()
            return [Head(sign)] if is_itself else [Head(NAMED[sign])] if sign in NAMED else [Head("", False)]
        return [Head("", False)] if part in (".", "$") else [Head(part)]


def repeated(texts: list[Head], quantifier: re.Match[str]) -> list[Head]:
    """What a repeated sign can be."""
    sign, low = quantifier.group()[0], int(quantifier.groupdict()["low"] or 0)
    if sign == "?":
        return [*texts, Head("")]
    if sign == "{" and quantifier["comma"] is None and len(texts) == 1 and low <= LONGEST:
        return [Head(texts[0].text * low, True)] if texts[0].goes_on else texts
    if sign == "+" or low > 0:
        return [Head(head.text, False) for head in texts]
    return [Head("", False)]


def joined(heads: list[Head], texts: list[Head]) -> list[Head]:
    """Heads, each with what follows."""
    found = [head for head in heads if not head.goes_on]
    found += [Head(head.text + text.text, text.goes_on) for head in heads if head.goes_on for text in texts]
    return found if len(found) <= MOST else [Head(head.text, False) for head in heads]
