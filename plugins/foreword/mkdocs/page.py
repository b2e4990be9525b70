"""The page: a MkDocs page that Foreword reads and renders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from foreword.link.html import Heading
from foreword.link.references import LinkedPage
from foreword.mkdocs.host import MkDocsHost
from foreword.source.text import Text, holds_jinja

if TYPE_CHECKING:
    from foreword.mkdocs.plugin import ForewordPlugin
    from foreword.render.page import PageRenderer


class ForewordPage(Page):
    """A page that Foreword reads and renders in place of MkDocs. `adopt` makes a page one."""

    foreword: ForewordPlugin
    renderer: PageRenderer | None
    linked: LinkedPage | None

    def read_source(self, config: MkDocsConfig) -> None:
        """Read front matter and body; see `Page.read_source`, which drops front matter without a word."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        renderer = self._read(config, self.file.content_bytes if source is None else source.encode())
        body = renderer.document.body
        self.meta = renderer.meta()
        self.markdown = body.source if isinstance(body, Text) else body

    def _read(self, config: MkDocsConfig, raw: bytes) -> PageRenderer:
        """What renders the page, from the bytes of its file."""
        plugin = self.foreword
        location = Path(self.file.abs_src_path or os.path.join(config.docs_dir, self.file.src_uri))
        entry = plugin.site.page_entry(raw, location, self.url)
        host = MkDocsHost(self.file, plugin.files, config, plugin.site.docs, plugin.site.unpublished)
        self.renderer = plugin.site.renderer(entry, host)
        return self.renderer

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the page; see `Page.render`, whose results this gives."""
        renderer = self.renderer
        if renderer is None:
            # A page that reads itself, as a post of Material's blog does.
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
        rendered = self.foreword.site.render(renderer, body)
        self.foreword.report(rendered.diagnostics)
        self.linked = LinkedPage(self.url, rendered)
        self.content = self.foreword.with_panels(rendered, self)
        self.toc = get_toc(toc_tokens(rendered.contents, config.mdx_configs.get("toc", {})))
        title = next((heading.name for heading in rendered.contents if heading.level == 1), None)
        self._title_from_render = title if self.content.lstrip().startswith("<h1") else None
        self.present_anchor_ids = set(rendered.ids)
        host = renderer.run.host
        assert isinstance(host, MkDocsHost)
        self.links_to_anchors = host.links_to_anchors
        if self.links_to_anchors is not None:
            for link in rendered.links:
                if link.startswith("#") and len(link) > 1:
                    self.links_to_anchors.setdefault(self.file, {}).setdefault(link[1:], link)


def toc_tokens(headings: list[Heading], options: dict[str, Any]) -> Any:
    """The headings as the toc extension's tokens, nested, within its `toc_depth`."""
    depth = options.get("toc_depth", 6)
    top, bottom = map(int, depth.split("-")) if isinstance(depth, str) and "-" in depth else (1, int(depth))
    return nest_toc_tokens(
        [
            {"level": heading.level, "id": heading.id, "name": heading.name}
            for heading in headings
            if top <= heading.level <= bottom
        ]
    )


def adopt(page: Page, plugin: ForewordPlugin) -> None:
    """Make a page Foreword's: below the class that another plugin gave it (section-index, Material's blog), so that
    what that class adds is kept, and above MkDocs's own."""
    own = type(page)
    if not issubclass(own, ForewordPage):
        is_plain = own is Page
        page.__class__ = ForewordPage if is_plain else type(f"Foreword{own.__name__}", (own, ForewordPage), {})
    assert isinstance(page, ForewordPage)
    page.foreword = plugin
    page.renderer = None
    page.linked = None
