"""The lexer of a site that came from Jekyll: its templates keep their white space, and their fences hold Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from foreword.compat.tokens import tokens_of
from foreword.render.lexer import TextLexer, segments

NATIVE = ".jinja"
OPENING = re.compile(r"\{%[-+]?\s{0,20}raw\s{0,20}[-+]?%\}|\{\#|(?P<fence>(?!))(?P<info>)")


def is_native(name: str | None) -> bool:
    """Whether a template is Foreword's own kind: its name ends in `.jinja`. Bodies and texts have no name."""
    return name is not None and name.endswith(NATIVE)


class VerbatimLexer(TextLexer):
    """The lexer without rules for white space. Only `{#id}` is literal: Liquid expands in fences too."""

    def segments_of(self, source: str, name: str | None) -> Iterable[tuple[int, int, str | None]]:
        """See `TextLexer.segments_of`."""
        return segments(source, OPENING) if "{#" in source else [(0, len(source), None)]

    def tokens(
        self, part: str, name: str | None, filename: str | None, state: str | None
    ) -> Iterable[tuple[int, str, str]]:
        """See `TextLexer.tokens`; but for white space, unless columns are counted."""
        found = tokens_of(part) if state is None and not self.exact else None
        return super().tokens(part, name, filename, state) if found is None else found


class CompatLexer(TextLexer):
    """The lexer of each template by its kind."""

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        self._verbatim = VerbatimLexer(environment.overlay(trim_blocks=False, lstrip_blocks=False))
        self.exact = self._verbatim.exact = environment.exact

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        """See `TextLexer.tokeniter`."""
        if is_native(name):
            return super().tokeniter(source, name, filename, state)
        return self._verbatim.tokeniter(source, name, filename, state)
