"""The page: a MkDocs page that Foreword reads and renders."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import weak_property

from foreword.cache.packing import diagnostic_of
from foreword.cache.state import PageState
from foreword.mkdocs.cache import entry_of
from foreword.mkdocs.told import BUILDER, listening, tell
from foreword.source.diagnostic import ContentError
from foreword.source.digest import digest_of
from foreword.source.text import Text, holds_jinja

if TYPE_CHECKING:
    from foreword.cache.kept import KeptPage
    from foreword.link.references import LinkedPage
    from foreword.link.rendered import Rendered
    from foreword.mkdocs.plugin import ForewordPlugin
    from foreword.render.page import PageRenderer


class ForewordPage(Page):
    """A page that Foreword reads and renders in place of MkDocs. `adopt` makes a page one.

    `kept` is what it became, of this build or of an earlier one; `state` what the last build has left of it, where
    the whole site is as it was: its content is read from the cache then, when somebody asks for it.
    """

    foreword: ForewordPlugin
    renderer: PageRenderer | None
    raw: bytes | None
    linked: LinkedPage | None
    kept: KeptPage | None
    state: PageState | None
    styles: list[str]
    source: str
    digest: str
    entry: str
    anchors: dict[str, dict[str, str]]
    _meta: dict[str, Any] | None
    """The front matter as it was read: `meta` is what other plugins have made of it."""
    _content: str | None
    _markdown: str | None

    @property
    def content(self) -> str | None:
        """The content as HTML; see MkDocs."""
        if self._content is None and self.entry and self.foreword.cache is not None:
            self._content = self.foreword.cache.content(self.entry)
            if self._content is None:
                self.foreword.short_cuts.render_after_all()
        return self._content

    @content.setter
    def content(self, value: str | None) -> None:
        """Take the content; what the cache has is another, unless it is the same text."""
        if value is None or value is not self._content:
            self._content = value
            self.entry = ""

    @property
    def markdown(self) -> str | None:
        """The body as Markdown; see MkDocs."""
        if self._markdown is None and self._is_restored:
            self._markdown = body_in(self.file.content_bytes, self.file.src_uri)
        return self._markdown

    @markdown.setter
    def markdown(self, value: str | None) -> None:
        """Take the body."""
        self._markdown = value

    @weak_property
    def title(self) -> str | None:
        """The title; see MkDocs, which would read the body of a page that is restored."""
        title: str | None
        if self._markdown is None and self._is_restored and "title" in self.meta:
            title = self.meta["title"]
        elif self._markdown is None and self._is_restored and self._title_from_render:
            title = self._title_from_render
        else:
            title = super().title
        return title

    @property
    def _is_restored(self) -> bool:
        """Whether the page is one of an earlier build, whose file was not read for it."""
        return self.state is not None or self.kept is not None

    def shelve(self, entry: str) -> None:
        """Let go of the content, which an entry of the cache has: it is read there when somebody asks for it."""
        self.entry = entry
        self._content = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Read front matter and body; see `Page.read_source`, which drops front matter without a word."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        raw = self.file.content_bytes if source is None else source.encode()
        self.source = digest_of(raw)
        self.kept = self.foreword.kept(self)
        if self.kept is not None:
            body = self.foreword.site.page_entry(raw, self.location(config), self.url).document.body
            self._meta = self.kept.meta
        else:
            renderer = self._read(config, raw)
            body = renderer.document.body
            self._meta = renderer.meta()
        self.meta = self._own_meta(self._meta)
        self.markdown = body.source if isinstance(body, Text) else body

    def location(self, config: MkDocsConfig) -> Path:
        """Where its file is, or would be if it were in the docs folder."""
        return Path(self.file.abs_src_path or os.path.join(config.docs_dir, self.file.src_uri))

    def _read(self, config: MkDocsConfig, raw: bytes) -> PageRenderer:
        """What renders the page, from the bytes of its file."""
        from foreword.mkdocs.host import MkDocsHost

        plugin = self.foreword
        self.source, self.raw = digest_of(raw), raw
        entry = plugin.site.page_entry(raw, self.location(config), self.url)
        host = MkDocsHost(self.file, plugin.files, config, plugin.site.docs, plugin.site.unpublished)
        self.renderer = plugin.site.renderer(entry, host)
        return self.renderer

    def rehearse(self, config: MkDocsConfig) -> None:
        """Render the page for nothing: what it takes is compiled then."""
        renderer = self._read(config, self.file.content_bytes)
        renderer.meta()
        with listening(aloud=False):
            self.foreword.site.render(renderer, renderer.document.body)
        self.renderer = None

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the page; see `Page.render`, whose results this gives."""
        body = digest_of((self.markdown or "").encode("utf-8", "surrogatepass"))
        targets = None
        if self.kept is not None and self.kept.body == body:
            tell(self.kept.told)
        else:
            self.kept, targets = self._rendered(config, body)
        self._finish(self.kept, config, files)
        if targets is not None:
            self.foreword.keep(self, self.kept, targets)
        if not self.foreword.serving:
            self.kept.rendered = replace(self.kept.rendered, html="")  # the cache has it; a preview needs it at once

    def _rendered(self, config: MkDocsConfig, digest: str) -> tuple[KeptPage, dict[str, None]]:
        """Render the page, whose body has this digest; with the files of the site that it has looked up."""
        from foreword.cache.kept import KeptPage
        from foreword.mkdocs.host import MkDocsHost

        renderer = self.renderer
        if renderer is None and self.raw is not None:  # it was rendered before, with another body
            renderer = self._read(config, self.raw)
        elif renderer is None:
            # A page that reads itself, as a post of Material's blog does, or one whose body another plugin has changed.
            renderer = self._read(config, self.file.content_bytes)
            plain = renderer.meta()
            for key, value in self.meta.items():
                if isinstance(value, str) and holds_jinja(value) and key in plain:
                    self.meta[key] = plain[key]
        document = renderer.document
        body: str | Text = document.body
        source = body.source if isinstance(body, Text) else body
        if self.markdown != source:
            # Another plugin has changed the body: its places are those of the new text, as far as they go.
            changed = self.markdown or ""
            body = Text(changed, document.file, (document.body_line - 1, 0), True) if document.jinja else changed
        with listening() as told:
            rendered = self.foreword.site.render(renderer, body)
        host = renderer.run.host
        assert isinstance(host, MkDocsHost)
        anchors = {file.src_uri: links for file, links in host.paths.links_to_anchors.items()}
        meta = self._meta if self._meta is not None else dict(self.meta)
        self.renderer = None
        return KeptPage(self.source, digest, {}, meta, rendered, told, anchors), host.files.targets

    def _finish(self, kept: KeptPage, config: MkDocsConfig, files: Files) -> None:
        """Be the page that was rendered."""
        from foreword.link.references import LinkedPage
        from foreword.mkdocs.plugin import assets_of

        rendered = own_copy(kept.rendered)
        self.foreword.report(rendered.diagnostics)
        self.linked = LinkedPage(self.url, rendered)
        self.styles = assets_of(rendered, ".css")
        if kept.content:
            self.digest = kept.content
            self.shelve(entry_of(kept.content))
        else:
            self.content = self.foreword.with_panels(rendered, self)
            title = next((heading.name for heading in rendered.contents if heading.level == 1), None)
            kept.title = title if self.content.lstrip().startswith("<h1") else None
        rendered.html = ""
        self._title_from_render = kept.title
        self._outline([(heading.level, heading.id, heading.name) for heading in rendered.contents], config)
        self._link(rendered.ids, kept.anchors, rendered.links, files)

    def take_kept(self) -> None:
        """Be the page that is kept, before its references are links."""
        assert self.kept is not None
        self.state = None
        self.meta = dict(self.kept.meta)
        self._finish(self.kept, self.foreword.short_cuts.config, self.foreword.files)

    def restore(self, state: PageState, config: MkDocsConfig, files: Files) -> None:
        """Be the page that the last build has left."""
        self.state = state
        self.digest = state.digest
        self.entry = state.content
        self.meta = self._own_meta(state.meta)
        self.styles = state.styles
        self._title_from_render = state.title
        self._outline(state.contents, config)
        self._link(state.ids, state.anchors, (), files)
        tell(state.told)
        self.foreword.report([diagnostic_of(row) for row in state.diagnostics])

    def _own_meta(self, meta: dict[str, Any]) -> dict[str, Any]:
        """Front matter that other plugins may change without changing what is kept."""
        return deepcopy(meta) if self.foreword.short_cuts.is_shared else dict(meta)

    def _outline(self, headings: Iterable[tuple[int, str, str]], config: MkDocsConfig) -> None:
        """Take the table of contents from the headings (level, id, name)."""
        self.toc = get_toc(toc_tokens(headings, config.mdx_configs.get("toc", {})))

    def _link(self, ids: Iterable[str], anchors: dict[str, dict[str, str]], links: Iterable[str], files: Files) -> None:
        """Take what MkDocs checks anchors by: the page's own, and those that it links to."""
        self.present_anchor_ids = set(ids)
        self.anchors = {path: dict(wanted) for path, wanted in anchors.items()}
        for link in links:
            if link.startswith("#") and len(link) > 1:
                self.anchors.setdefault(self.file.src_uri, {}).setdefault(link[1:], link)
        if logging.getLogger(BUILDER).getEffectiveLevel() > logging.DEBUG:
            targets = {path: files.get_file_from_path(path) for path in self.anchors}
            self.links_to_anchors = {file: self.anchors[path] for path, file in targets.items() if file is not None}


