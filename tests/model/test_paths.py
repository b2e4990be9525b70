"""The parameters of a path: each `{name}` has one, and each stands in the path."""

from __future__ import annotations

import pytest
from flaws import flaws


def told(path: str, parameters: str) -> list[str]:
    """What is wrong with an endpoint of this path, and these parameters."""
    return flaws(f"kind: endpoint\nmethod: get\npath: {path}\n{parameters}")


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/a", ""),
        ("/a", "parameters: {query: [{name: b}]}"),
        ("/a/{b}", "parameters: {path: [{name: b}]}"),
        ("/a/{b}/{c}/{b}", "parameters: {path: [{name: c}, {name: b}]}"),
        ("/a/{1}", "parameters: {path: [{name: 1}]}"),
        ("'/a/{{ x }}'", "parameters: {path: [{name: b}]}"),
        ("/a/{b}", "parameters: '{{ x }}'"),
        ("/a/{b}", "parameters: {path: '{{ x }}'}"),
        ("/a/{b}", "parameters: {path: ['{{ x }}']}"),
        ("/a/{b}", "parameters: {path: [{name: '{{ x }}'}]}"),
    ],
)
def test_nothing_is_wrong(path: str, parameters: str) -> None:
    assert told(path, parameters) == []


@pytest.mark.parametrize(
    "parameters", ["", "parameters:", "parameters: {query: [{name: id}]}", "parameters: {path: []}"]
)
def test_a_name_without_a_parameter_is_told_where_it_stands_in_the_path(parameters: str) -> None:
    assert told("/a/{id}/b/{id}", parameters) == [
        "3:10 AP001 no parameter has the name `id` that stands in the path | "
        "add `- name: id` below `path` in `parameters`"
    ]


def test_a_parameter_that_the_path_lacks_is_told_at_its_name() -> None:
    assert told("/a", "parameters:\n  path:\n    - type: string\n      name: id") == [
        "7:13 AP001 the path `/a` has no `{id}` | write `{id}` in `path`, or list it under `query`"
    ]


def test_a_misspelt_one_is_told_on_both_sides() -> None:
    assert told("/a/{source_id}", "parameters: {path: [{name: source-id}]}") == [
        "3:10 AP001 no parameter has the name `source_id` that stands in the path | did you mean `{source-id}`?",
        "4:28 AP001 the path `/a/{source_id}` has no `{source-id}` | did you mean `source_id`?",
    ]


def test_one_that_is_known_is_told_beside_one_that_is_not() -> None:
    assert told("/a", "parameters: {path: ['{{ x }}', {name: id}]}") == [
        "4:39 AP001 the path `/a` has no `{id}` | write `{id}` in `path`, or list it under `query`"
    ]


def test_a_path_over_two_lines() -> None:
    assert told(">-\n  /a\n  /{id}", "") == [
        "5:4 AP001 no parameter has the name `id` that stands in the path | "
        "add `- name: id` below `path` in `parameters`"
    ]
