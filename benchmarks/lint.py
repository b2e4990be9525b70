"""What the rules of `foreword lint` cost: the time to lint a site, against that to read and render it.

    python benchmarks/lint.py [pages]

Both in this process, one after the other, three times; prints the shortest of each and their ratio.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from engine_time import rendered
from sites.foreword import write_pages

from foreword.lint.linter import findings_of, selection_of
from foreword.lint.rule import all_rules


def main(pages: int) -> None:
    """Print a row: pages, seconds to render, seconds to lint, ratio."""
    rules = all_rules()
    alone, together = [], []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_pages(root, pages)
        for _ in range(3):
            started = time.perf_counter()
            linted = rendered(root / "mkdocs.yml")
            alone.append(time.perf_counter() - started)
            findings = findings_of(linted, rules, selection_of(linted.config.lint, rules))
            together.append(time.perf_counter() - started)
    assert not findings, "\n".join(map(str, findings[:10]))
    print(f"{'pages':>6} {'render, s':>10} {'lint, s':>8} {'ratio':>6}")
    print(f"{pages:>6} {min(alone):>10.1f} {min(together):>8.1f} {min(together) / min(alone):>6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
