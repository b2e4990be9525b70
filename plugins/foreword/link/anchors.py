"""Anchors: an id that stands twice on a page, at the place of the second in the front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.front_matter import Document
from foreword.source.places import Keys, place_of
from foreword.source.text import Text


def duplicate_anchors(document: Document, ids: list[str]) -> list[Diagnostic]:
    """A diagnostic for each id that stands more than once in the finished HTML of a document."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for id_ in ids:
        if id_ in seen:
            twice[id_] = None
        seen.add(id_)
    found = []
    for id_ in twice:
        keys = [path for path, value in anchors_in(document.values, ()) if value == id_]
        places = [place_of(document.file, path) for path in keys]
        first = f"; the first is on line {places[0].line}" if len(places) > 1 else ""
        place = places[1] if len(places) > 1 else places[0] if places else Place(document.file.path)
        found.append(
            Diagnostic(
                "LK004",
                place,
                f"the anchor `{id_}` stands more than once on this page{first}",
                "give one of them another anchor",
            )
        )
    return found


def anchors_in(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every `anchor` and `id` in a front matter, with its path of keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("anchor", "id") and not isinstance(item, Text | dict | list):
                yield (*keys, key), str(item)
            else:
                yield from anchors_in(item, (*keys, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from anchors_in(item, (*keys, index))
