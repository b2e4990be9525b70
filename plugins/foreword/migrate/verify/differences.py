"""Where two lists of lines differ: the first few places, with both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WINDOW = 400
ANCHOR = 3


@dataclass(frozen=True)
class Gap:
    """A place where two lists differ: the lines that only one has. `after` is the line before, the same in both."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    after: str = ""


def gaps(left: Sequence[str], right: Sequence[str], limit: int) -> list[Gap]:
    """The first `limit` places where two lists differ; where nothing is the same soon again, the last has the rest.

    This looks ahead a bounded way from each difference: `difflib` takes minutes for pages of a megabyte.
    """
    found: list[Gap] = []
    at, by = 0, 0
    while (at < len(left) or by < len(right)) and len(found) < limit:
        if at < len(left) and by < len(right) and left[at] == right[by]:
            at, by = at + 1, by + 1
            continue
        to, on = _same_again(left, right, at, by)
        found.append(Gap(tuple(left[at:to]), tuple(right[by:on]), left[at - 1] if at else ""))
        at, by = to, on
    return found


def similarity(left: Sequence[str], right: Sequence[str]) -> float:
    """How much of two lists is the same, from 0 to 1, whatever the order."""
    if not left and not right:
        return 1.0
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared / (len(left) + len(right))


def _same_again(left: Sequence[str], right: Sequence[str], at: int, by: int) -> tuple[int, int]:
    """The nearest places from which a few lines are the same; the ends where there are none."""
    places: dict[tuple[str, ...], int] = {}
    for on in range(min(by + WINDOW, len(right)), by - 1, -1):
        places[_anchor(right, on)] = on
    best: tuple[int, int] | None = None
    for to in range(at, min(at + WINDOW, len(left)) + 1):
        if best is not None and to - at >= sum(best) - at - by:
            break
        found = places.get(_anchor(left, to))
        if found is not None and (best is None or to + found < sum(best)):
            best = (to, found)
    return best or (len(left), len(right))


def _anchor(lines: Sequence[str], start: int) -> tuple[str, ...]:
    """The few lines from a place; fewer at the end of the list, marked as such."""
    anchor = tuple(lines[start : start + ANCHOR])
    return anchor if len(anchor) == ANCHOR else (*anchor, "\0end")
