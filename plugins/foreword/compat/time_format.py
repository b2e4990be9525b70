"""Ruby's `strftime`: the flags and the conversions that Python's does not have."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from foreword.compat.errors import LiquidError

DIRECTIVE = re.compile(r"%([-0^#_]*)([0-9]*)(:{0,3})([EO]?)([a-zA-Z%]|\+(?![0-9]))")
WIDEST = 1000
DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split()
MONTHS = "January February March April May June July August September October November December".split()
COMPOSED = {
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "c": "%a %b %e %H:%M:%S %Y",
    "v": "%e-%^b-%Y",
    "+": "%a %b %e %H:%M:%S %Z %Y",
}
NUMBERS: dict[str, tuple[Callable[[datetime], int], int, str]] = {
    "Y": (lambda t: t.year, 4, "0"),
    "C": (lambda t: t.year // 100, 2, "0"),
    "y": (lambda t: t.year % 100, 2, "0"),
    "m": (lambda t: t.month, 2, "0"),
    "d": (lambda t: t.day, 2, "0"),
    "e": (lambda t: t.day, 2, " "),
    "j": (lambda t: t.timetuple().tm_yday, 3, "0"),
    "H": (lambda t: t.hour, 2, "0"),
    "k": (lambda t: t.hour, 2, " "),
    "I": (lambda t: (t.hour + 11) % 12 + 1, 2, "0"),
    "l": (lambda t: (t.hour + 11) % 12 + 1, 2, " "),
    "M": (lambda t: t.minute, 2, "0"),
    "S": (lambda t: t.second, 2, "0"),
    "s": (lambda t: int(t.timestamp() // 1), 1, "0"),
    "u": (lambda t: t.isoweekday(), 1, "0"),
    "w": (lambda t: t.isoweekday() % 7, 1, "0"),
    "G": (lambda t: t.isocalendar()[0], 4, "0"),
    "g": (lambda t: t.isocalendar()[0] % 100, 2, "0"),
    "V": (lambda t: t.isocalendar()[1], 2, "0"),
    "U": (lambda t: int(t.strftime("%U")), 2, "0"),
    "W": (lambda t: int(t.strftime("%W")), 2, "0"),
}
WORDS: dict[str, Callable[[datetime], str]] = {
    "A": lambda t: DAYS[t.isoweekday() % 7],
    "a": lambda t: DAYS[t.isoweekday() % 7][:3],
    "B": lambda t: MONTHS[t.month - 1],
    "b": lambda t: MONTHS[t.month - 1][:3],
    "h": lambda t: MONTHS[t.month - 1][:3],
    "p": lambda t: "AM" if t.hour < 12 else "PM",
    "P": lambda t: "am" if t.hour < 12 else "pm",
    "Z": lambda t: zone_name(t),
    "n": lambda t: "\n",
    "t": lambda t: "\t",
    "%": lambda t: "%",
}


def formatted(time: datetime, pattern: str) -> str:
    """A time as Ruby's `strftime` writes it. What is no directive stays. Raises LiquidError for a lone `%` at
    its end, and for an absurd width."""

    def expanded(found: re.Match[str]) -> str:
        flags, digits, colons, _, letter = found.groups()
        width = check_width(digits)
        if colons and letter != "z":
            return found.group()
        if letter == "z":
            return offset(time.utcoffset() or timedelta(), flags, width, len(colons))
        if letter in "NL":
            places = width or (9 if letter == "N" else 3)
            return f"{time.microsecond:06}".ljust(places, "0")[:places]
        if letter in NUMBERS:
            number, least, pad = NUMBERS[letter]
            return padded_number(number(time), flags, width or least, pad)
        if letter in COMPOSED:
            return padded_word(formatted(time, COMPOSED[letter]), flags, width, letter)
        if letter in WORDS:
            return padded_word(WORDS[letter](time), flags, width, letter)
        return found.group()

    if DIRECTIVE.sub("", pattern).endswith("%"):
        raise LiquidError("the form of a date ends in a lone `%`")
    return DIRECTIVE.sub(expanded, pattern)


def zone_name(time: datetime) -> str:
    """The name of a time's zone; one that is only a distance from UTC has none."""
    name = time.tzname() or ""
    return "" if name.startswith("UTC") and len(name) > 3 else name


def check_width(digits: str) -> int:
    """The width of a directive, 0 where it has none. Raises LiquidError where it is absurd."""
    if len(digits) > 4 or int(digits or 0) > WIDEST:
        raise LiquidError(f"a date cannot be written {digits[:10]} characters wide")
    return int(digits or 0)


def last_of(flags: str, among: str) -> str:
    """The last of the flags that are among these."""
    return next((flag for flag in reversed(flags) if flag in among), "")


def padded_number(number: int, flags: str, width: int, pad: str) -> str:
    """A number as wide as its directive has it, with the padding that its flags ask for."""
    flag = last_of(flags, "-0_")
    if flag == "-":
        return str(number)
    pad = {"0": "0", "_": " ", "": pad}[flag]
    sign = "-" if number < 0 else ""
    return sign + str(abs(number)).rjust(width - len(sign), "0") if pad == "0" else str(number).rjust(width)


def padded_word(word: str, flags: str, width: int, letter: str) -> str:
    """A word as wide as its directive has it, with the case that its flags ask for."""
    if "^" in flags:
        word = word.upper()
    elif "#" in flags:
        word = word.lower() if letter in "pZ" else word.upper()
    if last_of(flags, "-0_") == "-":
        return word
    return word.rjust(width, "0" if last_of(flags, "0_") == "0" else " ")


def offset(distance: timedelta, flags: str, width: int, colons: int) -> str:
    """The distance from UTC: `+0100`, `+01:00`, `+01:00:00`, or as short as it can be."""
    seconds = int(distance.total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    if colons == 3:
        colons = 2 if rest else 1 if minutes else 4
    tail = {0: f"{minutes:02}", 1: f":{minutes:02}", 2: f":{minutes:02}:{rest:02}", 4: ""}[colons]
    room = width - len(tail) - 1
    if "_" in flags:
        return f"{sign}{hours}".rjust(max(room + 1, 3)) + tail
    return sign + str(hours).rjust(max(room, 2), "0") + tail
