"""The pages of a Jekyll site as python-liquid makes them: the body, then each layout of the chain around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from foreword.migrate.document import JekyllDocument
from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.table import Table
from foreword.migrate.templates import NO_LAYOUT, is_shell
from foreword.migrate.verify.liquid_engine import LiquidEngine
from foreword.migrate.verify.liquid_names import page_names, site_names
from foreword.migrate.verify.liquid_tags import BLOCKS


@dataclass(frozen=True)
class Rendered:
    """What a template came to. `problems` are what python-liquid could not read or do in it, each once."""

    text: str
    problems: tuple[str, ...]


class LiquidPages:
    """Renders the documents of a site and the texts in their values. `markdown` converts bodies."""

    def __init__(self, site: JekyllSite, table: Table, markdown: Callable[[str], str]) -> None:
        self.site = site
        self.markdown = markdown
        self.layouts = {layout.name: layout for layout in site.layouts}
        includes = {include.name: include.parts.body for include in site.includes}
        self.engine = LiquidEngine(includes, table.expanding, markdown)
        self.names = {"site": site_names(site), "jekyll": {"environment": "development", "version": "4.3.1"}}

    def page(self, document: JekyllDocument, with_shell: bool) -> Rendered:
        """The HTML of a page, with the layout that makes its shell or up to that."""
        self.engine.problems = []
        names = self.names_of(document)
        html = self.engine.rendered(document.parts.body, names)
        if document.is_markdown(self.site.config):
            html = self.markdown(html)
        name, seen = document.data.get("layout"), set[str]()
        while isinstance(name, str) and name not in NO_LAYOUT and name in self.layouts and name not in seen:
            seen.add(name)
            layout = self.layouts[name]
            if is_shell(layout) and not with_shell:
                break
            html = self.engine.rendered(layout.parts.body, {**names, "layout": layout.values, "content": html})
            name = layout.values.get("layout")
        return self._rendered(html)

    def text(self, source: str, document: JekyllDocument) -> Rendered:
        """A text of the site's values, as a page would expand it."""
        self.engine.problems = []
        return self._rendered(self.engine.rendered(source, self.names_of(document)))

    def names_of(self, document: JekyllDocument) -> Mapping[str, Any]:
        """The names that the templates of a page know."""
        return {**self.names, "page": page_names(document, self.site.config), BLOCKS: {}}

    def _rendered(self, text: str) -> Rendered:
        return Rendered(text, tuple(dict.fromkeys(self.engine.problems)))
