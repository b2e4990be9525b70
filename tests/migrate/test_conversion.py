"""Liquid becomes Jinja: each case of `conversion.yml`; and whatever is written becomes Jinja that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foreword.liquid import parse
from foreword.liquid.nodes import Data
from foreword.migrate.facts import gather
from foreword.migrate.jinja import convert
from foreword.migrate.parts import HEADING_ID
from foreword.migrate.table import Table, TableError, packaged

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("conversion.yml").read_text("utf-8"))
TABLE = packaged()
PIECES = [
    *(
        "{{ a }}",
        "{{ a.b-c | append: d | size }}",
        "{% if a.size > 1 %}",
        "{% endif %}",
        "{% else %}",
        "{#id}",
        "{#",
        "{",
    ),
    *("{% for x in a reversed %}", "{% endfor %}", "{% break %}", "{% assign a-b = 'c' %}", "{% capture a %}", "}}"),
    *("{% endcapture %}", "{% include x.html a=b %}", "{% raw %}", "{% endraw %}", "{% mine %}", "{% case a %}", "\n"),
    *("{% when 1 %}", "{% endcase %}", "{%- comment -%}", "{% endcomment %}", "#}", "text", "{% tablerow x in a %}"),
    *("{% endtablerow %}", "{% liquid assign x = 1\necho x %}", "{{ '{% raw %} {#a' }}", "{% unless a == empty %}"),
]


def converted(
    liquid: str, table: Table = TABLE, values: Any = None, includes: Any = None
) -> tuple[dict[str, str], list[str]]:
    """The Jinja of a page and its includes, by path, and what was told of the page."""
    sources = {"page.md": liquid, **{f"_includes/{name}": found[0] for name, found in (includes or {}).items()}}
    trees = {path: parse(source, blocks=table.blocks, inline=table.inline) for path, source in sources.items()}
    facts = gather(trees, [values], table)
    found = {path: convert(tree, path, facts, table) for path, tree in trees.items()}
    told = [f"{one.kind} {one.place.line}:{one.place.column}: {one.message}" for one in found["page.md"].findings]
    return {path: one.source for path, one in found.items()}, told


@pytest.mark.parametrize("case", [pytest.param(case, id=case["liquid"]) for part in CASES.values() for case in part])
def test_liquid_becomes_jinja(case: dict[str, Any]) -> None:
    sources, told = converted(case["liquid"], TABLE, case.get("values"), case.get("includes"))
    assert sources["page.md"] == case["jinja"]
    assert told == case.get("told", [])
    for name, (_, jinja) in case.get("includes", {}).items():
        assert sources[f"_includes/{name}"] == jinja


def test_a_table_tells_what_becomes_of_filters_and_tags(tmp_path: Path) -> None:
    path = tmp_path / "table.yml"
    path.write_text(
        "filters:\n  shout: {rename: upcase}\n  twice: {template: '{value} ~ {value}'}\n"
        "tags:\n  box: {end: endbox, opens: 'call box({markup})', closes: endcall}\n"
    )
    table = packaged(path)
    assert converted("{{ a | shout }}{{ a | twice }}", table)[0]["page.md"] == "{{ a | upcase }}{{ a ~ a }}"
    assert converted("{% box b c %}d{% endbox %}", table)[0]["page.md"] == '{% call box("b c") %}d{% endcall %}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("filters: 1", "table.yml: filters: a mapping is needed, not 1"),
        ("filters: {a: {dropp: true}}", "filters: a: `dropp` is not known, only drop, rename"),
        ("tags: {a: {opens: 1}}", "tags: a: `opens` must be str, not 1"),
        ("tag: {}", "`tag` is not known: a table has `filters` and `tags`"),
        ("a: [", "table.yml:1:5: not valid YAML"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "table.yml").write_text(text)
    with pytest.raises(TableError) as caught:
        packaged(tmp_path / "table.yml")
    assert told in str(caught.value)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_written_becomes_jinja_that_can_be_read(liquid: str) -> None:
    source = converted(liquid)[0]["page.md"]
    jinja2.Environment(extensions=["jinja2.ext.loopcontrols"]).parse(HEADING_ID.sub("", source))


@given(st.text("{}%#-ai \n\"'", max_size=40))
def test_text_without_tags_stays_as_it_is(text: str) -> None:
    tree = parse(text)
    if all(isinstance(node, Data) for node in tree.nodes) and not tree.problems:
        environment = jinja2.Environment(keep_trailing_newline=True)
        kept = HEADING_ID.sub(lambda found: "[" + found[0][2:-1] + "]", text)
        source = HEADING_ID.sub(lambda found: "[" + found[0][2:-1] + "]", converted(text)[0]["page.md"])
        assert environment.from_string(source).render() == kept
