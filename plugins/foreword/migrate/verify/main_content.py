"""The main content of a built page: what its outermost layout, or its theme, shows as `content`."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from foreword.migrate.verify.marks import END, START

PRINTED = re.compile(r"\{\{-?\s*content\b[^{}]*\}\}")
SHELL = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
LIKELY = ("[role=main]", "main", "article")


def marked(layout: str) -> str:
    """A Jekyll layout with marks around its `{{ content }}`, if it is one that makes the shell of a page."""
    return PRINTED.sub(lambda match: START + match[0] + END, layout) if is_shell(layout) else layout


def is_shell(layout: str) -> bool:
    """Whether a layout makes the shell of a page, as `foreword.migrate.templates` tells it too."""
    return SHELL.search(layout) is not None


def has_marks(html: str) -> bool:
    """Whether the build has put marks into a page."""
    return START in html


def main_of(html: str, selector: str | None = None) -> str:
    """The main content of a page.

    It is the element of the selector; else what is between the marks; else what is the main part by its element; else
    the whole. What is between marks is taken as text: an element that is not closed in it would end at another place
    in each shell.
    """
    if selector:
        found = LexborHTMLParser(html).css_first(selector)
        if found is not None:
            return found.inner_html or ""
    start = html.find(START)
    if start >= 0:
        end = html.find(END, start)
        return html[start + len(START) : end if end >= 0 else None]
    if not SHELL.search(html):
        return html
    parser = LexborHTMLParser(html)
    for likely in LIKELY:
        found = parser.css_first(likely)
        if found is not None:
            return found.inner_html or ""
    return html
