"""JSON, TOML and CSV: the same kinds of values as YAML, and mistakes at their line and column."""

from __future__ import annotations

import pytest
from loading import load, load_file, refusal, refused, source_file, warnings

from foreword.source.diagnostic import Place
from foreword.source.formats import load_data
from foreword.source.places import place_in, place_of
from foreword.source.text import SitePath, Text
from foreword.source.yaml import DEPTH
from hang import no_hang


class TestJson:
    def test_values(self) -> None:
        source = '{"name": "Connect", "list": [1, 0.5, true, false, null], "deep": {"a": {"b": ["c"]}}, "": []}'
        assert load(source, "json") == {
            "name": "Connect",
            "list": [1, 0.5, True, False, None],
            "deep": {"a": {"b": ["c"]}},
            "": [],
        }

    @pytest.mark.parametrize(
        "number", ["3.10", "1e3", "1E5", "-0", "1.50", "1e400", "9" * 500, "9" * 5000, "NaN", "-Infinity"]
    )
    def test_a_number_that_would_print_otherwise_is_text(self, number: str) -> None:
        assert load(f'{{"n": {number}}}', "json") == {"n": number}

    @pytest.mark.parametrize("number", ["0", "-7", "0.5", "1e+20", "123456789012345678901234567890"])
    def test_other_numbers_are_numbers(self, number: str) -> None:
        assert str(load(number, "json")) == number

    def test_strings_that_hold_jinja_are_texts_and_paths_are_site_paths(self) -> None:
        values = load_file('{"{{ k }}": "{{ x }}", "list": ["/api", "plain"]}', "json").values
        assert isinstance(values["{{ k }}"], Text)
        assert [type(item) for item in values["list"]] == [SitePath, str]

    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ('{"a": 1 "b": 2}', "1:9 YM001 not valid JSON: Expecting ',' delimiter"),
            ('{\n  // no comments\n  "a": 1\n}', "2:3 YM001 not valid JSON: Expecting property name"),
            ("{'a': 1}", "1:2 YM001 not valid JSON: Expecting property name"),
            ('["a\nb"]', "1:4 YM001 not valid JSON: Invalid control character"),
            ('"a', "1:1 YM001 not valid JSON: Unterminated string"),
            ("[1] 2", "1:5 YM001 not valid JSON: Extra data"),
            ("", "1:1 YM001 not valid JSON: Expecting value"),
        ],
    )
    def test_mistakes(self, source: str, told: str) -> None:
        assert refused(source, "json").startswith(told)

    def test_a_last_comma(self) -> None:
        # Python's versions place it at the comma, or at the bracket below.
        assert refused('{\n  "a": 1,\n}', "json")[:6] in ("2:9 YM", "3:1 YM")

    def test_a_key_that_stands_twice_is_told_at_its_second_place(self) -> None:
        source = '{"a": {"b": 1}, "x": "b",\n "list": [{"b": 1, "c": "}", "b": 2}],\n "a": 3}'
        message = "stands twice in this mapping; the last one counts"
        assert warnings(source, "json") == [f"3:2 YM002 the key `a` {message}", f"2:30 YM002 the key `b` {message}"]

    def test_deep_nesting_is_refused(self) -> None:
        for depth in (DEPTH + 1, 990, 1_000, 100_000):
            assert "YM001 the values are nested too deeply" in refused("[" * depth + "]" * depth, "json")
            assert "YM001 the values are nested too deeply" in refused('{"a":' * depth + "1" + "}" * depth, "json")

    def test_half_a_character_is_no_character(self) -> None:
        assert load('["\\ud83d\\ude00", "\\ud83d", "\\ude00x"]', "json") == ["😀", "\ufffd", "\ufffdx"]

    @pytest.mark.parametrize(
        "source",
        [
            '{"a": "é 😀", "list": [1, {"b": "say \\"hi\\" {{ x }}"}]}',
            '{"a": "\\u00e9 \\ud83d\\ude00", "list": [1, {"b": "\\ud83d\\ude00\\t{{ x }}"}]}',
            '{\n\t"a": ":{}[],",\n\t"list": [1,\n\t\t{"b": "\\\\ \\n\\/ {{ x }}"}]}',
            '{"list":[1,{"b":"' + "key " * 400 + '{{ x }}"}]}',
            '{"' + "key" * 400 + '": 1, "list":[1,{"b":"\x7f\u2028{{ x }}"}]}',
            '{"list": [], "list": [1, {"b": "{{ y }}", "b": "{{ x }}"}]}',
        ],
    )
    def test_the_place_of_a_tag(self, source: str) -> None:
        file = source_file(source, "json")
        load_data(file)
        text = file.values["list"][1]["b"]
        at = text.source.index("{{ x")
        line, column = text.source.count("\n", 0, at) + 1, at - text.source.rfind("\n", 0, at)
        place = place_in(text, line, column)
        assert file.text.split("\n")[place.line - 1][place.column - 1 :].startswith("{{ x")

    def test_the_place_of_a_key(self) -> None:
        file = load_file('{\n  "list": [\n    {"name": "a"}, {"name": 1}\n  ]\n}', "json")
        assert place_of(file, ("list", 1, "name")) == Place("data/api.json", 3, 29)
        assert place_of(file, ("list", 1, "name"), at_key=True) == Place("data/api.json", 3, 21)
        assert place_of(file, ("list",)) == Place("data/api.json", 2, 11)


