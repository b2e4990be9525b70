"""YAML is read straight from its events where it is plain, and by way of nodes where it is not: to the same values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading import source_file

from foreword.source.diagnostic import ContentError
from foreword.source.text import SourceFile, Text
from foreword.source.yaml import load_nodes
from foreword.source.yaml_events import UnusualError, values_from_events


def told(value: Any, seen: list[int]) -> Any:
    """A value with its types, the marks of its texts, the order of its keys, and what it shares."""
    if isinstance(value, dict | list):
        if id(value) in seen:
            return f"as number {seen.index(id(value))}"
        seen.append(id(value))
    if isinstance(value, dict):
        return [(type(key), key, told(item, seen)) for key, item in value.items()]
    if isinstance(value, list):
        return [told(item, seen) for item in value]
    return (value.source, value.mark) if isinstance(value, Text) else (type(value), repr(value))


def by_events(file: SourceFile) -> Any:
    """The values by the quick way, None where it leaves the file to the general one."""
    try:
        return told(values_from_events(file.yaml, file, True)[0], [])
    except UnusualError:
        return None


def by_nodes(file: SourceFile) -> Any:
    """The values by the general way, with what is wrong; None where the file cannot be read."""
    try:
        diagnostics = load_nodes(file.yaml, file, True)
    except ContentError:
        return None
    return told(file.values, []), diagnostics


LINES = [
    "a: 1",
    "b: {c: [d, 010], e: '{{ f }}'}",
    "c: &one {x: 1, y: '[z](z.md)'}",
    "d: *one",
    "e: &two",
    "  f: {{ not a mapping }}",
    "  <<: *one",
    "  x: '2'",
    "  y: 3",
    "  <<: {z: 4}",
    "  <<: [*one, *two]",
    "  - &one x",
    "  - *two",
    "  - <<",
    "true: yes",
    "'true': no",
    "1: !!str 1",
    "1.0: !own x",
    "*one : 1",
    "? [a, b]",
    "{{ a }}: b",
    "g: |",
    "   text {{ h }}",
    "---",
    "...",
    "~:",
    "&three h: *three",
    "  &four <<: *one",
    "i: *four",
]


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_any_lines(source: str) -> None:
    quick, general = by_events(source_file(source)), by_nodes(source_file(source))
    assert quick is None or (quick, []) == general


@pytest.mark.parametrize(
    "source",
    [
        "",
        "a: &x {b: 1}\nc: {<<: *x, b: 2, d: *x}\n",
        "a: &x {b: 1}\nc:\n  d: 1\n  <<: *x\n",
        "a: &x [1, {b: '{{ c }}'}]\nb: *x\n",
        "- &x a\n- x: *x\n",
        "'a': \"\\u00e9\"\nb: >\n  folded\n  text\n~: null\n1: 1.50\n",
    ],
)
def test_plain_files_go_the_quick_way(source: str) -> None:
    quick = by_events(source_file(source))
    assert quick is not None
    assert (quick, []) == by_nodes(source_file(source))


@pytest.mark.parametrize(
    "source",
    [
        "a: 1\na: 2\n",
        "a: !!str 1\n",
        "a: ! 1\n",
        "a: *b\n",
        "a: &x 1\nb: &x 2\n",
        "a: &x [*x]\n",
        "? {a: 1}\n: 2\n",
        "- <<\n",
        "a: <<\n",
        "a: &x {b: 1}\nc: {<<: [*x]}\n",
        "a: &x {b: 1}\nc: {<<: *x, <<: *x}\n",
        "a: &x {b: 1}\nc: {<<: *x, d: 1, d: 2}\n",
        "a: &x 1\nb: {<<: *x}\n",
        "a: &x {b: 1}\nc:\n  &y <<: *x\nd: *y\n",
        "a: 1\n---\nb: 2\n",
        "a: [1\n",
        "[" * 150 + "]" * 150,
    ],
)
def test_what_is_not_plain_does_not(source: str) -> None:
    assert by_events(source_file(source)) is None
