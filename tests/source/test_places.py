"""Places: the line and column of a value, of a key, and of what stands inside a text."""

from __future__ import annotations

import pytest
from loading import load_file, source_file

from foreword.source.diagnostic import Place
from foreword.source.formats import load_data
from foreword.source.places import keys_of, place_in, place_inside, place_of, spelled
from foreword.source.text import SourceFile, Text

STYLES = {
    "plain": "a: one {{ x }} two",
    "plain over lines": "a: one\n  two\n\n  three {{ x }}",
    "single quotes": "a: 'it''s ''{{ x }}'''",
    "single quotes over lines": "a: 'one\n  two ''\n\n  {{ x }}'",
    "double quotes": 'a: "say \\"{{ x }}\\""',
    "escapes": 'a: "\\x41\\u00e9\\U0001f600\\n\\t\\\\ {{ x }}"',
    "escaped ends of lines": 'a: "one \\\n  two \\\n  {{ x }}"',
    "a block": "a: |\n  one\n\n    two {{ x }}\n",
    "a block that keeps its end": "a: |+\n  one\n  {{ x }}\n\n",
    "a block with an indent": "a: |2\n    one {{ x }}\n",
    "a block with a comment": "a: | # {not this}\n  one\n  {{ x }}\n",
    "a folded block": "a: >-\n  one\n  two\n\n    three\n\n  {{ x }}\n",
    "an anchor": "a: &x x {{ x }}\nb: *x",
    "an anchor and single quotes": "a: &x ' x {{ x }}'\nb: *x",
    "an anchor and double quotes": 'a: &x "x \\" {{ x }}"\nb: *x',
    "an anchor and a block": "a: &x |\n  x {{ x }}\nb: *x",
    "an anchor on a line of its own": "a: &x\n  # x\n  'x {{ x }}'\nb: *x",
    "a tag": "a: !!str x {{ x }}",
    "a tag and an anchor": "a: !!str &x 'x {{ x }}'",
    "a list in flow": "a: [1, {b: 'c'}, 'x {{ x }}']",
    "odd characters": "b: 'x\u2028y\x85z 😀'\na: '\u2028😀 {{ x }}'",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
def test_the_place_of_a_tag(source: str, end: str) -> None:
    file = source_file(("\ufeff# a comment\n" + source).replace("\n", end))
    load_data(file)
    text = file.values["a"]
    text = text[2] if isinstance(text, list) else text
    assert isinstance(text, Text)
    at = text.source.index("{{")
    line, column = text.source.count("\n", 0, at) + 1, at - text.source.rfind("\n", 0, at)
    place = place_in(text, line, column)
    raw = source.split("\n")
    assert raw[place.line - 2][place.column - 1 :].startswith("{{ x }}")


def test_the_place_of_each_line_of_a_block() -> None:
    text = load_file("a:\n  - content: |\n      {{ one }}\n\n      two\n      {{ three }}\n").values["a"][0]["content"]
    assert [place_in(text, line, 1)[1:] for line in (1, 3, 4)] == [(3, 7), (5, 7), (6, 7)]


def test_a_place_between_words_is_where_the_blank_is() -> None:
    text = load_file("a: one {{ x }} two\n").values["a"]
    assert place_in(text, 1, 4) == Place("data/api.yaml", 1, 7)
    assert place_in(text) == Place("data/api.yaml", 1, 4)
    assert place_in(text, 1, 100) == Place("data/api.yaml", 1, 19)


def test_the_place_of_a_value_and_of_its_key() -> None:
    file = load_file("a:\n  - b: 1\n    'c d': [2, 3]\n  - &x\n    e: 4\n")
    assert place_of(file, ("a",)) == Place("data/api.yaml", 2, 3)
    assert place_of(file, ("a", 0, "b")) == Place("data/api.yaml", 2, 8)
    assert place_of(file, ("a", 0, "c d"), at_key=True) == Place("data/api.yaml", 3, 5)
    assert place_of(file, ("a", 0, "c d", 1)) == Place("data/api.yaml", 3, 16)
    assert place_of(file, ("a", 1, "e"), at_key=True) == Place("data/api.yaml", 5, 5)


@pytest.mark.parametrize("key", ["yes", "true", "200", "1.5", "~", "'200'", "010"])
def test_keys_that_are_no_text(key: str) -> None:
    file = load_file(f"first: 0\n{key}: {{a: 1}}\n")
    value = list(file.values)[1]
    assert place_of(file, (value, "a")).line == 2
    assert place_of(file, (value,), at_key=True) == Place("data/api.yaml", 2, 1)


def test_of_a_key_that_stands_twice_the_last_counts() -> None:
    file = source_file("a: 1\nb: 2\na: 3\n")
    load_data(file)
    assert place_of(file, ("a",)) == Place("data/api.yaml", 3, 4)


def test_a_merged_key_is_where_it_was_written() -> None:
    file = load_file("- &a {x: 1, y: 2}\n- &b {x: 3, z: 4}\n- <<: [*a, *b]\n  y: 5\n")
    assert file.values[2] == {"x": 1, "y": 5, "z": 4}
    assert place_of(file, (2, "x")) == Place("data/api.yaml", 1, 10)
    assert place_of(file, (2, "z")) == Place("data/api.yaml", 2, 16)
    assert place_of(file, (2, "y")) == Place("data/api.yaml", 4, 6)


def test_a_path_is_followed_as_far_as_it_goes() -> None:
    file = load_file("a:\n  b: 1\n")
    assert place_of(file, ("a", "missing")) == Place("data/api.yaml", 2, 3)
    assert place_of(file, ("a", "b", 0, "c")) == Place("data/api.yaml", 2, 6)
    assert place_of(file, ()) == Place("data/api.yaml", 1, 1)


def test_a_file_that_is_empty_has_a_first_place() -> None:
    assert place_of(load_file(""), ("a",)) == Place("data/api.yaml", 1, 1)


def test_a_text_that_is_no_longer_in_its_file_has_a_place_all_the_same() -> None:
    file = SourceFile("data/api.yaml", "")
    assert place_in(Text("{{ x }}", file)) == Place("data/api.yaml", 1, 1)
    assert place_in(Text("{{ x }}", file, (0, 0))) == Place("data/api.yaml", 1, 1)


def test_the_path_of_a_value() -> None:
    file = load_file("a:\n  - b: '{{ x }}'\n  - '{{ x }}'\n")
    assert keys_of(file.values, file.values["a"][0]["b"]) == ("a", 0, "b")
    assert keys_of(file.values, file.values["a"][1]) == ("a", 1)
    assert keys_of(file.values, file.values) == ()
    assert keys_of(file.values, object()) is None
    assert spelled(("sections", 1, "credentials", 0, "name")) == "sections[1].credentials[0].name"
    assert spelled(()) == ""


class TestInsideAString:
    """A string without Jinja is no text; a place inside it is found by the path of keys to it."""

    @pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
    @pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
    def test_in_any_style(self, source: str, end: str) -> None:
        file = source_file(("\ufeff# a comment\n" + source.replace("{{ x }}", "<x>")).replace("\n", end))
        load_data(file)
        value, keys = file.values["a"], ["a"]
        if isinstance(value, list):
            value, keys = value[2], ["a", 2]
        at = value.index("<x>")
        line, column = value.count("\n", 0, at) + 1, at - value.rfind("\n", 0, at)
        place = place_inside(file, keys, line, column)
        assert file.lines[place.line - 1][place.column - 1 :].startswith("<x>")

    @pytest.mark.parametrize(
        ("format", "source", "place"),
        [
            ("json", '{"a": [1, "one\\ntwo"]}', (1, 18)),
            ("toml", 'b = 1\na = [1, """\none\ntwo"""]', (4, 2)),
            ("yaml", "a: [1, {b: 2}]", (1, 8)),
        ],
    )
    def test_in_any_format(self, format: str, source: str, place: tuple[int, int]) -> None:
        file = source_file(source, format)
        load_data(file)
        assert place_inside(file, ["a", 1], 2, 2)[1:] == place

    def test_of_a_value_that_is_not_there_it_is_what_is_around_it(self) -> None:
        file = load_file("a:\n  b: {c: d}\n")
        assert place_inside(file, ["a", "b", "x", "y"], 3, 3) == place_of(file, ["a", "b"])
