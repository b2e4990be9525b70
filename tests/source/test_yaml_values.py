"""YAML beyond scalars: anchors, aliases, merge keys, duplicate keys, tags, and what has no bound."""

from __future__ import annotations

import pytest
import yaml
from loading import load, load_file, refusal, refused, source_file, warnings

from foreword.source.formats import load_data
from foreword.source.text import SitePath, Text
from foreword.source.yaml import DEPTH, EXPANDED_NODES
from hang import no_hang


class TestAliases:
    def test_an_alias_stands_for_the_value_of_its_anchor(self) -> None:
        values = load("a: &form {url: /form}\nb: *form\nc: &text some text\nd: [*text, *text]\n")
        assert values == {"a": {"url": "/form"}, "b": {"url": "/form"}, "c": "some text", "d": ["some text"] * 2}

    def test_what_it_stands_for_is_shared(self) -> None:
        values = load_file("a: &form {url: '{{ x }}'}\nb: *form\n").values
        assert values["a"] is values["b"]
        assert isinstance(values["a"]["url"], Text)

    def test_a_key_may_be_an_alias(self) -> None:
        assert load("a: &name token\n*name : 1\n") == {"a": "token", "token": 1}

    def test_an_alias_needs_an_anchor_above_it(self) -> None:
        error = refusal("a: 1\nb: [*form, 2]\nc: &form x\n")
        assert (error.place.line, error.place.column, error.code) == (2, 5, "YM003")
        assert error.message == "the alias `*form` has no anchor `&form` before it"
        assert error.hint == "write `&form` at the value that is meant, above this line"

    def test_an_anchor_may_stand_once(self) -> None:
        assert refused("a: &form x\nb:\n  - &form y\n") == (
            "3:5 YM004 the anchor `&form` stands here for a second time; the first is on line 1"
        )

    @pytest.mark.parametrize("source", ["a: '*form'", "a: b *form", "a: |\n  *form\n", "# *form\na: 1"])
    def test_a_star_elsewhere_is_no_alias(self, source: str) -> None:
        assert load(source)

    def test_aliases_in_front_matter_in_a_file_with_other_ends_of_lines(self) -> None:
        # YAML 1.1 ends lines at U+2028 and U+0085, editors do not.
        assert refused("a: 'x\u2028y'\nb: 'x\x85y'\nc: *form\n").startswith("3:4 YM003")


class TestMergeKeys:
    def test_a_mapping_takes_the_pairs_of_another(self) -> None:
        values = load("base: &base {a: 1, b: 2}\nown:\n  <<: *base\n  c: 3\n")
        assert values["own"] == {"a": 1, "b": 2, "c": 3}

    @pytest.mark.parametrize("name", ["x", "name"])
    def test_its_own_win_and_are_no_duplicates(self, name: str) -> None:
        source = f"base: &base {{{name}: 1, b: 2}}\nown:\n  {name}: 9\n  <<: *base\nagain: {{<<: *base, {name}: 8}}\n"
        values = load(source)
        assert values["own"] == {name: 9, "b": 2}
        assert values["again"] == {name: 8, "b": 2}
        assert list(values["again"]) == [name, "b"]

    @pytest.mark.parametrize("name", ["x", "name"])
    def test_of_a_list_the_first_wins(self, name: str) -> None:
        source = f"- &a {{{name}: 1}}\n- &b {{{name}: 2, c: 3}}\n- <<: [*a, *b]\n"
        assert load(source)[2] == {name: 1, "c": 3}

    @pytest.mark.parametrize("name", ["x", "name"])
    def test_what_was_merged_can_be_merged_again(self, name: str) -> None:
        values = load(
            f"base: &base {{{name}: 0, y: 0}}\nouter:\n  deep: &c\n    <<: *base\n    {name}: 1\nlast: {{<<: *c}}\n"
        )
        assert values["outer"]["deep"] == {name: 1, "y": 0}
        assert values["last"] == {name: 1, "y": 0}

    def test_a_merge_key_in_quotes_is_a_key(self) -> None:
        assert load("'<<': {a: 1}\n") == {"<<": {"a": 1}}

    @pytest.mark.parametrize("value", ["1", "[{a: 1}, 2]"])
    def test_only_mappings_can_be_merged(self, value: str) -> None:
        error = refusal(f"<<: {value}\n")
        assert error.message == "not valid YAML: `<<` merges a mapping or a list of mappings, and this is none"
        assert error.place.line == 1

    def test_a_mapping_cannot_merge_itself(self) -> None:
        assert refused("a: &a\n  b: 1\n  <<: *a\n") == (
            "3:7 YM007 an alias stands inside the value that it names: a cycle"
        )

    def test_merging_again_and_again_stays_small(self) -> None:
        levels = ["a0: &a0 {x: 1, name: 2}"]
        for level in range(1, 30):
            merged = ", ".join([f"*a{level - 1}"] * 10)
            levels.append(f"a{level}: &a{level} {{<<: [{merged}]}}")
        with no_hang():
            assert load("\n".join(levels))["a29"] == {"x": 1, "name": 2}


