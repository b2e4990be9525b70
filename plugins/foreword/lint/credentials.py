"""Credentials as the rules see them: those that front matter names, and the lists of credentials in data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foreword.render.entry import Entry
from foreword.render.targets import Target, credential_id
from foreword.render.undefined import Failure
from foreword.source.data import ABSENT, DataFile, get
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.places import Keys, place_of
from foreword.source.text import SourceFile, Text
from foreword.source.walk import walk

TELLING = frozenset(
    ["prefix", "pattern", "placeholder", "expiration", "obtained-by", "required-for", "sent-in", "secret"]
)
"""Keys by which a list of mappings with names is known as one of credentials; it takes two of them."""
NO_VALUE = frozenset(["none", "n/a", "na", "not applicable", "no", "no prefix", "-", "–", "—", "null", "any"])


@dataclass(frozen=True, eq=False)
class Credential:
    """A credential, where it is written: in a document, or in a file of data at a path of keys.

    `listed` names the list that it is one of; those that front matter names, or that endpoints can, are one list.
    """

    id: str
    values: Mapping[Any, Any]
    keys: Keys
    entry: Entry | None = None
    file: SourceFile | None = None
    listed: object = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.text("name") or self.id

    def value(self, key: str) -> Any:
        """The value of a key, expanded in the scope of its document; None where there is none that can be used."""
        value = get(self.values, key)
        if isinstance(value, Text):
            value = self.entry.quietly(value) if self.entry is not None else None
        return None if value is ABSENT or isinstance(value, Failure | Text) else value

    def text(self, key: str) -> str:
        """The value of a key as text; empty where it has none."""
        value = self.value(key)
        return "" if value is None or isinstance(value, dict | list | bool) else str(value)

    def has(self, key: str) -> bool:
        """Whether something is said for a key."""
        value = get(self.values, key)
        return value is not ABSENT and value not in (None, "", [], {})

    @property
    def prefixes(self) -> Iterator[tuple[Keys, str]]:
        """Its prefixes, each with its path of keys; what says that there is none is left out."""
        value = self.value("prefix")
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(item, Text) and self.entry is not None:
                item = self.entry.quietly(item)
            if isinstance(item, str | int | float) and not isinstance(item, bool):
                prefix = str(item).strip().strip("`")
                if prefix and prefix.rstrip(".").lower() not in NO_VALUE:
                    yield ("prefix", number) if isinstance(value, list) else ("prefix",), prefix

    def place(self, *keys: Any, at_key: bool = False) -> Place:
        """The place of a value of it, or of the key."""
        if self.file is not None:
            return place_of(self.file, (*self.keys, *keys), at_key)
        assert self.entry is not None
        return self.entry.place((*self.keys, *keys), at_key)

    def finding(self, code: str, keys: Keys, message: str, hint: str) -> Diagnostic:
        """What is wrong with a value of it. One that YAML takes from an anchor is told there, with where it is used."""
        place, key = self.place(*keys), self.place(*keys, at_key=True)
        used_by = (key,) if keys and key.file == place.file and key > place else ()
        return Diagnostic(code, place, message, hint, used_by)


def credentials_of(targets: Iterable[Target], data: Iterable[DataFile]) -> list[Credential]:
    """Every credential, once: the `targets`, which endpoints can name, then those of other lists in data."""
    in_data = {id(values): (file, keys, listed) for file, keys, values, listed in lists_in(data)}
    found, taken = [], set()
    for target in targets:
        values = target.value
        if not isinstance(values, Mapping):
            continue
        file, keys, _ = in_data.get(id(values), (None, target.keys, None))
        taken.add(id(values))
        found.append(Credential(target.id, values, keys, target.entry, file))
    for key, (file, keys, listed) in in_data.items():
        if key not in taken:
            values = listed[keys[-1]]
            id_, name = (str(values.get(one) or "") for one in ("id", "name"))
            found.append(Credential(credential_id(id_, name), values, keys, None, file, (file.path, keys[:-1])))
    return found


def lists_in(files: Iterable[DataFile]) -> Iterator[tuple[SourceFile, Keys, Any, Any]]:
    """The credentials in the files of data, with the list of each."""
    for file in [data.file for data in files if data.file is not None]:
        for keys, value in walk(file.values, lambda _, value: not is_of_credentials(value)):
            if is_of_credentials(value):
                yield from ((file, (*keys, number), item, value) for number, item in enumerate(value))


def is_of_credentials(items: Any) -> bool:
    """Whether a value is a list of credentials: mappings with names that say what only a credential says."""
    if not isinstance(items, list) or not items:
        return False
    if not all(isinstance(item, dict) and isinstance(item.get("name"), str) for item in items):
        return False
    keys = {str(key).replace("_", "-") for item in items for key in item}
    return len(keys & TELLING) >= 2 or "obtained-by" in keys
