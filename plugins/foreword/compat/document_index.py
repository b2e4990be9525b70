"""The index of documents: which of a list have a value at a key, so that a list is gone through once for each key."""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foreword.compat.comparison import is_list
from foreword.compat.printing import text
from foreword.compat.properties import number_like
from foreword.compat.views import JekyllDocument
from foreword.source.data import ABSENT

MOST = 16
"""Lists that are remembered for each key: a site asks for few, again and again."""


@dataclass(frozen=True)
class Column:
    """The documents of a list by the texts of what they have at a key. `without` are those that have nothing."""

    documents: list[JekyllDocument]
    by_text: Mapping[str, list[JekyllDocument]]
    without: list[JekyllDocument]

    def is_of(self, documents: Sequence[Any]) -> bool:
        """Whether a list has the same documents, not only equal ones. An edit makes a document another."""
        return len(documents) == len(self.documents) and all(map(operator.is_, documents, self.documents))


class DocumentIndex:
    """Columns of the lists of documents that were searched last."""

    def __init__(self) -> None:
        self._columns: dict[str, deque[Column]] = {}

    def having(self, documents: Any, key: str, target: Any) -> list[Any] | None:
        """The documents that have `target` at a key, as Jekyll's `where` compares it; None where the list holds
        anything else than documents."""
        if type(documents) is not list or not documents or type(documents[0]) is not JekyllDocument:
            return None
        columns = self._columns.setdefault(key, deque(maxlen=MOST))
        column = next((one for one in columns if one.is_of(documents)), None)
        if column is None:
            if not all(type(item) is JekyllDocument for item in documents):
                return None
            column = column_of(documents, key)
            columns.append(column)
        return list(column.without if target is None else column.by_text.get(text(target), ()))


def column_of(documents: list[JekyllDocument], key: str) -> Column:
    """The documents of a list by the texts of their values: a list has those of its items, a hash of its pairs."""
    by_text: dict[str, list[JekyllDocument]] = {}
    without = []
    for document in documents:
        value = number_like(document.own(key))
        if value is None or value is ABSENT:
            without.append(document)
            continue
        for one in dict.fromkeys(texts_of(value)):
            by_text.setdefault(one, []).append(document)
    return Column(list(documents), by_text, without)


def texts_of(value: Any) -> list[str]:
    """The texts of which one is enough; see `is_wanted` in `foreword.compat.jekyll_list_filters`."""
    if isinstance(value, Mapping):
        return [text([key, item]) for key, item in value.items()]
    return [text(item) for item in value] if is_list(value) else [text(value)]
