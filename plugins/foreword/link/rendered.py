"""A rendered page: plain data, all that is known of a page once it is rendered."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.link.html import Heading
from foreword.source.diagnostic import Diagnostic


@dataclass
class Rendered:
    """What a page became.

    `path` is that of its document; `html` has markers for the failures, by their index in `failures`; `contents` are
    its headings, `ids` its ids, `links` the links as they stand in the HTML; `documents` has the anchor of each
    document that it shows (by path), `renamed` those anchors in it that are others than on its own page, `credentials`
    the anchor of each credential's row (by id); `diagnostics` is all that is wrong; `reads` is what it read, as
    `foreword.source.reading` records it; `components` are the names of the components that it used; `styled` tells
    whether it needs the stylesheet and the script.
    """

    path: str
    html: str
    contents: list[Heading]
    ids: list[str]
    links: list[str]
    documents: dict[str, str]
    renamed: dict[str, dict[str, str]]
    credentials: dict[str, str]
    failures: list[Diagnostic]
    diagnostics: list[Diagnostic]
    reads: list[str]
    components: list[str]
    styled: bool
