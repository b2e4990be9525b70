"""Liquid's strict parser (`lexer.rb` and `parser.rb`), which Jekyll tries first."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from foreword.liquid.nodes import Span
from foreword.liquid.part import Part

TOKEN = re.compile(
    r"\s*(?:(?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))"
    r"|(?P<string>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<id>[a-zA-Z_][\w-]*\??)"
    r"|(?P<sign>\.\.|[|.:,\[\]()?-]))",
    re.ASCII,
)
BLANK = re.compile(r"\s*\Z", re.ASCII)
WORD = re.compile(r"\s*([\w-]+|.)", re.ASCII)
DEPTH = 50
"""How deep brackets may stand in one another. Liquid has no bound but its stack's."""


class UnexpectedError(Exception):
    """What stands where the strict grammar has something else: where, and the text ("" at the end)."""

    def __init__(self, span: Span, text: str) -> None:
        super().__init__(text)
        self.span = span
        self.text = text


class Word(NamedTuple):
    """A word of the grammar: its kind, and where it stands in the markup."""

    kind: str
    text: str
    start: int
    end: int


class Strict:
    """A reader of a markup that goes on from word to word. Raises UnexpectedError where the grammar does not fit."""

    def __init__(self, markup: Part) -> None:
        self.markup = markup
        self.words: list[Word] = []
        self.at = 0
        at = 0
        while (found := TOKEN.match(markup.text, at)) is not None:
            kind = found.lastgroup or ""
            word = found[kind]
            self.words.append(Word(word if kind == "sign" else kind, word, *found.span(kind)))
            at = found.end()
        if BLANK.match(markup.text, at) is None:
            odd = WORD.match(markup.text, at)
            assert odd is not None
            raise self._unexpected(*odd.span(1))
        self.words.append(Word("end", "", len(markup.text), len(markup.text)))

    def looks_at(self, kind: str, ahead: int = 0) -> bool:
        """Whether the next word (or one further `ahead`) is of a kind."""
        at = self.at + ahead
        return at < len(self.words) and self.words[at].kind == kind

    def take(self, kind: str) -> Word:
        """The next word, which must be of a kind."""
        word = self.words[self.at]
        if word.kind != kind:
            raise self._unexpected(word.start, word.end)
        self.at += 1
        return word

    def taken(self, kind: str) -> Word | None:
        """The next word where it is of a kind."""
        return self.take(kind) if self.looks_at(kind) else None

    def taken_word(self, *names: str) -> str | None:
        """The next word where it is one of these."""
        if not (self.looks_at("id") and self.words[self.at].text in names):
            return None
        return self.take("id").text

    def take_word(self, *names: str) -> str:
        """The next word, which must be one of these."""
        name = self.taken_word(*names)
        if name is None:
            raise self._unexpected(self.words[self.at].start, self.words[self.at].end)
        return name

    def expression(self, depth: int = 0) -> Part:
        """The next expression, without the white space between its words."""
        first = self.at
        word = self.words[first]
        if depth > DEPTH:
            raise self._unexpected(word.start, word.end)
        if word.kind in {"string", "number"}:
            self.at += 1
        elif word.kind == "(":
            self.at += 1
            self.expression(depth + 1)
            self.take("..")
            self.expression(depth + 1)
            self.take(")")
        elif word.kind in {"id", "["}:
            self.at += word.kind == "id"
            while self.looks_at("[") or self.looks_at("."):
                if self.taken("."):
                    self.take("id")
                else:
                    self.take("[")
                    self.expression(depth + 1)
                    self.take("]")
        else:
            raise self._unexpected(word.start, word.end)
        return self._joined(first)

    def argument(self) -> Part:
        """The next argument of a filter: an expression, or `key: expression`."""
        first = self.at
        if self.looks_at("id") and self.looks_at(":", 1):
            self.at += 2
        self.expression()
        return self._joined(first)

    def _joined(self, first: int) -> Part:
        words = self.words[first : self.at]
        if all(word.end == later.start for word, later in pairwise(words)):
            return self.markup.slice(words[0].start, words[-1].end)
        places = [place for word in words for place in self.markup.places[word.start : word.end]]
        return Part("".join(word.text for word in words), [*places, places[-1] + 1])

    def _unexpected(self, start: int, end: int) -> UnexpectedError:
        part = self.markup.slice(start, end)
        return UnexpectedError(part.span, part.text)
