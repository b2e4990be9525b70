"""A site on disk, and the tool that builds it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measure import FailedError

from sites.content import Page


@dataclass(frozen=True)
class Site:
    """A site on disk: the commands that build and preview it from its folder, `{port}` standing for a port; `source` is
    where its pages are written, `kept` what builds leave behind for the next, beside their output; `cold` is the
    command of a cold build where that is another than of later ones."""

    root: Path
    build: tuple[str, ...]
    serve: tuple[str, ...] = ()
    source: str = "docs"
    output: str = "site"
    kept: tuple[str, ...] = ()
    cold: tuple[str, ...] = ()

    def clear(self) -> None:
        """Move all that builds have left behind beside the site, where it is deleted with the rest at the end.

        ext4 goes around what was deleted not long ago, and new files take several times as long meanwhile; a build on a
        fresh checkout does not meet that.
        """
        for path in (self.output, *self.kept):
            if (self.root / path).exists():
                (self.root / path).rename(self.root.with_name(f"{self.root.name}-{secrets.token_hex(4)}"))

    def edit(self, number: int) -> str:
        """Change the first sentence of a page; gives the word that is new in it."""
        location = self.root / self.source / f"page-{number}.md"
        word = f"x{secrets.token_hex(4)}"
        text, changed = re.subn(r"is about [\w ]+\.", f"is about {word}.", location.read_text("utf-8"), count=1)
        assert changed, f"there is nothing to edit in {location}"
        location.write_text(text, "utf-8")
        return word

    def built(self, number: int) -> str:
        """A page as it was built."""
        return (self.root / self.output / f"page-{number}" / "index.html").read_text("utf-8")

    def check(self, page: Page, pages: int) -> None:
        """See to it that a build did what it is measured for: data, snippets and navigation are on the page. Raises
        FailedError."""
        html = self.built(page.number)
        entries = {*re.findall(r"page-(\d+)/", html), str(page.number)}
        there = {
            "credentials": all(f"Requests of kind {key}" in html for key in page.keys),
            "snippets": all(re.search(rf"/v1/things/{number}\b", html) for number in (page.python, page.bash)),
            "blocks of code": html.count("<pre") == 2,
            "highlighting": re.search(r'<pre[^>]*>.*?<span (class|style)="', html, re.DOTALL) is not None,
            "navigation": len(entries) == pages,
        }
        missing = [name for name, is_there in there.items() if not is_there]
        if missing:
            raise FailedError(f"{self.root}: page {page.number} was built without {', '.join(missing)}")

    def size(self) -> int:
        """The bytes of all pages."""
        return sum(path.stat().st_size for path in (self.root / self.output).rglob("*.html"))


@dataclass(frozen=True)
class Tool:
    """What builds a site: how tables name it, what `missing` says of why it cannot run (nothing where it can), which
    version it is, and what writes so many pages for it."""

    title: str
    missing: Callable[[], str | None]
    version: Callable[[], str]
    write: Callable[[Path, int], Site]
