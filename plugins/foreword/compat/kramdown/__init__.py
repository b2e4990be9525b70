"""Kramdown's Markdown for Python-Markdown: the same HTML as by kramdown's GFM parser, as Jekyll uses it.

`markdown_extensions: [foreword.compat.kramdown]`. The tests compare with the HTML of kramdown 2.4 and
kramdown-parser-gfm 1.1.
"""

from __future__ import annotations

from typing import Any

from foreword.compat.kramdown.convert import to_html
from foreword.compat.kramdown.extension import KramdownExtension
from foreword.compat.kramdown.options import Options

__all__ = ["KramdownExtension", "Options", "makeExtension", "to_html"]


def makeExtension(**settings: Any) -> KramdownExtension:
    """The extension with these settings, as Python-Markdown asks for it."""
    return KramdownExtension(**settings)
