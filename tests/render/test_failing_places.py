"""A failure is told where it stands in its file, as an editor counts: however the text was written."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine import make_site, render
from foreword.source.diagnostic import Place

TAG = "{{ nope }}"

# What opens a tag, a fence or a heading's id is left out; so is what YAML cannot hold.
characters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="{}`~﻿")
words = st.text(st.one_of(characters, st.sampled_from("ab \n\n\t\"'\\:#-|>&*é漢😀")), max_size=30)
styles = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.booleans(),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([10, 80, 1000]),
        "indent": st.sampled_from([2, 4, 8]),
    }
)
ends = st.sampled_from(["\n", "\r\n", "\r"])
numbers = itertools.count()

modest = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def place_of_nope(root: Path, files: dict[str, str | bytes]) -> Place:
    """The place of the one thing that is wrong on a page."""
    (diagnostic,) = render(make_site(root / str(next(numbers)), files)).diagnostics
    assert diagnostic.message == "the name `nope` is not known"
    return diagnostic.place


def what_stands_at(raw: bytes, place: Place) -> str:
    """What an editor shows at a place, to the end of its line."""
    shown = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return shown.split("\n")[place.line - 1][place.column - 1 :]


def can_be_read(source: str) -> bool:
    """Whether PyYAML reads what it has written; at a few strange characters it does not."""
    try:
        yaml.load(source, yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    return True


@modest
@given(words, words, words, styles, ends, st.booleans())
def test_in_a_data_file(
    tmp_path: Path, other: str, before: str, after: str, style: dict[str, Any], end: str, bom: bool
) -> None:
    values = {"first": [other], "texts": [{"deep": before + TAG + after}, other], "last": other}
    source = yaml.dump(values, Dumper=yaml.SafeDumper, **style)
    assume(can_be_read(source))
    raw = (b"\xef\xbb\xbf" if bom else b"") + source.replace("\n", end).encode()
    place = place_of_nope(tmp_path, {"data/d.yml": raw, "docs/page.md": "{{ site.data.d.texts[0].deep | length }}"})
    assert place.file == "data/d.yml"
    assert what_stands_at(raw, place).startswith("nope")


@modest
@given(words, words, words, styles, ends, st.booleans())
def test_in_front_matter(
    tmp_path: Path, other: str, before: str, after: str, style: dict[str, Any], end: str, bom: bool
) -> None:
    values = {"other": other, "sections": [{"title": "One", "content": before + TAG + after}]}
    source = yaml.dump(values, Dumper=yaml.SafeDumper, **{**style, "default_flow_style": False})
    assume(can_be_read(source) and "\n---" not in source and "\n..." not in source)
    raw = (b"\xef\xbb\xbf" if bom else b"") + f"---\n{source}---\nBody\n".replace("\n", end).encode()
    place = place_of_nope(tmp_path, {"docs/page.md": raw})
    assert place.file == "docs/page.md"
    assert what_stands_at(raw, place).startswith("nope")


@modest
@given(words, words, ends, st.booleans())
def test_in_a_body(tmp_path: Path, before: str, after: str, end: str, bom: bool) -> None:
    assume(not before.startswith("---"))
    raw = (b"\xef\xbb\xbf" if bom else b"") + f"{before}{TAG}{after}".replace("\n", end).encode()
    place = place_of_nope(tmp_path, {"docs/page.md": raw})
    assert place.file == "docs/page.md"
    assert what_stands_at(raw, place).startswith("nope")


@modest
@given(words, words, ends, st.booleans())
def test_in_a_partial(tmp_path: Path, before: str, after: str, end: str, bom: bool) -> None:
    raw = (b"\xef\xbb\xbf" if bom else b"") + f"{before}{TAG}{after}".replace("\n", end).encode()
    place = place_of_nope(tmp_path, {"templates/p.md": raw, "docs/page.md": "A\n\n{% include 'p.md' %}\n"})
    assert place.file == "templates/p.md"
    assert what_stands_at(raw, place).startswith("nope")


STATEMENTS = [
    "{{ nope }}",
    "{{nope}}",
    "{{- nope -}}",
    "{{ 'a' ~ nope }}",
    "{{ ('nope', nope) | first }}{{ nope }}",
    "{{ [1, 2, nope] | join }}",
    "{{ {'a': nope} | items | map('last') | join }}",
    "{{ 'x' | replace('x', nope) }}",
    "{{ nope | upper }}",
    "{{ nope.a.b }}",
    "{{ nope[0] }}",
    "{{ nope() }}",
    "{{ code_snippet(nope) }}",
    "{{ code_snippet(code='x', title=nope) }}",
    "{{ 1 if nope else 2 }}",
    "{{ nope == 1 }}",
    "{{ 1 in nope }}",
    "{{ not nope }}",
    "{{ -nope }}",
    "{{ 1 +\n   nope }}",
    "{% if nope %}{% endif %}",
    "{% if false %}{% elif nope %}{% endif %}",
    "{% for a in nope %}{% endfor %}",
    "{% for a in [1] if nope %}{% endfor %}",
    "{% for a in [1] %}\n\n  {{ nope }}{% endfor %}",
    "{% set a = nope ~ '' %}",
    "{% set a %}{{ nope }}{% endset %}{{ a }}",
    "{% with a = nope ~ '' %}{% endwith %}",
    "{% filter replace('a', nope) %}a{% endfilter %}",
    "{% include nope %}",
    "{% call code_snippet(title=nope) %}x{% endcall %}",
    "{% call code_snippet() %}\n  {{ nope }}\n{% endcall %}",
    "{% macro m() %}\n{{ nope }}{% endmacro %}{{ m() }}",
    "{# nope #}\n{{ nope }}",
    "{% raw %}{{ nope }}{% endraw %}\n{{ nope }}",
    "```\n{{ nope }}\n```\n{{ nope }}",
    "``` { .text .jinja }\n{{ nope }}\n```\n",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_in_each_statement(tmp_path: Path, statement: str) -> None:
    """The place is that of an unknown name which the statement uses, not of one that it shows."""
    body = f"Some text.\n\n{statement}\n\nAfter.\n"
    rendered = render(make_site(tmp_path, {"docs/page.md": body}))
    assert {diagnostic.message for diagnostic in rendered.diagnostics} == {"the name `nope` is not known"}
    lines = body.split("\n")
    shown = ("raw %}{{ nope", "```\n{{ nope", "'nope'", "{# nope")
    hidden = {body.index(part) + part.index("nope") for part in shown if part in body}
    for diagnostic in rendered.diagnostics:
        line, column = diagnostic.place.line, diagnostic.place.column
        index = sum(len(above) + 1 for above in lines[: line - 1]) + column - 1
        assert body[index:].startswith("nope")
        assert index not in hidden
    assert "After." in rendered.html