class TestDuplicateKeys:
    def test_the_last_counts_and_it_is_told(self) -> None:
        file = source_file("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
        (diagnostic,) = load_data(file)
        assert file.values == {"a": 1, "b": {"c": 3, "d": 2}}
        assert str(diagnostic) == (
            "data/api.yaml:5:3: YM002 duplicate-key: the key `c` stands twice in this mapping; the last one counts\n"
            "  hint: delete one of them, or give it another name"
        )
        assert diagnostic.severity == "warning"

    def test_each_repetition_is_told_once(self) -> None:
        message = "YM002 the key `a` stands twice in this mapping; the last one counts"
        assert warnings("a: 1\na: 2\na: 3\n") == [f"2:1 {message}", f"3:1 {message}"]

    def test_in_flow_and_in_quotes(self) -> None:
        assert [told.split()[0] for told in warnings("x: [{'a': 1, 'a': 2}]\ny: {a: 1, 'a': 2}\n")] == ["1:14"]

    def test_a_mapping_that_is_used_twice_is_told_once(self) -> None:
        assert [told.split()[0] for told in warnings("a: &a {x: 1, x: 2}\nb: *a\nc: {<<: *a, x: 3}\n")] == ["1:14"]

    @pytest.mark.parametrize("source", ["a: {x: 1}\nb: {x: 2}\n", "a: 1\nA: 2\n", "1: a\n'1': b\n"])
    def test_other_keys_are_no_duplicates(self, source: str) -> None:
        assert warnings(source) == []


class TestTags:
    @pytest.mark.parametrize("tag", ["!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!binary aGk="])
    def test_what_is_no_plain_data_is_refused(self, tag: str) -> None:
        assert refused(f"a: {tag}\n") == f"1:4 YM001 not valid YAML: the tag `{tag.split()[0]}` is not known"

    def test_a_value_that_begins_with_an_exclamation_mark_has_to_be_quoted(self) -> None:
        error = refusal("a: !important note\n")
        assert error.message == "a value that begins with `!` is a tag to YAML, and the tag `!important` is not known"
        assert error.hint == 'put the value in quotes: "!important note"'

    @pytest.mark.parametrize("tag", ["python/object/apply:os.system", "python/name:os.system", "python/tuple"])
    def test_no_python_comes_out_of_yaml(self, tag: str) -> None:
        assert refused(f"a: !!{tag} [ls]\n") == f"1:4 YM001 not valid YAML: the tag `!!{tag}` is not known"

    @pytest.mark.parametrize("value", ["!!int ''", "!!int x", "!!float ''", "!!float a", "!!bool maybe", "!!bool ''"])
    def test_a_value_has_to_fit_its_tag(self, value: str) -> None:
        assert refused(f"b: 1\na: {value}\n") == (
            f"2:4 YM001 not valid YAML: this is no value for the tag `{value.split()[0]}`"
        )

    @pytest.mark.parametrize("value", ["!!str [a]", "!!str {a: b}", "!!timestamp [a]"])
    def test_a_list_is_no_text(self, value: str) -> None:
        assert (
            refused(f"a: {value}\n") == f"1:4 YM001 not valid YAML: the tag `{value.split()[0]}` is for a single value"
        )


class TestBounds:
    def test_aliases_may_not_expand_without_bound(self) -> None:
        levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in range(1, 10):
            levels.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]")
        with no_hang():
            error = refusal("\n".join(levels))
        assert (error.code, error.place.line, error.place.column) == ("YM007", 2, 10)
        assert error.message == f"the aliases expand to more than {EXPANDED_NODES:,} values"

    def test_a_thousand_uses_of_one_value_are_fine(self) -> None:
        assert len(load("a: &a {b: [1, 2, 3]}\nc: [" + ", ".join(["*a"] * 1000) + "]\n")["c"]) == 1000

    @pytest.mark.parametrize(
        ("source", "place"),
        [
            ("a: &a [1, *a]\n", "1:11"),
            ("a: &a\n  b:\n    c: *a\n", "3:8"),
            ("&a\nb: *a\n", "2:4"),
            ("x: &x 1\ny: [*x]\na: &a\n  - &b {c: *x}\n  - *b\n  - *a\n", "6:5"),
        ],
    )
    def test_a_value_cannot_contain_itself(self, source: str, place: str) -> None:
        assert refused(source) == f"{place} YM007 an alias stands inside the value that it names: a cycle"

    @pytest.mark.parametrize("depth", [DEPTH + 1, 500, 1000, 5000, 100_000])
    def test_values_may_not_nest_without_bound(self, depth: int) -> None:
        assert "YM001 the values are nested too deeply to be read" in refused("[" * depth + "]" * depth)
        assert "YM001 the values are nested too deeply to be read" in refused("- " * depth + "x")

    def test_nor_by_way_of_aliases(self) -> None:
        half = DEPTH // 2 + 1
        assert refused(f"- &a {'[' * half}{']' * half}\n- {'[' * half}*a{']' * half}\n").startswith("1:1 YM001")

    def test_some_nesting_is_fine(self) -> None:
        assert load("[" * DEPTH + "]" * DEPTH)

    def test_a_value_of_a_megabyte_is_fine(self) -> None:
        with no_hang():
            text = "word " * 200_000
            assert load(f"a: |\n  {text}\nb: {text}\n")["b"] == text.strip()


