"""The report of a migration: what was converted, what was mended, what is left for a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from foreword.migrate.finding import Finding

KINDS = ("todo", "mended", "changed")
HEADS = {
    "todo": "Left for you",
    "mended": "Mended",
    "changed": "Otherwise than in Jekyll",
}
SURE = ("sure", "likely", "unsure")
SHOWN = 20
"""So many findings of one kind a terminal shows before it counts the rest."""


@dataclass(frozen=True)
class Report:
    """What a migration did. The findings are in order, each once."""

    source: str
    destination: str
    findings: Sequence[Finding]
    counts: Counter[str] = field(default_factory=Counter)
    left_out: Sequence[tuple[str, str]] = ()
    files: int = 0

    def of(self, kind: str) -> list[Finding]:
        """The findings of one kind."""
        return [finding for finding in self.findings if finding.kind == kind]


def report_of(
    source: str,
    destination: str,
    findings: Iterable[Finding],
    counts: Counter[str],
    left_out: Iterable[tuple[str, str]],
    files: int,
) -> Report:
    """A report with its findings in the order of their places."""
    ordered = sorted(dict.fromkeys(findings), key=lambda one: (one.place, one.kind, one.message))
    return Report(source, destination, ordered, counts, sorted(left_out), files)


def in_terminal(report: Report) -> str:
    """The report as lines: what is left for a person, the first of the rest, and a summary."""
    return as_text(report, SHOWN)


def as_text(report: Report, most: int | None = None) -> str:
    """The report as lines, with so many findings at most of those that leave nothing to do."""
    lines: list[str] = []
    for kind in KINDS:
        found = report.of(kind)
        if not found:
            continue
        lines += [f"{HEADS[kind]} ({len(found):,}):", ""]
        shown = found if kind == "todo" else found[:most]
        for finding in shown:
            lines += told(finding)
        if len(shown) < len(found):
            lines.append(f"  ... and {len(found) - len(shown):,} more; `--report FILE` writes all")
        lines.append("")
    lines += summary(report)
    return "\n".join(lines) + "\n"


def told(finding: Finding) -> list[str]:
    """A finding as lines."""
    doubt = "" if finding.sure == "sure" else f" ({finding.sure})"
    lines = [f"  {finding.place}: {finding.message}{doubt}"]
    return [*lines, f"    advice: {finding.advice}"] if finding.advice else lines


def summary(report: Report) -> list[str]:
    """The closing lines: how much of what, and where it is."""
    kinds = ", ".join(counted(count, kind) for kind, count in sorted(report.counts.items()) if count)
    left = Counter(reason for _, reason in report.left_out)
    lines = [f"{report.source} is {report.destination} now: {kinds or 'nothing'}."]
    lines += [f"left out: {counted(count, 'files')} ({reason})" for reason, count in sorted(left.items())]
    totals = {kind: len(report.of(kind)) for kind in KINDS}
    sure = ", ".join(f"{count:,} {word}" for word, count in certainty(report).items())
    lines.append(f"{totals['todo']:,} left for you, {totals['mended']:,} mended, {totals['changed']:,} changed")
    if report.findings:
        lines[-1] += f". The output stays the same: {sure}"
    return lines


def certainty(report: Report) -> dict[str, int]:
    """Of how many findings it is how sure that the output stays the same."""
    return {sure: sum(finding.sure == sure for finding in report.findings) for sure in SURE}


def counted(count: int, noun: str) -> str:
    """A number of things, of which `noun` is the plural."""
    return f"{count:,} {noun if count != 1 else noun.removesuffix('s')}"


def as_json(report: Report) -> str:
    """The report for programs."""
    value = {
        "source": report.source,
        "destination": report.destination,
        "converted": dict(sorted(report.counts.items())),
        "totals": {kind: len(report.of(kind)) for kind in KINDS},
        "sure": certainty(report),
        "findings": [
            {
                "kind": finding.kind,
                "file": finding.place.file,
                "line": finding.place.line,
                "column": finding.place.column,
                "message": finding.message,
                "advice": finding.advice,
                "sure": finding.sure,
            }
            for finding in report.findings
        ],
        "left_out": [{"file": path, "reason": reason} for path, reason in report.left_out],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def as_markdown(report: Report) -> str:
    """The report as a page: a table for each kind of finding."""
    lines = ["# Migration", "", *(line + "\n" for line in summary(report))]
    for kind in KINDS:
        found = report.of(kind)
        if not found:
            continue
        lines += [f"## {HEADS[kind]}", "", "| Place | What | Advice | Sure? |", "| --- | --- | --- | --- |"]
        lines += [
            f"| `{finding.place}` | {cell(finding.message)} | {cell(finding.advice)} | {finding.sure} |"
            for finding in found
        ]
        lines.append("")
    if report.left_out:
        lines += ["## Left out", "", "| File | Why |", "| --- | --- |"]
        lines += [f"| `{path}` | {cell(reason)} |" for path, reason in report.left_out]
        lines.append("")
    return "\n".join(lines)


def cell(text: str) -> str:
    """A text as it stands in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


FORMATS: dict[str, Callable[[Report], str]] = {"text": in_terminal, "json": as_json, "markdown": as_markdown}
