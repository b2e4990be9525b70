"""Kept entries: the HTML of an entry's children in the navigation, for pages that are none of them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable
from itertools import accumulate
from types import SimpleNamespace
from typing import Any, cast

from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext, url_filter

KEPT_BASES = 2
"""For how many bases a list of entries is kept: the pages of a folder are built one after the other."""


class Links:
    """The filter `url` of the theme, which leaves placeholders while entries are rendered to be kept."""

    def __init__(self) -> None:
        self.kept = False
        self._mark = f"fw{secrets.token_hex(8)}u"
        self._urls: list[str] = []

    def filter(self) -> Callable[[Context, Any], str]:
        """The filter, as Jinja takes it."""

        @pass_context
        def url(context: Context, value: Any) -> str:
            if not self.kept:
                return url_filter(cast(TemplateContext, context), value)
            self._urls.append(str(value))
            return f"{self._mark}{len(self._urls) - 1}u"

        return url

    def split(self, html: str) -> tuple[list[str], list[str]]:
        """The HTML around the links, and what they lead to: one less."""
        head, *parts = html.split(self._mark)
        found = [part.partition("u") for part in parts]
        return [head, *(text for _, _, text in found)], [self._urls[int(number)] for number, _, _ in found]

    def forget(self) -> None:
        """Forget the placeholders so far."""
        self._urls.clear()


class KeptEntries:
    """The entries of one list, which differ from page to page in nothing but where their links are relative to."""

    def __init__(self, entries: list[tuple[list[str], list[str]]]) -> None:
        self._entries = entries
        self._by_base: dict[tuple[str, ...], EntriesText] = {}

    def at(self, base: tuple[str, ...]) -> EntriesText:
        """The HTML of the entries on pages with a base, which is the names of the folders of their URLs."""
        if base not in self._by_base:
            if len(self._by_base) == KEPT_BASES:
                del self._by_base[next(iter(self._by_base))]
            links = RelativeLinks(base)
            self._by_base[base] = EntriesText([filled(texts, map(links.to, urls)) for texts, urls in self._entries])
        return self._by_base[base]


class EntriesText:
    """The HTML of entries, one after the other."""

    def __init__(self, entries: list[str]) -> None:
        self._text = "".join(entries)
        self._ends = [0, *accumulate(map(len, entries))]

    def between(self, first: int, last: int | None = None) -> str:
        """The HTML of the entries behind the first so many, up to the last."""
        return self._text[self._ends[first] : self._ends[-1 if last is None else last]]


class RelativeLinks:
    """Links relative to folders, as MkDocs makes them."""

    def __init__(self, base: tuple[str, ...]) -> None:
        self._page: Any = SimpleNamespace(url="".join(f"{name}/" for name in base))
        self._up = "../" * len(base)
        depths = range(len(base), 0, -1)
        self._shared = [("/".join(base[:depth]) + "/", "../" * (len(base) - depth)) for depth in depths]

    def to(self, url: str) -> str:
        """The link to a URL that is relative to the site, or whatever else it is."""
        if PLAIN.fullmatch(url):
            path = url if url.endswith("/") else f"{url}/"
            for folder, up in self._shared:
                if path.startswith(folder):
                    if path != folder:
                        return up + url[len(folder) :]
                    break
            else:
                return self._up + url
        return normalize_url(url, self._page)


PLAIN = re.compile(r"(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*/?)")
"""The URLs whose links need no more than what `RelativeLinks` does by itself."""


def filled(texts: list[str], links: Iterable[str]) -> str:
    """Texts with links between them."""
    parts = [texts[0]]
    for link, text in zip(links, texts[1:], strict=True):
        parts += (link, text)
    return "".join(parts)