class TestTexts:
    @pytest.mark.parametrize(
        "value", ["'{{ x }}'", '"a {{ x }}"', "a {{ x }}", "|\n  {% if x %}\n", ">\n  a {# b #}\n", "!!str 'a {{ x }}'"]
    )
    def test_a_string_that_holds_jinja_is_a_text(self, value: str) -> None:
        text = load_file(f"a: {value}").values["a"]
        assert isinstance(text, Text)
        assert not isinstance(text, str)
        assert text.source == yaml.safe_load(f"a: {value}")["a"]

    @pytest.mark.parametrize("value", ["'{ x }'", "a {x} %}", "'#{x}'", "a } b"])
    def test_other_strings_are_strings(self, value: str) -> None:
        assert type(load_file(f"a: {value}").values["a"]) is str

    @pytest.mark.parametrize("value", ["/connect/api", "connect/api.md", "api.md#token", "/"])
    def test_a_string_that_may_be_a_path_is_a_site_path(self, value: str) -> None:
        found = load_file(f"a: {value}").values["a"]
        assert type(found) is SitePath
        assert found == value

    @pytest.mark.parametrize("value", ["see connect/api.md now", "https://example.com/", "/a b", "api.yml"])
    def test_other_strings_are_none(self, value: str) -> None:
        assert type(load_file(f"a: {value}").values["a"]) is str

    def test_keys_are_names_and_never_texts(self) -> None:
        assert load_file("'{{ x }}': 1\n'[a](b.md)': 2\n").values == {"{{ x }}": 1, "[a](b.md)": 2}


@pytest.mark.parametrize("source", ["", "\n", "# nothing\n", "---\n", "---\n...\n", "~"])
def test_an_empty_file_is_null(source: str) -> None:
    assert load(source) is None


@pytest.mark.parametrize(
    ("source", "value"), [("a", "a"), ("- a", ["a"]), ("--- a", "a"), ("%YAML 1.1\n---\na: 1", {"a": 1})]
)
def test_a_file_need_not_be_a_mapping(source: str, value: object) -> None:
    assert load(source) == value


def test_a_file_holds_one_document() -> None:
    error = refusal("a: 1\n---\nb: 2\n")
    assert (error.place.line, error.message) == (2, "a second document begins here")
