"""Examples that are strings have to be the JSON that their content type says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flaws import flaws, text
from hypothesis import given
from hypothesis import strategies as st

from foreword.model.examples import break_in, is_json
from foreword.model.validation import front_matter_flaws

UNCLOSED = 'a string that is not closed | write `"` at its end, or `\\n` for an end of line in it'
LOOK = "look at the comma, the quote or the bracket here, or say the `content-type`"


def told(keys: str) -> list[str]:
    """What is wrong with an endpoint that has these keys, from line 4 on."""
    return flaws(f"kind: endpoint\nmethod: post\npath: /a\n{keys}")


@pytest.mark.parametrize(
    "keys",
    [
        'body: {example: \'{"a": [1, 1.5e3, true, null, "b"]}\'}',
        "body: {example: {a: 1}}",
        "body: {example: 3}",
        "body: {example: ''}",
        "body: {example: '{{ site.data.example }}'}",
        "body: {content-type: application/x-www-form-urlencoded, example: a=1&b=2}",
        "body: {content-type: '{{ x }}', example: a=1&b=2}",
        "body: {content-type: text/csv}\nexamples: [{request: 'a,b', response: '{}'}]",
        "responses: {200: {content-type: text/plain, example: OK}}",
        "responses: {200: {content-type: text/plain}}\nexamples: [{response: OK}, {response: OK, code: 200}]",
        "responses: {2XX: {content-type: text/plain}, 400: {}}\nexamples: [{response: OK, code: 201}]",
        "responses: {default: {content-type: text/plain}, 400: {}}\nexamples: [{response: OK, code: 201}]",
        "examples: [{request: '[]', response: '\"OK\"'}]",
    ],
)
def test_nothing_is_wrong(keys: str) -> None:
    assert told(keys) == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("body: {example: '[1, 2'}", "4:23"),
        ("body: {content-type: application/problem+json; charset=utf-8, example: '[1, 2'}", "4:78"),
        ("body: {content-type: null, example: '[1, 2'}", "4:43"),
        ("responses:\n  200: {example: '[1, 2'}", "5:24"),
        ("responses:\n  4XX: {example: '[1, 2'}", "5:24"),
        ("examples: [{request: '[1, 2'}]", "4:28"),
        ("examples: [{response: '[1, 2'}]", "4:29"),
        ("responses: {200: {content-type: text/plain}}\nexamples: [{response: '[1, 2', code: 400}]", "5:29"),
    ],
)
def test_each_place_of_an_example(keys: str, place: str) -> None:
    assert told(keys) == [f"{place} AP010 the example is not JSON: expecting ',' delimiter | {LOOK}"]


@pytest.mark.parametrize(
    "keys", ["examples: [{response: '[1, 2'}]", "versions: [{version: a, examples: [{request: '['}]}]"]
)
def test_objects_have_examples_too(keys: str) -> None:
    (flaw,) = flaws(f"kind: object\n{keys}")
    assert "AP010 the example is not JSON" in flaw


@pytest.mark.parametrize(
    ("example", "place", "told_as"),
    [
        ('{"a": 1,}', "6:12", "a comma before `}` | delete the comma"),
        ("[1,\n\n]", "6:7", "a comma before `]` | delete the comma"),
        ("{'a': 1}", "6:6", "its strings stand in double quotes | write `\"` in place of `'`"),
        ('{"a": None}', "6:11", "it has no `None` | write `null`"),
        ('{"a": True}', "6:11", "it has no `True` | write `true`"),
        ('{"NaN": NaN}', "6:13", "it has no `NaN` | write a number, or `null`"),
        ("[\n  -Infinity\n]", "7:7", "it has no `-Infinity` | write a number, or `null`"),
        ('{\n  "a": 1 // one\n}', "7:14", "it has no comments | delete the comment, or explain it in the text"),
        ('{"a": 1} {"b": 2}', "6:14", f"extra data | {LOOK}"),
        ('{"a" 1}', "6:10", f"expecting ':' delimiter | {LOOK}"),
        ('{\n  "a": {\n    "b": 1\n    "c": 2\n  }\n}', "9:9", f"expecting ',' delimiter | {LOOK}"),
        ('{\n  "a": "b\n}', "7:14", UNCLOSED),
        ('["a]', "6:9", UNCLOSED),
        ("OK", "6:5", 'no value of JSON begins here | write a text as `"..."`, or say the `content-type`'),
    ],
)
def test_it_is_told_where_the_json_breaks(example: str, place: str, told_as: str) -> None:
    block = "\n".join(f"    {line}" for line in example.split("\n"))
    assert told(f"body:\n  example: |\n{block}") == [f"{place} AP010 the example is not JSON: {told_as}"]


def test_through_the_escapes_of_a_quoted_string() -> None:
    assert told('body: {example: "{\\"a\\":\\n  oops}"}') == [
        f"4:29 AP010 the example is not JSON: expecting value | {LOOK}"
    ]


def test_an_example_that_a_text_gives_is_not_known() -> None:
    values = {"kind": "endpoint", "method": "get", "path": "/a", "body": {"example": text("{{ x }} {")}}
    assert front_matter_flaws(values) == []


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/hal+json", "text/json"]
)
def test_content_types_of_json(kind: str) -> None:
    assert is_json(kind)
    assert not is_json("application/x-ndjson")
    assert not is_json("text/html")


def test_nesting_that_no_parser_follows_is_let_be() -> None:
    assert break_in("[" * 100_000) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, st.sampled_from([None, 2]))
def test_json_is_never_told(value: Any, indent: int | None) -> None:
    assert break_in(json.dumps(value, indent=indent)) is None


@given(st.text("{}[]\",:1a \\\n/#'tTrueNoneNaN") | st.text())
def test_anything_else_always_is_and_inside_the_string(source: str) -> None:
    broken = break_in(source)
    try:
        json.loads(source, parse_constant=lambda constant: 1 / 0)
    except (ValueError, ZeroDivisionError):
        assert broken is not None
        assert 0 <= broken.at <= len(source)
    else:
        assert broken is None
