"""JUnit: the findings as failed tests, a suite for each file, for CI services that know nothing else."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from foreword.lint.harmless import harmless
from foreword.lint.report import Report
from foreword.source.diagnostic import Diagnostic

CLEAN = """\
  <testsuite name="foreword" tests="1" failures="0">
    <testcase name="nothing found" classname="foreword"/>
  </testsuite>
"""


def render(report: Report) -> str:
    """A document of all findings, in ASCII. Where there is none, it has one test that passed: some services refuse an
    empty one."""
    total = len(report.findings)
    shown = ['<?xml version="1.0" encoding="utf-8"?>\n']
    shown.append(f'<testsuites name="foreword lint" tests="{total or 1}" failures="{total}">\n')
    for file, group in groupby(report.findings, key=lambda finding: finding.place.file):
        findings = list(group)
        shown.append(
            f'  <testsuite name={attribute(file)} tests="{len(findings)}" failures="{len(findings)}">\n'
            + "".join(case(report, finding) for finding in findings)
            + "  </testsuite>\n"
        )
    text = "".join([*shown, CLEAN if not total else "", "</testsuites>\n"])
    return text.encode("ascii", "xmlcharrefreplace").decode()


def case(report: Report, finding: Diagnostic) -> str:
    """A finding as a test that failed."""
    place, message = finding.place, report.message(finding)
    text = f"{harmless(str(place))}: {finding.code} {message}"
    if finding.hint:
        text += f"\nhint: {report.hint(finding)}"
    name = f"{finding.code} {finding.name} at {place.line}:{place.column}"
    return (
        f"    <testcase name={attribute(name)} classname={attribute(place.file)}"
        f' file={attribute(report.path(finding))} line="{place.line}">\n'
        f"      <failure type={attribute(finding.severity)} message={attribute(message)}>"
        f"{escape(text)}</failure>\n    </testcase>\n"
    )


def attribute(text: str) -> str:
    """A text as the value of an attribute, in its quotes."""
    return quoteattr(harmless(text))
