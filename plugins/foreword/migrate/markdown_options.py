"""The options of Markdown: what `_config.yml` says of kramdown, for the extension that reads it so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foreword.compat.kramdown.options import Options, changed
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_config import JekyllConfig
from foreword.source.diagnostic import Place
from foreword.source.places import nodes_of, place_of
from foreword.source.text import SourceFile

GFM = "GFM"
KRAMDOWN = "kramdown"
WITHOUT_EFFECT = frozenset(
    ["input", "entity_output", "guess_lang", "show_warnings", "syntax_highlighter_opts", "enable_coderay", "coderay"]
)
"""Options that change nothing of a page, or how its code is coloured."""


def said(config: JekyllConfig) -> Mapping[Any, Any]:
    """What the configuration says under `kramdown`."""
    found = config.values.get(KRAMDOWN)
    return found if isinstance(found, Mapping) else {}


def extension_options(config: JekyllConfig) -> dict[str, Any]:
    """The options of kramdown that are other than Jekyll's own."""
    return {
        str(name): value for name, value in said(config).items() if changed(Options(), {str(name): value}) != Options()
    }


def markdown_findings(config: JekyllConfig, path: str, text: str) -> list[Finding]:
    """What is to be told of the configuration (its path and its text): Markdown that is read otherwise here."""
    file = SourceFile(path, text)
    findings: list[Finding] = []
    converter = config.text("markdown", KRAMDOWN)
    if converter.lower() != KRAMDOWN:
        place = place_of(file, ("markdown",)) if nodes_of(file) is not None else Place(path)
        message = f"Markdown was converted by {converter}; it is read as kramdown reads it now"
        findings.append(Finding("todo", place, message, "look at the pages", "unsure"))
    for name, value in said(config).items():
        place = place_of(file, (KRAMDOWN, name))
        if name == "input" and value != GFM:
            message = f"kramdown's input is {value}; here it is {GFM}, as Jekyll has it by itself"
            findings.append(Finding("changed", place, message, "look at line breaks and fences in the pages", "likely"))
        elif name not in WITHOUT_EFFECT and name not in Options.__slots__:
            message = f"kramdown's option `{name}` is not known here"
            findings.append(Finding("changed", place, message, "look at what it changes in the pages", "unsure"))
    return findings
