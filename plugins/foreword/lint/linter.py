"""The linter: what a build tells of a site and what the rules find, once each, in one order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from foreword.lint.config import LintOptions
from foreword.lint.linted import Linted, source_of
from foreword.lint.rule import Rule
from foreword.lint.suppression import ignores_in, without_ignored
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.options import matches

UNREAD = frozenset(["YM001", "YM003", "YM004", "YM005", "YM007", "TP001"])
"""What keeps a file from being read: nobody knows what else would be told of it."""
TAG = re.compile(r"`(<[^`]*>)`")


@dataclass(frozen=True)
class Selection:
    """The codes that are looked for, and the patterns of paths in which some are not told."""

    codes: frozenset[str]
    per_path: Mapping[str, Sequence[str]]

    def takes(self, finding: Diagnostic) -> bool:
        """Whether a finding is told."""
        if finding.code not in self.codes:
            return False
        return not any(
            names(codes, finding.code) and matches(finding.place.file, path) for path, codes in self.per_path.items()
        )


def names(patterns: Iterable[str], code: str) -> bool:
    """Whether a code is among codes or their beginnings; `ALL` is every one."""
    return any(code.startswith(pattern) or pattern == "ALL" for pattern in patterns)


def selection_of(options: LintOptions, rules: Mapping[str, Rule]) -> Selection:
    """What is looked for: the rules that are on, or those that `select` names, but for those of `ignore`.

    Where both name a code, the longer name counts: `--select CR --ignore CR006`, `--ignore CR --select CR001`.
    """
    chosen = set()
    for code, rule in rules.items():
        wanted = length_of(options.select, code) if options.select else (1 if rule.on else 0)
        if wanted and wanted > length_of(options.ignore, code):
            chosen.add(code)
    return Selection(frozenset(chosen), options.per_path)


def length_of(patterns: Iterable[str], code: str) -> int:
    """The length of the longest of the patterns that name a code; 0 where none does."""
    return max((1 if pattern == "ALL" else len(pattern) for pattern in patterns if names([pattern], code)), default=0)


def unknown_codes(patterns: Iterable[str], rules: Mapping[str, Rule]) -> list[str]:
    """The codes, or beginnings of codes, that name no rule."""
    return [one for one in patterns if one != "ALL" and not any(code.startswith(one) for code in rules)]


def findings_of(linted: Linted, rules: Mapping[str, Rule], selection: Selection) -> list[Diagnostic]:
    """Everything that is wrong with a site, in the order of files and lines."""
    everything = [*told_by_build(linted), *found_by_rules(linted, rules, selection)]
    found = [finding for finding in without_echoes(each_once(everything)) if selection.takes(finding)]
    ignores = [ignore for path, text in texts_of(linted).items() for ignore in ignores_in(path, text)]
    kept, unused = without_ignored(found, ignores, selection.codes)
    unread = {finding.place.file for finding in found if finding.code in UNREAD}
    kept += [finding for finding in unused if selection.takes(finding) and finding.place.file not in unread]
    return sorted(kept, key=lambda finding: (finding.place, finding.code, finding.message))


def each_once(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, of those with one code, place and message the first: it may know who uses what is wrong."""
    kept: dict[tuple[str, Place, str], Diagnostic] = {}
    for finding in findings:
        kept.setdefault((finding.code, finding.place, finding.message), finding)
    return list(kept.values())


def without_echoes(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that another one explains: Jinja's complaint of a tag or filter of Liquid, and an
    element that is left open because it is a placeholder."""
    liquid = {(one.place.file, one.place.line) for one in findings if one.code == "TP002"}
    placeholders = {tag for one in findings if one.code == "MD001" for tag in TAG.findall(one.message)}
    return [
        one
        for one in findings
        if not (one.code in ("TP001", "TP006") and (one.place.file, one.place.line) in liquid)
        and not (one.code == "MD002" and placeholders & set(TAG.findall(one.message)))
    ]


def told_by_build(linted: Linted) -> Iterator[Diagnostic]:
    """What reading and rendering tell."""
    yield from linted.site.diagnostics
    for entry in linted.entries:
        yield from (*entry.failures, *entry.findings)
    for page in linted.pages.values():
        yield from page.rendered.diagnostics
    for file in linted.data_files:
        yield from file.diagnostics


def found_by_rules(linted: Linted, rules: Mapping[str, Rule], selection: Selection) -> Iterator[Diagnostic]:
    """What the rules find that are looked for."""
    for code, rule in rules.items():
        if rule.check is not None and code in selection.codes:
            yield from rule.check(linted)


def texts_of(linted: Linted) -> dict[str, str]:
    """The text of every file that may hold a comment for the linter, by its path."""
    files = [entry.document.file for entry in linted.entries]
    files += [file.file for file in linted.data_files if file.file is not None]
    files += [template.file for template in linted.templates]
    config = linted.config.options.config
    found = {file.path: file.text for file in (*files, config)}
    broken = [file.path for file in linted.data_files if file.file is None]
    return found | {path: text for path in broken if (text := source_of(linted, path)) is not None}
