"""Data files: the strings that hold Liquid change, and nothing else does."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re

from foreword.migrate.conversion import Conversion
from foreword.migrate.finding import Finding
from foreword.source.diagnostic import Place

NAME = re.compile(r"[^\w\s-]+|(?<=^)\s+(?=$|\s?\b)|(?<=\b\s)\s+(?=$|\s?\b)")
"""What Jekyll takes out of the name of a data file (`DataReader#sanitize_filename`)."""


def data_target(path: str) -> str:
    """The file in the data folder for one in `_data`, by its path there: its name is the key that Jekyll knows."""
    *folders, name = path.split("/")
    stem, suffix = posixpath.splitext(name)
    return "/".join([*map(key_of, folders), key_of(stem) + (".csv" if suffix == ".tsv" else suffix)])


def key_of(name: str) -> str:
    """The key by which Jekyll knows a data file or folder."""
    return re.sub(r"\s+", "_", NAME.sub("", name))


def migrated_data(text: str, path: str, conversion: Conversion) -> tuple[str, list[Finding]]:
    """A data file with its strings in Jinja, and what is to be told of it."""
    suffix = posixpath.splitext(path)[1]
    if suffix in (".csv", ".tsv"):
        return migrated_rows(text, path, conversion)
    new, findings = conversion.yaml(text, path)
    if suffix == ".json" and new != text:
        try:
            json.loads(new)
        except json.JSONDecodeError as error:
            message = f"the Liquid in it could not be converted in place: {error.msg}"
            return text, [
                *findings,
                Finding("todo", Place(path, error.lineno, error.colno), message, "convert it by hand"),
            ]
    return new, findings


def migrated_rows(text: str, path: str, conversion: Conversion) -> tuple[str, list[Finding]]:
    """The rows of a CSV file, or of one with tabs, which becomes CSV."""
    tabs = path.endswith(".tsv")
    if not tabs and "{" not in text:
        return text, []
    findings: list[Finding] = []
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ","), 1):
        cells: list[str] = []
        for cell in row:
            new, more = conversion.value(cell, Place(path, number))
            cells.append(new)
            findings += more
        rows.writerow(cells)
    if tabs:
        findings.append(Finding("changed", Place(path), "a file with tabs between its cells became CSV"))
    return written.getvalue(), findings
