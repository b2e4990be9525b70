"""Highlighted code: Pygments gives the short classes that Rouge gives."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

PLAIN = frozenset(["", "plaintext", "text", "plain"])
NAMES = {"conf": "", "cfg": "ini", "json-doc": "json", "console": "shell-session"}
"""Rouge's names that Pygments knows under another name, or does not know."""

FORMATTER = HtmlFormatter(nowrap=True)


def highlighted(code: str, language: str) -> str | None:
    """The HTML of code in a language, or without one; None for an unknown language."""
    name = language.lower()
    if name in PLAIN:
        return escaped(code)
    return by_pygments(code, NAMES.get(name, name))


@lru_cache(maxsize=512)
def by_pygments(code: str, name: str) -> str | None:
    """The HTML of code in a language that Pygments knows by this name."""
    if not name:
        return escaped(code)
    try:
        lexer = get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return str(highlight(code, lexer, FORMATTER))


def escaped(code: str) -> str:
    """Code as HTML."""
    return escape(code, quote=False)
