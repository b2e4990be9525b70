"""Highlighting: code to the spans of Pygments, whose classes the themes know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup
from pygments.lexers import find_lexer_class_by_name, get_all_lexers
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

SHORT = 5_000
PLAIN = frozenset(["text", "plain", "plaintext", "none", "txt"])
UNCOLOURED = frozenset(["", "w", "n", "nx", "p"])
"""The classes of white space, plain names and punctuation, which have the colour of the text or nearly so in every
theme: without them a page of JSON is half as long."""


def highlight(code: str, language: str) -> Markup | None:
    """The spans of the code in a language, without a wrapper and a last newline; None for an unknown language.

    Those of short code are kept: the same snippet stands on many pages.
    """
    return short_spans(code, language) if len(code) < SHORT else any_spans(code, language)


def any_spans(code: str, language: str) -> Markup | None:
    """The spans of code, however long."""
    if language.lower() in PLAIN:
        return Markup(escaped(code))
    try:
        lexer = find_lexer_class_by_name(language)(stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    spans = "".join(
        f'<span class="{name}">{escaped(text)}</span>' if name else escaped(text)
        for name, text in parts_of(lexer.get_tokens(code))
    )
    return Markup(spans[:-1] if spans.endswith("\n") and not code.endswith("\n") else spans)


short_spans = lru_cache(1000)(any_spans)


def escaped(text: str) -> str:
    """Text between tags: quotes stay as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def parts_of(tokens: Iterable[tuple[_TokenType, str]]) -> list[tuple[str, str]]:
    """Tokens as classes and texts: neighbours of one class are one part, white space belongs to what is before it.

    A page of code is half as long as with a span for each token, and looks the same.
    """
    parts: list[tuple[str, str]] = []
    for kind, text in tokens:
        name = class_of(kind)
        last = parts[-1] if parts else None
        if last is not None and (last[0] == name or not text.strip()):
            parts[-1] = (last[0], last[1] + text)
        else:
            parts.append((name, text))
    return parts


def class_of(kind: _TokenType) -> str:
    """The class of a token as Pygments' formatter for HTML has it, or that of the nearest kind that has one; nothing
    where it has no colour."""
    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    name = STANDARD_TYPES.get(kind, "")
    return "" if name in UNCOLOURED else name


def languages() -> list[str]:
    """The names by which Pygments knows its lexers."""
    return [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
