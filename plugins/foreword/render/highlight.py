"""Highlighting: code to the spans of Pygments, whose classes the themes know."""

from __future__ import annotations

from markupsafe import Markup, escape
from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name, get_all_lexers
from pygments.util import ClassNotFound

FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
PLAIN = frozenset(["text", "plain", "plaintext", "none", "txt"])


def highlight(code: str, language: str) -> Markup | None:
    """The spans of the code in a language, without a wrapper and a last newline; None for an unknown language."""
    if language.lower() in PLAIN:
        return Markup(escape(code))
    try:
        lexer = find_lexer_class_by_name(language)(stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    spans = pygments_highlight(code, lexer, FORMATTER)
    return Markup(spans[:-1] if spans.endswith("\n") and not code.endswith("\n") else spans)


def languages() -> list[str]:
    """The names by which Pygments knows its lexers."""
    return [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
