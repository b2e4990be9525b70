"""Relations: what is wrong between documents. Ids, objects, versions and credentials."""

from __future__ import annotations

from foreword.render.entry import Entry
from foreword.render.index import OBJECTS, Index, credentials_of, object_of, versions_listed
from foreword.render.undefined import meant
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.places import Keys


def check_relations(index: Index) -> None:
    """Tell what is wrong between documents: ids, objects, versions, credentials."""
    for targets in index.targets.values():
        documents = [target.entry for target in targets if not target.keys]
        for entry in documents[1:]:
            if "id" in entry.values or entry.collections:
                tell(entry, "LK009", ("id",), f"the id `{entry.id}` is that of {documents[0].path} too",
                     "give one of the two documents another `id`")  # fmt: skip
    objects = {entry.id: entry for entry in index.entries if entry.kind in OBJECTS}
    for group in (group for listed in index.endpoints.values() for group in listed):
        seen: dict[str, Entry] = {}
        for entry in group:
            check_endpoint(index, entry, objects)
            version = entry.named("version", "")
            if version in seen:
                tell(entry, "LK009", ("id",), f"the id `{entry.id}` is that of {seen[version].path} too",
                     "give one of the two documents another `id`, or another `version`")  # fmt: skip
            seen[version] = entry


def check_endpoint(index: Index, entry: Entry, objects: dict[str, Entry]) -> None:
    """Tell what an endpoint names that is not there."""
    name, version = object_of(entry), entry.named("version", "")
    if name and name not in objects:
        tell(entry, "AP009", ("object",), f"there is no object `{name}`",
             meant(name, objects) or "write a document with `kind: object` and this id")  # fmt: skip
    listed = versions_listed(objects[name]) if name in objects else []
    if version and listed and version not in listed:
        known = ", ".join(f"`{one}`" for one in listed)
        tell(entry, "AP008", ("version",), f"the object `{name}` has no version `{version}`: it lists {known}",
             "add it to the `versions` of the object")  # fmt: skip
    for number, id_ in enumerate(credentials_of(entry)):
        try:
            index.credential(id_)
        except ContentError as error:
            entry.fail(("credentials", number), error)


def tell(entry: Entry, code: str, keys: Keys, message: str, hint: str) -> None:
    """Add to the findings of a document, at a key of it, or at its head where it lacks the key."""
    place = entry.place(keys) if keys[0] in entry.values else Place(entry.path)
    entry.findings.append(Diagnostic(code, place, message, hint))
