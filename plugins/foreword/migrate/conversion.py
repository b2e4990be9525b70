"""Liquid to Jinja, in whole templates and in the strings of YAML, with the places of what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from foreword.liquid.nodes import Include, Template
from foreword.liquid.tree import inside
from foreword.migrate.facts import Facts
from foreword.migrate.finding import Finding
from foreword.migrate.jinja import convert
from foreword.migrate.relative import parsed, written_name
from foreword.migrate.source_files import failed
from foreword.migrate.table import Table
from foreword.migrate.yaml_scalars import Scalar, edited
from foreword.source.diagnostic import Place
from foreword.source.text import HOLDS_JINJA, position


@dataclass(frozen=True)
class Conversion:
    """Converts templates and texts of one site, by what is known of all of it."""

    facts: Facts
    table: Table
    includes: frozenset[str] = frozenset()
    """The names of the includes that are there."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """The folders of the pages that templates are part of, see `foreword.migrate.relative.parsed`."""

    def template(self, source: str, place: Place, known: str = "") -> tuple[str, list[Finding]]:
        """A template in Jinja, and what is to be told of it; it begins at a place of its file.

        `known` is the path by which the facts know it; a text of the values has none. What Foreword itself fails at is
        kept as it is, and told.
        """
        if "{" not in source:
            return source, []
        try:
            tree = parsed(source, known, self.folders, self.includes, self.table)
            converted = convert(tree, known, self.facts, self.table)
        except Exception as error:
            return literal(source), [failed(place.file, "converted", error, place.line, place.column)]
        findings = [*converted.findings, *self._missing(tree)]
        return converted.source, [shifted(finding, place) for finding in findings]

    def _missing(self, tree: Template) -> Iterator[Finding]:
        """The includes of a template that are not there, as far as their names are written out."""
        for node in inside(tree.nodes):
            if isinstance(node, Include) and node.tag in ("include", "include_cached"):
                name = written_name(node)
                if name is not None and name not in self.includes:
                    place = Place("", *position(tree.source, node.span.start))
                    advice = "take the tag out, or write the file"
                    yield Finding("todo", place, f"there is no include `{name}`", advice)

    def value(self, value: str, place: Place) -> tuple[str, list[Finding]]:
        """A string of the site's values in Jinja; it begins at a place.

        Jekyll expands a value only where a filter of a plugin does; one that it never expands stands for itself.
        """
        if HOLDS_JINJA.search(value) is None:
            return value, []
        if not self.facts.is_expanded(value):
            return literal(value), []
        return self.template(value, place)

    def yaml(self, text: str, path: str, first_line: int = 0) -> tuple[str, list[Finding]]:
        """A YAML source with its strings in Jinja; it begins below line `first_line` of its file."""
        findings: list[Finding] = []

        def change(scalar: Scalar) -> str:
            is_block = scalar.style in ("|", ">")
            line = scalar.line + first_line + (1 if is_block else 0)
            new, more = self.value(scalar.value, Place(path, line, 1 if is_block else scalar.column))
            findings.extend(more)
            return new

        if HOLDS_JINJA.search(text) is None:
            return text, []
        try:
            return edited(text, change, holds_jinja), findings
        except Exception as error:
            return text, [*findings, failed(path, "converted", error, first_line + 1)]


def holds_jinja(scalar: Scalar) -> bool:
    """Whether a string has what opens something in Liquid or in Jinja."""
    return HOLDS_JINJA.search(scalar.value) is not None


def literal(source: str) -> str:
    """A source that stands for itself in Jinja."""
    if HOLDS_JINJA.search(source) is None:
        return source
    if "endraw" in source:
        return HOLDS_JINJA.sub(lambda match: '{{ "' + match[0] + '" }}', source)
    return "{% raw %}" + source + "{% endraw %}"


def shifted(finding: Finding, start: Place) -> Finding:
    """A finding in a part of a file, at its place in the file: the part begins at `start`."""
    place = finding.place
    first = start.column - 1 if place.line == 1 else 0
    return replace(finding, place=Place(start.file, place.line + start.line - 1, place.column + first))
