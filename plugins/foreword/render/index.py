"""The index: every document, section and credential of the site by its id, and what belongs to what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foreword.render.entry import Entry
from foreword.render.filters import sort_key
from foreword.render.targets import Target, targets_of
from foreword.render.undefined import meant
from foreword.source.diagnostic import ContentError

OBJECTS = ("object", "structure")
NUMBER = re.compile(r"(\d+)")


@dataclass
class Index:
    """The documents of a site, and what they say of each other."""

    entries: list[Entry] = field(default_factory=list)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    endpoints: dict[str, list[list[Entry]]] = field(default_factory=dict)
    """The endpoints of each object by its id, in order, each as its versions, the newest first."""
    needed: dict[str, list[Entry]] = field(default_factory=dict)
    """The endpoints that need a credential, by its id."""
    groups: dict[str, list[Entry]] = field(default_factory=dict)
    """The versions of an endpoint, the newest first, by the path of each."""

    def find(self, reference: str) -> Target:
        """What a reference names: an id, or `document#anchor`. Raises ContentError (LK003)."""
        id_, mark, anchor = reference.partition("#")
        found = self.targets.get(id_, [])
        if mark:
            documents = [target for target in found if target.kind == "document"]
            found = documents or found
        if not found:
            raise ContentError(
                "LK003",
                f"the reference `{reference}` names nothing: no document, section or credential has the id `{id_}`",
                hint=meant(id_, self.targets),
                name=id_,
            )
        if len(found) > 1:
            told = ", ".join(f"the {target.kind} at {target.place}" for target in found)
            section = next((target for target in found if target.kind == "section"), None)
            hint = "give one of them another id"
            if section is not None:
                hint = f"write `{section.entry.id}#{id_}` for the section"
                hint += f", `{id_}#` for the document" if any(target.kind == "document" for target in found) else ""
            raise ContentError("LK003", f"the reference `{reference}` names {len(found)} things: {told}", hint=hint)
        target = found[0]
        if anchor:
            return Target("section", reference, target.title, target.entry, target.keys, anchor)
        return target

    def document(self, id_: str) -> Entry:
        """The document of an id. Raises ContentError (LK003)."""
        target = self.find(f"{id_}#")
        if target.keys:
            raise ContentError("LK003", f"`{id_}` is the id of a {target.kind}, not of a document", name=id_)
        return target.entry

    def credential(self, id_: str) -> Target:
        """The credential of an id. Raises ContentError (CR005)."""
        credentials = [target for target in self.targets.get(id_, []) if target.kind == "credential"]
        if not credentials:
            known = [name for name, targets in self.targets.items() if any(t.kind == "credential" for t in targets)]
            hint = meant(id_, known) or "the ids are those in the `credentials` of a page's front matter"
            raise ContentError("CR005", f"there is no credential `{id_}`", hint=hint, name=id_)
        return credentials[0]

    def versions(self, entry: Entry) -> list[Entry]:
        """The versions of an endpoint, the newest first."""
        return self.groups.get(entry.path, [entry])

    def object(self, id_: str) -> Entry | None:
        """The object or structure of an id."""
        found = [
            target.entry for target in self.targets.get(id_, []) if target.entry.kind in OBJECTS and not target.keys
        ]
        return found[0] if found else None


def object_of(entry: Entry) -> str:
    """The id of the object that an endpoint belongs to; empty where it does not say."""
    return entry.named("object", "")


def newest_first(version: str) -> tuple[Any, ...]:
    """What versions are sorted by, in reverse: `v10` before `v9`."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in NUMBER.split(version) if part)


def group_versions(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Endpoints as groups of one object and id, in the order of the entries.

    A document without a version among others that have one holds what they have in common: it is marked as such,
    and is in no group.
    """
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind == "endpoint":
            groups.setdefault((object_of(entry), entry.id), []).append(entry)
    found = []
    for group in groups.values():
        versioned = [entry for entry in group if entry.named("version", "")]
        if versioned and len(group) > len(versioned):
            for entry in group:
                entry.is_common = entry not in versioned
            group = versioned
        found.append(sorted(group, key=lambda entry: newest_first(entry.named("version", "")), reverse=True))
    return found


def make_index(entries: list[Entry]) -> Index:
    """The index of identified entries: completes each."""
    groups = group_versions(entries)
    commons = {(object_of(entry), entry.id): entry for entry in entries if entry.is_common}
    for entry in entries:
        common = commons.get((object_of(entry), entry.id)) if entry.kind == "endpoint" else None
        entry.complete(common if common is not entry else None)
    index = Index([entry for entry in entries if not entry.is_common])
    for entry in index.entries:
        for target in targets_of(entry):
            index.targets.setdefault(target.id, []).append(target)
    for group in groups:
        index.endpoints.setdefault(object_of(group[0]), []).append(group)
        index.groups.update((entry.path, group) for entry in group)
        own = index.targets[group[0].id]
        own[:] = [target for target in own if target.keys or target.entry not in group[1:]]
    for listed in index.endpoints.values():
        listed.sort(key=lambda group: order_of(group[0]))
    for listed in sorted(index.endpoints.values(), key=lambda listed: order_of(index.object(object_of(listed[0][0])))):
        for endpoint in (group[0] for group in listed):
            for id_ in credentials_of(endpoint):
                index.needed.setdefault(id_, []).append(endpoint)
    for listed_credentials in index.targets.values():
        once(listed_credentials)
    return index


def order_of(entry: Entry | None) -> tuple[int, tuple[int, float, str]]:
    """What documents are sorted by: their `order`; those without come last."""
    order = None if entry is None else entry.values.get("order")
    return (0, sort_key(order, False)) if isinstance(order, str | int | float) else (1, (0, 0.0, ""))


def once(targets: list[Target]) -> None:
    """Keep one of the targets that are the same credential, shown in several places."""
    kept: list[Target] = []
    for target in targets:
        if target.value is None or not any(target.value is other.value for other in kept):
            kept.append(target)
    targets[:] = kept


def credentials_of(entry: Entry) -> list[str]:
    """The ids of the credentials that an endpoint needs."""
    listed = entry.values.get("credentials")
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []


def versions_listed(entry: Entry) -> list[str]:
    """The names of the versions that an object lists, the newest first."""
    listed = entry.values.get("versions")
    items = listed if isinstance(listed, list) else []
    names = [item.get("version") if isinstance(item, dict) else item for item in items]
    texts = [str(name) for name in names if isinstance(name, str | int | float)]
    return sorted(texts, key=newest_first, reverse=True)
