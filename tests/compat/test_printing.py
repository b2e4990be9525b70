"""How values print: as Ruby's Liquid prints them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from markupsafe import Markup

from foreword.compat.errors import LiquidError
from foreword.compat.printing import inspected, printed, text
from foreword.source.text import SitePath, SourceFile, Text

DEEP: list[Any] = []
DEEP.append(DEEP)


@pytest.mark.parametrize(
    ("value", "prints", "inspects"),
    [
        (None, "", "nil"),
        (True, "true", "true"),
        (False, "false", "false"),
        ("a\n", "a\n", '"a\\n"'),
        (12, "12", "12"),
        (1.0, "1.0", "1.0"),
        (0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"),
        (1e15, "1000000000000000.0", "1000000000000000.0"),
        (1e16, "1.0e+16", "1.0e+16"),
        (1.25e-7, "1.25e-07", "1.25e-07"),
        (0.0001, "0.0001", "0.0001"),
        (float("-inf"), "-Infinity", "-Infinity"),
        (range(1, 4), "1..3", "1..3"),
        ([1, None, "a", [2.5, [True]]], "1a2.5true", '[1, nil, "a", [2.5, [true]]]'),
        ({"a": 1, 2: [None]}, '{"a"=>1, 2=>[nil]}', '{"a"=>1, 2=>[nil]}'),
        ([{"a": "b"}], '{"a"=>"b"}', '[{"a"=>"b"}]'),
        ([], "", "[]"),
        ({}, "{}", "{}"),
        ("#{x} #x \\ \x1b \x00 \u2028 é", "#{x} #x \\ \x1b \x00 \u2028 é", '"\\#{x} #x \\\\ \\e \\u0000 \\u2028 é"'),
        (date(2016, 3, 4), "2016-03-04", "2016-03-04"),
        (datetime(2016, 3, 4, 5, tzinfo=timezone.utc), "2016-03-04 05:00:00 +0000", "2016-03-04 05:00:00 +0000"),
        (
            datetime(2016, 3, 4, tzinfo=timezone(timedelta(hours=-3))),
            "2016-03-04 00:00:00 -0300",
            "2016-03-04 00:00:00 -0300",
        ),
    ],
)
def test_values_print_as_in_ruby(value: Any, prints: str, inspects: str) -> None:
    assert printed(value) == prints
    assert inspected(value) == inspects


def test_a_list_is_inspected_where_a_filter_reads_it_as_text() -> None:
    assert text([1, [None]]) == "[1, [nil]]"


def test_html_and_paths_become_plain_text() -> None:
    assert [type(text(value)) for value in (Markup("<b>"), SitePath("/a"))] == [str, str]
    assert text(Markup("<b>")) + "<" == "<b><"


def test_a_text_that_nobody_expands_prints_as_it_is_written() -> None:
    assert printed([Text("{{ a }}", SourceFile("data/a.yml", ""))]) == "{{ a }}"


@pytest.mark.parametrize("write", [printed, text, inspected])
def test_a_list_that_holds_itself_is_refused(write: Any) -> None:
    with pytest.raises(LiquidError, match="nested too deeply"):
        write(DEEP)


@pytest.mark.parametrize("write", [printed, text, inspected])
def test_a_list_that_holds_one_list_many_times_asks_for_room(write: Any) -> None:
    value: list[Any] = ["a"]
    for _ in range(60):
        value = [value, value]

    class NoRoomError(Exception):
        """There is no room."""

    spent = 0

    def allocate(size: int) -> None:
        nonlocal spent
        spent += size
        if spent > 10_000:
            raise NoRoomError

    with pytest.raises(NoRoomError):
        write(value, allocate)
