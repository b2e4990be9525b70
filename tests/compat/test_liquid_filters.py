"""Liquid's and Jekyll's filters: what Ruby gives, they give."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from foreword.compat.errors import LiquidError
from foreword.compat.liquid_filters import filters_of
from foreword.compat.printing import inspected
from foreword.compat.services import Services

NOON = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
SERVICES = Services(
    markdown=lambda source: f"<p>{source}</p>",
    evaluator=lambda scope, name, expression: lambda value: eval(expression, {}, {**scope, name: value}),  # noqa: S307
    now=lambda: NOON,
    setting={"baseurl": "/docs", "url": "https://example.com"}.get,
)
LIQUID_4 = filters_of(4, "liquid", SERVICES)
LIQUID_5 = filters_of(5, "liquid", SERVICES)
JEKYLL = filters_of(4, "jekyll", SERVICES)


def golden(dialect: Literal["liquid", "jekyll"]) -> list[Any]:
    """The cases of a dialect: the name of the filter, its input, its arguments, what it gives."""
    cases = yaml.safe_load((Path(__file__).parent / f"{dialect}_filters.yml").read_text("utf-8"))
    del cases["posts"]
    return [
        pytest.param(name, row["of"], row.get("with", []), row["gives"], id=f"{name}-{at}")
        for name, rows in cases.items()
        for at, row in enumerate(rows)
    ]


def shown(value: Any) -> str:
    """A text as it is, anything else as Ruby's `inspect` shows it."""
    return value if isinstance(value, str) else inspected(value)


@pytest.mark.parametrize(("name", "value", "arguments", "gives"), golden("liquid"))
def test_liquid_filters_give_what_ruby_gives(name: str, value: Any, arguments: list[Any], gives: str) -> None:
    assert shown(LIQUID_5[name](value, *arguments)) == gives


@pytest.mark.parametrize(("name", "value", "arguments", "gives"), golden("jekyll"))
def test_jekyll_filters_give_what_ruby_gives(name: str, value: Any, arguments: list[Any], gives: str) -> None:
    assert shown(JEKYLL[name](value, *arguments)) == gives


def test_liquid_4_marks_a_cut_where_there_are_just_so_many_words() -> None:
    assert LIQUID_4["truncatewords"]("one two", 2) == "one two..."
    assert LIQUID_5["truncatewords"]("one two", 2) == "one two"


def test_liquid_4_keeps_a_carriage_return_before_a_break() -> None:
    assert LIQUID_4["newline_to_br"]("a\r\nb") == "a\r<br />\nb"
    assert LIQUID_5["newline_to_br"]("a\r\nb") == "a<br />\nb"


def test_only_liquid_5_can_allow_false() -> None:
    assert LIQUID_4["default"]([1], "x") == [1]
    assert LIQUID_5["default"](False, "x", allow_false=True) is False
    with pytest.raises(LiquidError, match="`default` takes 0 to 1 argument, not 2"):
        LIQUID_4["default"](False, "x", allow_false=True)


def test_some_filters_are_only_in_liquid_5() -> None:
    assert sorted(LIQUID_5.keys() - LIQUID_4.keys()) == [
        "base64_decode",
        "base64_encode",
        "base64_url_safe_decode",
        "base64_url_safe_encode",
        "find",
        "find_index",
        "has",
        "reject",
        "remove_last",
        "replace_last",
        "squish",
        "sum",
    ]


NUMBERS = [{"n": 1}, {"n": "2.5"}, {"n": None}, {"m": 4}]


def test_newer_filters_of_liquid_5() -> None:
    assert LIQUID_5["find"](NUMBERS, "n", "2.5") == {"n": "2.5"}
    assert LIQUID_5["find_index"](NUMBERS, "m") == 3
    assert LIQUID_5["has"](NUMBERS, "n", 4) is False
    assert LIQUID_5["reject"](NUMBERS, "n") == [{"n": None}, {"m": 4}]
    assert LIQUID_5["sum"](NUMBERS, "n") == 3.5
    assert LIQUID_5["squish"]("  a \n b ") == "a b"


def test_an_expression_is_asked_of_each_item() -> None:
    scope = {"least": 2}
    assert JEKYLL["where_exp"]([1, 2, 3], scope, "item", "item >= least") == [2, 3]
    assert JEKYLL["find_exp"]({"a": 1, "b": 2}, scope, "item", "item >= least") == 2
    assert JEKYLL["group_by_exp"]([1, 2, 3, 4], scope, "item", "item % least") == [
        {"name": 1, "items": [1, 3], "size": 2},
        {"name": 0, "items": [2, 4], "size": 2},
    ]
    assert JEKYLL["where_exp"]("a", scope, "item", "item") == "a"


