"""The figures that Foreword has to reach, each beside what it has reached."""

from __future__ import annotations

from collections.abc import Iterator

from report import Table, number, times
from results import Results, usual

NAME = "foreword"


def required(results: Results) -> Table:
    """A row for each figure."""
    pages = usual(list(results.tools))
    rows = [[what, needed, reached] for what, needed, reached in figures(results, pages)]
    return Table(f"Required, at {number(pages)} pages", ["Figure", "Required", "Reached"], rows)


def figures(results: Results, pages: int) -> Iterator[tuple[str, str, str]]:
    """What each figure is about, what is required and what was reached."""

    def faster(
        what: str, least: float, measure: str, against: str, other: str = "", tool: str = NAME
    ) -> tuple[str, str, str]:
        """A figure that says how many times as fast Foreword is as another tool."""
        ours = results.seconds(pages, tool, measure)
        theirs = results.seconds(pages, against, other or measure)
        reached = verdict(theirs / ours, theirs / ours >= least) if ours and theirs else MISSING
        return what, f"{least:g} times as fast" if least > 1 else "faster", reached

    yield faster("Cold, against mkdocs-macros", 6, "cold", "macros")
    yield faster("Cold, against Jekyll", 1.5, "cold", "jekyll")
    yield faster("Nothing changed, against cold mkdocs-macros", 25, "warm", "macros", "cold")
    yield faster("Edit to visible, against mkdocs-macros", 300, "visible", "macros")
    yield faster("Edit to visible, against Hugo", 1, "visible", "hugo")
    yield faster("Cold in Material, against plain Material", 4, "cold", "material", tool="foreword-material")
    ours, plain = (results.tools[pages].get(tool) for tool in (NAME, "mkdocs"))
    ratio = ours.memory / plain.memory if ours and plain else None
    yield "Memory, against plain MkDocs", "at most 1.5 times", verdict(ratio, ratio <= 1.5) if ratio else MISSING
    yield from growth(results, pages, max(results.tools))


def growth(results: Results, pages: int, most: int) -> Iterator[tuple[str, str, str]]:
    """How the time grows from one size to the largest: the engine's with the pages, the rest with the bytes."""
    if most == pages:
        yield "The engine's share, 5 times the pages", "at most 5.5 times", MISSING
        yield "The rest, for each byte of HTML, 5 times the pages", "at most 1 times", MISSING
        return
    allowed = 1.1 * most / pages
    sizes = f"{number(most)} pages against {number(pages)}"
    fewer, more = results.engine_seconds(pages), results.engine_seconds(most)
    reached = verdict(more / fewer, more / fewer <= allowed) if fewer and more else MISSING
    yield f"The engine's share, {sizes}", f"at most {allowed:.3g} times", reached
    fewer, more = (results.theme_seconds_a_byte(size, NAME) for size in (pages, most))
    reached = verdict(more / fewer, more / fewer <= 1) if fewer and more else MISSING
    yield f"The rest, for each byte of HTML, {sizes}", "at most 1 times", reached


MISSING = "not measured"


def verdict(ratio: float, good: bool) -> str:
    """A ratio, and whether it is what is required."""
    return f"{times(ratio)}{'' if good else ' (missed)'}"
