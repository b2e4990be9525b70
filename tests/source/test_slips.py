"""Slips in YAML: each is told at its place, and its hint is YAML that can be read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading import load, refusal, refused, source_file

from foreword.source.diagnostic import ContentError
from foreword.source.formats import load_data

QUOTED: list[tuple[str, int, str, str]] = [
    # the value as it was written, the column of the slip in it, what is wrong, the value as the hint writes it
    ("{{ x }}", 1, "a value that begins with `{{` is a mapping to YAML", '"{{ x }}"'),
    ("{{ x }} and more", 1, "a value that begins with `{{` is a mapping to YAML", '"{{ x }} and more"'),
    ('{{ x["a"] }}', 1, "a value that begins with `{{` is a mapping to YAML", "'{{ x[\"a\"] }}'"),
    ("{{ x['a'] }}", 1, "a value that begins with `{{` is a mapping to YAML", "\"{{ x['a'] }}\""),
    ("**Note**: read this", 1, "a value that begins with `*` is an alias to YAML", '"**Note**: read this"'),
    ("*Note* this", 1, "a value that begins with `*` is an alias to YAML", '"*Note* this"'),
    ("`oc_` and digits", 1, "a value cannot begin with ``` without quotes", '"`oc_` and digits"'),
    ("@docs", 1, "a value cannot begin with `@` without quotes", '"@docs"'),
    ("%d of them", 1, "a value cannot begin with `%` without quotes", '"%d of them"'),
    (
        '"{{ x | where("a", "b") }}"',
        16,
        "the double quotes inside this value end it too early",
        '\'{{ x | where("a", "b") }}\'',
    ),
    ("'It's here'", 5, "the single quotes inside this value end it too early", '"It\'s here"'),
    ("Step 1: go", 7, "a value with a colon and a space in it is a mapping to YAML", '"Step 1: go"'),
    ("To do:", 6, "a value with a colon and a space in it is a mapping to YAML", '"To do:"'),
    ("a\\d: b", 4, "a value with a colon and a space in it is a mapping to YAML", "'a\\d: b'"),
    ("[Ask](form.md) first", 1, "a value that begins with `[` is a list to YAML", '"[Ask](form.md) first"'),
    ("> quoted", 1, "a value that begins with `>` is a text on the lines below it to YAML", '"> quoted"'),
]


@pytest.mark.parametrize(("value", "column", "message", "quoted"), QUOTED, ids=[row[0] for row in QUOTED])
@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("", "definition: ", "last: 1\n"),
        ("a: 1\nlist:\n  - name: b\n    ", "obtained-by: ", "  - name: c\n"),
        ("'a b': 1\n", "a title: ", ""),
    ],
    ids=["first", "inside", "last"],
)
def test_a_value_that_has_to_be_quoted(
    before: str, key: str, after: str, value: str, column: int, message: str, quoted: str
) -> None:
    error = refusal(f"{before}{key}{value}\n{after}")
    assert error.code == "YM001"
    assert error.message == message
    assert error.hint.endswith(f": {key}{quoted}")
    indent = len(before) - before.rfind("\n") - 1
    assert (error.place.line, error.place.column) == (before.count("\n") + 1, indent + len(key) + column)
    (loaded,) = load(f"{key}{quoted}\n").values()
    assert loaded in (value, value[1:-1])


def test_a_value_that_begins_with_a_statement_of_jinja() -> None:
    error = refusal("definition: {% if x %}a{% endif %}\n")
    assert error.message == "a value that begins with `{%` cannot stand without quotes"
    assert error.hint == (
        'quote the value: definition: "{% if x %}a{% endif %}"; '
        "or write `definition: |` and put the text indented below"
    )
    assert load("definition: |\n  {% if x %}a{% endif %}\n") == {"definition": "{% if x %}a{% endif %}\n"}


@pytest.mark.parametrize("value", ["{{ x }}", "**Note**: a", "`a`", "[a](b) c", "@a"])
def test_an_item_of_a_list(value: str) -> None:
    error = refusal(f"steps:\n  - go\n  - {value}\n")
    assert (error.place.line, error.place.column) == (3, 5)
    assert error.hint == f'quote the value: - "{value}"'


@pytest.mark.parametrize("source", ["a: [{{ x }}]", "a: {b: {{ x }}}", "{{ x }}"])
def test_braces_in_brackets(source: str) -> None:
    error = refusal(source)
    assert error.message == "`{` opens a mapping to YAML here, and a mapping cannot be a key"
    assert error.place.line == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a:\n\tb: 1\n", "2:1 YM001 a tab indents this line, which YAML does not allow"),
        ("a:\n  b: 1\n \tc: 2\n", "3:2 YM001 a tab indents this line, which YAML does not allow"),
        ("a:\n  -\t- b\n", "2:4 YM001 a tab stands here, which YAML does not allow"),
        ('a: 1\nb: "open\nc: 2\n', "2:4 YM001 a quote is opened here and never closed"),
        ("a: 1\nb: 'open\nc: 2\n", "2:4 YM001 a quote is opened here and never closed"),
        ("a: 1\n  b: 2\n", "2:4 YM001 this line does not fit the ones above it"),
        ("a:\n    b: 1\n   c: 2\n", "3:4 YM001 this line does not fit the ones above it"),
        ("a: 1\nno colon\nb: 2\n", "2:1 YM001 this line has no colon after its key"),
        ("a: [1, 2\nb: 3\n", "1:4 YM001 the bracket that opens here is not closed, or a comma is missing"),
        ('a: "\\d+"\n', "1:5 YM001 a backslash in double quotes begins an escape, and this one is not known"),
        ("? a: b\n: c\n", "1:3 YM001 a list or a mapping cannot be a key"),
        ("a: 1\nb: '\x01'\n", "2:5 YM005 the character U+0001 is not allowed in YAML"),
    ],
    ids=lambda value: "" if isinstance(value, str) and "YM0" in value else None,
)
def test_slips_without_a_value_to_quote(source: str, told: str) -> None:
    assert refused(source) == told


@pytest.mark.parametrize(
    "source",
    [
        "content: |\n  Use the header: Authorization: Bearer\ntitle without colon\n",
        "content: |\n  all:\n  \tmake\ntitle without colon\n",
        "content: |\n  {{ x }}\n  **Note**: a\ntitle without colon\n",
    ],
)
def test_nothing_has_to_be_quoted_in_a_block(source: str) -> None:
    error = refusal(source)
    assert error.message == "this line has no colon after its key"
    assert error.place.line == source.count("\n")


KEYS = [
    "definition: ",
    "obtained-by: ",
    '"a key": ',
    "Step one: ",
    "é: ",
    "a.b: ",
    "page/path: ",
    "200: ",
    "- ",
    "- title: ",
]
STARTS = [
    "{{ x }}",
    '{{ x["a"] }}',
    "{{ x | where('a') }}",
    "**Note**: ",
    "**Note** ",
    "`code`",
    "{% if x %}a{% endif %}",
    "@docs",
    "%x",
    "*emphasis* text",
    "Step 1: go",
    "a: b: c",
    "[link](url)",
    "[a] b",
    "] a",
    "} a",
    ", a",
    "> quote",
]
tails = st.lists(
    st.sampled_from([" ", "a", "'", '"', "\\", "#", " # c", ": ", ":", "{{ y }}", "}", "]", ",", "é", "`"]), max_size=6
).map("".join)


@given(st.sampled_from(["", "a: 1\n", "- a\n"]), st.sampled_from(KEYS), st.sampled_from(STARTS), tails)
def test_each_hint_is_yaml_that_can_be_read(before: str, key: str, start: str, tail: str) -> None:
    value = (start + tail).rstrip()
    if before:
        before = "- a\n" if key.startswith("- ") else "a: 1\n"
    file = source_file(f"{before}{key}{value}\n")
    try:
        load_data(file)
    except ContentError as error:
        hint = re.search(r"(?:quote the value|quotes outside): (.*?)(?:; or write `[^`]*\|`.*)?$", error.hint)
        assert hint, f"{error.message}: {error.hint}"
        assert error.place is not None
        assert error.place.line == before.count("\n") + 1
        lead = "- " if key.startswith("- ") and not hint[1].startswith("- ") else ""
        loaded = last(load(f"{before}{lead}{hint[1]}\n"))
        # Without quotes it is what was written; where quotes were, it is what stood between them.
        assert loaded
        assert loaded in value


def last(value: Any) -> Any:
    """The last value in lists and mappings."""
    while isinstance(value, list | dict):
        value = value[-1] if isinstance(value, list) else list(value.values())[-1]
    return value
