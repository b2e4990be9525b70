"""The verdict as an HTML page that needs nothing beside it: the differences side by side, worst first."""

from __future__ import annotations

import posixpath
from importlib.resources import files
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from foreword.migrate.verify.compare import Difference, PageComparison
from foreword.migrate.verify.terminal import differing, percent, summary, timing, totals
from foreword.migrate.verify.verdict import Verdict

FREQUENT = 20
EACH = 10
"""How many differences of a page are shown in each aspect."""


class Sides(NamedTuple):
    """The two sides of a difference, each in three parts: the middle ones differ."""

    jekyll: tuple[str, str, str]
    foreword: tuple[str, str, str]


def html_of(verdict: Verdict) -> str:
    """The page. What it holds is shown as text, whatever it is."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(percent=percent, differing=differing, sides=sides, first=first)
    template = environment.from_string(files(__package__).joinpath("report.html.jinja").read_text("utf-8"))
    comparison = verdict.comparison
    return template.render(
        verdict=verdict,
        summary=summary(verdict),
        timing=timing(verdict) if verdict.times_as_fast else "",
        not_compared=[f"{name}: {reason}" for name, reason in verdict.not_compared.items()],
        comparison=comparison,
        totals=totals(comparison),
        frequent=comparison.most_frequent(FREQUENT),
        worst=comparison.worst_first(),
    )


def first(page: PageComparison) -> list[Difference]:
    """The differences of a page that are shown: the first few in each aspect."""
    groups = groupby(page.differences, attrgetter("aspect"))
    return [difference for _, group in groups for difference in islice(group, EACH)]


def sides(difference: Difference) -> Sides:
    """The two sides of a difference; what both begin and end with is apart from what differs."""
    left, right = "\n".join(difference.jekyll), "\n".join(difference.foreword)
    start = len(posixpath.commonprefix([left, right]))
    end = len(posixpath.commonprefix([left[start:][::-1], right[start:][::-1]]))
    return Sides(parts(left, start, end), parts(right, start, end))


def parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    """A text in three parts: its first `start` characters, the middle, its last `end` characters."""
    stop = len(text) - end
    return text[:start], text[start:stop], text[stop:]
