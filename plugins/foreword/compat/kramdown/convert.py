"""Markdown to HTML at once, without Python-Markdown's own steps: what Jekyll's `markdownify` gives."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.serializers import to_xhtml_string

from foreword.compat.kramdown.options import Options
from foreword.compat.kramdown.parsers import parse, unified
from foreword.compat.kramdown.writer import Writer

PLACE = "\x02kramdown:{}\x03"
PLACES = re.compile("\x02kramdown:([0-9]+)\x03")


def to_html(source: str, options: Options) -> str:
    """The HTML of a piece of Markdown; the ids of its headings are its own, as with Jekyll."""
    kept: list[str] = []

    def store(html: str) -> str:
        kept.append(html)
        return PLACE.format(len(kept) - 1)

    document, tree = parse(unified(source), options)
    root = Element("div")
    Writer(document, store).write(tree, root)
    html = to_xhtml_string(root)
    html = html[html.index(">") + 1 : html.rindex("<")] if len(root) or root.text else ""
    return PLACES.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else found[0], html)
