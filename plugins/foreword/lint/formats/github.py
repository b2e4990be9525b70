"""GitHub: workflow commands, which GitHub Actions shows as annotations on the lines of a pull request."""

from __future__ import annotations

from foreword.lint.harmless import harmless
from foreword.lint.report import Report
from foreword.source.diagnostic import Diagnostic, Severity

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
IN_VALUE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTY = {**IN_VALUE, ":": "%3A", ",": "%2C"}
SHOWN = 10
"""How many annotations of each severity GitHub shows for one step of a workflow."""


def render(report: Report) -> str:
    """A command for each finding. The message begins with the place: the log of the step does not show it else."""
    return "".join(command(report, finding) for finding in report.findings)


def command(report: Report, finding: Diagnostic) -> str:
    """A finding as one line."""
    path, place = harmless(report.path(finding)), finding.place
    properties = {
        "file": path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.code} {finding.name}",
    }
    given = ",".join(f"{name}={escaped(value, IN_PROPERTY)}" for name, value in properties.items())
    message = f"{path}:{place.line}:{place.column}: {finding.code} {report.message(finding)}"
    if finding.hint:
        message += f"\nhint: {report.hint(finding)}"
    return f"::{COMMANDS[finding.severity]} {given}::{escaped(message, IN_VALUE)}\n"


def escaped(text: str, characters: dict[str, str]) -> str:
    """A text as a command takes it."""
    return "".join(characters.get(character, character) for character in text)


def note(report: Report) -> str:
    """What to say where GitHub shows only some of the annotations."""
    if max(report.counts.values(), default=0) <= SHOWN:
        return ""
    return f"GitHub shows {SHOWN} annotations of each severity for a step; all of them stand in its log"
