"""Anchors: an id that stands twice on a page, at the place of the second in the front matter."""

from __future__ import annotations

import re
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
        known = list(anchors_in(document.values, ()))
        keys = [path for path, value in known if value == id_] or [path for path, value in known if value is None]
        places = [place_of(document.file, path) for path in keys] + places_in_body(document, id_)
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


def places_in_body(document: Document, id_: str) -> list[Place]:
    """Where an id is written in the body: `{#id}`, `{: #id }` or `id="id"`."""
    body = document.body.source if isinstance(document.body, Text) else document.body
    written = re.compile(rf"\{{:?[ ]*#{re.escape(id_)}(?=[\s}}])|\bid=[\"']{re.escape(id_)}[\"']")
    lines = enumerate(body.split("\n"), document.body_line)
    return [Place(document.file.path, n, found.start() + 1) for n, line in lines for found in written.finditer(line)]


def anchors_in(value: Any, keys: Keys) -> Iterator[tuple[Keys, str | None]]:
    """Every `anchor` and `id` in a front matter, with its path of keys; None for one that is a text."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("anchor", "id") and not isinstance(item, dict | list):
                yield (*keys, key), None if isinstance(item, Text) else str(item)
            else:
                yield from anchors_in(item, (*keys, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from anchors_in(item, (*keys, index))
