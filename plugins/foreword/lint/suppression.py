"""Suppression: comments that tell the linter to leave a line alone, and those that have nothing to leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreword.render.links import code_parts
from foreword.source.diagnostic import Diagnostic, Place

IGNORE = re.compile(r"(?P<lead>#|<!--|\{#)-?[ \t]*foreword:[ \t]*ignore\[(?P<codes>[^\]\n]*)\]")

FENCE = re.compile(r"\s*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})")


@dataclass(frozen=True)
class Ignore:
    """A comment at a place: the codes that it names, and the lines on which it hides them."""

    place: Place
    codes: tuple[str, ...]
    lines: frozenset[int]


def ignores_in(path: str, text: str) -> Iterator[Ignore]:
    """The comments in a file: `# foreword: ignore[CR001] reason`, or the same in `<!-- -->` or `{# #}`.

    A comment hides what is on its own line; one that has the line for itself, what is on the next line that is
    neither blank nor such a comment, or in the fence that begins there. What stands in a fence or a code span is
    shown, not meant.
    """
    if "foreword:" not in text:
        return
    shown = "".join(re.sub(r"[^\n]", " ", part) if is_code else part for part, is_code in code_parts(text))
    lines = shown.split("\n")
    for number, line in enumerate(lines, 1):
        for found in IGNORE.finditer(line):
            codes = tuple(code.strip() for code in found["codes"].split(",") if code.strip())
            meant = {number}
            if not line[: found.start()].strip():
                meant.update(lines_below(text.split("\n"), number))
            yield Ignore(Place(path, number, found.start() + 1), codes, frozenset(meant))


def lines_below(lines: list[str], number: int) -> set[int]:
    """The number of the next line below that says something; where it opens a fence, those of the whole fence."""
    below = number
    while below < len(lines) and (not lines[below].strip() or IGNORE.match(lines[below].strip())):
        below += 1
    fence = FENCE.match(lines[below]) if below < len(lines) else None
    found = {below + 1}
    while fence is not None and below + 1 < len(lines):
        below += 1
        found.add(below + 1)
        if lines[below].strip().startswith(fence.group(1)):
            break
    return found


def without_ignored(
    findings: Iterable[Diagnostic], ignores: Iterable[Ignore], looked_for: Iterable[str]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that no comment hides, and one for each code of a comment that hides nothing (IG001), where the
    code was looked for at all."""
    by_line: dict[tuple[str, int], list[tuple[Ignore, str]]] = {}
    unused: dict[tuple[Place, str], None] = {}
    known = set(looked_for)
    for ignore in ignores:
        for code in ignore.codes:
            unused[(ignore.place, code)] = None
            for line in ignore.lines:
                by_line.setdefault((ignore.place.file, line), []).append((ignore, code))
    kept = []
    for finding in findings:
        hits = [
            (ignore.place, code)
            for ignore, code in by_line.get((finding.place.file, finding.place.line), [])
            if code == finding.code
        ]
        for hit in hits:
            unused.pop(hit, None)
        if not hits:
            kept.append(finding)
    told = [
        Diagnostic("IG001", place, f"nothing on this line is `{code}`", "delete the comment, or the code in it")
        for place, code in unused
        if code in known or not re.fullmatch(r"[A-Z]{2}\d{3}", code)
    ]
    return kept, told
