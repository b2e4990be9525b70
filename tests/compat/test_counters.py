"""Counters: what `cycle`, `increment` and `decrement` count in a page."""

from __future__ import annotations

from foreword.compat.counters import Counters


def test_a_cycle_begins_again_behind_its_last_value() -> None:
    counters = Counters()
    assert [counters.cycle("rows", "odd", "even") for _ in range(3)] == ["odd", "even", "odd"]
    assert counters.cycle("cells", "odd", "even") == "odd"


def test_a_shorter_cycle_of_the_same_group_goes_on_where_it_was() -> None:
    counters = Counters()
    assert counters.cycle(1, "a", "b", "c") == "a"
    assert counters.cycle("1", "d") == "d"
    assert counters.cycle(1, "e") is None
    assert counters.cycle(1, "x", "y") == "x"


def test_counters_go_up_from_0_and_down_from_minus_1() -> None:
    counters = Counters()
    assert [counters.increment("a"), counters.increment("a"), counters.decrement("b"), counters.decrement("a")] == [
        0,
        1,
        -1,
        1,
    ]
    assert counters.values == {"a": 1, "b": -1}
