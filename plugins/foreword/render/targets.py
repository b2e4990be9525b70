"""Targets: what references can name. Documents, and the sections and credentials in their front matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foreword.render.entry import Entry
from foreword.render.filters import slugify
from foreword.render.undefined import Failure
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import Place
from foreword.source.places import Keys
from foreword.source.text import Text


@dataclass(frozen=True, eq=False)
class Target:
    """What a reference can name: a document, or a section or a credential in its front matter at `keys`.

    `anchor` is that of a section, where it stands in its document; `value` is the mapping of a credential.
    """

    kind: str
    id: str
    title: Any
    entry: Entry
    keys: Keys = ()
    anchor: str = ""
    value: Any = None

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.entry.place(self.keys) if self.keys else Place(self.entry.path)


def targets_of(entry: Entry) -> Iterator[Target]:
    """What a document holds that a reference can name: itself, its sections, its credentials."""
    yield Target("document", entry.id, entry.title, entry)
    if entry.kind != "endpoint":
        yield from credential_targets(entry, entry.values.get("credentials"), ("credentials",))
        for key in ("sections", "steps"):
            yield from section_targets(entry, entry.values.get(key), (key,))


def section_targets(entry: Entry, listed: Any, keys: Keys) -> Iterator[Target]:
    """The sections in a list, and below them."""
    listed = entry.quietly(listed) if isinstance(listed, Text) else listed
    for number, section in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(section, dict):
            continue
        own = (*keys, number)
        anchor = text_of(entry, section, "anchor")
        id_ = text_of(entry, section, "id")
        for name in dict.fromkeys(filter(None, (id_, anchor))):
            yield Target("section", name, section.get("title") or name, entry, own, anchor or id_)
        yield from credential_targets(entry, section.get("credentials"), (*own, "credentials"))
        for key in ("subsections", "steps"):
            yield from section_targets(entry, section.get(key), (*own, key))


def credential_targets(entry: Entry, listed: Any, keys: Keys) -> Iterator[Target]:
    """The credentials in a list."""
    listed = entry.quietly(listed) if isinstance(listed, Text) else listed
    for number, credential in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(credential, dict):
            id_ = credential_id(text_of(entry, credential, "id"), text_of(entry, credential, "name"))
            if id_:
                yield Target("credential", id_, credential.get("name", id_), entry, (*keys, number), "", credential)


def credential_id(id_: str, name: str) -> str:
    """The id of a credential: its own, else the slug of its name."""
    return id_ or slugify(name)


def text_of(entry: Entry, values: dict[Any, Any], key: str) -> str:
    """The value of a key that names something, as text; empty where there is none.

    A text is expanded once, in the scope of its document: what stands in the document itself is plain from here on.
    What fails is told where it is shown.
    """
    value = get(values, key)
    if isinstance(value, Text):
        text, value = value, entry.quietly(value)
        if text.file is entry.document.file and isinstance(value, str | int | float) and values.get(key) is text:
            values[key] = value
    return "" if value is ABSENT or value is None or isinstance(value, Failure | dict | list) else str(value)
