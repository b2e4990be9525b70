"""Relations: what is wrong between documents. Kinds, ids, objects, versions, credentials and references to objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foreword.model.closest import closest
from foreword.render.entry import Entry
from foreword.render.index import OBJECTS, Index, close_to, credentials_of, object_name, versions_listed
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.places import Keys
from foreword.source.walk import walk

KINDS = {"doc", "object", "structure", "endpoint"}
HOLDING_ATTRIBUTES = ("attributes", "parameters", "body", "responses", "versions")


def check_relations(index: Index, commons: list[Entry]) -> None:
    """Tell what is wrong between documents; `commons` are those that several versions have in common."""
    for targets in index.targets.values():
        documents = [target.entry for target in targets if not target.keys]
        for entry in documents[1:]:
            if "id" in entry.values or (entry.collections and documents[0].collections):
                tell_same_id(entry, documents[0], "")
    first: dict[tuple[Any, ...], Entry] = {}
    for entry in commons:
        other = first.setdefault((tuple(entry.collections), object_name(entry), entry.id), entry)
        if other is not entry:
            tell_same_id(entry, other, ", or a `version`")
    for entry in index.entries:
        check_entry(index, entry)
    for group in (group for listed in index.endpoints.values() for group in listed):
        seen: dict[str, Entry] = {}
        for entry in group:
            check_endpoint(index, entry)
            other = seen.setdefault(entry.named("version", ""), entry)
            if other is not entry:
                tell_same_id(entry, other, ", or another `version`")


def check_entry(index: Index, entry: Entry) -> None:
    """Tell what is wrong in what a document says of others."""
    check_kind(entry)
    check_attributes(index, entry)


def tell_same_id(entry: Entry, other: Entry, also: str) -> None:
    """Tell of two documents with one id."""
    message = f"the id `{entry.id}` is that of {other.path} too"
    tell(entry, "LK009", ("id",), message, f"give one of the two documents another `id`{also}")


def check_kind(entry: Entry) -> None:
    """Tell of a kind that looks like one of Foreword's."""
    meant = closest(entry.kind.lower(), KINDS) if entry.kind not in KINDS else None
    if meant is not None:
        message = f"the kind `{entry.kind}` is not known"
        tell(entry, "FM001", ("kind",), message, f"did you mean `{meant}`?")


def check_endpoint(index: Index, entry: Entry) -> None:
    """Tell what an endpoint names that is not there."""
    name, version = object_name(entry), entry.named("version", "")
    owner = index.object_of(entry)
    if name and owner is None and name not in index.unreadable:
        known = [id_ for id_, targets in index.targets.items() if any(one.entry.kind in OBJECTS for one in targets)]
        hint = close_to(name, known) or "write a document with `kind: object` and this id"
        tell(entry, "AP009", ("object",), f"there is no object `{name}`", hint)
    listed = versions_listed(owner) if owner is not None else []
    if version and listed and version not in listed:
        known = [f"`{one}`" for one in listed]
        message = f"the object `{name}` has no version `{version}`: it lists {', '.join(known)}"
        tell(entry, "AP008", ("version",), message, "add it to the `versions` of the object")
    for number, id_ in enumerate(credentials_of(entry)):
        try:
            index.credential(id_)
        except ContentError as error:
            entry.fail(("credentials", number), error)


def check_attributes(index: Index, entry: Entry) -> None:
    """Tell of an attribute whose `ref` is the id of no object or structure."""
    for keys, id_ in references_in(entry.values, HOLDING_ATTRIBUTES):
        if index.object(id_, entry) is None and id_ not in index.unreadable:
            known = [name for name, targets in index.targets.items() if any(t.entry.kind in OBJECTS for t in targets)]
            hint = close_to(id_, known) or "write a document with `kind: structure` and this id"
            entry.fail(keys, ContentError("AP009", f"there is no object or structure `{id_}`", hint=hint))


def references_in(values: Any, holding: tuple[str, ...]) -> Iterator[tuple[Keys, str]]:
    """The `ref` of each attribute in the values of the keys `holding`, with its path of keys."""
    roots = {key: values[key] for key in holding if key in values}
    for keys, value in walk(roots, may_hold_attributes):
        if isinstance(value, dict) and "name" in value and may_hold_attributes(keys, value):
            id_ = value.get("ref")
            if isinstance(id_, str):
                yield (*keys, "ref"), id_


def may_hold_attributes(keys: Keys, value: Any) -> bool:
    """Whether there may be attributes in a value: not in what only shows one."""
    return not keys or keys[-1] not in ("example", "default", "enum")


def tell(entry: Entry, code: str, keys: Keys, message: str, hint: str) -> None:
    """Add to the findings of a document, at a key of it, or at its head where it lacks the key."""
    place = entry.place(keys) if keys[0] in entry.values else Place(entry.path)
    entry.findings.append(Diagnostic(code, place, message, hint))
