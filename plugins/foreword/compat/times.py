"""Times: what Liquid and Jekyll take for one, as Ruby's `Time.parse` reads it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from foreword.compat.date_words import DateWords, date_words
from foreword.compat.services import Services

TIMESTAMP = re.compile(r"[0-9]+\Z")
OFFSET = re.compile(r"([-+])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?\Z", re.ASCII)
UTC = re.compile(r"(?:-00:00|-0000|-00|utc|z|ut)\Z")
ZONES = {"ut": 0, "gmt": 0, "utc": 0, "z": 0}
ZONES |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
ZONES |= {letter: hours for hours, letter in enumerate("abcdefghiklm", 1)}
ZONES |= {letter: -hours for hours, letter in enumerate("nopqrstuvwxy", 1)}
"""The hours from UTC of the zones that Ruby knows by name."""
EARLIEST_DIGITS = 12


def time_of(services: Services, value: Any) -> datetime | None:
    """The time that a value is: a time, a day, `now`, seconds since 1970, or a text. None for anything else.

    From `Liquid::Utils.to_date`.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=services.timezone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=services.timezone)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    spelling = value.lower() if isinstance(value, str) else str(value)
    if spelling in ("now", "today"):
        return services.now()
    try:
        if isinstance(value, int) or TIMESTAMP.match(spelling):
            return (
                datetime.fromtimestamp(int(spelling), services.timezone) if len(spelling) <= EARLIEST_DIGITS else None
            )
        return parsed(spelling, services)
    except (ValueError, OverflowError, OSError):
        return None


def parsed(spelling: str, services: Services) -> datetime:
    """The time that a text tells; what it leaves out at the front is now's. Raises ValueError, OverflowError."""
    words = date_words(spelling)
    told = (words.year, words.yday, words.mon, words.mday, words.hour, words.min, words.sec, words.fraction)
    if all(part is None for part in told):
        raise ValueError("no time information")
    zone = zone_of(words, services)
    if words.yday is not None:
        set_day_of_year(words, services.now())
    complete(words, services.now() if zone is None else services.now().astimezone(zone))
    if zone is None:
        return assembled(words, services.timezone)
    time = assembled(words, zone)
    local = time.astimezone(services.timezone)
    return local if local.utcoffset() == time.utcoffset() and zone is not timezone.utc else time


def zone_of(words: DateWords, services: Services) -> tzinfo | None:
    """The zone that is told by its name or its offset, None where it is not known."""
    name = words.zone
    if name is None:
        return None
    if UTC.match(name):
        return timezone.utc
    found = OFFSET.match(name)
    if found is not None:
        distance = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
        return timezone(-distance if found[1] == "-" else distance)
    if name in ZONES:
        return timezone(timedelta(hours=ZONES[name]), "")
    year = services.now().year if words.year is None else words.year
    starts = (datetime(year, month, 1, tzinfo=services.timezone) for month in (1, 7))
    offsets = [start.utcoffset() for start in starts if (start.tzname() or "").lower() == name]
    return timezone(offsets[0] or timedelta()) if offsets else None


def set_day_of_year(words: DateWords, now: datetime) -> None:
    """Month and day of the day of a year. Raises ValueError where there is none."""
    year = words.year or now.year
    day = date(year, 1, 1) + timedelta(days=(words.yday or 0) - 1)
    if day.year != year:
        raise ValueError("no such day")
    words.year, words.mon, words.mday = year, day.month, day.day


def complete(words: DateWords, now: datetime) -> None:
    """Takes from now what stands before the first part that is told."""
    for name, own in (
        ("year", now.year),
        ("mon", now.month),
        ("mday", now.day),
        ("hour", now.hour),
        ("min", now.minute),
        ("sec", now.second),
    ):
        if getattr(words, name) is not None:
            return
        setattr(words, name, own)


def assembled(words: DateWords, zone: tzinfo) -> datetime:
    """The time of all parts, each missing one at its start. February 30 is March 1 or 2, 24 o'clock the next day, and
    an hour that summer time leaves out is the one behind it.

    Raises ValueError for parts out of range.
    """
    day, hour, second = words.mday or 1, words.hour or 0, words.sec or 0
    if words.mday == 0 or day > 31 or hour > 24 or second > 60 or (hour == 24 and (words.min or second)):
        raise ValueError("out of range")
    start = datetime(1970 if words.year is None else words.year, 1 if words.mon is None else words.mon, 1, tzinfo=zone)
    moved = start + timedelta(days=day - 1)
    micro = int((words.fraction or 0) * 1_000_000)
    if hour < 24 and second < 60:
        time = moved.replace(hour=hour, minute=words.min or 0, second=second, microsecond=micro)
    else:
        time = moved.replace(minute=words.min or 0, microsecond=micro) + timedelta(hours=hour, seconds=second)
    return time.astimezone(timezone.utc).astimezone(zone)
