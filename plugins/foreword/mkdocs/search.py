"""The search index: what it has of a page is kept, as it is made of the page's content only."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from foreword.mkdocs.quick_parser import feed, feed_text, quickened

SEARCH = {
    ("mkdocs.contrib.search", "SearchPlugin"): ("_entries", "ContentParser", feed_text),
    ("properdocs.contrib.search", "SearchPlugin"): ("_entries", "ContentParser", feed_text),
    ("material.plugins.search.plugin", "SearchPlugin"): ("entries", "Parser", feed),
}
"""The search plugins whose index is known, the names of its list of entries and of its parser, and how that is fed."""

SPACE = re.compile(r"[ \t\n\r\f\v]+")
ASCII_SPACE = tuple("\x1c\x1d\x1e\x1f")
OTHER_SPACE = (*ASCII_SPACE, *"\x85\u1680\u2028\u2029\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B)))
"""What Python splits at and the index does not."""


def is_search(plugin: object) -> bool:
    """Whether a plugin is a search plugin that is known: it depends on nothing but the page that it is given."""
    return (type(plugin).__module__, type(plugin).__name__) in SEARCH


class SearchEntries:
    """The entries of the search plugin, page by page. Without one that is known, no page has any."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._plugin: Any = next((plugin for plugin in config.plugins.values() if is_search(plugin)), None)
        self._kept: dict[str, list[dict[str, Any]] | None] = {}
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._outline: Iterable[AnchorLink] = ()
        self._items: dict[str | None, AnchorLink] = {}
        index = getattr(self._plugin, "search_index", None)
        self._is_used = index is not None
        if index is not None:
            name, self._parser, self._feed = SEARCH[type(self._plugin).__module__, "SearchPlugin"]
            self._list: list[dict[str, Any]] = getattr(index, name)
            self._module = sys.modules[type(index).__module__]
            self._add = index.add_entry_from_context
            index.add_entry_from_context = self.add
            if hasattr(index, "_add_entry"):
                index._add_entry = self._add_entry
                index._find_toc_by_id = self._find_toc_by_id

    def keep(self, page: Page, entries: list[dict[str, Any]] | None) -> None:
        """Use these entries for a page, when the plugin asks for it; with None it makes them."""
        self._kept[page.file.src_uri] = entries

    def add(self, page: Page) -> None:
        """Add the entries of a page, in the place of the method of the plugin's index."""
        if not self._is_used:
            return
        kept = self._kept.get(page.file.src_uri)
        before = len(self._list)
        if kept is None:
            with quickened(self._module, self._parser, self._feed):
                self._add(page)
        else:
            self._list.extend(kept)
        self._found[page.file.src_uri] = self._list[before:]

    def _add_entry(self, title: str | None, text: str, loc: str) -> None:
        """Add an entry; see `mkdocs.contrib.search.search_index.SearchIndex._add_entry`."""
        self._list.append({"title": title, "text": squeezed(text), "location": loc})

    def _find_toc_by_id(self, toc: Iterable[AnchorLink], id_: str | None) -> AnchorLink | None:
        """The item of an outline with an id; see `SearchIndex._find_toc_by_id`, which looks for each from the start."""
        if self._outline is not toc:
            self._outline, self._items = toc, {}
            for item in items_of(toc):
                self._items.setdefault(item.id, item)
        return self._items.get(id_)

    def forget(self) -> None:
        """Begin anew."""
        if self._is_used:
            self._list.clear()

    def of(self, page: Page) -> list[dict[str, Any]]:
        """The entries of a page that was added."""
        return self._found.get(page.file.src_uri, [])

    def replace(self, pages: Iterable[Page]) -> None:
        """Make the index that of these pages, in their order."""
        if self._is_used:
            self._list[:] = [entry for page in pages for entry in self.of(page)]


def items_of(outline: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    """The items of an outline in order, each before those below it."""
    for item in outline:
        yield item
        yield from items_of(item.children)


def squeezed(text: str) -> str:
    """A text as the index has it: white space, a no-break space too, as single spaces."""
    text = text.replace("\u00a0", " ").strip()
    if any(space in text for space in (ASCII_SPACE if text.isascii() else OTHER_SPACE)):
        return SPACE.sub(" ", text)
    return " ".join(text.split())
