"""Full: each finding with the lines around it, what to do about it, and who used the text."""

from __future__ import annotations

from foreword.lint.colour import painted
from foreword.lint.harmless import harmless
from foreword.lint.report import Report
from foreword.source.diagnostic import Diagnostic


def render(report: Report) -> str:
    """A block for each finding, with an empty line between them."""
    return "\n".join(block(report, finding) for finding in report.findings)


def block(report: Report, finding: Diagnostic) -> str:
    """A finding: its head, its excerpt, its hint, and the places through which its text was used."""
    colour = report.colour
    lines = report.excerpt(finding)
    margin = " " * len(str(lines[-1].number)) if lines else " "
    place = painted(harmless(str(finding.place)), "place", colour)
    code = painted(finding.code, finding.severity, colour)
    shown = [f"{place}: {code} {finding.name}: {report.message(finding)}"]
    if lines:
        bar = painted(f"{margin} |", "gutter", colour)
        shown.append(bar)
        for line in lines:
            shown.append(f"{painted(f'{line.number:>{len(margin)}} |', 'gutter', colour)} {line.text}".rstrip())
            if line.caret is not None:
                shown.append(f"{bar} {' ' * line.caret}{painted('^', finding.severity, colour)}")
        if finding.hint or finding.used_by:
            shown.append(bar)
    mark = painted(f"{margin} =", "gutter", colour)
    if finding.hint:
        shown.append(f"{mark} {painted('hint', 'hint', colour)}: {report.hint(finding)}")
    shown += [f"{mark} used by {harmless(str(user))}" for user in finding.used_by]
    return "\n".join(shown) + "\n"
