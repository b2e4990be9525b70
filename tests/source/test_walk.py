"""The walk over nested values: each in its order, with its path of keys."""

from __future__ import annotations

from loading import load_file

from foreword.source.text import Text
from foreword.source.walk import walk


def test_values_come_in_the_order_in_which_they_are_written() -> None:
    assert list(walk({"a": [1, {"b": None}], 2: "c"})) == [
        ((), {"a": [1, {"b": None}], 2: "c"}),
        (("a",), [1, {"b": None}]),
        (("a", 0), 1),
        (("a", 1), {"b": None}),
        (("a", 1, "b"), None),
        ((2,), "c"),
    ]


def test_what_aliases_share_is_given_once() -> None:
    values = load_file("a: &a [&text '{{ x }}', plain]\nb: *a\nc: *text\nd: plain\n").values
    assert [keys for keys, value in walk(values) if isinstance(value, Text | str)] == [("a", 0), ("a", 1), ("d",)]


def test_values_that_hold_themselves() -> None:
    values: dict[str, object] = {"a": 1}
    values["self"] = [values]
    assert [keys for keys, _ in walk(values)] == [(), ("a",), ("self",)]


def test_what_is_not_entered_is_given() -> None:
    values = {"a": {"b": 1}, "c": {"d": 2}}
    assert [keys for keys, _ in walk(values, lambda keys, _: keys != ("a",))] == [(), ("a",), ("c",), ("c", "d")]
