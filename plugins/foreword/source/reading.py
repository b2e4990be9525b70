"""What a page read: recorded at each access, for the watch list and for a cache."""

from __future__ import annotations

from foreword.source.diagnostic import Diagnostic


class Reading:
    """The record of one page: files and folders by path, and what was found wrong in them on the way.

    A folder's path ends in `/`: its listing was read, by an iteration or a key that is not there. `keys:NAME`
    says that the page asked whether any file of the site has that key, `collection:NAME` that it queried a collection,
    `index:ID` that it asked what has an id.
    """

    def __init__(self) -> None:
        self.reads: dict[str, None] = {}
        self.diagnostics: dict[Diagnostic, None] = {}

    def record(self, path: str) -> None:
        """Record one read."""
        self.reads[path] = None

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, once."""
        self.diagnostics.setdefault(diagnostic)
