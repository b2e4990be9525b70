"""The state of a site: what was known of it at the end of a build, so that the next one can begin there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foreword.cache.packing import Told, pack, unpack


@dataclass
class Output:
    """A file that was written: the digest of all that it was made of, that of its bytes, its size, and the times (ns)
    of its content and of its entry.

    A file whose size and times are others is read again: its bytes decide. `dated` is where in it the time of the build
    stands (in bytes; 0: nowhere), which each build puts there anew: the digest is of the bytes around it then.
    """

    made_of: str
    digest: str
    size: int
    time: int
    changed: int
    dated: int = 0


@dataclass
class PageState:
    """A page as the builder needs it, without its content, which is the entry `content` of the store.

    `contents` are the headings (level, id, name), `diagnostics` are rows, `anchors` and `told` are those of a kept
    page; `entries` are what the search index has of it, `indexed` the digest of what they were made of.
    """

    meta: dict[str, Any]
    title: str | None
    contents: list[tuple[int, str, str]]
    ids: list[str]
    anchors: dict[str, dict[str, str]]
    told: list[Told]
    diagnostics: list[list[Any]]
    styles: list[str]
    content: str
    digest: str
    indexed: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    output: Output | None = None

    def plain(self) -> dict[str, Any]:
        """The state as plain data."""
        return {**vars(self), "output": vars(self.output) if self.output is not None else None}


@dataclass
class SiteState:
    """What a build has left: `whole` is the digest of its inputs, `files` that of all files of the site.

    `theme` is the digest of what every page has of the theme, `early` and `late` are what was told of the site before
    and after its pages, as rows; `hidden` are the documents that make no page, by their path in the docs; `pages` is by
    that path too. `error_pages` are the theme's pages for errors that were written, by their names.
    """

    whole: str
    files: str
    theme: str
    early: list[list[Any]]
    late: list[list[Any]]
    hidden: list[str]
    pages: dict[str, PageState]
    error_pages: dict[str, Output] = field(default_factory=dict)

    def packed(self) -> bytes:
        """The state as bytes. Raises ValueError, TypeError or OverflowError where a page's meta is no plain data."""
        pages = {path: page.plain() for path, page in self.pages.items()}
        error_pages = {name: vars(output) for name, output in self.error_pages.items()}
        return pack({**vars(self), "pages": pages, "error_pages": error_pages})


def site_state(content: bytes | None) -> SiteState | None:
    """The state in an entry's bytes; None where they are none of this form."""
    found = unpack(content) if content is not None else None
    if not isinstance(found, dict):
        return None
    try:
        pages = {path: page_state(values) for path, values in found.pop("pages").items()}
        error_pages = {name: Output(**output) for name, output in found.pop("error_pages").items()}
        return SiteState(**found, pages=pages, error_pages=error_pages)
    except (KeyError, TypeError, AttributeError):
        return None


def page_state(values: dict[str, Any]) -> PageState:
    """The state of a page in plain data. Raises KeyError or TypeError."""
    output = values.pop("output")
    return PageState(**values, output=Output(**output) if output is not None else None)
