"""Declared secrets: what the patterns of a site's own credentials find in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreword.lint.credentials import Credential
from foreword.lint.pattern_heads import heads_of
from foreword.lint.patterns import as_python, shape_of
from foreword.lint.secret import SHORTEST, Secret

TOKEN = re.compile(r"[^\s\"'`<>(){}\[\],;|&\\]{1,512}")
WORDS = re.compile(r"[A-Za-z]{0,15}(?:[_.:/-][A-Za-z]{0,15})*")
"""What is a name of something, as `partner_id`, and no secret."""
REST = 8
"""How much of a credential has to follow its prefix."""


@dataclass(frozen=True)
class Declared:
    """The pattern of a credential, with the beginnings by which it is looked for."""

    what: str
    heads: tuple[str, ...]
    pattern: re.Pattern[str]


def declared_of(credentials: Iterable[Credential]) -> list[Declared]:
    """The patterns of credentials that can be looked for: those that begin with a text of their own, and that cannot
    take long."""
    found = []
    for credential in credentials:
        written = credential.text("pattern")
        python = as_python(written) if written and credential.value("secret") is not False else None
        if python is None:
            continue
        heads, shape = heads_of(python), shape_of(python)
        if heads and min(map(len, heads)) >= 2 and not shape.nested and shape.ways(512) <= 300_000:
            found.append(Declared(credential.name, tuple(heads), re.compile(python)))
    return found


def of_pattern(text: str, declared: Declared) -> Iterator[Secret]:
    """What a credential's own pattern finds in a text."""
    for head in declared.heads:
        at = text.find(head)
        while at >= 0:
            token = TOKEN.match(text, at)
            start, at = at, text.find(head, at + len(head))
            if token is None or text[start - 1 : start].isalnum() or text[start - 1 : start] == "_":
                continue
            shown = token.group().rstrip(".:!?*=")
            rest = shown[len(head) :]
            is_long = len(rest) >= min(REST, max(SHORTEST - len(head), 4))
            if is_long and not WORDS.fullmatch(rest) and declared.pattern.fullmatch(shown):
                yield Secret(start, start + len(shown), declared.what)