def toc_tokens(headings: Iterable[tuple[int, str, str]], options: dict[str, Any]) -> Any:
    """The headings as the toc extension's tokens, nested, within its `toc_depth`."""
    depth = options.get("toc_depth", 6)
    top, bottom = map(int, depth.split("-")) if isinstance(depth, str) and "-" in depth else (1, int(depth))
    return nest_toc_tokens(
        [{"level": level, "id": id_, "name": name} for level, id_, name in headings if top <= level <= bottom]
    )


def body_in(raw: bytes, path: str) -> str:
    """The body of a document, as Markdown, from its bytes."""
    from foreword.source.front_matter import body_of
    from foreword.source.options import YAML_SUFFIXES
    from foreword.source.text import decode

    if path.endswith(tuple(YAML_SUFFIXES)):
        return ""
    try:
        return body_of(decode(raw, path))
    except ContentError:
        return ""


def own_copy(rendered: Rendered) -> Rendered:
    """A rendered page to which linking may add what it finds."""
    return replace(rendered, failures=list(rendered.failures), diagnostics=list(rendered.diagnostics))


def adopt(page: Page, plugin: ForewordPlugin) -> None:
    """Make a page Foreword's: below the class that another plugin gave it (section-index, Material's blog), so that
    what that class adds is kept, and above MkDocs's own."""
    own = type(page)
    content = page.content
    markdown = page._markdown if isinstance(page, ForewordPage) else page.markdown
    if not issubclass(own, ForewordPage):
        is_plain = own is Page
        page.__class__ = ForewordPage if is_plain else type(f"Foreword{own.__name__}", (own, ForewordPage), {})
    assert isinstance(page, ForewordPage)
    page.foreword = plugin
    page.renderer = None
    page.raw = None
    page.linked = None
    page.kept = None
    page.state = None
    page.styles = []
    page.source = ""
    page.digest = ""
    page.entry = ""
    page.anchors = {}
    page._meta = None
    page.content = content
    page.markdown = markdown


def is_plain(page: Page) -> bool:
    """Whether a page is MkDocs's own, or was before it became Foreword's: no other plugin has a hand in it."""
    return type(page) in (Page, ForewordPage)
