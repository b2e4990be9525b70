"""The verdict as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from foreword.migrate.verify.terminal import totals
from foreword.migrate.verify.verdict import Verdict


def json_of(verdict: Verdict) -> str:
    """The totals, the files, and the pages and texts that differ, worst first."""
    comparison = verdict.comparison
    return json.dumps(
        {
            "pages": comparison.total,
            "bare_pages": len(comparison.bare),
            "same": {name: {"pages": count, "share": round(share, 4)} for name, count, share in totals(comparison)},
            "seconds": {"jekyll": verdict.jekyll_seconds, "foreword": verdict.foreword_seconds},
            "texts": len(verdict.texts),
            "not_compared": verdict.not_compared,
            "missing": comparison.missing,
            "different": comparison.different,
            "added": comparison.added,
            "differing": [asdict(page) for page in comparison.worst_first()],
            "differing_texts": [asdict(text) for text in verdict.differing_texts],
        },
        indent=2,
        ensure_ascii=False,
    )
