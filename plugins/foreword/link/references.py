"""References: where each document, section and credential stands, once all pages are rendered."""

from __future__ import annotations

import html as entities
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from foreword.link.reference_sign import may_refer
from foreword.link.rendered import Rendered
from foreword.render import slots
from foreword.render.entry import Entry
from foreword.render.index import Index
from foreword.render.links import code_parts
from foreword.render.targets import Target
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import SourceFile

REFERENCE = re.compile(
    r"""(?P<name>\b(?:href|src))\s*=\s*(?:"ref:(?P<double>[^"<>]*)"|'ref:(?P<single>[^'<>]*)'|ref:(?P<bare>[^\s"'<>]+))""",
    re.IGNORECASE,
)

IMAGE = r"(?:!\[[^\]]*\]\(<?|\bsrc\s*=\s*[\"']?)"
"""What stands before the address of an image."""


@dataclass(frozen=True)
class LinkedPage:
    """A rendered page and its URL, relative to the site."""

    url: str
    rendered: Rendered


class References:
    """The places of all that a reference can name. `pages` are in the order of the navigation.

    What is shown on several pages has one canonical place: the document's own page, else the first page of a
    collection that shows it, else the first page that does. A page that shows it itself links to it there.
    """

    def __init__(
        self, index: Index, pages: Sequence[LinkedPage], files: Callable[[Collection[str]], Iterable[SourceFile]]
    ) -> None:
        self.index = index
        self.pages = {page.rendered.path: page for page in pages}
        self._files = files
        self._ids = {page.url: frozenset(page.rendered.ids) for page in pages}
        self._documents: dict[str, LinkedPage] = {}
        self._credentials: dict[str, LinkedPage] = {}
        entries = {entry.path: entry for entry in index.entries}
        for page in sorted(pages, key=lambda page: not assembles(entries.get(page.rendered.path))):
            for path in page.rendered.documents:
                self._documents.setdefault(path, page)
            for id_ in page.rendered.credentials:
                self._credentials.setdefault(id_, page)

    def resolved(self, html: str, page: LinkedPage) -> str:
        """The HTML of a page with each reference as a link; a marker stands where one leads nowhere, and its
        diagnostic is added to what the page is told of."""
        if not may_refer(html):
            return html
        known: dict[tuple[str, str], str] = {}

        def href(found: re.Match[str]) -> str:
            name = found["name"].lower()
            reference = entities.unescape(found["double"] or found["single"] or found["bare"] or "")
            if (name, reference) not in known:
                try:
                    if name == "src":
                        hint = "name the file of the image"
                        raise ContentError("LK003", f"an image cannot be the reference `{reference}`", hint=hint)
                    known[name, reference] = f'href="{entities.escape(self.href(reference, page))}"'
                except ContentError as error:
                    known[name, reference] = self._marker(error, reference, page, IMAGE if name == "src" else "")
            return known[name, reference]

        return REFERENCE.sub(href, html)

    def _marker(self, error: ContentError, reference: str, page: LinkedPage, lead: str) -> str:
        """Add a broken reference to the failures of a page: at each place where it is written."""
        rendered = page.rendered
        places = self._written(reference, page, lead) or [Place(rendered.path)]
        found = [Diagnostic(error.code, place, error.message, error.hint) for place in places]
        rendered.diagnostics += [diagnostic for diagnostic in found if diagnostic not in rendered.diagnostics]
        rendered.failures.append(found[0])
        return slots.token(slots.FAILURE, len(rendered.failures) - 1)

    def _written(self, reference: str, page: LinkedPage, lead: str) -> list[Place]:
        """Where a reference is written, in the files that the page has read; `lead` is a pattern of what is before."""
        name = rf"\bref:{re.escape(reference)}(?![\w#-])"
        if reference.startswith("@"):  # a link to the file of a document that makes no page
            name = rf"(?<![\w./-])[\w./-]*{re.escape(posixpath.basename(reference.partition('#')[0]))}(?![\w-])"
        written = re.compile(f"{lead}({name})", re.IGNORECASE)
        reads = set(page.rendered.reads)
        return [
            Place(file.path, number, found.start(1) + 1)
            for file in self._files(reads)
            for number, line in enumerate(outside_code(file.text).split("\n"), 1)
            for found in written.finditer(line)
        ]

    def href(self, reference: str, page: LinkedPage) -> str:
        """The link from a page to what a reference names. Raises ContentError (LK003)."""
        target = self.index.find(reference)
        place = self._credential(target, page) if target.kind == "credential" else self._document(target, page)
        if place is None:
            message = f"the reference `{reference}` leads to {target.entry.path}, which no page shows"
            if reference.startswith("@"):
                message = f"the link to {target.entry.path} leads nowhere: no page shows the document"
            raise ContentError(
                "LK003",
                message,
                hint="publish the document, or show it on a page",
            )
        url, anchor = place
        if anchor and url in self._ids and anchor not in self._ids[url]:
            raise ContentError(
                "LK003",
                f"the reference `{reference}` leads to `{anchor}`, an anchor that is not on the page {url}",
                hint="look at the anchors on that page",
            )
        if url == page.url:
            return f"#{anchor}"
        return relative_url(url, page.url) + (f"#{anchor}" if anchor else "")

    def _document(self, target: Target, page: LinkedPage) -> tuple[str, str] | None:
        """URL and anchor of a document, or of an anchor in it, as a page links to it."""
        path = target.entry.path
        own = page.rendered.documents.get(path)
        if own is not None and path != page.rendered.path:
            return page.url, anchor_on(page, target) or own
        if target.entry.url is not None:
            return target.entry.url, target.anchor
        shown = self._documents.get(path)
        return (shown.url, anchor_on(shown, target) or shown.rendered.documents[path]) if shown is not None else None

    def _credential(self, target: Target, page: LinkedPage) -> tuple[str, str] | None:
        """URL and anchor of the row of a credential."""
        own = self.pages.get(target.entry.path)
        for one in (page, own, self._credentials.get(target.id)):
            if one is not None and target.id in one.rendered.credentials:
                return one.url, one.rendered.credentials[target.id]
        return None


def anchor_on(page: LinkedPage, target: Target) -> str:
    """The anchor of a target in a document that a page shows."""
    return page.rendered.renamed.get(target.entry.path, {}).get(target.anchor, target.anchor)


def outside_code(text: str) -> str:
    """A text with the code in it blanked, line for line."""
    return "".join(re.sub(r"[^\n]", " ", part) if is_code else part for part, is_code in code_parts(text))


def assembles(entry: Entry | None) -> bool:
    """Whether the page of a document is that of a collection, as those with the layout `reference` are."""
    return entry is not None and "collection" in entry.values


def relative_url(url: str, other: str) -> str:
    """A URL of the site as a page at another links to it; see `mkdocs.utils.get_relative_url`."""
    base = other if other.endswith("/") else posixpath.dirname(other)
    target = posixpath.normpath(posixpath.join("/", url))
    relative = posixpath.relpath(target, posixpath.normpath(posixpath.join("/", base)))
    return relative + "/" if url.endswith("/") or url in ("", ".") else relative
