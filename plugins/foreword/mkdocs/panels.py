"""Panels: the diagnostics on the page, each where it happened."""

from __future__ import annotations

import re
from typing import Any

import jinja2
from markupsafe import Markup, escape

from foreword.render import slots
from foreword.render.environment import Environment
from foreword.render.filters import label
from foreword.source.diagnostic import Diagnostic

FAILURE = re.compile(f"{slots.FAILURE}({slots.NUMBER}){slots.END}")
IN_TAG = re.compile(f"<([a-zA-Z][a-zA-Z0-9-]*)[^<>]*{slots.FAILURE}[^<>]*>")
VOID = frozenset(["img", "br", "hr", "input", "link", "meta", "source", "wbr", "col", "area", "embed", "track"])


class Panels:
    """Draws panels: whole ones in a preview (`detailed`), a short note in a site that is built."""

    def __init__(self, environment: Environment, excerpt: Any, detailed: bool) -> None:
        plain = jinja2.Environment(loader=environment.templates, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        plain.filters["label"] = lambda key: label(environment, key)
        self.template = plain.get_template("panel.html.jinja")
        self.excerpt = excerpt
        self.detailed = detailed

    def draw(self, diagnostic: Diagnostic) -> str:
        """The HTML of one panel, without line breaks between its elements: it may stand in a paragraph."""
        excerpt = self.excerpt(diagnostic.place) if self.detailed else []
        used_by = [f"{place.file}:{place.line}" for place in diagnostic.used_by]
        return self.template.render(
            diagnostic={
                "code": diagnostic.code,
                "name": diagnostic.name,
                "severity": diagnostic.severity,
                "place": str(diagnostic.place),
                "message": with_code(diagnostic.message),
                "hint": with_code(diagnostic.hint),
                "used_by": used_by,
            },
            excerpt=excerpt,
            detailed=self.detailed,
        ).strip()

    def placed(self, html: str, failures: list[Diagnostic]) -> str:
        """HTML with a panel for each marker, which is the index of a failure; one in a tag moves behind its element."""
        if slots.FAILURE not in html:
            return html
        html = IN_TAG.sub(behind_tag, html)
        html = behind_element(html)
        return FAILURE.sub(lambda found: self.draw(failures[slots.number_of(found.group(1))]), html)


def with_code(message: str) -> Markup:
    """A message as HTML: what stands between backticks is code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(message))))


MOVED = "\ufdec"


def behind_tag(found: re.Match[str]) -> str:
    """A tag without the markers in it, which wait behind it with the name of the element that they left."""
    markers = "".join(marker.group() for marker in FAILURE.finditer(found.group()))
    name = found.group(1).lower()
    tag = FAILURE.sub("", found.group())
    return tag + markers if name in VOID else f"{tag}{MOVED}{name}{MOVED}{markers}{MOVED}"


def behind_element(html: str) -> str:
    """The HTML with what waits behind a tag moved behind the end of its element."""
    while (at := html.find(MOVED)) >= 0:
        _, name, markers, rest = html[at:].split(MOVED, 3)
        end = re.search(rf"</{name}\s*>", rest, re.IGNORECASE)
        cut = end.end() if end else 0
        html = html[:at] + rest[:cut] + markers + rest[cut:]
    return html
