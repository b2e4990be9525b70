"""Comparisons: what Liquid's conditions take for equal, larger, contained, blank or empty."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from engine import make_site, render, shown
from foreword.compat import comparison
from foreword.compat.comparison import BLANK, EMPTY
from foreword.compat.errors import LiquidError

IN_4 = comparison.tests_of(4)
IN_5 = comparison.tests_of(5)


@pytest.mark.parametrize("value", [0, "", [], {}, 0.0, True])
def test_all_but_nil_and_false_is_true(value: Any) -> None:
    assert IN_4["truthy"](value)


@pytest.mark.parametrize("value", [None, False])
def test_nil_and_false_are_false(value: Any) -> None:
    assert not IN_4["truthy"](value)


@pytest.mark.parametrize(
    ("left", "right", "is_equal"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        (1, "1", False),
        ("a", Markup("a"), True),
        (None, None, True),
        (None, False, False),
        ([1, ["a"]], [1.0, ["a"]], True),
        ([1], [True], False),
        ([1], (1,), True),
        ({"a": [1]}, {"a": [1]}, True),
        ({"a": None}, {"b": None}, False),
        (range(1, 3), range(1, 3), True),
        (range(1, 3), [1, 2], False),
        ("", EMPTY, True),
        (EMPTY, [], True),
        ({}, EMPTY, True),
        (None, EMPTY, False),
        (" ", EMPTY, False),
        (EMPTY, EMPTY, True),
    ],
)
def test_equality(left: Any, right: Any, is_equal: bool) -> None:
    assert IN_4["eq"](left, right) is is_equal


def test_equality_of_lists_that_share_much_takes_no_time() -> None:
    one: list[Any] = ["a"]
    other: list[Any] = ["a"]
    for _ in range(60):
        one, other = [one, one], [other, other]
    assert IN_4["eq"](one, other)


@pytest.mark.parametrize("value", [None, False, "", " \n", [], {}])
def test_what_is_blank(value: Any) -> None:
    assert IN_5["blank"](value)
    assert IN_5["eq"](BLANK, value)
    assert not IN_4["blank"](value)
    assert not IN_4["eq"](value, BLANK)


@pytest.mark.parametrize("value", [True, 0, "a", [None]])
def test_what_is_not_blank(value: Any) -> None:
    assert not IN_5["blank"](value)
    assert not IN_5["empty"](value)


@pytest.mark.parametrize(
    ("left", "right", "is_in"),
    [
        ("abc", "b", True),
        ("a1c", 1, True),
        ("abc", None, False),
        (None, "a", False),
        (5, "5", False),
        (["a", 1.0], 1, True),
        (["abc"], "b", False),
        ([True], 1, False),
        ({"a": None}, "a", True),
        ({"a": "b"}, "b", False),
        (range(1, 4), 3, True),
        (range(1, 4), 4, False),
    ],
)
def test_contains(left: Any, right: Any, is_in: bool) -> None:
    assert IN_4["contains"](left, right) is is_in


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        (2, 1.5, {"gt", "gte"}),
        (2, 2, {"gte", "lte"}),
        ("a", "b", {"lt", "lte"}),
        (None, 1, set()),
        (1, None, set()),
        (True, 1, set()),
        ([1], [2], set()),
        ({}, 1, set()),
    ],
)
def test_order_is_quiet(left: Any, right: Any, holds: set[str]) -> None:
    assert {name for name in ("gt", "gte", "lt", "lte") if IN_4[name](left, right)} == holds


def test_a_number_and_a_text_have_no_order() -> None:
    with pytest.raises(LiquidError, match="comparison of String with 1 failed"):
        IN_4["gt"]("2", 1)
    with pytest.raises(LiquidError, match="comparison of Integer with String failed"):
        IN_4["lte"](1, "2")


def test_a_list_with_what_is_missing_may_be_asked_for_a_text(tmp_path: Path) -> None:
    """A template of Foreword's own kind can put it there."""
    files = {
        "docs/page.md": "{% from 'm.html.jinja' import some %}{{ some is contains('x') }}, {{ some is contains('y') }}",
        "templates/m.html.jinja": "{% set one = {'a': 1} %}{% set some = [one.title, 'x'] %}",
    }
    assert shown(render(make_site(tmp_path, files, compat="jekyll"))) == "<p>true, false</p>\n"
