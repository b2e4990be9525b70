"""Layouts that came from Jekyll: HTML with front matter of their own, which names the layout around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import jinja2

from foreword.render.loader import TemplateLoader
from foreword.source.front_matter import CLOSING, OPENING, read_values
from foreword.source.text import SourceFile

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

FOLDER = "layouts/"


class CompatLoader(TemplateLoader):
    """Loads templates; the front matter of a layout is a comment to Jinja, so that its lines keep their numbers."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """See `TemplateLoader.get_source`."""
        source, name, is_current = super().get_source(environment, template)
        end = head_end(source) if template.startswith(FOLDER) and not template.endswith(".jinja") else 0
        if end:
            source = "{#" + source[:end].replace("#}", "# }") + "#}" + source[end:]
        return source, name, is_current


def head_end(source: str) -> int:
    """The end of the front matter of a template; 0 where it has none."""
    opening = OPENING.match(source)
    closing = CLOSING.search(source, opening.end()) if opening is not None else None
    return closing.end() if closing is not None else 0


def layout_head(environment: CompatEnvironment, layout: str) -> dict[Any, Any]:
    """The front matter of a layout. Raises TemplateNotFound where there is no such layout."""
    name = f"{FOLDER}{layout}.html"
    known = environment.heads.get(name)
    if known is None:
        text = TemplateLoader.get_source(environment.templates, environment, name)[0]
        file = SourceFile(environment.display_path(name), text)
        end = head_end(text)
        if end:
            file.end_line = text.count("\n", 0, end) - (1 if text[:end].endswith("\n") else 0)
        known = environment.heads[name] = read_values(file, True)[0] if end else {}
    return known
