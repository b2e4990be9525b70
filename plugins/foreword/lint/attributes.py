"""Attributes: what objects, bodies, responses and parameters say of their values, read as the rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foreword.render.entry import Entry
from foreword.render.index import Index
from foreword.source.data import ABSENT, get
from foreword.source.text import Text

WILD = frozenset("<{*.[")
"""What the name of an attribute holds that stands for other names, or for a path of them."""
OPEN = "additional-properties"
"""The key, beside `attributes`, by which more keys may be there than are documented."""


@dataclass(frozen=True, eq=False)
class Attribute:
    """An attribute as it is written, with the document in which it stands."""

    reader: AttributeReader
    name: str
    values: dict[Any, Any]

    def value(self, key: str) -> Any:
        """The value of a key, expanded; None where there is none."""
        return self.reader.value(self.values, key)

    def says(self, key: str) -> bool:
        """Whether a key is there and says `true`."""
        return self.value(key) is True

    @property
    def is_wild(self) -> bool:
        """Whether the name is not that of one key."""
        return not self.name or bool(WILD & set(self.name))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Its types, in small letters."""
        kind = self.value("type")
        return tuple(str(item).lower() for item in (kind if isinstance(kind, list) else [kind]) if item is not None)

    @property
    def enum(self) -> list[Any] | None:
        """The values that it may have; None where they are not told."""
        listed = self.value("enum")
        if not isinstance(listed, list) or not listed:
            return None
        found = [self.reader.plain(item) for item in listed]
        return [self.reader.value(item, "value") if isinstance(item, dict) else item for item in found]

    @property
    def below(self) -> Attributes | None:
        """The attributes of the object that it is, or of each item of its list; None where they are not told."""
        own = self.reader.attributes(self.values)
        ref = self.value("ref")
        return own if own is not None or not isinstance(ref, str | int) else self.reader.attributes_of(str(ref))


@dataclass(frozen=True, eq=False)
class Attributes:
    """The attributes of one object. Where it `is_open`, more keys may be there than these."""

    listed: tuple[Attribute, ...]
    is_open: bool = False

    def named(self, name: Any) -> Attribute | None:
        """The attribute of a name."""
        return next((attribute for attribute in self.listed if attribute.name == str(name)), None)


@dataclass(frozen=True, eq=False)
class AttributeReader:
    """Reads the attributes that stand in a document, and those of the objects that they name."""

    entry: Entry
    index: Index
    version: str = ""

    def plain(self, value: Any) -> Any:
        """A value, expanded where it is a text; what fails is told elsewhere."""
        return self.entry.quietly(value) if isinstance(value, Text) else value

    def value(self, values: dict[Any, Any], key: str) -> Any:
        """The value of a key of a mapping, expanded; None where there is none."""
        found = get(values, key)
        return None if found is ABSENT else self.plain(found)

    def attributes(self, holder: Any) -> Attributes | None:
        """The attributes that a mapping lists; None where it lists none."""
        listed = self.value(holder, "attributes") if isinstance(holder, dict) else None
        found = tuple(self.listed(listed))
        return Attributes(found, self.value(holder, OPEN) is True) if found else None

    def listed(self, attributes: Any) -> Iterator[Attribute]:
        """The attributes in a list. One whose name is not known has an empty one."""
        for item in map(self.plain, attributes if isinstance(attributes, list) else []):
            if isinstance(item, dict):
                name = self.value(item, "name")
                yield Attribute(self, str(name) if isinstance(name, str | int | float) else "", item)

    def attributes_of(self, id_: str) -> Attributes | None:
        """The attributes of an object or structure by its id: those of the version, else its own."""
        entry = self.index.object(id_)
        return None if entry is None else AttributeReader(entry, self.index, self.version).of_object()

    def of_object(self) -> Attributes | None:
        """The attributes of the document itself, which is an object: those of the version, else its own."""
        versions = self.entry.values.get("versions")
        for version in versions if isinstance(versions, list) else []:
            if isinstance(version, dict) and "attributes" in version and str(version.get("version")) == self.version:
                return self.attributes(version)
        return self.attributes(self.entry.values)
