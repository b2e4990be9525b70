"""A rendered page: plain data, all that is known of a page once it is rendered."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.link.html import Heading
from foreword.source.diagnostic import Diagnostic


@dataclass
class Rendered:
    """What a page became.

    `html` has markers for the failures, by their index in `failures`; `contents` are its headings, `ids` its ids,
    `links` the links as they stand in the HTML; `diagnostics` is all that is wrong; `reads` is what it read, as
    `foreword.source.reading` records it; `styled` tells whether it needs the stylesheet and the script.
    """

    html: str
    contents: list[Heading]
    ids: list[str]
    links: list[str]
    failures: list[Diagnostic]
    diagnostics: list[Diagnostic]
    reads: list[str]
    styled: bool
