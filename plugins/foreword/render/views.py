"""Views: what templates see as `site`, `page`, `document` and `section`: the author's keys first, then ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from foreword.source.data import ABSENT, Searched, get
from foreword.source.reading import Reading


class View(Searched):
    """A mapping of the author's keys, with names that Foreword adds where the author has none of that name."""

    def __init__(self, values: Mapping[Any, Any], **added: Any) -> None:
        self._values = values
        self._added = added
        self.began = 0
        """How many lists the page had shown when this section began; see the test `shown`."""

    def search(self, key: Any) -> Any:
        """The author's value of a key, else ours."""
        value = get(self._values, key)
        if value is ABSENT and isinstance(key, str):
            return self._added.get(key, ABSENT)
        return value

    def __iter__(self) -> Iterator[Any]:
        return iter([*self._values, *(key for key in self._added if key not in self._values)])

    def __len__(self) -> int:
        return len(self._values.keys() | self._added.keys())


class CollectionsView(Mapping[str, Any]):
    """The collections of a site as one page sees them: each the list of its documents, recorded as it is read."""

    def __init__(self, collections: Mapping[str, list[Any]], reading: Reading) -> None:
        self._collections = collections
        self._reading = reading

    def __getitem__(self, key: str) -> list[Any]:
        found = self._collections[key]
        self._reading.record(f"collection:{key}")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._collections)

    def __len__(self) -> int:
        return len(self._collections)


class ExpandedOnce(Searched):
    """A mapping that a component was given: each text in it is expanded once, at first use, by `expand`."""

    def __init__(self, source: Mapping[Any, Any], expand: Callable[[Any], Any]) -> None:
        self.source = source
        self._expand = expand
        self._expanded: dict[Any, Any] = {}

    def search(self, key: Any) -> Any:
        """The value of a key, expanded."""
        if key not in self._expanded:
            value = get(self.source, key)
            if value is ABSENT:
                return ABSENT
            self._expanded[key] = self._expand(value)
        return self._expanded[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.source)

    def __len__(self) -> int:
        return len(self.source)
