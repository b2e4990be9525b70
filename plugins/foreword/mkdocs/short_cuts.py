"""Short cuts: what a build leaves out, since it is known from the last. It gives what all the work would."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import is_error_template

from foreword.cache.key import VARIABLE
from foreword.cache.state import SiteState
from foreword.cache.store import cache_folder, open_store, why_not_there
from foreword.link.reference_sign import may_refer
from foreword.mkdocs.ahead import render_ahead
from foreword.mkdocs.cache import BuildCache, bytes_of, listing_of, unrecorded
from foreword.mkdocs.files import ReadFile
from foreword.mkdocs.hooks import READING, TEMPLATES, THEMING, has_foreign, writers
from foreword.mkdocs.inputs import read_inputs
from foreword.mkdocs.left import state_left
from foreword.mkdocs.outputs import Outputs
from foreword.mkdocs.page import ForewordPage, adopt, is_plain
from foreword.mkdocs.told import listening
from foreword.mkdocs.writer import Writer
from foreword.source.digest import combined, digest_of

if TYPE_CHECKING:
    from foreword.cache.kept import KeptPage
    from foreword.mkdocs.plugin import ForewordPlugin

log = get_plugin_logger("foreword")
unstrict = logging.getLogger("foreword")
"""What is told here is heard, and does not end a strict build."""

COLLECTED = 50_000
"""Objects after which Python looks for garbage in a build: it makes very many, and hardly any in circles."""

Populate = Callable[..., None]


class ShortCuts:
    """The short cuts of one build. `state` is what the last one has left, where nothing has changed since."""

    def __init__(self, plugin: ForewordPlugin, config: MkDocsConfig) -> None:
        self.plugin = plugin
        self.config = config
        self.cache: BuildCache | None = None
        self.state: SiteState | None = None
        self._shelves = True
        self.outputs: Outputs | None = None
        self.writer: Writer | None = None
        self._threshold = gc.get_threshold()
        self._populate: Populate = build._populate_page
        self._build: Populate = build._build_page
        self._build_template: Populate = build._build_theme_template
        self._themes = not has_foreign(config, THEMING)
        self._is_read_by_others = has_foreign(config, READING)
        self.is_shared = self._is_read_by_others or not self._themes
        """Whether another plugin has a hand in the pages."""
        self._leaves_error_pages = not has_foreign(config, TEMPLATES)
        self._built: list[str] = []
        """The files of pages that were built by MkDocs itself."""

    # What the build begins with

    @property
    def folder(self) -> Path | None:
        """The folder of the cache; None where it is switched off."""
        return None if self.plugin.is_dirty else cache_folder(self.plugin.config.cache, self.plugin.options.root)

    def begin(self) -> None:
        """Keep what is in the folder of the site, unless a plugin may expect it to be empty."""
        gc.set_threshold(COLLECTED)
        if self.folder is None:
            return
        others = writers(self.config)
        if others:
            log.info(f"the whole site is written anew, as these plugins may want it: {', '.join(others)}")
        else:
            self.outputs = Outputs(Path(self.config.site_dir))
            self.outputs.hold()

    def open_cache(self, documents: list[ReadFile]) -> BuildCache | None:
        """Open the cache for a site with these documents; None where there is none."""
        options = self.plugin.options
        if self.folder is None:
            return None
        extensions = unrecorded(self.config)
        if extensions:
            log.info(f"pages are not kept, as {', '.join(extensions)} reads files that nobody records")
            return None
        places = (options.docs, options.data, options.templates, Path(self.config.site_dir))
        reason = why_not_there(self.folder, places)
        if reason is not None:
            raise PluginError(reason)
        try:
            store = open_store(self.folder, options.root)
        except OSError as error:
            unstrict.warning("WARNING -  foreword: the cache is not used: %s", error)
            return None
        if not store.is_lasting:
            log.info(f"what is kept is of no use to the next build, as no key can be kept: set {VARIABLE}")
        inputs = read_inputs(self.config, options)
        for one in documents:
            inputs.add(options.path_of(one.location), one.location, one.status, one.raw)
        name = "preview" if self.plugin.serving else str(self.config.site_dir)
        self.cache = BuildCache(store, name, inputs)
        return self.cache

    def restorable(self) -> SiteState | None:
        """The state of the last build, where this one has nothing to render."""
        if self.cache is not None and self.cache.is_same():
            if self.plugin.lints:
                log.info("the whole site is loaded, as the linter looks at all pages")
            elif not self._is_read_by_others:
                self.state = self.cache.state
        return self.state

    def plan(self, files: Files) -> None:
        """Take the files as they are now, and take the place of MkDocs's own functions for pages."""
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        if self.outputs is not None:
            self.outputs.clear(self._written_before(files))
        if self.state is not None:
            same = self.state.files == self._listing(files) and all(map(is_plain, pages))
            if not same or any(file.src_uri not in self.state.pages for file in self._shown(files)):
                self.state = None
                self.plugin.load(self.config)
        gc.freeze()  # what is loaded stays to the end of the build; workers that looked at it would copy it
        if self.state is None and self.cache is not None:
            self.cache.know(self.plugin.site, files)
            render_ahead(self.plugin, self.config, files, self.cache)
        build._populate_page = self.populate
        build._build_page = self.build_page
        if self._leaves_error_pages:
            build._build_theme_template = self.build_theme_template

    def _shown(self, files: Files) -> Sequence[File]:
        """The files of the pages that this build shows."""
        level = InclusionLevel.is_in_serve if self.plugin.serving else InclusionLevel.is_included
        return files.documentation_pages(inclusion=level)

    def _written_before(self, files: Files) -> list[str]:
        """The places of pages that the last build has written, where this one may leave them as they are."""
        last = self.cache.state if self.cache is not None else None
        if last is None or not self._themes:
            return []
        known = {path for path, page in last.pages.items() if page.output is not None}
        pages = [file.abs_dest_path for file in files.documentation_pages() if file.src_uri in known]
        errors = last.error_pages if self._leaves_error_pages else {}
        return [*pages, *(os.path.join(self.config.site_dir, name) for name in errors)]

    @property
    def is_cold(self) -> bool:
        """Whether nothing is known of an earlier build, so that all pages have to be rendered."""
        return self.cache is not None and self.cache.state is None

    def _listing(self, files: Files) -> str:
        return combined(f"{path} {told}" for path, told in sorted(listing_of(files).items()))

    # Pages

    def populate(self, page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
        """Read and render a page, or take it as the last build has left it; see `build._populate_page`."""
        if self.state is None:
            if dirty or self._is_read_by_others:
                self._populate(page, config, files, dirty)
            else:
                self._read(page, config, files)
            if isinstance(page, ForewordPage) and not self.plugin.serving and not self.plugin.lints:
                self._shelve_finished(page)
            return
        adopt(page, self.plugin)
        assert isinstance(page, ForewordPage)
        page.restore(self.state.pages[page.file.src_uri], config, files)

    def _read(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Read and render a page in which no other plugin has a hand, and leave its content in the cache where it is
        there already; see `build._populate_page`, which asks for it."""
        config._current_page = page
        try:
            adopt(page, self.plugin)
            page.read_source(config)
            page.render(config, files)
        except Exception as error:
            reason = "" if isinstance(error, BuildError) else f" {error}"
            build.log.error(f"Error reading page '{page.file.src_uri}':{reason}")
            raise
        finally:
            config._current_page = None

    def render_after_all(self) -> None:
        """Render the pages of a site that is as it was: what one of them became is no longer kept."""
        assert self.cache is not None
        files, current, self.state = self.plugin.files, self.config._current_page, None
        self._shelves = False
        self.plugin.load(self.config)
        self.cache.know(self.plugin.site, files)
        pages = [file.page for file in files.documentation_pages() if isinstance(file.page, ForewordPage)]
        for page in pages:
            page.state, page.entry = None, ""
        with listening(aloud=False):  # it was told already
            for page in pages:
                self._populate(page, self.config, files)
        self.config._current_page = current
        pages = self.plugin.pages()
        self.plugin.link(pages, self.plugin.site.references([page.linked for page in pages if page.linked is not None]))

    def kept(self, page: ForewordPage) -> KeptPage | None:
        """What a page became in an earlier build, where it would be the same now."""
        if self.cache is None or self.cache.reads is None:
            return None
        path = self.plugin.options.path_of(page.location(self.config))
        return self.cache.page(path, page.url, page.source)

    def keep(self, page: ForewordPage, kept: KeptPage, targets: dict[str, None]) -> None:
        """Keep a page that is rendered."""
        if self.cache is None or self.cache.reads is None:
            return
        reads = self.cache.reads_of(kept.rendered, targets)
        if reads is not None:
            kept.reads = reads
            if self._shelves and not kept.rendered.failures and not may_refer(page.content or ""):
                content = bytes_of(page.content)
                page.digest = digest_of(content)
                entry = self.cache.keep_content(content, page.digest)
                if self.cache.store.error is None:
                    page.entry, kept.content = entry, page.digest
            self.cache.keep(kept, page.url)

    def _shelve_finished(self, page: ForewordPage) -> None:
        """Keep the content of a page that nothing will be put into: it does not wait for the others."""
        if page.entry:
            page.shelve(page.entry)
        elif not may_refer(page.content or ""):
            page.digest = digest_of(bytes_of(page.content))
            self.shelve(page)

    def shelve(self, page: ForewordPage) -> None:
        """Keep the content of a page that is linked, in the cache in place of the memory."""
        if self._shelves and self.cache is not None and self.cache.store.error is None:
            entry = self.cache.keep_content(bytes_of(page.content), page.digest)
            if self.cache.store.error is None:
                page.shelve(entry)

    def build_page(
        self,
        page: Page,
        config: MkDocsConfig,
        doc_files: Sequence[File],
        nav: Navigation,
        env: Any,
        dirty: bool = False,
        excluded: bool = False,
    ) -> None:
        """Theme and write a page, or leave it as the last build has written it; see `build._build_page`."""
        if not isinstance(page, ForewordPage) or dirty or excluded or not self._themes or self.cache is None:
            self._build(page, config, doc_files, nav, env, dirty, excluded)
            self._built.append(page.file.abs_dest_path)
        else:
            self._writer(self.cache).build(page, doc_files, nav, env)

    def build_theme_template(
        self, template_name: str, env: Any, files: Files, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Build a template of the theme, or leave the page for errors as the last build has written it; see
        `build._build_theme_template`."""

        def write() -> None:
            self._build_template(template_name, env, files, config, nav)

        if not is_error_template(template_name) or not self._themes or self.cache is None:
            write()
        else:
            self._writer(self.cache).error_page(template_name, self._shown(files), nav, write)

    def _writer(self, cache: BuildCache) -> Writer:
        """The writer of this build."""
        if self.writer is None:
            salt, assets = cache.inputs.salt, self.plugin.assets.values()
            self.writer = Writer(self.config, self.outputs, salt, assets, cache.state, self.state is not None)
        return self.writer

    # A preview

    def why_not_fast(self) -> str:
        """Why a page cannot be made by itself when it is edited; empty where it can."""
        if self.cache is None:
            return "nothing is kept of pages"
        if self.plugin.lints:
            return "the linter looks at all pages"
        if writers(self.config):
            return f"these plugins may want all pages: {', '.join(writers(self.config))}"
        if self.is_shared:
            return "another plugin has a hand in the pages"
        if not all(map(is_plain, (file.page for file in self.plugin.files.documentation_pages() if file.page))):
            return "another plugin makes pages"
        return ""

    # What the build ends with

    def end(self) -> None:
        """Leave the state for the next build, and delete what no build writes any more."""
        self._put_back()
        files = self.plugin.files
        if self.outputs is not None:
            self.outputs.clean(self._written_now(files))
        if self.cache is not None and not self._is_left():
            if self.writer is not None:
                self.writer.settle(files.documentation_pages(), self.plugin.nav)
            self.cache.leave(state_left(self.plugin, self.cache, self.writer, self._listing(files), self.state))
            if self.cache.store.error is not None:
                unstrict.warning("WARNING -  foreword: the cache cannot be kept: %s", self.cache.store.error)

    def _is_left(self) -> bool:
        """Whether what this build would leave is there already."""
        if self.state is None or self.writer is None:
            return False
        return self.writer.is_same() and not self.writer.has_written()

    def _written_now(self, files: Files) -> list[str]:
        """The files of the site that were written, or left as they are."""
        if self.writer is None:
            return self._built
        pages = [file.abs_dest_path for file in files if file.src_uri in self.writer.written]
        return [*self._built, *pages, *(os.path.join(self.config.site_dir, name) for name in self.writer.error_pages)]

    def give_up(self) -> None:
        """Put MkDocs's own functions back; the folder of the site is as far as the build came."""
        self._put_back()
        if self.outputs is not None:
            self.outputs.release()

    def _put_back(self) -> None:
        gc.set_threshold(*self._threshold)
        gc.unfreeze()
        build._populate_page = self._populate
        build._build_page = self._build
        build._build_theme_template = self._build_template
