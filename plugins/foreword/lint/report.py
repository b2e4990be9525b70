"""A report: the findings of a run and what the formats ask of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from foreword.lint.baseline import Known, without_known
from foreword.lint.excerpt import Line, excerpt
from foreword.lint.fingerprint import fingerprints
from foreword.lint.harmless import harmless
from foreword.lint.linted import Linted
from foreword.lint.redaction import Finder, Redaction, nothing
from foreword.lint.rule import Rule
from foreword.lint.sources import Sources
from foreword.source.diagnostic import CODES, Diagnostic, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True)
class Report:
    """What a run found.

    `all_findings` are those before a baseline left out some, by which fingerprints are counted and secrets are known;
    `findings` are those that are told. `rules` have the manuals. `prefix` is the path of the site's root from that of
    its repository (`docs-site/`): CI services mean paths from there. `known` and `gone` count what a baseline knows.
    `finder` finds the secrets that are shown nowhere, beside those that findings tell.
    """

    root: Path
    findings: Sequence[Diagnostic]
    rules: Mapping[str, Rule]
    all_findings: Sequence[Diagnostic] = ()
    prefix: str = ""
    colour: bool = False
    known: int = 0
    gone: int = 0
    finder: Finder = nothing

    @cached_property
    def sources(self) -> Sources:
        """The files in which the findings stand."""
        return Sources(self.root)

    @cached_property
    def fingerprints(self) -> dict[Diagnostic, str]:
        """The fingerprint of each finding."""
        return fingerprints(dict.fromkeys([*self.all_findings, *self.findings]), self.sources)

    @cached_property
    def redaction(self) -> Redaction:
        """What has to stay hidden."""
        return Redaction([*self.all_findings, *self.findings], self.sources, self.finder)

    def against(self, baseline: frozenset[Known], looked_for: Callable[[Known], bool]) -> Report:
        """The report without the findings that a baseline knows; see `without_known`."""
        told = without_known(self.findings, self.fingerprints, baseline, looked_for)
        return replace(self, findings=told.new, all_findings=self.findings, known=told.known, gone=told.gone)

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)

    def message(self, finding: Diagnostic) -> str:
        """The message of a finding, safe to print."""
        return harmless(self.redaction.text(finding.message))

    def hint(self, finding: Diagnostic) -> str:
        """The hint of a finding, safe to print; empty where it has none."""
        return harmless(self.redaction.text(finding.hint))

    def excerpt(self, finding: Diagnostic) -> list[Line]:
        """The lines around a finding, safe to print."""
        return excerpt(finding.place, self.sources, self.redaction)

    def path(self, finding: Diagnostic) -> str:
        """The path of a finding's file from the root of the repository."""
        file = finding.place.file
        return file if Path(file).is_absolute() else self.prefix + file


def report_of(linted: Linted, findings: Sequence[Diagnostic], rules: Mapping[str, Rule]) -> Report:
    """The report of a run over a site."""
    root = linted.config.options.root
    return Report(root, findings, rules, findings, repository_prefix(root), finder=linted.secrets_in)


def repository_prefix(root: Path) -> str:
    """The path of a folder from that of the Git repository around it, with `/` at its end; empty where it is the
    same, or where there is none."""
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else root.relative_to(top).as_posix() + "/"


def closing_line(report: Report) -> str:
    """The sentence that ends a run: how much was found, and what a baseline had to do with it."""
    counts = [counted(report.counts[severity], severity) for severity in SEVERITIES if report.counts[severity]]
    total = len(report.findings)
    parts = [f"{counted(total, 'finding')}: {', '.join(counts)}" if total else "nothing found"]
    if report.known:
        parts.append(f"{report.known} more in the baseline")
    if report.gone:
        parts.append(f"{report.gone} of the baseline no longer {'occurs' if report.gone == 1 else 'occur'}")
    return "; ".join(parts)


def counted(number: int, name: str) -> str:
    """A number of things; `info` is one and many."""
    return f"{number} {name}" if number == 1 or name == "info" else f"{number} {name}s"


def statistics(report: Report) -> str:
    """How often each code was found: a table of count, code, name and severity, the most frequent first."""
    counts = Counter(finding.code for finding in report.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    digits = max((len(str(count)) for _, count in rows), default=0)
    names = max((len(CODES[code].name) for code, _ in rows), default=0)
    return "".join(
        f"{count:>{digits}}  {code}  {CODES[code].name:<{names}}  {CODES[code].severity}\n" for code, count in rows
    )
