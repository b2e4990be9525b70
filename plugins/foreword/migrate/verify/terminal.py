"""The verdict as lines for a terminal."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from operator import attrgetter

from foreword.migrate.report import counted
from foreword.migrate.verify.compare import PageComparison
from foreword.migrate.verify.sites import SiteComparison
from foreword.migrate.verify.verdict import Verdict

SHOWN_PAGES = 15
SHOWN_FILES = 10
WIDTH = 100
BEFORE = 30
"""How much is shown of what is the same before a difference, in characters."""

ASPECTS = (
    ("text", "same_text"),
    ("links", "same_links"),
    ("text and links", "same_content"),
    ("ids", "same_ids"),
    ("structure", "same_structure"),
    ("everything", "is_same"),
)
"""What is counted: its name, and the property of a page that says whether it is the same."""


def totals(comparison: SiteComparison) -> list[tuple[str, int, float]]:
    """For each aspect, the number of pages and the share of pages that are the same in it."""
    return [
        (name, sum(map(attrgetter(key), comparison.pages)), comparison.share(attrgetter(key))) for name, key in ASPECTS
    ]


def lines_of(verdict: Verdict) -> Iterator[str]:
    """The verdict, worst pages first."""
    comparison = verdict.comparison
    yield summary(verdict)
    yield "Pages that are the same in both sites:"
    for name, count, share in totals(comparison):
        yield f"  {name:<15}{count:>6}  {percent(share) if comparison.pages else '-':>7}"
    if verdict.times_as_fast:
        yield timing(verdict)
    yield from listed("Missing in the migrated site", comparison.missing)
    yield from listed("Other bytes than in Jekyll's site", comparison.different)
    yield from listed("Only in the migrated site", comparison.added)
    yield from listed("Not compared", [f"{name}: {reason}" for name, reason in verdict.not_compared.items()])
    for title, differing in (("pages", comparison.worst_first()), ("texts", verdict.differing_texts)):
        if differing:
            yield ""
            yield f"{counted(len(differing), title)} {'differs' if len(differing) == 1 else 'differ'}, worst first:"
        for one in differing[:SHOWN_PAGES]:
            yield from of_page(one)
        if len(differing) > SHOWN_PAGES:
            yield f"  … and {len(differing) - SHOWN_PAGES} more; the HTML report has all."


def summary(verdict: Verdict) -> str:
    """How much was compared."""
    comparison = verdict.comparison
    if verdict.times_as_fast is None:
        same = len(verdict.texts) - len(verdict.differing_texts)
        return (
            f"There is no Jekyll: pages are compared with what python-liquid makes of them. {comparison.total} pages, "
            f"and {len(verdict.texts)} texts, {same} of them the same."
        )
    same = sum(page.is_same for page in comparison.bare)
    renumbered = sum(page.renumbered > 0 for page in comparison.pages)
    note = (
        f" On {renumbered} pages ids have other numbers, which Jekyll counts through all pages." if renumbered else ""
    )
    bare = (
        f", and {len(comparison.bare)} redirects or pages without, {same} of them the same" if comparison.bare else ""
    )
    return f"{counted(comparison.total, 'pages')} with a layout{bare}.{note}"


def timing(verdict: Verdict) -> str:
    """How long the builds took."""
    return (
        f"Jekyll's build took {verdict.jekyll_seconds:.1f} s, Foreword's {verdict.foreword_seconds:.1f} s: "
        f"{verdict.times_as_fast:.1f} times as fast."
    )


def of_page(page: PageComparison) -> Iterator[str]:
    """A page, and its first difference."""
    yield f"  {percent(page.similarity):>6}  {page.page}  ({', '.join(differing(page))})"
    for one in page.differences[:1]:
        left, right = (" ".join(" ".join(side).split()) for side in (one.jekyll, one.foreword))
        start = max(0, len(posixpath.commonprefix([left, right])) - BEFORE)
        yield f"    {one.aspect}"
        yield f"      Jekyll:   {shown(left, start)}"
        yield f"      Foreword: {shown(right, start)}"


def differing(page: PageComparison) -> list[str]:
    """The aspects in which a page differs."""
    return [name for name, key in ASPECTS if name not in ("text and links", "everything") and not getattr(page, key)]


def shown(text: str, start: int) -> str:
    """A text from a place on, on one line that is not very long."""
    text = f"…{text[start:]}" if start else text
    return (text if len(text) <= WIDTH else f"{text[:WIDTH]}…") or "nothing"


def listed(title: str, files: Sequence[str]) -> Iterator[str]:
    """Some files, or what is to be told of them, on one line each."""
    if files:
        yield f"{title}: {len(files)}"
        yield from (f"  {file}" for file in files[:SHOWN_FILES])
    if len(files) > SHOWN_FILES:
        yield f"  … and {len(files) - SHOWN_FILES} more"


def percent(share: float) -> str:
    """A share as a percentage; what is not all is never shown as 100%."""
    return f"{min(share * 100, 99.9) if share < 1 else 100:.1f}%"
