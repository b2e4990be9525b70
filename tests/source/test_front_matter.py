"""Front matter: the YAML between two lines `---` at the head of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading import document, plain, told

from foreword.source.diagnostic import Place
from foreword.source.front_matter import body_of, read_document
from foreword.source.places import place_in, place_of
from foreword.source.text import Text

PAGE = """\
---
title: Authentication
layout: sections
---
Call the API.
"""


def test_a_document_has_front_matter_and_a_body() -> None:
    page = document(PAGE)
    assert page.values == {"title": "Authentication", "layout": "sections"}
    assert page.body == "Call the API.\n"
    assert page.body_line == 5
    assert page.diagnostics == []


@pytest.mark.parametrize(
    ("source", "values", "body"),
    [
        ("---\ntitle: A\n---", {"title": "A"}, ""),
        ("---\ntitle: A\n---\n", {"title": "A"}, ""),
        ("---  \ntitle: A\n--- \t\nBody", {"title": "A"}, "Body"),
        ("---\ntitle: A\n...\nBody", {"title": "A"}, "Body"),
        ("---\ntitle: A\n...", {"title": "A"}, ""),
        ("---\n---\nBody", {}, "Body"),
        ("---\n---", {}, ""),
        ("---\n\n# nothing yet\n\n---\nBody", {}, "Body"),
        ("---\n~\n---\nBody", {}, "Body"),
        ("---\ntitle: A\n---\n\n\nBody\n\n---\n\nMore", {"title": "A"}, "Body\n\n---\n\nMore"),
        ("---\ntitle: |\n  A\n  ---\n  B\n---\nBody", {"title": "A\n---\nB\n"}, "Body"),
        ("---\ntitle: A --- B\ntext: '--- x'\n---\nBody", {"title": "A --- B", "text": "--- x"}, "Body"),
    ],
    ids=[
        "no newline at the end",
        "no body",
        "blanks after the lines",
        "closed by dots",
        "closed by dots at the end",
        "empty",
        "empty and no newline",
        "a comment only",
        "null",
        "lines in the body",
        "a line in a block is indented",
        "dashes in a line",
    ],
)
def test_where_it_ends(source: str, values: object, body: str) -> None:
    page = document(source)
    assert (page.values, page.body, page.diagnostics) == (values, body, [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_line_ends_and_a_bom_make_no_difference(bom: bytes, end: str) -> None:
    source = "---\ntitle: A\ncontent: |\n  One\n\n  {{ two }}\n---\nBody\n{{ x }}"
    page = document(bom + source.replace("\n", end).encode())
    assert plain(page.values) == {"title": "A", "content": "One\n\n{{ two }}\n"}
    assert page.diagnostics == []
    content, body = page.values["content"], page.body
    assert isinstance(content, Text)
    assert isinstance(body, Text)
    assert body.source == "Body\n{{ x }}"
    assert place_in(content, 3, 4) == Place("docs/page.md", 6, 6)
    assert place_in(body, 2, 4) == Place("docs/page.md", 9, 4)


def test_the_body_begins_below_its_empty_lines() -> None:
    page = document("---\ntitle: A\n---\n\n\n{{ x }}\n")
    assert page.body_line == 6
    assert isinstance(page.body, Text)
    assert place_in(page.body, 1, 4) == Place("docs/page.md", 6, 4)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n",
        "# Title\n",
        "\n---\ntitle: A\n---\n",
        " ---\ntitle: A\n---\n",
        "----\ntitle: A\n----\n",
        "---",
        "--- title: A ---\n",
    ],
)
def test_a_document_without_front_matter_is_its_body(source: str) -> None:
    page = document(source)
    assert (page.values, page.body, page.body_line, page.diagnostics) == ({}, source, 1, [])


@pytest.mark.parametrize(
    "source",
    [
        "---\n\nA thematic break opens this page.\n",
        "---\nA sentence.\n",
        "---\n# A heading\n\nText\n",
        "---\n- one\n- two\n",
        "---\n[Home](index.md)\n",
        "---\n\nNote: this is prose.\n",
        "---\n",
    ],
)
def test_a_thematic_break_opens_no_front_matter(source: str) -> None:
    page = document(source)
    assert (page.values, plain(page.body), page.diagnostics) == ({}, source, [])


@pytest.mark.parametrize("source", ["---\ntitle: A\n\n# Text\n", "---\n# a comment\ntitle: A", '---\n"a": 1\n--\n'])
def test_front_matter_that_is_never_closed(source: str) -> None:
    page = document(source)
    assert [told(diagnostic) for diagnostic in page.diagnostics] == [
        "1:1 YM001 the front matter is opened here and never closed"
    ]
    assert page.diagnostics[0].hint == "write `---` on a line of its own below it"
    assert (page.values, page.body) == ({}, "")


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("---\n- title: A\n---\nBody", "a list", 2),
        ("---\n\n[]\n---\nBody", "a list", 3),
        ("---\n\nJust a sentence.\n\n---\nBody", "a single value", 3),
        ("---\n'{{ x }}'\n---\nBody", "a single value", 2),
        ("---\n200\n---\nBody", "a single value", 2),
    ],
)
def test_front_matter_has_to_be_a_mapping(source: str, kind: str, line: int) -> None:
    page = document(source)
    assert [told(diagnostic) for diagnostic in page.diagnostics] == [
        f"{line}:1 FM003 the front matter is {kind}; it has to be a mapping of keys to values"
    ]
    assert (page.values, page.body) == ({}, "Body")


def test_front_matter_that_cannot_be_read_is_told_with_its_line_and_the_body_is_kept() -> None:
    page = document("---\ntitle: A\ndefinition: {{ x }}\n---\nBody\n")
    assert [told(diagnostic) for diagnostic in page.diagnostics] == [
        "3:13 YM001 a value that begins with `{{` is a mapping to YAML"
    ]
    assert (page.values, page.body, page.body_line) == ({}, "Body\n", 5)


def test_a_key_that_stands_twice_is_told_and_the_rest_is_there() -> None:
    page = document("---\ntitle: A\ntitle: B\n---\n")
    assert [told(diagnostic) for diagnostic in page.diagnostics] == [
        "3:1 YM002 the key `title` stands twice in this mapping; the last one counts"
    ]
    assert page.values == {"title": "B"}


def test_strings_that_hold_jinja_are_texts() -> None:
    page = document("---\ntitle: '{{ a }}'\nlist: ['{% b %}', '{# c #}', '{ d }']\n---\n{{ e }}")
    title, items = page.values["title"], page.values["list"]
    assert isinstance(title, Text)
    assert isinstance(items, list)
    assert [type(item) for item in items] == [Text, Text, str]
    assert isinstance(page.body, Text)
    assert page.body.is_body


def test_jinja_false_switches_it_off() -> None:
    page = document("---\njinja: false\ntitle: '{{ a }}'\n---\n{{ b }}")
    assert not page.jinja
    assert page.values == {"jinja": False, "title": "{{ a }}"}
    assert page.body == "{{ b }}"


def test_so_does_the_path_of_a_document_that_the_options_exclude() -> None:
    page = document("---\ntitle: '{{ a }}'\n---\n{{ b }}", jinja=False)
    assert (page.values, page.body, page.jinja) == ({"title": "{{ a }}"}, "{{ b }}", False)


@pytest.mark.parametrize("value", ["true", "'false'", "no", ""])
def test_nothing_else_does(value: str) -> None:
    page = document(f"---\njinja: {value}\n---\n{{{{ b }}}}")
    assert page.jinja
    assert isinstance(page.body, Text)


def test_keys_are_never_texts() -> None:
    page = document("---\n'{{ a }}': 1\nb: {'{{ c }}': 2}\n---\n")
    assert page.values == {"{{ a }}": 1, "b": {"{{ c }}": 2}}


def test_places_in_front_matter_are_places_in_the_file() -> None:
    page = document("---\n# about\nsections:\n  - title: A\n    credentials:\n      - name: B\n---\n")
    keys = ("sections", 0, "credentials", 0, "name")
    assert place_of(page.file, keys) == Place("docs/page.md", 6, 15)
    assert place_of(page.file, keys, at_key=True) == Place("docs/page.md", 6, 9)


LINES = ["---\n", "--- \n", "---", "...\n", "title: a\n", "\n", "# Text\n", "text", "- a\n", " # c\n", "a:\n"]


@given(st.lists(st.sampled_from(LINES)))
def test_the_body_is_the_same_without_reading_the_front_matter(parts: list[str]) -> None:
    text = "".join(parts)
    assert body_of(text) == read_document(text, "page.md", jinja=False).body