def test_markdown_is_converted_at_once() -> None:
    assert JEKYLL["markdownify"](5) == "<p>5</p>"


def test_now_and_today_are_the_time_of_the_build() -> None:
    assert JEKYLL["date"]("now", "%F %R") == JEKYLL["date"]("Today", "%F %R") == "2024-02-29 12:00"


def test_a_page_has_its_own_url() -> None:
    assert JEKYLL["relative_url"]({"url": "/a/"}) == "/docs/a/"
    assert JEKYLL["absolute_url"]({"url": "/a/"}) == "https://example.com/docs/a/"


def test_a_site_without_url_and_baseurl() -> None:
    bare = filters_of(4, "jekyll", Services())
    assert (bare["relative_url"]("a"), bare["absolute_url"]("a")) == ("/a", "/a")


def test_a_sample_is_the_same_in_each_build() -> None:
    assert (JEKYLL["sample"]([1, 2, 3]), JEKYLL["sample"]([1, 2, 3], 2)) == (1, [1, 2])


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("append", ["a"], "`append` takes 1 argument, not 0"),
        ("upcase", ["a", "b"], "`upcase` takes no arguments, not 1"),
        ("slice", ["a", 1, 2, 3], "`slice` takes 1 to 2 arguments, not 3"),
        ("slice", ["a", "b"], "invalid integer"),
        ("divided_by", [1, 0], "divided by 0"),
        ("modulo", [1.5, 0], "divided by 0"),
        ("concat", [[1], 2], "concat filter requires an array argument"),
        ("base64_decode", ["?"], "invalid base64 provided to base64_decode"),
        ("url_decode", ["%ff"], "invalid byte sequence in UTF-8"),
        ("map", [[5], "a"], "cannot select the property 'a'"),
        ("times", [10**3000, 10**3000], "the result of this computation is too large"),
        ("plus", ["9" * 5000, 1], "a number of 5000 digits is too large"),
        ("date", ["2016-03-14", "%99999Y"], "a date cannot be written 99999 characters wide"),
        ("date", ["2016-03-14", "%Y %"], "the form of a date ends in a lone `%`"),
    ],
)
def test_what_liquid_refuses(name: str, arguments: list[Any], message: str) -> None:
    with pytest.raises(LiquidError) as error:
        LIQUID_5[name](*arguments)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("sort", [None], "Cannot sort a null object."),
        ("sort", [[1, "a"]], "comparison of a with 1 failed"),
        (
            "sort",
            [[{}], "a", "up"],
            "Invalid nils order: 'up' is not a valid nils order. It must be 'first' or 'last'.",
        ),
        ("where", [[None], "a", "b"], "cannot select the property 'a' of nil"),
        ("date_to_string", ["soon"], "Invalid Date: '\"soon\"' is not a valid datetime."),
        ("scssify", ["a"], "Sass is not compiled here: compile the style sheet to CSS, and include that"),
        ("jsonify", [[1e400]], "Infinity not allowed in JSON"),
    ],
)
def test_what_jekyll_refuses(name: str, arguments: list[Any], message: str) -> None:
    with pytest.raises(LiquidError) as error:
        JEKYLL[name](*arguments)
    assert str(error.value) == message


def test_what_a_loop_goes_through() -> None:
    assert [list(JEKYLL["items"](value)) for value in (None, "", "ab", {"a": 1}, range(1, 3), [1], 5)] == [
        [],
        [],
        ["ab"],
        [["a", 1]],
        [1, 2],
        [1],
        [],
    ]
    assert JEKYLL["pairs"]({"a": 1, "b": None}) == [["a", 1], ["b", None]]


def test_a_part_of_what_a_loop_goes_through() -> None:
    assert JEKYLL["slice_of"]([1, 2, 3, 4], 1, "2") == [2, 3]
    assert JEKYLL["slice_of"]([1, 2, 3], 0, -1) == []
    assert JEKYLL["slice_of"]("abc", 1) == ["abc"]
    with pytest.raises(LiquidError, match="invalid integer"):
        JEKYLL["slice_of"]([1], "x")


def test_a_key_comes_before_the_size_of_a_hash() -> None:
    assert (JEKYLL["size"]({"size": "XL"}), JEKYLL["size"]({"a": 1})) == ("XL", 1)


def test_a_lookup_finds_no_size_where_a_filter_finds_0() -> None:
    assert (JEKYLL["size"](None), JEKYLL["size_of"](None)) == (0, None)
    assert (JEKYLL["first_of"]([1, 2]), JEKYLL["last_of"]({"last": 3})) == (1, 3)
