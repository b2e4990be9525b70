"""The walk over the navigation: which entries the marked loops of a theme go through, and the marks they leave."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Position = tuple[int, ...]
"""Where an entry stands: (2, 1) is the first child of the second entry. () is the navigation itself."""


@dataclass
class Region:
    """What a loop over the children of an entry gave: the place of the loop, the entry, its children's HTML."""

    place: str
    owner: Position
    children: dict[int, list[str | Region]] = field(default_factory=dict)


class Walk:
    """Tells each marked loop which of its entries to go through, and reads its marks in the finished HTML."""

    def __init__(self) -> None:
        self._mark = f"\0{secrets.token_hex(8)}"
        self._live: dict[Position, list[int]] = {(): []}
        self._whole: Position | None = None
        self._here: Position | None = ()

    def along(self, positions: Iterable[Position]) -> None:
        """From now on, go to the entries at these positions only."""
        self._live = {(): []}
        for position in positions:
            for depth, child in enumerate(position):
                children = self._live.setdefault(position[:depth], [])
                if child not in children:
                    children.append(child)
            self._live.setdefault(position, [])
        for children in self._live.values():
            children.sort()
        self._whole = None
        self._here = ()

    def through(self, owner: Position) -> None:
        """From now on, go to one entry and through all its children."""
        self.along([owner])
        self._whole = owner

    def opened(self, place: str) -> str:
        """The mark before a loop."""
        if self._here is None or self._here not in self._live:
            return ""
        return f"{self._mark}[{place} {' '.join(map(str, self._here))};"

    def closed(self) -> str:
        """The mark behind a loop."""
        return "" if self._here is None or self._here not in self._live else f"{self._mark}];"

    def entries(self, items: Any) -> Iterator[tuple[int, str, Any]]:
        """The entries of a loop, each with its number and the mark that stands before it."""
        here = self._here
        if here is None or here not in self._live:
            yield from ((number, "", item) for number, item in enumerate(items, 1))
            return
        items = list(items)
        for number in range(1, len(items) + 1) if here == self._whole else self._live[here]:
            self._here = None if here == self._whole else (*here, number)
            yield number, f"{self._mark}={number};", items[number - 1]
        self._here = here

    def read(self, output: str) -> list[str | Region]:
        """The finished HTML, cut at the marks."""
        head, *parts = output.split(self._mark)
        top: list[str | Region] = [head]
        stack: list[tuple[Region, list[str | Region]]] = []
        into = top
        for part in parts:
            mark, _, text = part.partition(";")
            if mark[0] == "[":
                place, *numbers = mark[1:].split()
                region = Region(place, tuple(map(int, numbers)))
                into.append(region)
                stack.append((region, into))
            elif mark[0] == "]":
                _, into = stack.pop()
                into.append(text)
            else:
                into = stack[-1][0].children[int(mark[1:])] = [text]
        return top