class TestToml:
    def test_values(self) -> None:
        source = (
            'name = "Connect"\nlist = [1, 0.5, true]\n\n[deep.a]\nb = {c = "d"}\n\n[[item]]\nid = 1\n[[item]]\nid = 2\n'
        )
        assert load(source, "toml") == {
            "name": "Connect",
            "list": [1, 0.5, True],
            "deep": {"a": {"b": {"c": "d"}}},
            "item": [{"id": 1}, {"id": 2}],
        }

    @pytest.mark.parametrize("number", ["3.10", "1e3", "+0.5", "1_000.5"])
    def test_a_number_that_would_print_otherwise_is_text(self, number: str) -> None:
        assert load(f"n = {number}", "toml") == {"n": number}

    @pytest.mark.parametrize(
        "date",
        [
            "1979-05-27",
            "07:32:00",
            "07:32:00.500",
            "1979-05-27T07:32:00",
            "1979-05-27 07:32:00",
            "1979-05-27T07:32:00Z",
            "1979-05-27T00:32:00.999999-07:00",
        ],
    )
    def test_dates_and_times_are_text_as_they_are_spelled(self, date: str) -> None:
        assert load(f"a = {date}\nb = [{date}]\n", "toml") == {"a": date, "b": [date]}

    def test_strings_that_hold_jinja_are_texts(self) -> None:
        values = load_file("a = '{{ x }}'\nb = ['''\n{% y %}''']\n", "toml").values
        assert isinstance(values["a"], Text)
        assert isinstance(values["b"][0], Text)

    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ("a = 1\na = 2\n", "2:6 YM001 not valid TOML: Cannot overwrite a value"),
            ("a = 1\nb = x\n", "2:5 YM001 not valid TOML: Invalid value"),
            ('a = "x\nb = 1\n', "1:7 YM001 not valid TOML: Illegal character '\\n'"),
            ("a = {b = 1, b = 2}\n", "1:18 YM001 not valid TOML: Duplicate inline table key 'b'"),
            ("a 1\n", "1:3 YM001 not valid TOML: Expected '=' after a key in a key/value pair"),
            ('b = 1\na = """x', "2:9 YM001 not valid TOML: Unterminated string"),
            ("a = 1\nb = " + "9" * 5000, "2:5 YM001 this number has too many digits"),
        ],
        ids=lambda value: value[:20],
    )
    def test_mistakes(self, source: str, told: str) -> None:
        assert refused(source, "toml") == told

    def test_deep_nesting_is_refused(self) -> None:
        for depth in (DEPTH + 1, 50_000):
            assert "YM001 the values are nested too deeply" in refused("a = " + "[" * depth + "]" * depth, "toml")
            assert "YM001 the values are nested too deeply" in refused(".".join("a" * depth) + " = 1", "toml")

    def test_the_place_of_a_text_is_its_own_and_of_another_value_that_of_its_key(self) -> None:
        file = load_file('base = "/v1"\n\n[deep]\nother = 1\n  url = "{{ x }}"\n', "toml")
        assert place_in(file.values["deep"]["url"]) == Place("data/api.toml", 5, 10)
        assert place_of(file, ("deep", "other")) == Place("data/api.toml", 4, 1)

    def test_finding_a_place_in_a_long_file_is_quick(self) -> None:
        file = load_file("".join(f"k{n} = 1\n" for n in range(20_000)) + 'last = "{{ x }}"\n', "toml")
        with no_hang():
            assert place_in(file.values["last"]).line == 20_001


