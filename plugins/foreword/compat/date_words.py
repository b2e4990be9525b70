"""What a text says of a date and a time: Ruby's `Date._parse`, as far as `Time.parse` asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, partial

LONGEST = 128
"""Ruby refuses longer ones."""
MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
ERA = r"(?:\s*(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?\s*"
OTHER = re.compile(r"[^-+',./:@0-9a-z\[\]]+")
DAY = re.compile(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*", re.ASCII)
TIME = re.compile(
    r"((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?"
    r"|\d+\s*[ap](?:m\b|\.m\.))"
    r"(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[a-z.\s]+(?:standard|daylight)\stime\b|[a-z]+(?:\sdst)?\b))?",
    re.ASCII,
)
CLOCK = re.compile(
    r"(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?", re.ASCII
)
EUROPEAN = re.compile(rf"('?\d+)[^-\d\s]*\s*({MONTH})[^-\d\s']*{ERA}('?-?\d+(?:(?:st|nd|rd|th)\b)?))?", re.ASCII)
AMERICAN = re.compile(rf"\b({MONTH})[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?{ERA[3:]}('?-?\d+))?", re.ASCII)
ISO = re.compile(r"('?[-+]?\d+)-(\d+)-('?-?\d+)", re.ASCII)
JAPANESE = re.compile(r"\b([mtshr])(\d+)\.(\d+)\.(\d+)", re.ASCII)
ERAS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
VMS = re.compile(rf"('?-?\d+)-({MONTH})[^-/.]*-('?-?\d+)", re.ASCII)
VMS_MONTH = re.compile(rf"\b({MONTH})[^-/.]*-('?-?\d+)(?:-('?-?\d+))?", re.ASCII)
SLASHES = re.compile(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?", re.ASCII)
DOTS = re.compile(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)", re.ASCII)
WEEK = re.compile(r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b|-w-\d\b", re.ASCII)
MONTH_DAY = re.compile(r"--(\d{2})?-(\d{2})\b", re.ASCII)
MONTH_DAY_SHORT = re.compile(r"--(\d{2})(\d{2})?\b", re.ASCII)
DAY_OF_YEAR = re.compile(r"\b(\d{2}|\d{4})-(\d{3})\b", re.ASCII)
DAY_ALONE = re.compile(r"(?<!\d)-(\d{3})\b", re.ASCII)
YEAR = re.compile(r"'(\d+)\b", re.ASCII)
ANY_MONTH = re.compile(rf"\b({MONTH})\S*", re.ASCII)
ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.ASCII)
DIGITS = re.compile(
    r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?", re.ASCII
)
BEFORE_CHRIST = re.compile(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)", re.ASCII)
FRAGMENT = re.compile(r"\s*(\d{1,2})\s*\Z", re.ASCII)


@dataclass
class DateWords:
    """What a text says of a date and a time; None for what it does not say."""

    year: int | None = None
    yday: int | None = None
    mon: int | None = None
    mday: int | None = None
    hour: int | None = None
    min: int | None = None
    sec: int | None = None
    fraction: Fraction | None = None
    zone: str | None = None
    is_short: bool = True
    """Whether a year of two digits stands for one of four."""


def date_words(spelling: str) -> DateWords:
    """What a text says of a date and a time, for each of the forms that Ruby knows. Raises ValueError where it is too
    long."""
    if len(spelling) > LONGEST:
        raise ValueError("a text this long is no date")
    return replace(words_of(spelling))  # the caller fills in what is missing


@lru_cache(maxsize=1024)
def words_of(spelling: str) -> DateWords:
    """See `date_words`; pages write the same dates over and over."""
    words = DateWords()
    source = DAY.sub(" ", OTHER.sub(" ", spelling.lower()), count=1)
    source = taken(source, TIME, lambda found: read_time(words, found))
    for form, read in FORMS:
        rest = taken(source, form, partial(read, words))
        if rest != source:
            source = rest
            break
    is_before_christ = BEFORE_CHRIST.search(source) is not None
    read_fragment(words, BEFORE_CHRIST.sub(" ", source, count=1))
    if words.year is not None:
        if is_before_christ:
            words.year = 1 - words.year
        if words.is_short and 0 <= words.year <= 99:
            words.year += 1900 if words.year >= 69 else 2000
    return words


def taken(source: str, form: re.Pattern[str], read: Callable[[re.Match[str]], None]) -> str:
    """A text without the part that has a form, which is read."""
    found = form.search(source)
    if found is None:
        return source
    read(found)
    return f"{source[: found.start()]} {source[found.end() :]}"


def read_time(words: DateWords, found: re.Match[str]) -> None:
    """`10:30:15.5 pm +0200`."""
    words.zone = found[2]
    clock = CLOCK.match(found[1])
    if clock is None:
        return
    hour, minute, second, fraction, half = clock.groups()
    words.hour = int(hour) if half is None else int(hour) % 12 + (12 if half == "p" else 0)
    words.min = number_of(minute)
    words.sec = number_of(second)
    words.fraction = fraction_of(fraction)


def number_of(digits: str | None) -> int | None:
    """The number of some digits, where there are any."""
    return int(digits) if digits else None


def fraction_of(digits: str | None) -> Fraction | None:
    """The fraction that digits behind the point make, where there are any."""
    return Fraction(int(digits), 10 ** len(digits)) if digits else None


def month_of(name: str) -> str:
    """The number of a month of three letters."""
    return str(MONTH.split("|").index(name) + 1)


def set_date(words: DateWords, year: str | None, month: str | None, day: str | None, era: str | None = None) -> None:
    """Year, month and day, in whichever places they stand: a year has an apostrophe or more than two digits (`s3e`)."""
    if year and month and day is None:
        year, month, day = day, year, month
    if year is None and day is not None and (len(day) > 2 or day.startswith("'")):
        year, day = day, None
    if year is not None:
        number = re.search(r"(\d+)(.+)?", year, re.DOTALL)
        if number is not None and number[2]:
            year, day = day, number[1]
    if month is not None and (month.startswith("'") or len(month) > 2):
        year, month, day = month, day, year
    if day is not None and (day.startswith("'") or len(day) > 2):
        year, day = day, year
    if year is not None and (spelled := re.search(r"([-+])?(\d+)", year)) is not None:
        if spelled[1] or len(spelled[2]) > 2:
            words.is_short = False
        words.year = int(spelled.group())
        if era is not None and era.startswith("b"):
            words.year = 1 - words.year
    if month is not None and (spelled := re.search(r"\d+", month)) is not None:
        words.mon = int(spelled.group())
    if day is not None and (spelled := re.search(r"\d+", day)) is not None:
        words.mday = int(spelled.group())


def read_european(words: DateWords, found: re.Match[str]) -> None:
    """`14 March 2016`."""
    set_date(words, found[4], month_of(found[2]), found[1], found[3])


def read_american(words: DateWords, found: re.Match[str]) -> None:
    """`March 14, 2016`."""
    set_date(words, found[4], month_of(found[1]), found[2], found[3])


def read_numbers(words: DateWords, found: re.Match[str]) -> None:
    """`2016-03-14`, `2016/3/14`, `2016.3.14`."""
    set_date(words, found[1], found[2], found[3])


def read_japanese(words: DateWords, found: re.Match[str]) -> None:
    """`h28.03.14`."""
    words.year = int(found[2]) + ERAS[found[1]]
    words.mon, words.mday = int(found[3]), int(found[4])


def read_vms(words: DateWords, found: re.Match[str]) -> None:
    """`14-mar-2016`."""
    set_date(words, found[3], month_of(found[2]), found[1])


def read_vms_month(words: DateWords, found: re.Match[str]) -> None:
    """`mar-14-2016`."""
    set_date(words, found[3], month_of(found[1]), found[2])


def read_week(words: DateWords, found: re.Match[str]) -> None:
    """`2016-w11-1`, of which `Time.parse` makes nothing."""


def read_month_day(words: DateWords, found: re.Match[str]) -> None:
    """`--03-14`."""
    words.mon, words.mday = number_of(found[1]), number_of(found[2])


def read_day_of_year(words: DateWords, found: re.Match[str]) -> None:
    """`2016-074`."""
    words.year, words.yday = int(found[1]), int(found[2])


def read_day_alone(words: DateWords, found: re.Match[str]) -> None:
    """`-074`."""
    words.yday = int(found[1])


def read_year(words: DateWords, found: re.Match[str]) -> None:
    """`'16`."""
    words.year = int(found[1])


def read_month(words: DateWords, found: re.Match[str]) -> None:
    """`march`."""
    words.mon = int(month_of(found[1]))


def read_day(words: DateWords, found: re.Match[str]) -> None:
    """`14th`."""
    words.mday = int(found[1])


def read_digits(words: DateWords, found: re.Match[str]) -> None:
    """`20160314t103015`."""
    sign, date, time, fraction, zone = found.groups()
    backwards = ["sec", "min", "hour", "mday", "mon"]
    if time is None and fraction is not None:
        if len(date) in (2, 4, 6, 8, 10):
            set_pairs(words, backwards, [date[at : at + 2] for at in range(len(date) - 2, -1, -2)])
        elif len(date) in (12, 14):
            set_pairs(words, backwards, [date[at : at + 2] for at in range(len(date) - 2, len(date) - 12, -2)])
            words.year = int(sign + date[:-10])
            words.is_short = len(date) == 12
        elif len(date) == 3:
            words.sec, words.min = int(date[1:]), int(date[0])
        elif len(date) == 5:
            words.sec, words.min, words.hour = int(date[3:]), int(date[1:3]), int(date[0])
        elif len(date) == 7:
            words.sec, words.min, words.hour, words.mday = int(date[5:]), int(date[3:5]), int(date[1:3]), int(date[0])
    else:
        read_date_digits(words, sign, date)
    if time is not None:
        parts = [time[at : at + 2] for at in range(0, len(time), 2)]
        set_pairs(
            words, backwards[: len(parts)] if fraction else ["hour", "min", "sec"], parts[:: -1 if fraction else 1]
        )
    words.fraction = fraction_of(fraction) or words.fraction
    words.zone = zone or words.zone


def read_date_digits(words: DateWords, sign: str, date: str) -> None:
    """The date that a row of digits is; how many they are says what they mean."""
    if len(date) == 2:
        words.mday = int(date)
    elif len(date) == 4:
        words.mon, words.mday = int(date[:2]), int(date[2:])
    elif len(date) == 6:
        words.year, words.mon, words.mday = int(sign + date[:2]), int(date[2:4]), int(date[4:])
    elif len(date) in (3, 5, 7):
        words.yday = int(date[-3:])
        words.year = int(sign + date[:-3]) if len(date) > 3 else None
        words.is_short = words.is_short and len(date) != 7
    elif len(date) % 2 == 0:
        words.year, words.mon, words.mday, words.is_short = int(sign + date[:4]), int(date[4:6]), int(date[6:8]), False
        set_pairs(words, ["hour", "min", "sec"], [date[at : at + 2] for at in range(8, len(date), 2)])


def set_pairs(words: DateWords, names: list[str], pairs: list[str]) -> None:
    """Two digits each for some of the parts of a date."""
    for name, pair in zip(names, pairs, strict=False):
        setattr(words, name, int(pair))


def read_fragment(words: DateWords, rest: str) -> None:
    """One or two digits that are left over: the day beside a time, or the hour beside a day."""
    found = FRAGMENT.match(rest)
    if found is None:
        return
    number = int(found[1])
    if words.hour is not None and words.mday is None and 1 <= number <= 31:
        words.mday = number
    if words.mday is not None and words.hour is None and 0 <= number <= 24:
        words.hour = number


FORMS: list[tuple[re.Pattern[str], Callable[[DateWords, re.Match[str]], None]]] = [
    (EUROPEAN, read_european),
    (AMERICAN, read_american),
    (ISO, read_numbers),
    (JAPANESE, read_japanese),
    (VMS, read_vms),
    (VMS_MONTH, read_vms_month),
    (SLASHES, read_numbers),
    (DOTS, read_numbers),
    (WEEK, read_week),
    (MONTH_DAY, read_month_day),
    (MONTH_DAY_SHORT, read_month_day),
    (DAY_OF_YEAR, read_day_of_year),
    (DAY_ALONE, read_day_alone),
    (YEAR, read_year),
    (ANY_MONTH, read_month),
    (ORDINAL, read_day),
    (DIGITS, read_digits),
]
"""The forms of a date, in the order in which Ruby looks for them; the first that is there counts."""
