"""SARIF 2.1.0: the findings as static analysis tools exchange them, as GitHub's code scanning reads them.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html says what is in it. What GitHub makes of it, and how
much it takes, stands in "SARIF support for code scanning" of its docs.
"""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from foreword.lint.formats.sarif_rules import LEVELS, descriptor
from foreword.lint.line_hash import line_hashes
from foreword.lint.redaction import token_end
from foreword.lint.report import SEVERITIES, Report
from foreword.source.diagnostic import CODES, Diagnostic, Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS = 5000
"""How many results of a run GitHub keeps."""
RELATED = 100
"""How many further places of a result GitHub shows."""


def render(report: Report) -> str:
    """A log of one run. Of more findings than GitHub keeps the worst are given, and the log says so."""
    told = kept(report)
    codes = list(CODES)
    paths = {finding.place.file for finding in told}
    hashes = {path: line_hashes(report.root / path) for path in paths if not report.redaction.has_secret(path)}
    driver = {
        "name": "Foreword",
        "semanticVersion": version("mkdocs-foreword"),
        "rules": [descriptor(code, report.rules.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notifications(report)}],
        "results": [
            result(report, finding, codes.index(finding.code), hashes.get(finding.place.file, [])) for finding in told
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def kept(report: Report) -> list[Diagnostic]:
    """The findings that are given, in their order: all of them, or the worst."""
    worst = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))[:RESULTS]
    chosen = set(worst)
    return [finding for finding in report.findings if finding in chosen]


def note(report: Report) -> str:
    """What to say where findings were left out."""
    left = len(report.findings) - RESULTS
    return f"GitHub keeps {RESULTS} results: {left} of the lowest severity were left out" if left > 0 else ""


def notifications(report: Report) -> list[dict[str, Any]]:
    """The same note within the log."""
    text = note(report)
    return [{"level": "warning", "message": {"text": text}}] if text else []


def result(report: Report, finding: Diagnostic, rule: int, hashes: list[str]) -> dict[str, Any]:
    """A finding.

    It is known again by the hash of its line that GitHub counts itself, and by our fingerprint. In a file with a secret
    the first is left out: one could try guesses against it.
    """
    hint = f"\nHint: {report.hint(finding)}" if finding.hint else ""
    prints = {"foreword/v1": report.fingerprints[finding]}
    if finding.place.line <= len(hashes):
        prints["primaryLocationLineHash"] = hashes[finding.place.line - 1]
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{report.message(finding)}{hint}"},
        "locations": [location(report, finding.place)],
        "partialFingerprints": prints,
    }
    if finding.used_by:
        found["relatedLocations"] = [
            {**location(report, place), "id": number, "message": {"text": "Used by"}}
            for number, place in enumerate(finding.used_by[:RELATED], 1)
        ]
    return found


def location(report: Report, place: Place) -> dict[str, Any]:
    """A place: from its first character to the end of the word that begins there."""
    line = report.sources.line(place)
    start = place.column - 1
    region = {"startLine": place.line, "startColumn": units(line, start) + 1, "endLine": place.line}
    region["endColumn"] = max(units(line, max(token_end(line, start), start)) + 1, region["startColumn"])
    return {"physicalLocation": {"artifactLocation": {"uri": uri(report, place.file)}, "region": region}}


def units(line: str, index: int) -> int:
    """How many code units of UTF-16 stand before an index of a line, which may be beyond its end."""
    before = line[:index]
    return len(before.encode("utf-16-le", "surrogatepass")) // 2 + index - len(before)


def uri(report: Report, file: str) -> str:
    """The path of a file from the root of the repository, as a relative URI."""
    if Path(file).is_absolute():
        return Path(file).as_uri()
    return quote(os.fsencode(report.prefix + file))
