"""The options of kramdown that change what a document means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """The options of kramdown that change what a document means, with Jekyll's defaults."""

    auto_ids: bool = True
    auto_id_prefix: str = ""
    hard_wrap: bool = False
    parse_block_html: bool = False
    parse_span_html: bool = True
    header_offset: int = 0
    footnote_nr: int = 1
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    smart_quotes: tuple[str, str, str, str] = ("\u2018", "\u2019", "\u201c", "\u201d")
    gfm_quirks: str = "paragraph_end"
    """`no_auto_typographic` leaves dashes and dots as they are."""
    syntax_highlighter: str = "rouge"
    """Anything but `rouge` leaves code as it is."""


def changed(options: Options, given: Mapping[str, Any]) -> Options:
    """The options with those that are given, in the ways that kramdown can be told them.

    What is no option, or no value for it, changes nothing, as in kramdown.
    """
    known: dict[str, Any] = {}
    for option in fields(Options):
        value = given.get(option.name)
        before = getattr(options, option.name)
        if value is not None:
            known[option.name] = READERS[type(before)](value, before)
    return replace(options, **known)


def truth(value: Any, before: bool) -> bool:
    """Whether an option is on."""
    return {"true": True, "false": False}.get(str(value).strip().lower(), before)


def number(value: Any, before: int) -> int:
    """A number, which may be written as text."""
    return int(value) if re.fullmatch(r"-?\d+", str(value).strip()) else before


def several(value: Any, before: tuple[Any, ...]) -> tuple[Any, ...]:
    """Levels of headings (`1..3`, `1,2,3`, a list) or quotation marks (names of entities)."""
    if between := re.fullmatch(r"\s*([1-6])\.\.([1-6])\s*", str(value)):
        return tuple(range(int(between[1]), int(between[2]) + 1))
    parts = [str(part).strip() for part in (value if isinstance(value, (list, tuple)) else str(value).split(","))]
    if isinstance(before[0], int):
        return tuple(map(int, parts)) if all(re.fullmatch("[1-6]", part) for part in parts) else before
    marks = tuple(unescape(f"&{part};") if re.fullmatch(r"\w{3,}", part) else part for part in parts)
    return marks if len(marks) == len(before) else before


READERS: Mapping[type, Any] = {bool: truth, int: number, str: lambda value, _before: str(value), tuple: several}
"""How the value of an option is read, by the type of what it is without being told."""
