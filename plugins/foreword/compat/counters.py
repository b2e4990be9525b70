"""What a page counts as it is rendered: the tags `cycle`, `increment` and `decrement`."""

from __future__ import annotations

from typing import Any

from foreword.compat.printing import text


class Counters:
    """The counters of one page. `values` are those of `increment` and `decrement` by name; a template reads them as
    variables."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.positions: dict[str, int] = {}
        """Where loops of a name have ended, for those that go on from there."""
        self._turns: dict[tuple[type, str], int] = {}
        self._changing: str | None = None

    def cycle(self, group: Any, *values: Any) -> Any:
        """The next of the values of a group, the first again behind the last."""
        key = (type(group), text(group))
        turn = self._turns.get(key, 0)
        self._turns[key] = turn + 1 if turn + 1 < len(values) else 0
        return values[turn] if turn < len(values) else None

    def has_changed(self, found: str) -> bool:
        """Whether a text is another than that of the last call; see the tag `ifchanged`."""
        is_other = found != self._changing
        self._changing = found
        return is_other

    def increment(self, name: str) -> int:
        """The counter as it is, from 0; it is one higher then."""
        count = self.values.get(name, 0)
        self.values[name] = count + 1
        return count

    def decrement(self, name: str) -> int:
        """The counter one lower than it is, from -1."""
        self.values[name] = self.values.get(name, 0) - 1
        return self.values[name]
