"""What was measured: the costs of each tool on each site, and of the engine alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from measure import Cost


@dataclass
class Measured:
    """The costs of a tool on a site: of each cold build, each warm one and each after an edit; how long each edit took
    to be visible; the bytes of the pages that a build wrote. What was left out is empty."""

    cold: list[Cost] = field(default_factory=list)
    warm: list[Cost] = field(default_factory=list)
    edited: list[Cost] = field(default_factory=list)
    visible: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def seconds(self) -> dict[str, float]:
        """Seconds by what was measured: the shortest of each build, the median of the edits."""
        costs = {"cold": self.cold, "warm": self.warm, "edited": self.edited}
        found = {name: min(cost.seconds for cost in these) for name, these in costs.items() if these}
        return {**found, "visible": median(self.visible)} if self.visible else found

    @property
    def cpu(self) -> float:
        """Seconds of the processors of a cold build."""
        return min(cost.cpu for cost in self.cold)

    @property
    def memory(self) -> float:
        """MB at the peak of a cold build."""
        return max(cost.memory for cost in self.cold)


@dataclass
class Results:
    """All that was measured: by number of pages and tool; the engine's seconds of the processor by number of pages; and
    what the site of many data files took, by tool."""

    tools: dict[int, dict[str, Measured]] = field(default_factory=dict)
    engine: dict[int, list[float]] = field(default_factory=dict)
    data: dict[str, Measured] = field(default_factory=dict)
    data_pages: int = 0

    def seconds(self, pages: int, tool: str, measure: str) -> float | None:
        """Seconds of a tool, where they were measured."""
        measured = self.tools.get(pages, {}).get(tool)
        return measured.seconds.get(measure) if measured else None

    def engine_seconds(self, pages: int) -> float | None:
        """The shortest time of the engine."""
        return min(self.engine[pages], default=None) if pages in self.engine else None

    def theme_seconds_a_byte(self, pages: int, tool: str) -> float | None:
        """Seconds of the processors for each byte of the pages, in a cold build, the engine's left out."""
        engine, measured = self.engine_seconds(pages), self.tools.get(pages, {}).get(tool)
        return (measured.cpu - engine) / measured.size if measured and engine else None


def usual(sizes: Sequence[int]) -> int:
    """The size of which the figures tell: 1,000 pages, else the largest below, else the smallest."""
    return max((size for size in sizes if size <= 1000), default=min(sizes))
