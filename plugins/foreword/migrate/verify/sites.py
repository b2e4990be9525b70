"""Two built sites, Jekyll's and Foreword's, compared page by page and file by file."""

from __future__ import annotations

import filecmp
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from foreword.migrate.verify.address import Address, Origin
from foreword.migrate.verify.compare import Difference, PageComparison, compare
from foreword.migrate.verify.main_content import has_marks
from foreword.migrate.verify.progress import Progress, silent

Kind = Literal["marked", "page", "bare"]
LONGEST_REDIRECT = 4000
MANY_PAGES = 40


@dataclass(frozen=True)
class SiteComparison:
    """What is the same in two built sites.

    `pages` are those with a layout, `bare` the other HTML files, redirects among them. `missing` are the files that
    only Jekyll's site has, `missing_pages` those of them that are pages with a layout, `different` the files other than
    HTML that have other bytes, `added` the HTML files that only Foreword's site has.
    """

    pages: tuple[PageComparison, ...] = ()
    bare: tuple[PageComparison, ...] = ()
    missing: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    missing_pages: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """The number of pages that Jekyll's site has with a layout, found in Foreword's or not."""
        return len(self.pages) + len(self.missing_pages)

    def share(self, is_so: Callable[[PageComparison], bool]) -> float:
        """The share of pages for which something is so, from 0 to 1; it is not so for a missing page."""
        return sum(map(is_so, self.pages)) / self.total if self.total else 1.0

    @property
    def is_same(self) -> bool:
        """Whether text and links of all pages are the same, and no page is missing."""
        is_there = not any(file.endswith(".html") for file in self.missing)
        return is_there and all(page.same_content for page in (*self.pages, *self.bare))

    def worst_first(self) -> list[PageComparison]:
        """The pages that differ: those with a layout before the others, those with other text or links before the rest,
        and the least alike first.
        """
        return [
            page
            for group in (self.pages, self.bare)
            for page in sorted(group, key=lambda page: (page.same_content, page.similarity, page.page))
            if not page.is_same
        ]

    def most_frequent(self, limit: int) -> list[tuple[Difference, int]]:
        """The differences that are on most pages, and on how many: one cause often shows on hundreds."""
        counted: Counter[Difference] = Counter()
        for page in (*self.pages, *self.bare):
            counted.update({Difference(one.aspect, one.jekyll, one.foreword) for one in page.differences})
        return [(one, pages) for one, pages in counted.most_common(limit) if pages > 1]


@dataclass(frozen=True)
class _Pair:
    """A page's two files, from the folders of their sites."""

    jekyll: str
    foreword: str


@dataclass(frozen=True)
class _Sites:
    """The folders of two sites, and how pages are compared."""

    jekyll: Path
    foreword: Path
    origin: Origin
    main_in_jekyll: str | None
    main_in_foreword: str | None


@dataclass(frozen=True)
class Compared:
    """A page that is compared, and what kind of page it is in Jekyll's site."""

    page: PageComparison
    kind: Kind


def compare_sites(
    jekyll: Path,
    foreword: Path,
    *,
    origin: Origin,
    main_in_jekyll: str | None = None,
    main_in_foreword: str | None = None,
    progress: Progress = silent,
) -> SiteComparison:
    """Compare the two folders of built sites. Raises OSError."""
    sites = _Sites(jekyll, foreword, origin, main_in_jekyll, main_in_foreword)
    theirs, ours = set(files_of(jekyll)), set(files_of(foreword))
    pairs: list[_Pair] = []
    missing: list[str] = []
    kinds: dict[str, Kind] = {}
    by_page = {Address(file).page: file for file in sorted(ours) if file.endswith(".html")}
    for file in sorted(theirs):
        found = file if file in ours else by_page.get(Address(file).page) if file.endswith(".html") else None
        if found is None:
            missing.append(file)
            if file.endswith(".html"):
                kinds[file] = kind_of(read(jekyll / file))
        elif file.endswith(".html"):
            pairs.append(_Pair(file, found))
    with progress(_all_compared(sites, pairs), len(pairs), "Comparing") as pages:
        compared = list(pages)
    whole = "marked" if "marked" in {*kinds.values(), *(one.kind for one in compared)} else "page"
    found_in_ours = {pair.foreword for pair in pairs}
    others = sorted(file for file in theirs & ours if not file.endswith(".html"))
    return SiteComparison(
        pages=tuple(one.page for one in compared if one.kind == whole),
        bare=tuple(one.page for one in compared if one.kind != whole),
        missing=tuple(missing),
        different=tuple(file for file in others if not filecmp.cmp(jekyll / file, foreword / file, shallow=False)),
        added=tuple(sorted(file for file in ours - found_in_ours if file.endswith(".html"))),
        missing_pages=tuple(file for file, kind in kinds.items() if kind == whole),
    )


def _all_compared(sites: _Sites, pairs: list[_Pair]) -> Iterator[Compared]:
    """Compare all pages, in their order; on all processors where there are many."""
    if len(pairs) < MANY_PAGES:
        yield from map(partial(_compared, sites), pairs)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(partial(_compared, sites), pairs, chunksize=4)


def _compared(sites: _Sites, pair: _Pair) -> Compared:
    """Compare the two files of a page."""
    theirs, ours = read(sites.jekyll / pair.jekyll), read(sites.foreword / pair.foreword)
    at, here = Address(pair.jekyll, sites.origin), Address(pair.foreword, sites.origin)
    target = redirect(theirs)
    if target is not None:
        return Compared(_compared_redirects(at, target, here, redirect(ours)), "bare")
    page = compare(theirs, ours, at, here, main_in_jekyll=sites.main_in_jekyll, main_in_foreword=sites.main_in_foreword)
    return Compared(page, kind_of(theirs))


def _compared_redirects(at: Address, target: str, here: Address, other: str | None) -> PageComparison:
    """Compare where two pages lead that only lead on."""
    left, right = at.target(target), "no redirect" if other is None else here.target(other)
    if left == right:
        return PageComparison(at.page)
    lost = Difference("links", (left,), (right,))
    return PageComparison(at.page, same_links=False, similarity=0.0, differences=(lost,))


def redirect(html: str) -> str | None:
    """Where a page leads that is there to lead to another one; None for other pages."""
    if len(html) > LONGEST_REDIRECT:
        return None
    refresh = LexborHTMLParser(html).css_first("meta[http-equiv=refresh i]")
    _, separator, target = ((refresh.attributes.get("content") or "") if refresh is not None else "").partition("url=")
    return target.strip(" '\"") if separator else None


def files_of(folder: Path) -> Iterator[str]:
    """The files of a folder, as paths from there."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def read(location: Path) -> str:
    """A file as text; bytes that are no UTF-8 are replaced, in both sites alike."""
    return location.read_text("utf-8-sig", "replace")


def kind_of(html: str) -> Kind:
    """The kind of a page in Jekyll's site. Where the build has set marks, these tell which pages have a layout; in a
    site that is not marked, it is those with a `<body>`.
    """
    if has_marks(html):
        return "marked"
    return "page" if "<body" in html and redirect(html) is None else "bare"
