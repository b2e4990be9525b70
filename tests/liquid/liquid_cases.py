"""The cases of cases.yml."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Case:
    """A source, how it is read, and what is told: each as "kind: `where`: message", or how that begins."""

    source: str
    reads: str
    told: list[str] = field(default_factory=list)


CASES = [
    Case(**case)
    for cases in yaml.safe_load(Path(__file__).with_name("cases.yml").read_text("utf-8")).values()
    for case in cases
]
