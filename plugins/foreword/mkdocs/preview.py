"""The preview: the site of a server, of which an edit makes single pages anew, at once those that somebody looks at."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build
from mkdocs.structure.files import InclusionLevel

from foreword.cache.inputs import changes
from foreword.edits import replace_document, reread_data, reread_templates
from foreword.link.reference_sign import may_refer
from foreword.link.references import References
from foreword.mkdocs.files import ReadFile, read_file
from foreword.mkdocs.made_of import of_page
from foreword.mkdocs.page import ForewordPage
from foreword.mkdocs.writer import Writer, is_draft
from foreword.source.digest import digest_of

if TYPE_CHECKING:
    from foreword.mkdocs.cache import BuildCache
    from foreword.mkdocs.plugin import ForewordPlugin


class Work(enum.Flag):
    """What a page that is out of date needs: its references may lead elsewhere, what is around it is another, it is
    another itself. The last takes in both others."""

    LINK = enum.auto()
    THEME = enum.auto()
    RENDER = enum.auto()


class FullWayError(Exception):
    """An edit after which the whole site has to be built anew, and why."""


class Preview:
    """The pages of a site that was built, kept up to date. `stale` are those that are not, by their path in the docs.

    All of it runs in one thread: that of the server's build loop.
    """

    def __init__(self, plugin: ForewordPlugin) -> None:
        self.plugin = plugin
        self.short_cuts = plugin.short_cuts
        self.config = self.short_cuts.config
        self.stale: dict[str, Work] = {}
        self._is_loaded = False
        doc_files = plugin.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        self.files = {file.src_uri: file for file in doc_files}
        self._documents = {one.file.src_uri: one for one in plugin.documents}
        self.paths = {file.url: path for path, file in self.files.items()}
        places = Counter(file.dest_uri for file in self.files.values())
        self._shared = next((place for place, count in places.items() if count > 1), None)
        """A file of the site that two pages would be: which of them it is, is up to the order of a whole build."""
        self._references: References | None = None

    def page(self, path: str) -> ForewordPage:
        """The page of a document. Raises FullWayError for one that is not Foreword's."""
        page = self.files[path].page
        if not isinstance(page, ForewordPage):
            raise FullWayError(f"the page of {path} is made by another plugin")
        return page

    def path_at(self, url: str) -> str | None:
        """The document whose page is at a URL, relative to the site."""
        wanted = (url or "./", url.removesuffix("index.html") or "./", f"{url}/", f"{url}.html")
        return next((self.paths[one] for one in wanted if one in self.paths), None)

    # An edit

    def take(self, changed: Iterable[Path]) -> list[str]:
        """Take the files that have changed: what is out of date now is in `stale`. Gives the pages that were edited.

        Raises FullWayError where the whole site has to be built.
        """
        reason = self.short_cuts.why_not_fast()
        if reason or self._shared:
            raise FullWayError(reason or f"two pages are at {self._shared}")
        self.load()
        options = self.plugin.options
        if self.plugin.has_new_folders():
            raise FullWayError("a folder has come to be")
        inputs, documents, others = self.cache.inputs.copy(), [], []
        for location in changed:
            path = options.path_of(location)
            if location.is_relative_to(options.docs):
                one = self._document(location)
                if one is not None:
                    documents.append(one)
                    inputs.add(path, location, one.status, one.raw)
            elif location.is_relative_to(options.data) or location.is_relative_to(options.templates):
                others.append(path)
                inputs.reread(path, location)
            elif location.exists():
                raise FullWayError(f"{path} has changed")
        different = changes(self.cache.inputs.digests, inputs.digests)
        if not different:
            return []
        if inputs.digests.keys() != self.cache.inputs.digests.keys():
            raise FullWayError("a file has come or gone")
        templates = {path for path in different if (options.root / path).is_relative_to(options.templates)}
        self.plugin.reported.clear()
        documents = [one for one in documents if options.path_of(one.location) in different]
        in_place = self._replace(documents, different.intersection(others) - templates, templates)
        before, self.cache.inputs = self.cache.reads, inputs
        self.cache.know(self.plugin.site, self.plugin.files)
        assert before is not None
        assert self.cache.reads is not None
        self._references = None
        edited = [one.file.src_uri for one in documents]
        if in_place:
            self._mark_readers(edited, self.cache.reads.follow(before, different))
        else:
            self._mark_changed(edited)
        return [one.file.src_uri for one in documents if one.file.src_uri in self.stale]

    @property
    def cache(self) -> BuildCache:
        """The cache of the build."""
        assert self.plugin.cache is not None
        return self.plugin.cache

    def _document(self, location: Path) -> ReadFile | None:
        """A document that has changed, read anew; None for what an editor leaves for a while. Raises FullWayError for
        another file of the docs."""
        path = location.relative_to(self.plugin.options.docs).as_posix()
        if path not in self._documents:
            if self.plugin.files.get_file_from_path(path) is None and not location.exists():
                return None
            raise FullWayError(f"{self.plugin.options.path_of(location)} is no page")
        if not location.is_file():
            raise FullWayError(f"{self.plugin.options.path_of(location)} is gone")
        return read_file(self._documents[path].file, location)

    def _replace(self, documents: list[ReadFile], data: Collection[str], templates: Collection[str]) -> bool:
        """Put what has changed into the site, or make the site anew from what was read: whether it is the same site."""
        site = self.plugin.site
        for one in documents:
            self._documents[one.file.src_uri] = one
        self.plugin.documents = list(self._documents.values())
        hidden = {entry.relative for entry in site.entries.values() if not entry.published}
        done = not templates or reread_templates(site, templates)
        done = done and (not data or reread_data(site, data))
        for one in documents:
            done = done and replace_document(site, self.plugin.options.path_of(one.location), one.raw)
        if not done:
            self.plugin.load(self.config)
            site = self.plugin.site
        if {entry.relative for entry in site.entries.values() if not entry.published} != hidden:
            raise FullWayError("another document is published now")
        return done

    def _mark_readers(self, edited: list[str], changed: Collection[str]) -> None:
        """Mark the pages that are out of date, where the site is the same: those that read what has changed."""
        for path in self.files:
            kept = self.page(path).kept
            if path in edited or kept is None or not kept.reads or any(read in kept.reads for read in changed):
                self.stale[path] = Work.RENDER

    def _mark_changed(self, edited: list[str]) -> None:
        """Mark the pages that are out of date, where the site was made anew: those of whose reads one is another."""
        reads = self.cache.reads
        assert reads is not None
        for path in self.files:
            page = self.page(path)
            if path in edited or page.kept is None or not page.kept.reads or not reads.unchanged(page.kept.reads):
                self.stale[path] = Work.RENDER

    def prepare(self) -> None:
        """Do what the first edit would have to wait for: load the site, and compile what most pages take."""
        self.load()
        kept = {path: page.kept.reads for path in self.files if (page := self.page(path)).kept is not None}
        if kept:
            self.page(max(kept, key=lambda path: len(kept[path]))).rehearse(self.config)

    def load(self) -> None:
        """Load the site, and what is kept of its pages, where the first build had no need to."""
        if self._is_loaded:
            return
        self._is_loaded = True
        if self.short_cuts.state is None:
            return
        self.short_cuts.state = None
        self.plugin.load(self.config)
        self.cache.know(self.plugin.site, self.plugin.files)
        for path in self.files:
            page = self.page(path)
            page.source = digest_of(self._documents[path].raw)
            page.kept = self.short_cuts.kept(page)
            if page.kept is None:
                self.stale[path] = Work.RENDER
            else:
                page.take_kept()

    # Pages

    def refresh(self, path: str) -> None:
        """Bring one page up to date."""
        work = self.stale[path]
        page = self.page(path)
        before = of_page(page, True), page.digest, linked_to(page)
        is_linked = Work.LINK in work and has_references(page)
        if Work.RENDER in work:
            self.short_cuts.populate(page, self.config, self.plugin.files)
        elif is_linked:
            page.take_kept()
        if Work.RENDER in work or is_linked:
            self._references = None if linked_to(page) != before[2] else self._references
            self.plugin.link([page], self.references() if has_references(page) else self.plugin.site.references([]))
            if linked_to(page) != before[2]:
                self._mark_links()
        if of_page(page, True) != before[0]:
            self.writer.forget()
            self.stale = {other: self.stale.get(other, Work.THEME) | Work.THEME for other in self.files}
        if work != Work.LINK or page.digest != before[1]:
            self._write(page)
        del self.stale[path]  # who waits for the page sees it from here on

    def _write(self, page: ForewordPage) -> None:
        """Write one page."""
        files, nav, env = list(self.files.values()), self.plugin.nav, self.plugin.env
        if is_draft(page.file):
            self.short_cuts.build_page(page, self.config, files, nav, env, excluded=True)
        else:
            self.writer.build_now(page, files, nav, env)

    @property
    def writer(self) -> Writer:
        """What writes the pages. Raises FullWayError where the build has written none."""
        if self.short_cuts.writer is None:
            raise FullWayError("no page was written so far")
        return self.short_cuts.writer

    def references(self) -> References:
        """Where all that a reference can name stands now."""
        if self._references is None:
            pages = [page.linked for page in self.plugin.pages() if page.linked is not None]
            self._references = self.plugin.site.references(pages)
        return self._references

    def _mark_links(self) -> None:
        """Mark the pages whose references may lead elsewhere now."""
        for path in self.files:
            if has_references(self.page(path)):
                self.stale[path] = self.stale.get(path, Work.LINK) | Work.LINK

    def next(self, wanted: Iterable[str]) -> str | None:
        """The page to be brought up to date next: one that is waited for, then one whose content is another; None where
        all that is left is what is around the pages."""
        first = next((path for path in wanted if path in self.stale), None)
        return first or next((path for path, work in self.stale.items() if work != Work.THEME), None)

    def make_index(self) -> None:
        """Make what is made of all pages: the search index, the sitemap, what other plugins write at the end."""
        files, env, nav = self.plugin.files, self.plugin.env, self.plugin.nav
        for name in self.config.theme.static_templates:
            build._build_theme_template(name, env, files, self.config, nav)
        for name in self.config.extra_templates:
            build._build_extra_template(name, files, self.config, nav)
        self.writer.search.replace(self.page(path) for path in self.files)
        self.config.plugins.on_post_build(config=self.config)

    def finish(self) -> None:
        """Do what a build ends with, now that all pages are up to date: check anchors, and leave the state."""
        for file in self.files.values():
            if file.page is not None:
                log_level = self.config.validation.links.anchors
                file.page.validate_anchor_links(files=self.plugin.files, log_level=log_level)
        self.short_cuts.end()


def has_references(page: ForewordPage) -> bool:
    """Whether there are references on a page, which lead to wherever what they name is shown."""
    return page.kept is not None and may_refer(page.kept.rendered.html)


def linked_to(page: ForewordPage) -> object:
    """What other pages' references can lead to on a page."""
    if page.linked is None:
        return None
    rendered = page.linked.rendered
    return rendered.ids, rendered.documents, rendered.renamed, rendered.credentials
