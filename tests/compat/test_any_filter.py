"""Filters under what strangers give them: they raise LiquidError only, and ask before they make much."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.compat.errors import LiquidError
from foreword.compat.liquid_filters import filters_of
from foreword.compat.printing import inspected, printed
from foreword.compat.services import Services

ROOM = 1_000_000


class NoRoomError(Exception):
    """What is to be made is too large."""


class Room:
    """Room for so many characters and items, for one call."""

    def __init__(self) -> None:
        self.left = ROOM

    def allocate(self, size: int) -> None:
        """Refuses what is too large."""
        self.left -= size
        if self.left < 0:
            raise NoRoomError


def called(dialect: Literal["liquid", "jekyll"], name: str, *arguments: Any, version: int = 4) -> Any:
    """What a filter gives, in a room of its own."""
    services = Services(allocate=Room().allocate, setting={"baseurl": "/docs", "url": "https://example.com"}.get)
    return filters_of(version, dialect, services)[name](*arguments)


WORDS = [
    "",
    " ",
    "a",
    "b.c",
    "2016-03-14",
    "10:30 pm",
    "%Y-%m-%d %H",
    "%-10^z",
    "-1",
    "1.5",
    "<a>",
    "&lt;",
    "\\0",
    "ä",
    "\0",
]
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.lists(st.sampled_from(WORDS)).map("".join))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS)
VALUES = st.recursive(
    st.one_of(SCALARS, st.builds(range, st.integers(0, 5), st.integers(0, 9))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["a", "b.c", "url", "size"]) | TEXTS, inner, max_size=3),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("dialect", ["liquid", "jekyll"])
@given(st.data())
def test_any_filter_takes_anything(dialect: Literal["liquid", "jekyll"], data: st.DataObject) -> None:
    version = data.draw(st.sampled_from([4, 5]))
    name = data.draw(st.sampled_from(sorted(filters_of(version, dialect, Services()))))
    arguments = data.draw(st.lists(VALUES, min_size=1, max_size=4))
    try:
        result = called(dialect, name, *arguments, version=version)
    except (LiquidError, NoRoomError):
        return
    assert isinstance(printed(result) + inspected(result), str)


LARGE = "a" * (ROOM // 2)
SHARED: list[Any] = [LARGE]
for _ in range(40):
    SHARED = [SHARED, SHARED]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("append", [LARGE + "a", LARGE]),
        ("prepend", [LARGE + "a", LARGE]),
        ("replace", [LARGE, "a", "aaa"]),
        ("replace", [LARGE, "a", "\\0\\0\\`"]),
        ("replace", [LARGE, "", "aa"]),
        ("split", [LARGE + LARGE + "a", ""]),
        ("join", [["a"] * 1000, "a" * 2000]),
        ("concat", [[1] * ROOM, [1]]),
        ("reverse", [range(10**12)]),
        ("date", ["now", "%c" * ROOM]),
        ("push", [[1] * ROOM, 1]),
        ("sort", [range(10**12)]),
    ],
)
def test_what_is_too_large_is_not_made(name: str, arguments: list[Any]) -> None:
    with pytest.raises(NoRoomError):
        called("jekyll", name, *arguments)


@pytest.mark.parametrize("name", ["append", "join", "jsonify", "inspect", "uniq", "array_to_sentence_string"])
def test_lists_that_share_much_ask_for_room(name: str) -> None:
    with pytest.raises(NoRoomError):
        called("jekyll", name, SHARED, *(["a"] if name == "append" else []))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("strip_html", "<" * 100_000),
        ("strip_html", "<script" * 20_000),
        ("strip_html", "<!--" * 20_000),
        ("escape_once", "&a" * 100_000),
        ("normalize_whitespace", " " * 200_000),
        ("truncatewords", " " * 200_000),
        ("slugify", "-" * 200_000),
        ("strip_index", "/index.htm" * 20_000),
        ("smartify", "'\"" * 50_000),
        ("smartify", "<a" * 50_000),
        ("relative_url", "/.." * 50_000),
        ("to_integer", "1_" * 100_000),
        ("date_to_string", "1" * 100_000),
    ],
)
def test_long_rows_take_no_time(name: str, value: str) -> None:
    """Each of these would take minutes, did it look at each character more than a few times."""
    try:
        assert isinstance(printed(called("jekyll", name, value)), str)
    except LiquidError as error:
        assert "too large" in str(error) or "Invalid Date" in str(error)
