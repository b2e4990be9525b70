"""The writer: puts pages into the theme and into the folder of the site, where they are not there already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_build_datetime, write_file

from foreword.cache.state import Output, PageState, SiteState
from foreword.mkdocs.build_date import BuildDate
from foreword.mkdocs.made_of import MadeOf
from foreword.mkdocs.outputs import Outputs, output_of
from foreword.mkdocs.page import ForewordPage
from foreword.mkdocs.search import SearchEntries
from foreword.mkdocs.workers import shared, workers_for

if TYPE_CHECKING:
    from foreword.mkdocs.theming.theming import Theming

log = get_plugin_logger("foreword")

LATER = "later"
"""In place of the digest of what a page is made of, until it is worked out."""

PAYS = 3
"""Pages below which it costs more than it saves to keep what they have in common."""

Entries = list[dict[str, Any]]


class Writer:
    """Themes and writes the pages of one build, and knows what it has written.

    `last` is what the last build has left; where `is_restored`, all that goes into the pages is as it was then.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        outputs: Outputs | None,
        salt: str,
        assets: Iterable[str],
        last: SiteState | None,
        is_restored: bool,
    ) -> None:
        self.config = config
        self.outputs = outputs
        self.written: dict[str, Output] = {}
        self.error_pages: dict[str, Output] = {}
        self.search = SearchEntries(config)
        self._salt = salt
        self._assets = list(assets)
        self._last = last
        self._is_restored = is_restored
        self._made_of: MadeOf | None = None
        self._theming: Theming | None = None
        self._themed = 0
        self._told: str | None = None
        self._ahead: dict[str, Entries] | None = None
        self._own: dict[str, str] = {}
        """What the pages whose turn is still to come are made of."""

    # Pages of a build

    def build(self, page: ForewordPage, doc_files: Sequence[File], nav: Navigation, env: Any) -> None:
        """Theme and write a page, or leave it as the last build has written it."""
        if self._ahead is None:
            self._ahead = {}
            self._write_ahead(doc_files, nav, env)
        path = page.file.src_uri
        if path in self._ahead:
            self.search.keep(page, self._ahead.pop(path))
            self.search.add(page)
            return
        last, made_of = self._state_of(page), self._own.pop(path, None) or self._of(page, doc_files, nav)
        self.search.keep(page, last.entries if last is not None and last.indexed == made_of else None)
        if self._holds(page, made_of):
            self.search.add(page)
        else:
            self._write(page, doc_files, nav, env, made_of)

    def _write_ahead(self, doc_files: Sequence[File], nav: Navigation, env: Any) -> None:
        """Theme and write pages in several processes, where there are many."""
        if self.outputs is None:
            self._themed = PAYS
            return
        shown = [file.page for file in doc_files if not is_draft(file)]
        places = Counter(page.file.dest_uri for page in shown if page is not None)
        alone = [page for page in shown if isinstance(page, ForewordPage) and places[page.file.dest_uri] == 1]
        self._own = {page.file.src_uri: self._of(page, doc_files, nav) for page in alone}
        own = [(page, self._own[page.file.src_uri]) for page in alone]
        stale = [(page, made_of) for page, made_of in own if not self._holds(page, made_of)]
        if len(stale) >= PAYS:
            self._themed = PAYS
        if workers_for(len(stale)) == 1:
            return
        self._write(stale[0][0], doc_files, nav, env, stale[0][1])  # so that the templates are compiled once
        self._ahead = {stale[0][0].file.src_uri: self.search.of(stale[0][0])}
        self.search.forget()

        def work(item: tuple[ForewordPage, str]) -> tuple[str, Output | None, Entries]:
            page, made_of = item
            self._write(page, doc_files, nav, env, made_of)
            return page.file.src_uri, self.written.get(page.file.src_uri), self.search.of(page)

        assert self._ahead is not None
        for path, output, entries in shared(stale[1:], work):
            self._ahead[path] = entries
            if output is not None:
                self.written[path] = output

    def _of(self, page: ForewordPage, doc_files: Sequence[File], nav: Navigation) -> str:
        """The digest of what a page is made of."""
        made_of, last = self._common(doc_files, nav), self._state_of(page)
        if self._is_restored and last is not None and last.indexed and self.is_same():
            return last.indexed
        return made_of.page(page)

    def _common(self, doc_files: Iterable[File], nav: Navigation) -> MadeOf:
        """What all pages have in common."""
        if self._made_of is None:
            pages = [file.page for file in doc_files if file.page is not None]
            self._made_of = MadeOf(self._salt, self.config, nav, pages, self._assets)
        return self._made_of

    def _state_of(self, page: ForewordPage) -> PageState | None:
        """What the last build has left of a page."""
        return self._last.pages.get(page.file.src_uri) if self._last is not None else None

    def _holds(self, page: ForewordPage, made_of: str) -> bool:
        """Whether the file of a page is there already."""
        last = self._state_of(page)
        output = last.output if last is not None else None
        if output is None or output.made_of != made_of or self.outputs is None:
            return False
        path = page.file.abs_dest_path
        if output.dated:
            if not self.outputs.takes_date(path, output, str(get_build_datetime()).encode()):
                return False
        elif not self.outputs.holds(path, output):
            return False
        self.written[page.file.src_uri] = output
        return True

    # Pages for errors

    def error_page(self, name: str, doc_files: Sequence[File], nav: Navigation, write: Callable[[], None]) -> None:
        """Let a page for errors be written, or leave it as the last build has written it. In the themes that are known
        it is made of what all pages have in common."""
        location = Path(self.config.site_dir, name)
        common = self._common(doc_files, nav)
        output = self._last.error_pages.get(name) if self._last is not None else None
        if output is not None and (self.outputs is None or not self.outputs.holds(str(location), output)):
            output = None
        if output is None or not common.is_known or output.made_of != common.site:
            if output is not None:
                location.unlink()  # it may be that there is none any more
            write()
            output = output_of(str(location), common.site, location.read_bytes()) if location.is_file() else None
        if output is not None:
            self.error_pages[name] = output

    # Pages of a preview

    def build_now(self, page: ForewordPage, doc_files: Sequence[File], nav: Navigation, env: Any) -> None:
        """Theme and write one page; what it is made of is worked out by `settle`, when nobody waits."""
        self.search.keep(page, None)
        self._write(page, doc_files, nav, env, LATER)

    def forget(self) -> None:
        """What the navigation shows has changed: what pages have in common is another now."""
        self._theming = self._made_of = None
        self._themed = 0

    def settle(self, doc_files: Sequence[File], nav: Navigation) -> None:
        """Work out what pages are made of, where it is not yet."""
        for file in doc_files:
            output = self.written.get(file.src_uri)
            if output is not None and output.made_of == LATER and isinstance(file.page, ForewordPage):
                output.made_of = self._common(doc_files, nav).page(file.page)

    # What is left

    @property
    def theme(self) -> str:
        """The digest of what all pages have in common; empty where it was not asked for."""
        return self._made_of.site if self._made_of is not None else ""

    @property
    def _is_known(self) -> bool:
        """Whether it is known what pages have in common, and what the theme prints."""
        return self._made_of is not None and self._made_of.is_known

    def is_same(self) -> bool:
        """Whether what all pages have in common is what it was in the last build."""
        return self._last is not None and self._made_of is not None and self._last.theme == self._made_of.site

    def has_written(self) -> bool:
        """Whether there is anything new in what was written, but for pages that print the time."""
        if self._last is None or self.error_pages != self._last.error_pages:
            return True
        last = {path: page.output for path, page in self._last.pages.items()}
        return any(output is not last.get(path) and output.made_of for path, output in self.written.items())

    # One page

    def _write(self, page: ForewordPage, doc_files: Sequence[File], nav: Navigation, env: Any, made_of: str) -> None:
        """Theme and write a page; see `mkdocs.commands.build._build_page`."""
        config = self.config
        config._current_page = page
        try:
            page.active = True
            context = build.get_context(nav, doc_files, config, page)
            date = context["build_date_utc"]
            context["build_date_utc"] = watched = BuildDate.fromtimestamp(date.timestamp(), date.tzinfo)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = self._themed_page(template, context, env, nav)
            output = config.plugins.on_post_page(output, page=page, config=config)
            if not output.strip():
                log.info(f"Page skipped: '{page.file.src_uri}'. Generated empty output.")
                return
            raw = output.encode("utf-8", errors="xmlcharrefreplace")
            write_file(raw, page.file.abs_dest_path)
            printed = str(date).encode() if watched.is_printed else b""
            lasts = not watched.is_used and (not printed or (self._is_known and raw.count(printed) == 1))
            made_of, printed = (made_of, printed) if lasts else ("", b"")
            self.written[page.file.src_uri] = output_of(page.file.abs_dest_path, made_of, raw, printed)
            if page.entry:
                page.shelve(page.entry)
        except Exception as error:
            log.error(f"Error building page '{page.file.src_uri}': {error}")
            raise
        finally:
            page.active = False
            config._current_page = None

    def _themed_page(self, template: Any, context: Any, env: Any, nav: Navigation) -> str:
        """The page in its theme."""
        self._themed += 1
        if self._theming is None:
            if self._themed < PAYS:
                return str(template.render(context))
            from foreword.mkdocs.theming.theming import Theming

            self._theming = Theming(env, self.config, nav)
        output = self._theming.render(template, context)
        if self._theming.reason and self._theming.reason != self._told:
            self._told = self._theming.reason
            log.info(f"the navigation is rendered for each page: {self._told}")
        return output


def is_draft(file: File) -> bool:
    """Whether the page of a file is shown in a preview only, or nowhere."""
    return file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
