"""Times: what Ruby takes for one, and how it writes it."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foreword.compat.errors import LiquidError
from foreword.compat.services import Services
from foreword.compat.time_format import formatted
from foreword.compat.times import time_of

GOLDEN = yaml.safe_load((Path(__file__).parent / "dates.yml").read_text("utf-8"))
BERLIN = ZoneInfo("Europe/Berlin")
SERVICES = Services(now=lambda: datetime(2024, 2, 29, 13, 4, 5, tzinfo=BERLIN), timezone=BERLIN)
TIME = datetime(2016, 3, 4, 5, 6, 7, 89_000, tzinfo=BERLIN)
WORDS = "may 12th 2016 -03 /14 .5 : t z pm h m '16 +02:00 gmt w10 , [x] 0 031 mon 20160314".split(" ")


@pytest.mark.parametrize("row", GOLDEN["read"], ids=lambda row: str(row["of"])[:40])
def test_texts_are_read_as_in_ruby(row: dict[str, Any]) -> None:
    time = time_of(SERVICES, row["of"])
    assert (None if time is None else formatted(time, "%Y-%m-%d %H:%M:%S %z")) == row["gives"]


@pytest.mark.parametrize("row", GOLDEN["written"], ids=lambda row: row["form"])
def test_times_are_written_as_in_ruby(row: dict[str, Any]) -> None:
    assert formatted(TIME, row["form"]) == row["gives"]


def test_a_day_begins_at_midnight() -> None:
    assert time_of(SERVICES, date(2016, 3, 4)) == datetime(2016, 3, 4, tzinfo=BERLIN)


def test_a_time_without_a_zone_is_in_that_of_the_site() -> None:
    assert time_of(SERVICES, datetime(2016, 3, 4)) == datetime(2016, 3, 4, tzinfo=BERLIN)
    assert time_of(SERVICES, datetime(2016, 3, 4, tzinfo=timezone.utc)) == datetime(2016, 3, 4, 1, tzinfo=BERLIN)


@pytest.mark.parametrize("value", [None, True, 1.5, [], {}, 10**20])
def test_what_is_no_time(value: Any) -> None:
    assert time_of(SERVICES, value) is None


@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)), st.text(max_size=20)
)
def test_any_text_and_form_are_taken(source: str, form: str) -> None:
    time = time_of(SERVICES, source)
    try:
        formatted(time or TIME, form)
    except LiquidError as error:
        assert "wide" in str(error) or "lone" in str(error)
