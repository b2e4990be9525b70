"""The index: every document, section and credential of the site by its id, and what belongs to what."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foreword.render.entry import Entry
from foreword.render.filters import sort_key
from foreword.render.targets import Target, targets_of
from foreword.source.diagnostic import ContentError

OBJECTS = ("object", "structure")
NUMBER = re.compile(r"(\d+)")


@dataclass
class Index:
    """The documents of a site, and what they say of each other."""

    entries: list[Entry] = field(default_factory=list)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    paths: dict[str, Entry] = field(default_factory=dict)
    """Every document by its path; what several versions have in common is not among them."""
    named: dict[str, list[Target]] = field(default_factory=dict)
    """What references can name in each document, by its path."""
    endpoints: dict[str, list[list[Entry]]] = field(default_factory=dict)
    """The endpoints of each object by its path, in order, each as its versions, the newest first."""
    needed: dict[str, list[Entry]] = field(default_factory=dict)
    """The endpoints that need a credential, by its id."""
    groups: dict[str, list[Entry]] = field(default_factory=dict)
    """The versions of an endpoint, the newest first, by the path of each."""
    unreadable: frozenset[str] = frozenset()
    """The ids of documents whose front matter cannot be read: what names them is not told as well."""

    def find(self, reference: str) -> Target:
        """What a reference names: an id, or `document#anchor`, or `@` and the path of a document, which is how
        components name one. Raises ContentError (LK003)."""
        id_, mark, anchor = reference.partition("#")
        if id_.startswith("@") and id_[1:] in self.paths:
            entry = self.paths[id_[1:]]
            kind = "section" if anchor else "document"
            return Target(kind, entry.id, entry.title, self.versions(entry)[0], (), anchor)
        found = self.targets.get(id_, [])
        if mark:
            documents = [target for target in found if target.kind == "document"]
            found = documents or found
        if not found:
            message = f"the reference `{id_}` names nothing: no document, section or credential has this id"
            if id_ in self.unreadable:
                message = f"the reference `{id_}` names a document that cannot be read"
            raise ContentError("LK003", message, hint=close_to(id_, self.targets), name=id_)
        if len(found) > 1:
            told = ", ".join(f"the {target.kind} at {target.place}" for target in found)
            section = next((target for target in found if target.kind == "section"), None)
            hint = "give one of them another id"
            if section is not None:
                hint = f"write `{section.entry.id}#{id_}` for the section"
                hint += f", `{id_}#` for the document" if any(target.kind == "document" for target in found) else ""
            raise ContentError("LK003", f"the reference `{id_}` names {len(found)} things: {told}", hint=hint)
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
            hint = close_to(id_, known) or "the ids are those in the `credentials` of a page's front matter"
            raise ContentError("CR005", f"there is no credential `{id_}`", hint=hint, name=id_)
        return credentials[0]

    def versions(self, entry: Entry) -> list[Entry]:
        """The versions of an endpoint, the newest first."""
        return self.groups.get(entry.path, [entry])

    def object(self, id_: str, beside: Entry | None = None) -> Entry | None:
        """The object or structure of an id; of several the one in a collection of the document `beside`."""
        found = [one.entry for one in self.targets.get(id_, []) if one.entry.kind in OBJECTS and not one.keys]
        near = [one for one in found if beside is not None and set(one.collections) & set(beside.collections)]
        return next(iter(near or found), None)

    def object_of(self, entry: Entry) -> Entry | None:
        """The object that an endpoint belongs to."""
        return self.object(object_name(entry), entry) if object_name(entry) else None


def close_to(id_: str, known: Iterable[str]) -> str:
    """A hint with the id that looks like one, or none."""
    close = difflib.get_close_matches(id_, list(known), 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def object_name(entry: Entry) -> str:
    """The id of the object that an endpoint names; empty where it names none."""
    return entry.named("object", "")


def newest_first(version: str) -> tuple[Any, ...]:
    """What versions are sorted by, in reverse: `v10` before `v9`."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in NUMBER.split(version) if part)


def identity_of(entry: Entry) -> tuple[Any, ...]:
    """What the versions of one endpoint share."""
    return (tuple(entry.collections), object_name(entry), entry.id)


def group_versions(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Endpoints as groups of one object and id, in the order of the entries.

    A document without a version among others that have one holds what they have in common: it is marked as such,
    and is in no group. Where none has a version, each is an endpoint of its own: that they share an id is told.
    """
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in entries:
        if entry.kind == "endpoint" and not entry.is_unreadable:
            groups.setdefault(identity_of(entry), []).append(entry)
    found = []
    for group in groups.values():
        versioned = [entry for entry in group if entry.named("version", "")]
        if not versioned:
            found += [[entry] for entry in group]
            continue
        for entry in group:
            entry.is_common = entry not in versioned
        found.append(sorted(versioned, key=lambda entry: newest_first(entry.named("version", "")), reverse=True))
    return found


def make_index(entries: list[Entry]) -> Index:
    """The index of identified entries: completes each."""
    groups = group_versions(entries)
    commons: dict[tuple[Any, ...], Entry] = {}
    for entry in entries:
        if entry.is_common:
            commons.setdefault(identity_of(entry), entry)
    for entry in entries:
        common = commons.get(identity_of(entry)) if entry.kind == "endpoint" else None
        entry.complete(common if common is not entry else None)
    return index_of(entries, groups, {})


def index_of(entries: list[Entry], groups: list[list[Entry]], known: Mapping[str, list[Target]]) -> Index:
    """The index of entries that are complete; `groups` are the endpoints, see `group_versions`, and `known` is what is
    named in documents, by their paths, as far as it is known."""
    index = Index([entry for entry in entries if not entry.is_common])
    index.paths = {entry.path: entry for entry in index.entries}
    index.unreadable = frozenset(entry.id for entry in entries if entry.is_unreadable)
    for entry in index.entries:
        own = known.get(entry.path)
        index.named[entry.path] = own = named_in(entry) if own is None else own
        for target in own:
            index.targets.setdefault(target.id, []).append(target)
    for group in groups:
        index.groups.update((entry.path, group) for entry in group)
        of_id = index.targets[group[0].id]
        of_id[:] = [target for target in of_id if target.keys or target.entry not in group[1:]]
    for listed_credentials in index.targets.values():
        once(listed_credentials)
    relate(index, groups)
    return index


def named_in(entry: Entry) -> list[Target]:
    """What references can name in a document: nothing, where it cannot be read."""
    return list(targets_of(entry)) if not entry.is_unreadable else []


def relate(index: Index, groups: list[list[Entry]]) -> None:
    """Put each endpoint to its object and to the credentials that it needs, in order."""
    for group in groups:
        owner = index.object_of(group[0])
        index.endpoints.setdefault(owner.path if owner is not None else "", []).append(group)
    for listed in index.endpoints.values():
        listed.sort(key=lambda group: order_of(group[0]))
    for path in sorted(index.endpoints, key=lambda path: order_of(index.paths.get(path))):
        for endpoint in (group[0] for group in index.endpoints[path]):
            for id_ in credentials_of(endpoint):
                index.needed.setdefault(id_, []).append(endpoint)


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
