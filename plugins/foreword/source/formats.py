"""Data files: YAML, JSON, TOML and CSV, each to the same kinds of values."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from typing import Any

from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.scalar import is_decimal, is_whole, scalar
from foreword.source.text import SitePath, SourceFile, Text, holds_jinja
from foreword.source.yaml import load_yaml

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

SUFFIXES = {".yml": "yaml", ".yaml": "yaml", ".json": "json", ".toml": "toml", ".csv": "csv"}


def load_data(file: SourceFile) -> list[Diagnostic]:
    """Read a data file by its format into `file.values`; returns what can be lived with.

    Raises ContentError with its place where the file cannot be read.
    """
    diagnostics = LOADERS[file.format](file)
    file.values = with_texts(file.values, file, {})
    return diagnostics


def with_texts(value: Any, file: SourceFile, seen: dict[int, Any]) -> Any:
    """The same values with a `Text` for each string that holds Jinja, and a `SitePath` for each path.

    Containers are changed in place, so that what YAML aliases share stays shared.
    """
    if type(value) is str:
        if holds_jinja(value):
            return Text(value, file)
        return SitePath(value) if looks_like_path(value) else value
    if isinstance(value, dict | list) and id(value) not in seen:
        seen[id(value)] = value
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if type(item) is str or isinstance(item, dict | list):
                value[key] = with_texts(item, file, seen)
    return value


def looks_like_path(value: str) -> bool:
    """Whether a string may be a path: `/connect/api`, `connect/api.md#anchor`."""
    return (value.startswith("/") or ".md" in value) and " " not in value and "\n" not in value


def load_json(file: SourceFile) -> list[Diagnostic]:
    """JSON: numbers that do not print as they are spelled are text, as in YAML; keys may not stand twice."""
    duplicates: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            names = [name for name, _ in items]
            duplicates.extend(dict.fromkeys(name for name in names if names.count(name) > 1))
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
    except RecursionError:
        raise ContentError("YM001", "the values are nested too deeply", place=Place(file.path)) from None
    return [duplicate_key(file, name) for name in duplicates]


def duplicate_key(file: SourceFile, name: str) -> Diagnostic:
    """The diagnostic of a JSON key that stands twice, at its second place."""
    spelled = json.dumps(name, ensure_ascii=False)
    places = [(n, line.index(spelled)) for n, line in enumerate(file.lines, 1) if spelled in line]
    line, column = places[1] if len(places) > 1 else places[0] if places else (1, 0)
    return Diagnostic(
        "YM002",
        Place(file.path, line, column + 1),
        f"the key `{name}` stands twice in this mapping; the last one counts",
        "delete one of them, or give it another name",
    )


def load_toml(file: SourceFile) -> list[Diagnostic]:
    """TOML 1.0; dates and times are text."""
    try:
        file.values = plain_toml(tomllib.loads(file.text, parse_float=lambda s: float(s) if is_decimal(s) else s))
    except tomllib.TOMLDecodeError as error:
        raise toml_error(file, str(error)) from None
    except RecursionError:
        raise ContentError("YM001", "the values are nested too deeply", place=Place(file.path)) from None
    return []


def toml_error(file: SourceFile, message: str) -> ContentError:
    """tomllib's error, whose place stands in its message only: `... (at line 3, column 5)`."""
    head, _, tail = message.partition(" (at ")
    numbers = [int(word.strip(",)")) for word in tail.split() if word.strip(",)").isdigit()]
    line, column = numbers if len(numbers) == 2 else (len(file.lines), 1)
    return ContentError(
        "YM001",
        f"not valid TOML: {head}",
        hint="look at the quotes and the `=` of this line; text needs quotes in TOML",
        place=Place(file.path, line, column),
    )


def plain_toml(value: Any) -> Any:
    """TOML's values without its dates and times, which become text."""
    if isinstance(value, dict):
        return {key: plain_toml(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_toml(item) for item in value]
    return value if isinstance(value, str | int | float | bool) else str(value)


def load_csv(file: SourceFile) -> list[Diagnostic]:
    """CSV: a list of mappings, one a row, by the names in the first row; cells as YAML's plain scalars."""
    reader = csv.reader(io.StringIO(file.text), strict=True)
    rows: list[dict[str, Any]] = []
    try:
        header = next(reader, [])
        for row in reader:
            if not row:
                continue
            if len(row) > len(header):
                raise ContentError(
                    "YM001",
                    f"this row has {len(row)} cells; the first row names {len(header)} columns",
                    hint='put a cell that holds a comma in double quotes: "a, b"',
                    place=Place(file.path, reader.line_num, 1),
                )
            cells = [*row, *[""] * (len(header) - len(row))]
            rows.append({name: scalar(cell) for name, cell in zip(header, cells, strict=True)})
    except csv.Error as error:
        raise ContentError(
            "YM001",
            f"not valid CSV: {error}",
            hint="a double quote inside a quoted cell is written twice",
            place=Place(file.path, max(reader.line_num, 1), 1),
        ) from None
    file.values = rows
    return []


LOADERS: dict[str, Callable[[SourceFile], list[Diagnostic]]] = {
    "yaml": load_yaml,
    "json": load_json,
    "toml": load_toml,
    "csv": load_csv,
}
