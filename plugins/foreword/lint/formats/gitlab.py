"""GitLab: a report of Code Quality, which GitLab shows in merge requests."""

from __future__ import annotations

import json
from typing import Any

from foreword.lint.report import Report
from foreword.source.diagnostic import Diagnostic, Severity

SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    """A list of all findings. Paths are from the root of the repository."""
    return json.dumps([entry(report, finding) for finding in report.findings], indent=2) + "\n"


def entry(report: Report, finding: Diagnostic) -> dict[str, Any]:
    """A finding; its fingerprint is its own, and stays when lines move, so that old findings are no news."""
    hint = f" ({report.hint(finding)})" if finding.hint else ""
    return {
        "description": f"{finding.code} {finding.name}: {report.message(finding)}{hint}",
        "check_name": finding.code,
        "fingerprint": report.fingerprints[finding],
        "severity": SEVERITIES[finding.severity],
        "location": {"path": report.path(finding), "lines": {"begin": finding.place.line}},
    }
