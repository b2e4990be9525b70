"""What the YAML of a Jekyll file holds: mended as Jekyll reads it, and loaded as Foreword will."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foreword.compat.data_files import load_jekyll_data
from foreword.migrate.finding import Finding
from foreword.migrate.json_mends import mended_json
from foreword.migrate.yaml_mends import Mended, mended
from foreword.source.diagnostic import ContentError, Place
from foreword.source.formats import SUFFIXES
from foreword.source.text import SourceFile, newlines


@dataclass(frozen=True)
class Loaded:
    """A YAML source: its text after the mends, and its values, None where it cannot be read."""

    text: str
    values: Any
    is_readable: bool
    findings: list[Finding]


def loaded_yaml(source: str, path: str, first_line: int = 0) -> Loaded:
    """Mend and load a YAML source that begins below line `first_line` of the file at `path`."""
    return loaded_mended(mended(source), path, "yaml", first_line)


def loaded_mended(result: Mended, path: str, form: str, first_line: int = 0) -> Loaded:
    """Load a source that was mended. A mend that leaves two keys of one name as they are is for a person."""
    findings = [
        Finding(
            "todo" if mend.code == "kept" else "mended",
            Place(path, mend.line + first_line, mend.column),
            mend.message,
        )
        for mend in result.mends
    ]
    return loaded(result.text, path, form, first_line, findings)


def loaded_data(source: str, path: str, suffix: str) -> Loaded:
    """Load a data file by its ending; YAML is mended before, and JSON, which Jekyll reads as YAML."""
    form = SUFFIXES[suffix]
    if form == "yaml":
        return loaded_yaml(source, path)
    return loaded_mended(mended_json(source), path, form) if form == "json" else loaded(source, path, form, 0, [])


def loaded(source: str, path: str, form: str, first_line: int, findings: list[Finding]) -> Loaded:
    """Load a source as Foreword does; what it cannot read is left for a person."""
    file = SourceFile(path, newlines(source), form)
    try:
        load_jekyll_data(file)
    except ContentError as error:
        place = error.place or Place(path)
        there = Place(path, place.line + first_line, place.column)
        return Loaded(source, None, False, [*findings, Finding("todo", there, error.message, error.hint)])
    return Loaded(source, plain(file.values), True, findings)


def plain(value: Any) -> Any:
    """Values with the source of each text in its place: Jekyll knows strings only."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return getattr(value, "source", value)
