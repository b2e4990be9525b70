"""A page of a site that came from Jekyll: its body expanded and converted, then each layout of the chain around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.runtime import new_context

from foreword.compat.blocks import Blocks
from foreword.compat.layouts import layout_head
from foreword.compat.stage import SHARED, Stage
from foreword.render.assembly import settled
from foreword.render.budget import Budget
from foreword.render.layout import laid_out, layout_diagnostic
from foreword.render.page import PageRenderer, plain_data
from foreword.render.run import Use
from foreword.source.diagnostic import ContentError
from foreword.source.text import Text

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

NO_LAYOUT = frozenset(["", "none", "null", "nil"])
"""See `Jekyll::Convertible#place_in_layout?` and `Jekyll::Renderer#place_in_layouts`."""
EXPANDED = frozenset(["title", "description"])
"""The keys of the front matter that themes print."""
SCALARS = str | bool | int | float
STEPS = 30_000_000
"""Layouts that came from Jekyll hold whole pages, and go through the site's data for each."""
CHARACTERS = 200_000_000
LARGEST = 50_000_000
LONGEST = 2_000_000
"""Of the Markdown of a page, in characters."""
HTML = "html"


class CompatRenderer(PageRenderer):
    """Renders one document as a page, in the stages in which Jekyll does; see `Jekyll::Renderer`."""

    environment: CompatEnvironment

    def meta(self) -> dict[str, Any]:
        """The front matter as themes and other plugins see it: plain values; title and description are expanded."""
        self.environment.begin(self.run, Stage(self.names_of("")), Blocks())
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            if key in EXPANDED and isinstance(value, Text):
                found[str(key)] = plain_data(self._quietly(key, value), {})
            elif isinstance(value, SCALARS) or is_list_of_scalars(value):
                found[str(key)] = plain_data(value, {})
        return found

    def names_of(self, content: str, layout: Any = None) -> dict[str, Any]:
        """The names that every template of a stage knows."""
        assert self.run.context is not None
        return {**self.run.context.get_all(), "content": content, "layout": layout}

    def _content(self, body: str | Text) -> str:
        environment, run = self.environment, self.run
        if environment.has_native_layout(self.values.get("layout")):
            assert run.context is not None
            return laid_out(environment, self.entry, {**run.context.get_all(), "level": 1, "anchor": None}, body)
        run.budget = Budget(STEPS, CHARACTERS, STEPS // 2, LARGEST)
        try:
            return self._staged(body)
        finally:
            run.budget = Budget()  # what is drawn around it, as the panels of its failures, is not the author's

    def _staged(self, body: str | Text) -> str:
        """The HTML of the body with the layouts of its chain around it."""
        environment, run = self.environment, self.run
        run.around.append(self.entry.path)
        blocks = Blocks()
        html = self._body(body, blocks)
        layout, seen = self.values.get("layout"), set[str]()
        while isinstance(layout, str) and layout not in NO_LAYOUT and layout not in seen:
            seen.add(layout)
            try:
                head = layout_head(environment, layout)
                html = self._stage(f"layouts/{layout}.html", html, head, blocks)
            except (jinja2.TemplateError, ContentError, RecursionError) as error:
                return run.marker(layout_diagnostic(environment, self.entry, error)) + html
            layout = head.get("layout")
        return html

    def _body(self, body: str | Text, blocks: Blocks) -> str:
        """The HTML of the body."""
        environment, run = self.environment, self.run
        source = body if isinstance(body, str) else ""
        if isinstance(body, Text):
            stage = Stage(self.names_of(""))
            environment.begin(run, stage, blocks)
            context = new_context(environment, None, {}, {**stage.names, SHARED: stage.shared}, shared=True)
            with run.using(Use(body, None, None, -1)):  # a body that runs away leaves its layouts their share
                source = environment.printed(environment.evaluated(body, context))
        if self.values.get("markup") == HTML:
            return source
        if len(source) > LONGEST:
            error = ContentError("TP005", f"this page has {len(source):,} characters; {LONGEST:,} is the most")
            return run.marker(layout_diagnostic(environment, self.entry, error))
        return settled(environment, environment.converted(source), None)

    def _stage(self, name: str, content: str, head: dict[Any, Any], blocks: Blocks) -> str:
        """The HTML of a layout around its content."""
        stage = Stage(self.names_of(content, head))
        self.environment.begin(self.run, stage, blocks)
        template = self.environment.get_template(name)
        context = template.new_context({**stage.names, SHARED: stage.shared}, shared=True)
        return "".join(template.root_render_func(context))


def is_list_of_scalars(value: Any) -> bool:
    """Whether a value is a short list of text and numbers, as tags are."""
    return isinstance(value, list) and len(value) < 50 and all(isinstance(item, SCALARS) for item in value)
