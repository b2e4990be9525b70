"""The host: what the engine asks of whatever publishes the pages."""

from __future__ import annotations

from typing import Protocol


class BrokenLinkError(Exception):
    """A link that leads nowhere: the message says why, `hint` what may be meant."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Host(Protocol):
    """The two things that MkDocs gives a page, and that the linter gives it without a theme."""

    def markdown(self, source: str) -> str:
        """Convert Markdown by the page's own extensions, and `foreword.render.markdown.ForewordExtension`."""
        ...

    def resolve(self, file: str, href: str) -> str:
        """The URL, relative to the page, of an `href` that stands in `file` (from the site's root).

        A path that begins with `/`, and one in a file outside of the docs, is relative to the root of the docs.
        Raises BrokenLinkError.
        """
        ...


class HeadHost:
    """The host of a document that is read for what names it, on no page: nothing is converted, links stay."""

    def markdown(self, source: str) -> str:
        """The source as it is."""
        return source

    def resolve(self, file: str, href: str) -> str:
        """The href as it is."""
        return href
