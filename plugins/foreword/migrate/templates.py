"""Includes and layouts, and the shell of the page, which is the theme's unless it is to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from foreword.migrate.conversion import Conversion
from foreword.migrate.documents import joined
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_site import Template
from foreword.source.diagnostic import Place

SHELL = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
NAME = re.compile(r"(?!.*\.\.)[\w .-]+(?:/[\w .-]+)*\Z")
NO_LAYOUT = frozenset(["", "none", "nil", "null", "false"])
THE_THEME = (
    "{#- The theme makes the page around the content. What Jekyll's layout had there is left out. -#}\n{{ content }}\n"
)
NO_SUCH = "{#- There is no layout of this name: Jekyll shows the content alone. -#}\n{{ content }}\n"


def is_shell(layout: Template) -> bool:
    """Whether a layout makes the whole page, from `<html>` on."""
    return SHELL.search(layout.parts.body) is not None


def migrated_template(template: Template, known: str, conversion: Conversion) -> tuple[str, list[Finding]]:
    """An include or a layout in Jinja, its front matter in place, and what is to be told of it; `known` is the path by
    which the facts know it."""
    parts = template.parts
    head, findings = conversion.yaml(parts.yaml, template.path, parts.yaml_line - 1)
    body, more = conversion.template(parts.body, Place(template.path, parts.body_line), known)
    return joined(parts, head, body), [*findings, *more]


def without_shell(layout: Template) -> tuple[str, list[Finding]]:
    """What a layout that makes the whole page becomes where the theme makes it, and what is lost."""
    lines = layout.parts.body.count("\n") + 1
    message = f"the theme makes the page now: the {lines} lines of this layout around the content are left out"
    advice = "put what pages still need around their content into templates/layouts/, or migrate with `--shell keep`"
    return THE_THEME, [Finding("changed", Place(layout.path, layout.parts.body_line), message, advice, "likely")]


def missing_layouts(asked: Iterable[tuple[str, Mapping[Any, Any]]], known: Iterable[str]) -> dict[str, str]:
    """The layouts that files name and that are not there, each with the first file that names it."""
    there = set(known)
    found: dict[str, str] = {}
    for path, values in asked:
        name = values.get("layout")
        if isinstance(name, str) and name not in there and name not in NO_LAYOUT and NAME.match(name):
            found.setdefault(name, path)
    return found
