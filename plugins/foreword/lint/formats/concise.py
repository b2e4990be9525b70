"""Concise: a line for each finding, as editors and `grep` read it."""

from __future__ import annotations

from foreword.lint.colour import painted
from foreword.lint.harmless import harmless
from foreword.lint.report import Report


def render(report: Report) -> str:
    """`path:line:column: CODE message`; paths are from the folder of mkdocs.yml, lines and columns from 1."""
    return "".join(
        f"{harmless(str(finding.place))}: {painted(finding.code, finding.severity, report.colour)}"
        f" {report.message(finding)}\n"
        for finding in report.findings
    )
