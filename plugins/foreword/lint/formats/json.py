"""JSON: the findings as data, for programs. Its shape is documented in the guide, and its version tells a change."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from foreword.lint.report import SEVERITIES, Report
from foreword.source.diagnostic import Diagnostic, Place

VERSION = 1
"""Raised when a key goes or changes its meaning; keys may be added without it."""


def render(report: Report) -> str:
    """An object of `version`, `findings` and `summary`. All in it is ASCII, so that it fits any terminal and pipe."""
    content = {
        "version": VERSION,
        "findings": [entry(report, finding) for finding in report.findings],
        "summary": summary(report),
    }
    return json.dumps(content, indent=2) + "\n"


def entry(report: Report, finding: Diagnostic) -> dict[str, Any]:
    """A finding. Its path is from the folder of mkdocs.yml, its column counts characters from 1."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        **place(finding.place),
        "message": report.message(finding),
        "hint": report.hint(finding),
        "used_by": [place(one) for one in finding.used_by],
        "fingerprint": report.fingerprints[finding],
    }


def place(place: Place) -> dict[str, Any]:
    """A place."""
    return {"path": place.file, "line": place.line, "column": place.column}


def summary(report: Report) -> dict[str, Any]:
    """How much was found, in all, by severity and by code, and what the baseline had to do with it."""
    codes = Counter(finding.code for finding in report.findings)
    return {
        "total": len(report.findings),
        **{severity: report.counts[severity] for severity in SEVERITIES},
        "codes": dict(sorted(codes.items())),
        "baseline": {"known": report.known, "gone": report.gone},
    }
