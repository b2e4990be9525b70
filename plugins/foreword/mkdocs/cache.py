"""The cache as one build uses it: pages that are as they were, and the state that the last build has left."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from foreword.cache.inputs import SITE, Inputs
from foreword.cache.state import SiteState, site_state
from foreword.cache.store import Store
from foreword.mkdocs.salt import UNRECORDED
from foreword.source.digest import combined, digest_of

if TYPE_CHECKING:
    from foreword.cache.kept import KeptPage
    from foreword.cache.reads import Reads
    from foreword.link.rendered import Rendered
    from foreword.site import Site
    from foreword.source.data import DataFile


def unrecorded(config: MkDocsConfig) -> list[str]:
    """The Markdown extensions of a site that read files which nobody records."""
    return sorted(UNRECORDED & set(config.markdown_extensions))


def listing_of(files: Files) -> dict[str, str]:
    """What links depend on of each file of the site, by its path in the docs."""
    return {file.src_uri: f"{file.url} {file.inclusion.name}" for file in files}


def bytes_of(content: str | None) -> bytes:
    """The content of a page as bytes."""
    return (content or "").encode("utf-8", "surrogatepass")


def entry_of(digest: str) -> str:
    """The name of the entry of a content."""
    return f"content {digest}"


class BuildCache:
    """The entries of one site, for one build. `name` tells its state from those of other builds of the project."""

    def __init__(self, store: Store, name: str, inputs: Inputs) -> None:
        self.store = store
        self.inputs = inputs
        self.name = f"site {name}"
        self.state = site_state(store.get(self.name))
        self.reads: Reads | None = None
        self._is_trimmed = False
        self._data: dict[str, DataFile] = {}

    def is_same(self) -> bool:
        """Whether all that the site is made of is as it was at the end of the last build."""
        return self.state is not None and self.state.whole == self.inputs.whole

    def know(self, site: Site, files: Files) -> None:
        """Take the site, now that it is loaded, and all of its files."""
        from foreword.cache.reads import Reads  # not needed for a site that is as it was

        @cache
        def listing() -> dict[str, str]:
            return listing_of(files)

        def target(read: str) -> str:
            if read == "files:":
                return combined(f"{path} {told}" for path, told in sorted(listing().items()))
            path = read.partition(":")[2]
            return site.unpublished.get(path) or listing().get(path, "")

        self.reads = Reads(site, self.inputs, target)
        self._data = {file.path: file for file in site.data.all_files()}

    def page(self, path: str, url: str, source: str) -> KeptPage | None:
        """The page of a document (its path from the root, its URL, the digest of its bytes) as it was rendered
        earlier; None where there is none, or something that it read is another now."""
        from foreword.cache.kept import kept_page

        assert self.reads is not None
        kept = kept_page(self.store.get(self._name_of(path, url)))
        if kept is None or kept.source != source or not self.reads.unchanged(kept.reads):
            return None
        if kept.content and not self.store.location(entry_of(kept.content)).exists():
            return None
        return kept

    def reads_of(self, rendered: Rendered, targets: Iterable[str]) -> dict[str, str] | None:
        """The digests of all that a page has read, files of the builder among it; None where one of the files has
        changed since the build began."""
        assert self.reads is not None
        reads = [*rendered.reads, *targets, *([SITE] if rendered.diagnostics else [])]
        if any(self._as_read(read) not in (None, self.inputs.digests.get(read)) for read in reads):
            return None
        return {read: self.reads.digest(read) for read in reads}

    def _as_read(self, path: str) -> str | None:
        """The digest of a data file or template as it was parsed."""
        assert self.reads is not None
        if path in self._data:
            return self._data[path].digest
        return self.reads.site.environment.templates.digests.get(path) if not path.startswith("foreword:") else None

    def keep(self, kept: KeptPage, url: str) -> None:
        """Keep a page. One whose front matter is no plain data is rendered each time."""
        try:
            self.store.put(self._name_of(kept.rendered.path, url), kept.packed())
        except (ValueError, TypeError, OverflowError):
            return

    def _name_of(self, path: str, url: str) -> str:
        return f"page {self.inputs.salt} {path} {url}"

    def content(self, entry: str) -> str | None:
        """The content of a page, in an entry; one that is damaged is deleted, so that it can be kept anew. Its name has
        its digest, and comes from an entry that is signed."""
        found = self.store.read(entry)
        if found is None or entry != entry_of(digest_of(found)):
            self.store.drop(entry)
            return None
        return found.decode("utf-8", "surrogatepass")

    def keep_content(self, content: bytes, digest: str) -> str:
        """Keep the content of a page, as `bytes_of` gives it; the name of its entry."""
        if not self.store.location(entry_of(digest)).exists():
            self.store.write(entry_of(digest), content)
        return entry_of(digest)

    def leave(self, state: SiteState) -> None:
        """Leave the state for the next build, unless a file has changed while this one went on."""
        if self.inputs.changed():
            return
        try:
            self.store.put(self.name, state.packed())
        except (ValueError, TypeError, OverflowError):
            return
        if not self._is_trimmed:
            self._is_trimmed = True
            self.store.trim()
