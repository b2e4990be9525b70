"""Jinja: a Liquid template becomes a Jinja template, as a person would write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreword.liquid.nodes import Template
from foreword.liquid.tree import inside
from foreword.migrate.expressions import Expressions
from foreword.migrate.facts import Facts
from foreword.migrate.finding import Finding
from foreword.migrate.flow import Surroundings, flow_of
from foreword.migrate.loops import continued_in
from foreword.migrate.note import Note, todo
from foreword.migrate.parts import written
from foreword.migrate.statements import Statements
from foreword.migrate.table import Table
from foreword.migrate.tree import parts_of, variables_in
from foreword.source.diagnostic import Place

LACKING = {
    **dict.fromkeys(["site.static_files", "site.html_files"], "name the files in a data file, and go through that"),
    "site.related_posts": "go through `site.posts`",
    "site.github": "write what it gave into data/config.yml, as `github: {...}`",
    "paginator": "show all posts on the page, or go through a part of `site.posts`",
}
"""What a template can read in Jekyll and not here, with what to do."""


@dataclass(frozen=True)
class Converted:
    """The Jinja source of a template, and what is to be told about it."""

    source: str
    findings: list[Finding]


def convert(template: Template, path: str, facts: Facts, table: Table) -> Converted:
    """A template of Liquid's in Jinja. `path` is where it stands in the Jekyll site: places in the findings count
    from the beginning of the template's source."""
    expressions, shared, loops = place(template, path, facts, table)
    statements = Statements(template.source, expressions, shared, loops, continued_in(template))
    statements.body(template.nodes)
    refused = refusals(template)
    places = {note.offset for note in refused}
    notes = [*refused, *(note for note in [*statements.notes, *lacks(template, facts)] if note.offset not in places)]
    return Converted(written(statements.parts), found(template.source, path, notes))


def place(
    template: Template, path: str, facts: Facts, table: Table
) -> tuple[Expressions, frozenset[str], frozenset[int]]:
    """What is known of a template: how its expressions are converted, what it shares, and the loops that others read.

    A template that the facts do not know (a text of front matter or data) is looked at by itself.
    """
    if path in facts.shared:
        return Expressions(facts, table, facts.unset[path]), facts.shared[path], facts.loops[path]
    flow = flow_of(template.nodes, Surroundings())
    unset = frozenset(flow.free | flow.escaped | facts.elsewhere | (facts.keys & {"size"}))
    shared = frozenset(flow.writes & (facts.elsewhere | flow.escaped))
    return Expressions(facts, table, unset), shared, facts.loops_in_texts.get(template.source, frozenset())


def refusals(template: Template) -> list[Note]:
    """What Liquid itself refuses in a template, and what only its lax parser reads: that is written plainly now."""
    return [
        Note(problem.span.start, "mended", problem.message, "look whether it was meant so", "likely")
        if problem.kind == "lax"
        else Note(problem.span.start, "todo", problem.message, "mend it in the Jekyll site", "unsure")
        for problem in template.problems
    ]


def lacks(template: Template, facts: Facts) -> Iterator[Note]:
    """What a template reads that is nothing in the new site, where Jekyll or GitHub gives it, and the site does not."""
    for node in inside(template.nodes):
        for variable in variables_in(*parts_of(node)):
            keys = [key.value for key in variable.keys[:1]]
            path = ".".join(part for part in (variable.name, *keys) if isinstance(part, str))
            name = next((name for name in LACKING if path == name or path.startswith(f"{name}.")), "")
            if name and name.rpartition(".")[2] not in facts.keys:
                yield todo(variable.span.start, f"`{name}` is nothing here", LACKING[name])


def found(source: str, path: str, notes: Iterable[Note]) -> list[Finding]:
    """Notes as findings, in the order of the source."""
    return [
        Finding(note.kind, place_at(source, path, note.offset), note.message, note.advice, note.sure)
        for note in sorted(notes, key=lambda note: note.offset)
    ]


def place_at(source: str, path: str, offset: int) -> Place:
    """The place of an offset."""
    return Place(path, source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset))
