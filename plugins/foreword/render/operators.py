"""Operators and loops: checked before they make anything large, and counted turn by turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foreword.render.bounds import check_format
from foreword.render.budget import RANGE, Budget
from foreword.render.run import Run, counted
from foreword.source.diagnostic import ContentError


class Counted:
    """Something with a length whose turns are counted."""

    def __init__(self, values: Any, run: Run) -> None:
        self._values = values
        self._run = run

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return counted(self._values, self._run)


def limited_range(*bounds: int) -> range:
    """Python's range, of RANGE numbers at the most."""
    if not all(isinstance(bound, int) for bound in bounds) or not 1 <= len(bounds) <= 3:
        raise ContentError("TP008", "`range` takes up to three whole numbers", hint="write `range(1, 5)`", name="range")
    found = range(*bounds)
    try:
        size = len(found)
    except OverflowError:
        size = RANGE + 1
    if size > RANGE:
        raise ContentError("TP005", f"a range of more than {RANGE:,} numbers", hint="loop over less", name="range")
    return found


def kind(value: Any) -> str:
    """What a value is, for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    return "text" if isinstance(value, str) else "a number" if isinstance(value, int | float) else "a list"


def check_operator(budget: Budget, operator: str, left: Any, right: Any) -> None:
    """Refuse what an operator would make too large, before it is made. Raises BudgetError or ContentError."""
    sequences = (str, list, tuple)
    if operator == "*":
        for many, times in ((left, right), (right, left)):
            if isinstance(many, sequences) and isinstance(times, int):
                size = len(many) * max(times, 0)
                if not isinstance(many, str) and (size > 10_000 or any(isinstance(i, dict | list) for i in many)):
                    raise ContentError("TP005", "a list can be repeated to 10,000 values at the most")
                budget.allocate(size)
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > 4096:
            raise ContentError("TP005", "a number that is too large")
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        if right > 0 and left.bit_length() * right > 4096:
            raise ContentError("TP005", "a number that is too large")
    elif operator == "+" and isinstance(left, sequences) and isinstance(right, sequences):
        if isinstance(left, str):
            budget.allocate(len(left) + len(right))
        else:
            budget.step(len(left) + len(right))
    elif operator == "%" and isinstance(left, str):
        check_format(budget, left, list(right) if isinstance(right, tuple) else [right])
