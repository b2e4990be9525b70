"""Fingerprints: by what a finding is known again when the lines above it have moved."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from foreword.lint.sources import Sources
from foreword.source.diagnostic import Diagnostic


def fingerprints(findings: Iterable[Diagnostic], sources: Sources) -> dict[Diagnostic, str]:
    """The fingerprint of each finding: of its code, its file, the text of its line but for white space, and how many
    findings of all this stand before it. They differ, and none of them shows what the line says.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[Diagnostic, str] = {}
    for finding in findings:
        text = "".join(sources.line(finding.place).split())
        known = (finding.code, finding.place.file, text)
        seen[known] += 1
        written = "\0".join([*known, str(seen[known])]).encode("utf-8", "surrogatepass")
        found[finding] = hashlib.sha256(written).hexdigest()[:32]
    return found
