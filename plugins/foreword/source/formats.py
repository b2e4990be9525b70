"""Data files: YAML, JSON, TOML and CSV, each to the same kinds of values."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, cast

import yaml

from foreword.source.csv_rows import csv_rows
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.json_nodes import duplicate_keys
from foreword.source.scalar import is_decimal, is_whole, scalar
from foreword.source.text import SitePath, SourceFile, Text, is_text, looks_like_path, position, printable
from foreword.source.yaml import DEPTH, load_yaml, too_deep

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

SUFFIXES = {".yml": "yaml", ".yaml": "yaml", ".json": "json", ".toml": "toml", ".csv": "csv"}
ORDINARY = re.compile("[a-zA-Z0-9 ,:;_-]*")
"""A string that is neither a text nor a path, as most are."""
DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?|\b\d\d:\d\d:\d\d(?:\.\d+)?"
)
DOTTED = re.compile(rf"""(?<![\w.-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{DEPTH},}}""")
TOO_LONG = re.compile(r"[-+]?\b\d[\d_]{4000,}")


Load = Callable[[SourceFile], list[Diagnostic]]
"""What reads a data file into `file.values`, and returns what can be lived with. Raises ContentError."""


def load_data(file: SourceFile, loaders: Mapping[str, Load] | None = None) -> list[Diagnostic]:
    """Read a data file by its format (with these loaders, else LOADERS) into `file.values`; returns what can be lived
    with.

    Raises ContentError with its place where the file cannot be read.
    """
    try:
        diagnostics = (LOADERS if loaders is None else loaders)[file.format](file)
    except RecursionError:
        raise too_deep(file) from None
    file.values = with_texts(file.values, file, {}, 1)
    return diagnostics


def with_texts(value: Any, file: SourceFile, seen: dict[int, Any], depth: int) -> Any:
    """The same values with a `Text` for each string that holds Jinja, and a `SitePath` for each path.

    Containers are changed in place, so that what YAML aliases share stays shared. Raises ContentError for those that
    nest past DEPTH; `depth` is how many there are, this one too.
    """
    if type(value) is str:
        value = printable(value)
        if is_text(value):
            return Text(value, file)
        return SitePath(value) if looks_like_path(value) else value
    if isinstance(value, dict | list) and id(value) not in seen:
        if depth > DEPTH:
            raise too_deep(file)
        seen[id(value)] = value
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            kind = type(item)
            if kind is dict or kind is list:
                with_texts(item, file, seen, depth + 1)
            elif kind is str and ORDINARY.fullmatch(item) is None:
                value[key] = with_texts(item, file, seen, depth)
    return value


def load_json(file: SourceFile) -> list[Diagnostic]:
    """JSON: numbers that do not print as they are spelled are text, as in YAML; keys may not stand twice."""
    twice = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        found = {key if key.isascii() else printable(key): value for key, value in items}
        twice = twice or len(found) < len(items)
        return found

    try:
        file.values = json.loads(
            file.text,
            object_pairs_hook=pairs,
            parse_float=lambda spelling: float(spelling) if is_decimal(spelling) else spelling,
            parse_int=lambda spelling: int(spelling) if is_whole(spelling) else spelling,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        raise ContentError(
            "YM001",
            f"not valid JSON: {error.msg}",
            hint="look at the comma, the quote or the bracket here; JSON has no comments and no last comma",
            place=Place(file.path, error.lineno, error.colno),
        ) from None
    if not twice:
        return []
    return [
        duplicate_key(file, key.value, *position(file.text, cast(yaml.Mark, key.start_mark).index))
        for key in duplicate_keys(file.text)
    ]


def duplicate_key(file: SourceFile, name: str, line: int, column: int) -> Diagnostic:
    """The diagnostic of a key that stands twice, at its later place."""
    return Diagnostic(
        "YM002",
        Place(file.path, line, column),
        f"the key `{name}` stands twice in this mapping; the last one counts",
        "delete one of them, or give it another name",
    )


def load_toml(file: SourceFile) -> list[Diagnostic]:
    """TOML 1.0; dates and times are text."""
    if DOTTED.search(file.text):  # for which tomllib would need minutes
        raise too_deep(file)
    try:
        values = tomllib.loads(file.text, parse_float=lambda s: float(s) if is_decimal(s) else s)
    except tomllib.TOMLDecodeError as error:
        raise toml_error(file, str(error)) from None
    except ValueError:  # Python's bound on the digits of an integer
        found = TOO_LONG.search(file.text)
        raise ContentError(
            "YM001",
            "this number has too many digits",
            hint="put it in quotes",
            place=Place(file.path, *position(file.text, found.start() if found else 0)),
        ) from None
    file.values = plain_toml(values, dates_in(file.text))
    return []


def toml_error(file: SourceFile, message: str) -> ContentError:
    """tomllib's error, whose place stands in its message only: `... (at line 3, column 5)`."""
    head, _, tail = message.partition(" (at ")
    numbers = [int(word.strip(",)")) for word in tail.split() if word.strip(",)").isdigit()]
    line, column = numbers if len(numbers) == 2 else (len(file.lines), len(file.lines[-1]) + 1)
    return ContentError(
        "YM001",
        f"not valid TOML: {head}",
        hint="look at the quotes and the `=` of this line; text needs quotes in TOML",
        place=Place(file.path, line, column),
    )


def dates_in(source: str) -> dict[Any, str]:
    """The dates and times that stand in a TOML source, each with its (first) spelling."""
    found: dict[Any, str] = {}
    for spelling in DATE.findall(source):
        with contextlib.suppress(tomllib.TOMLDecodeError):
            found.setdefault(tomllib.loads(f"date = {spelling}")["date"], spelling)
    return found


def plain_toml(value: Any, dates: dict[Any, str]) -> Any:
    """TOML's values with the spelling of each date and time in its place."""
    if isinstance(value, dict):
        return {printable(key): plain_toml(item, dates) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_toml(item, dates) for item in value]
    return value if isinstance(value, str | int | float | bool) else dates.get(value, str(value))


def load_csv(file: SourceFile, value_of: Callable[[str], Any] = scalar) -> list[Diagnostic]:
    """CSV: a list of mappings, one a row, by the names in the first row; cells as YAML's plain scalars, or what else
    `value_of` makes of them."""
    rows = csv_rows(file)
    _, header = next(rows, (1, []))
    values: list[dict[str, Any]] = []
    for line, row in rows:
        if len(row) > len(header):
            raise ContentError(
                "YM001",
                f"this row has {len(row)} cells; the first row names {len(header)} columns",
                hint='put a cell that holds a comma in double quotes: "a, b"',
                place=Place(file.path, line, 1),
            )
        cells = [*row, *[""] * (len(header) - len(row))]
        values.append({name: value_of(cell) for name, cell in zip(header, cells, strict=True)})
    file.values = values
    return [duplicate_key(file, name, 1, 1) for name in dict.fromkeys(header) if header.count(name) > 1]


LOADERS: dict[str, Load] = {
    "yaml": load_yaml,
    "json": load_json,
    "toml": load_toml,
    "csv": load_csv,
}
