"""Dates, as front matter and the names of posts write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

DATE = re.compile(
    r"(\d{4}|\d{2})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[Tt\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?"
    r"\s*(?:(?P<utc>Z|UTC|GMT)|(?P<sign>[-+])(?P<hours>\d\d):?(?P<minutes>\d\d)?)?\Z"
)


def date_in(text: str, zone: tzinfo) -> datetime:
    """The date, and the time of the day, that a text is, in the time zone of the site (`Utils.parse_date`).

    Raises ValueError for what is no date, or is not written as `2024-12-31 12:00:00 +0100`.
    """
    match = DATE.match(text.strip())
    if match is None:
        raise ValueError(f"`{text}` is no date")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if len(match[1]) == 2:
        year += 2000 if year < 69 else 1900
    date = datetime(year, month, day, hour, minute, second)
    if match["utc"]:
        return date.replace(tzinfo=timezone.utc).astimezone(zone)
    if match["sign"]:
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return date.replace(tzinfo=timezone(offset if match["sign"] == "+" else -offset)).astimezone(zone)
    return date.replace(tzinfo=zone)


def zone_of(name: str) -> tzinfo:
    """The time zone of a name, as `Europe/Berlin`; UTC for one that is not known, and where there is none."""
    try:
        return ZoneInfo(name) if name else timezone.utc
    except (ValueError, OSError, LookupError):
        return timezone.utc
