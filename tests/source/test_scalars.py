"""What a value without quotes means, in YAML and CSV: what the writer sees."""

from __future__ import annotations

from typing import Any

import pytest
from loading import load

from foreword.source.scalar import scalar

TABLE: list[tuple[str, Any]] = [
    # true, false and nothing, in YAML 1.2's three spellings each
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("False", False),
    ("FALSE", False),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("~", None),
    # numbers that print as they are spelled
    ("0", 0),
    ("7", 7),
    ("-7", -7),
    ("200", 200),
    ("123456789012345678901234567890", 123456789012345678901234567890),
    ("0.5", 0.5),
    ("-0.5", -0.5),
    ("3.1", 3.1),
    ("1.0", 1.0),
    ("1e+20", 1e20),
    # numbers that would print otherwise
    ("010", "010"),
    ("00", "00"),
    ("-0", "-0"),
    ("+1", "+1"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("1_000", "1_000"),
    ("1,000", "1,000"),
    ("3.10", "3.10"),
    (".5", ".5"),
    ("5.", "5."),
    ("1e3", "1e3"),
    ("1E5", "1E5"),
    ("1.5e3", "1.5e3"),
    ("1e400", "1e400"),
    ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
    (".inf", ".inf"),
    ("-.inf", "-.inf"),
    (".nan", ".nan"),
    ("9" * 500, "9" * 500),
    ("9" * 5000, "9" * 5000),
    # what only YAML 1.1 takes for something else than text
    ("NO", "NO"),
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("Off", "Off"),
    ("y", "y"),
    ("1:30", "1:30"),
    ("190:20:30", "190:20:30"),
    ("2017-01-01", "2017-01-01"),
    ("2017-01-01T10:00:00Z", "2017-01-01T10:00:00Z"),
    ("=", "="),
    # text in any case
    ("tRue", "tRue"),
    ("none", "none"),
    ("v1.0", "v1.0"),
    ("1.0.0", "1.0.0"),
    ("1 000", "1 000"),
    ("٣", "٣"),
    ("oc_", "oc_"),
]


@pytest.mark.parametrize(("spelling", "value"), TABLE)
def test_a_scalar_without_quotes(spelling: str, value: Any) -> None:
    found = scalar(spelling)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("spelling", "value"), TABLE)
def test_it_is_the_same_in_yaml(spelling: str, value: Any) -> None:
    assert load(f"answer: {spelling}\n") == {"answer": value}
    assert load(f"- {spelling} # as it is\n") == [value]


@pytest.mark.parametrize(("spelling", "value"), [pair for pair in TABLE if "," not in pair[0]])
def test_it_is_the_same_in_csv(spelling: str, value: Any) -> None:
    assert load(f"answer,more\n{spelling},\n", "csv") == [{"answer": value, "more": None}]


@pytest.mark.parametrize(("spelling", "value"), [pair for pair in TABLE if isinstance(pair[1], int | float)])
def test_a_number_prints_as_it_is_spelled(spelling: str, value: Any) -> None:
    assert isinstance(value, bool) or str(value) == spelling


@pytest.mark.parametrize("spelling", [spelling for spelling, _ in TABLE])
def test_in_quotes_it_is_text(spelling: str) -> None:
    assert load(f"'{spelling}'") == load(f'"{spelling}"') == spelling


def test_a_key_without_a_value_is_null() -> None:
    assert load("a:\nb: ''\n") == {"a": None, "b": ""}


def test_keys_are_scalars_too() -> None:
    assert load("200: OK\n010: x\ntrue: y\nNO: Norway\n") == {200: "OK", "010": "x", True: "y", "NO": "Norway"}


def test_a_tag_says_otherwise() -> None:
    assert load("a: !!str 200\nb: !!str true\nc: !!str\nd: !!float 3.10\ne: !!int 0x1F\nf: !!bool yes\n") == {
        "a": "200",
        "b": "true",
        "c": "",
        "d": 3.1,
        "e": 31,
        "f": True,
    }


def test_dates_are_text_with_a_tag_as_well() -> None:
    assert load("!!timestamp 2017-01-01") == "2017-01-01"
