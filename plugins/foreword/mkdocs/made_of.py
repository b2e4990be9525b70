"""What a themed page is made of, as one digest: while it is the same, so are the bytes of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from foreword.mkdocs.page import ForewordPage
from foreword.mkdocs.salt import described, is_installed, theme_salt
from foreword.source.digest import combined

THEMES = frozenset(["mkdocs", "readthedocs", "material"])
SHOWN_IN_NAV = ("title", "icon", "status", "hide", "subtitle")
"""The keys of other pages' front matter that these themes read."""


class MadeOf:
    """The digests of the pages of one build.

    A page of a theme that is known, as it was installed, depends on itself and on the navigation; one of another theme
    on every page, as its templates may read whatever they like. `is_known` says which it is,
    `site` is the digest of what all pages have in common.
    """

    def __init__(
        self, salt: str, config: MkDocsConfig, nav: Navigation, pages: list[Page], assets: Iterable[str]
    ) -> None:
        self.is_known = is_known = config.theme.name in THEMES and all(map(is_installed, config.theme.dirs))
        told = [of_item(item, is_known) for item in items_in(nav.items)]
        told += [of_page(page, is_known) for page in pages if page.parent is None]
        if not is_known:
            told += [page.digest if isinstance(page, ForewordPage) else page.content or "" for page in pages]
        self.site = combined([salt, *theme_salt(config), *sorted(assets), *told])

    def page(self, page: ForewordPage) -> str:
        """The digest of what a page is made of."""
        around = [item.file.src_uri if item is not None else "" for item in (page.previous_page, page.next_page)]
        return combined(
            [
                self.site,
                page.digest,
                of_page(page, False),
                *around,
                described(page.meta),
                described([[item.id, item.title, item.level] for item in flat(page.toc)]),
            ]
        )


def items_in(items: Iterable[StructureItem]) -> Iterator[StructureItem]:
    """Every item of the navigation, each before those in it; an end of a section is told by its level."""
    for item in items:
        yield item
        yield from items_in(getattr(item, "children", None) or ())


def of_item(item: StructureItem, is_known: bool) -> str:
    """What the navigation shows of an item."""
    depth = len(list(item.ancestors))
    if isinstance(item, Page):
        return f"{depth} {of_page(item, is_known)}"
    return f"{depth} {type(item).__name__} {item.title!r} {getattr(item, 'url', None)!r}"


def of_page(page: Page, is_known: bool) -> str:
    """What is told of a page beside its content."""
    meta = {key: page.meta[key] for key in SHOWN_IN_NAV if key in page.meta} if is_known else page.meta
    return repr([page.title, page.url, page.canonical_url, page.edit_url]) + described(meta)


def flat(items: Iterable[Any]) -> Iterator[Any]:
    """The items of a table of contents, each before those below it."""
    for item in items:
        yield item
        yield from flat(item.children)