class TestCsv:
    def test_each_row_is_a_mapping_by_the_names_of_the_first(self) -> None:
        source = 'name,prefix,used\nPartner ID,oc_,true\n"A, B","say ""hi""",\nC\n'
        assert load(source, "csv") == [
            {"name": "Partner ID", "prefix": "oc_", "used": True},
            {"name": "A, B", "prefix": 'say "hi"', "used": None},
            {"name": "C", "prefix": None, "used": None},
        ]

    def test_cells_are_scalars_as_in_yaml(self) -> None:
        assert load("a,b\nNO,010\n200,3.10\n", "csv") == [{"a": "NO", "b": "010"}, {"a": 200, "b": "3.10"}]

    def test_a_cell_that_holds_jinja_is_a_text(self) -> None:
        file = load_file('name,url\nA,1\n"B\nB","{{ x }}"\n\nC,{{ y }}\n', "csv")
        assert isinstance(file.values[1]["url"], Text)
        assert place_in(file.values[1]["url"]) == Place("data/api.csv", 4, 5)
        assert place_in(file.values[2]["url"]) == Place("data/api.csv", 6, 3)

    @pytest.mark.parametrize("source", ["", "\n\n", "name,prefix\n", "name"])
    def test_a_file_without_rows_is_an_empty_list(self, source: str) -> None:
        assert load(source, "csv") == []

    @pytest.mark.parametrize(
        ("source", "told"),
        [
            ("a,b\n1,2\n1,2,3\n", "3:1 YM001 this row has 3 cells; the first row names 2 columns"),
            ('a,b\n"1\n1",2\n1,2,3\n', "4:1 YM001 this row has 3 cells; the first row names 2 columns"),
            ('a\n1\n"x"y\n', "3:1 YM001 not valid CSV: ',' expected after '\"'"),
            ('a\n1\n"x\ny\n', "3:1 YM001 not valid CSV: unexpected end of data"),
        ],
    )
    def test_mistakes_are_told_at_the_line_on_which_the_row_begins(self, source: str, told: str) -> None:
        assert refused(source, "csv") == told

    def test_a_column_that_stands_twice(self) -> None:
        assert warnings("a,b,a\n1,2,3\n", "csv") == [
            "1:1 YM002 the key `a` stands twice in this mapping; the last one counts"
        ]

    def test_a_cell_of_a_megabyte_is_fine(self) -> None:
        assert load("a\n" + "x" * 1_000_000 + "\n", "csv") == [{"a": "x" * 1_000_000}]


@pytest.mark.parametrize("format", ["yaml", "json", "toml", "csv"])
def test_what_the_renderer_marks_places_with_cannot_come_from_a_file(format: str) -> None:
    raw, escaped = "a\ufdd0b", "a\\ufdd0b"
    sources = {
        "yaml": f'"{raw}": "{escaped}"',
        "json": f'{{"{raw}": "{escaped}", "{escaped}c": 1}}',
        "toml": f'"{escaped}" = "{escaped}{raw}"',
        "csv": f"{raw}\n{raw}\n",
    }
    assert "\ufdd0" not in repr(load(sources[format], format)).encode("ascii", "backslashreplace").decode(
        "unicode-escape"
    )
    assert "ufdd0" not in ascii(load(sources[format], format))


def test_every_mistake_has_a_hint() -> None:
    for format, source in [("yaml", "a: {{ x }}"), ("json", "{"), ("toml", "a = x"), ("csv", "a\n1,2")]:
        assert refusal(source, format).hint
