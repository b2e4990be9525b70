"""Jekyll's filters for dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from foreword.compat.errors import LiquidError
from foreword.compat.family import Family
from foreword.compat.printing import inspected, text
from foreword.compat.services import Services
from foreword.compat.time_format import formatted
from foreword.compat.times import time_of


def local_time(services: Services, value: Any) -> datetime:
    """The time of a value in the zone of the site. Raises LiquidError where it is none."""
    time = time_of(services, value)
    if time is None:
        raise LiquidError(f"Invalid Date: '{inspected(value, services.allocate)}' is not a valid datetime.")
    return time.astimezone(services.timezone)


def date_to_xmlschema(services: Services, value: Any) -> Any:
    """`2011-04-24T20:34:46+08:00`. Raises LiquidError for what is no time."""
    return value if text(value) == "" else formatted(local_time(services, value), "%Y-%m-%dT%H:%M:%S%:z")


def date_to_rfc822(services: Services, value: Any) -> Any:
    """`Sun, 24 Apr 2011 12:34:46 +0000`. Raises LiquidError for what is no time."""
    return value if text(value) == "" else formatted(local_time(services, value), "%a, %d %b %Y %T %z")


def date_to_string(services: Services, value: Any, kind: Any = None, style: Any = None) -> Any:
    """`27 Jan 2011`, `27th Jan 2011`, `Jan 27th, 2011`. Raises LiquidError for what is no time."""
    return with_month(services, value, "%b", kind, style)


def date_to_long_string(services: Services, value: Any, kind: Any = None, style: Any = None) -> Any:
    """`27 January 2011`, `27th January 2011`, `January 27th, 2011`. Raises LiquidError for what is no time."""
    return with_month(services, value, "%B", kind, style)


def with_month(services: Services, value: Any, month: str, kind: Any, style: Any) -> Any:
    """A day with the name of its month, the day as an ordinal where `kind` says so."""
    if text(value) == "":
        return value
    time = local_time(services, value)
    if kind != "ordinal":
        return formatted(time, f"%d {month} %Y")
    day = f"{time.day}{ordinal_end(time.day)}"
    return formatted(time, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def ordinal_end(number: int) -> str:
    """What makes an ordinal of a number: `st`, `nd`, `rd` or `th`."""
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


FILTERS = Family(
    served={
        "date_to_xmlschema": date_to_xmlschema,
        "date_to_rfc822": date_to_rfc822,
        "date_to_string": date_to_string,
        "date_to_long_string": date_to_long_string,
    },
)
