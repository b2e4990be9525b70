"""The formats in which findings are told, one file each: a report goes in, all of the text comes out."""

from __future__ import annotations

from collections.abc import Callable

from foreword.lint.formats import concise, full, github, gitlab, json, junit, sarif
from foreword.lint.report import Report

FORMATS: dict[str, Callable[[Report], str]] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
}
"""What renders a report, by the name of the format."""

NOTES: dict[str, Callable[[Report], str]] = {"github": github.note, "sarif": sarif.note}
"""What there is to say of a report beside it, as that a service shows only a part of it; empty where there is none."""


def note_of(name: str, report: Report) -> str:
    """The note of a format on a report, to be printed beside it."""
    return NOTES[name](report) if name in NOTES else ""
