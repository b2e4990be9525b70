"""Anchors: an id that stands twice on a page, at the place of the second in the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.front_matter import Document
from foreword.source.places import Keys, place_of
from foreword.source.text import Text


def duplicate_anchors(documents: Sequence[Document], ids: list[str]) -> list[Diagnostic]:
    """A diagnostic for each id that stands more than once in the finished HTML of a page.

    `documents` are those that the page shows, its own first.
    """
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for id_ in ids:
        if id_ in seen:
            twice[id_] = None
        seen.add(id_)
    written = anchors_of(documents) if twice else {}
    found = []
    for id_ in twice:
        places = places_of_anchor(documents, written, id_)
        first = places[0] if len(places) > 1 else None
        place = places[1] if first is not None else places[0] if places else Place(documents[0].file.path)
        where = ""
        if first is not None:
            where = f"; the first is on line {first.line}" if first.file == place.file else f"; the first is at {first}"
        message = f"the anchor `{id_}` stands more than once on this page{where}"
        found.append(Diagnostic("LK004", place, message, "give one of them another anchor"))
    return found


def anchors_of(documents: Sequence[Document]) -> dict[str | None, list[tuple[Document, Keys]]]:
    """Every anchor in the front matter of documents, with its paths of keys; None for those that are texts."""
    found: dict[str | None, list[tuple[Document, Keys]]] = {}
    for document in documents:
        for keys, value in anchors_in(document.values, ()):
            found.setdefault(value, []).append((document, keys))
    return found


def places_of_anchor(
    documents: Sequence[Document], written: dict[str | None, list[tuple[Document, Keys]]], id_: str
) -> list[Place]:
    """Where documents give an anchor, in the front matter or in the body, in the order of the documents."""
    paths = written.get(id_) or written.get(None, [])
    found: list[Place] = []
    for document in documents:
        found += [place_of(document.file, keys) for owner, keys in paths if owner is document]
        found += places_in_body(document, id_)
    return found


def places_in_body(document: Document, id_: str) -> list[Place]:
    """Where an id is written in the body: `{#id}`, `{: #id }` or `id="id"`."""
    body = document.body.source if isinstance(document.body, Text) else document.body
    if id_ not in body:
        return []
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
