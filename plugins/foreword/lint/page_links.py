"""Links of finished pages: where each leads in the site, and where it was written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from foreword.link.references import LinkedPage
from foreword.lint.linted import Linted
from foreword.lint.written_links import WrittenLink
from foreword.render.slots import ANY
from foreword.source.diagnostic import Place
from foreword.source.text import position

INDEX = re.compile(r"(?:^|(?<=/))index\.html$")


@dataclass(frozen=True)
class PageLink:
    """A link of a finished page within the site. `url` is where it leads, without `/` at its end; `absolute` tells
    that it begins at the root of the host."""

    page: LinkedPage
    href: str
    url: str
    fragment: str
    absolute: bool

    @property
    def has_path(self) -> bool:
        """Whether it names a page or a file, and not a place on the own page alone."""
        return not self.href.startswith(("#", "?"))

    @property
    def last_part(self) -> str:
        """The last part of its path, by which it is found where it is written."""
        return last_part_of(self.href)


def plain_url(url: str) -> str:
    """A URL of the site as it is compared: decoded, without `index.html` and `/` at its end."""
    url = posixpath.normpath(unquote(INDEX.sub("", url)))
    return "" if url == "." else url.strip("/")


def last_part_of(href: str) -> str:
    """The last part of the path of an href, decoded."""
    return unquote(posixpath.basename(re.split(r"[?#]", href, maxsplit=1)[0].rstrip("/")))


class PageLinks:
    """The links of all pages of a site, and what they can lead to."""

    def __init__(self, linted: Linted) -> None:
        self.linted = linted
        self.by_url = {plain_url(url): path for path, url in linted.files.urls.items()}
        if linted.site.options.compat:  # what serves a Jekyll site finds a page without its ending
            self.by_url = {url.removesuffix(".html"): path for url, path in self.by_url.items()} | self.by_url
        self.folders = {path.split("/")[0] for path in linted.files.urls if "/" in path}
        self.base = urlsplit(linted.config.options.url).path.strip("/")

    def __iter__(self) -> Iterator[PageLink]:
        """Each link within the site, once for each page."""
        for page in self.linted.pages.values():
            folder = page.url if page.url.endswith("/") else posixpath.dirname(page.url)
            for href in dict.fromkeys(page.rendered.links):
                link = self._link(page, folder, href)
                if link is not None:
                    yield link

    def _link(self, page: LinkedPage, folder: str, href: str) -> PageLink | None:
        """A link of a page in a folder; None where it leads out of the site, or nowhere that could be known."""
        if not href or href.startswith("ref:") or ANY.search(href) or any(sign in href for sign in "{}<>\\"):
            return None
        if href[0] in "#?":
            return PageLink(page, href, plain_url(page.url), urlsplit(href).fragment, False)
        try:
            scheme, netloc, path, _, fragment = urlsplit(href)
        except ValueError:
            return None
        if scheme or netloc or not path:
            return None
        if not path.startswith("/"):
            return PageLink(page, href, plain_url(posixpath.join(folder, path)), fragment, False)
        url = plain_url(path)
        if self.base:
            if not f"{url}/".startswith(f"{self.base}/"):
                return None
            url = url[len(self.base) + 1 :]
        return PageLink(page, href, url, fragment, True)

    @cached_property
    def _written(self) -> dict[str, list[WrittenLink]]:
        """The links that are written in the site, by the last part of their path."""
        found: dict[str, list[WrittenLink]] = {}
        for link in self.linted.written_links:
            found.setdefault(last_part_of(link.target), []).append(link)
        return found

    @cached_property
    def _by_fragment(self) -> dict[str, list[WrittenLink]]:
        """The links that are written in the site, by their anchor."""
        found: dict[str, list[WrittenLink]] = {}
        for link in self.linted.written_links:
            if "#" in link.target:
                found.setdefault(link.target.partition("#")[2], []).append(link)
        return found

    def is_markdown(self, link: PageLink) -> bool:
        """Whether a link is written in the Markdown of the page's own document: then its path is from there."""
        own = link.page.rendered.path
        near = self._written.get(link.last_part, [])
        return any(
            one.kind in ("link", "image") and one.target == link.href and one.prose.file.path == own for one in near
        )

    def file_of(self, link: WrittenLink) -> str:
        """The path from the docs that a written link names, if it is a path from its file."""
        path = unquote(re.split(r"[?#]", link.target, maxsplit=1)[0])
        docs, file = self.linted.site.docs, link.prose.file.path
        folder = posixpath.dirname(file[len(docs) :]) if file.startswith(docs) else ""
        return posixpath.normpath(posixpath.join(folder, path).lstrip("/"))

    def places(self, link: PageLink) -> list[tuple[Place, str]]:
        """Where a link that leads nowhere is written in what its page has read, with its target as it is written
        there. Where it is not found, the head of the document."""
        reads = set(link.page.rendered.reads)
        near = [one for one in self._written.get(link.last_part, []) if one.prose.file.path in reads]
        exact = [one for one in near if one.target == link.href]
        broken = [one for one in near if self.file_of(one) not in self.linted.files.urls]
        found = [(one.target_place, one.target) for one in exact or broken]
        return found or [(self._place_in_source(reads, link, link.href, link.last_part), link.href)]

    def places_of_anchor(self, link: PageLink) -> list[Place]:
        """Where a link is written whose anchor is not there; see `places`."""
        reads = set(link.page.rendered.reads)
        near = [one for one in self._by_fragment.get(link.fragment, []) if one.prose.file.path in reads]
        target = self.by_url.get(link.url)
        own = link.url == plain_url(link.page.url)
        meant = [
            one
            for one in near
            if one.target == link.href or (own if one.target.startswith("#") else self.file_of(one) == target)
        ]
        sign = f"#{link.fragment}"
        return [one.target_place for one in meant] or [self._place_in_source(reads, link, link.href, sign)]

    def _place_in_source(self, reads: set[str], link: PageLink, *signs: str) -> Place:
        """Where one of the signs of a link stands in a file that its page has read, in no link that is known as one."""
        own = link.page.rendered.path
        for sign in filter(None, signs):
            pattern = re.compile(rf"(?<![\w./-]){re.escape(sign)}(?![\w-])")
            for path in [own, *sorted(reads - {own})]:
                file = self.linted.sources.get(path)
                found = pattern.search(file.text) if file is not None else None
                if file is not None and found is not None:
                    return Place(path, *position(file.text, found.start()))
        return Place(own)
