"""Edits: a site that is loaded, of which a document or data files are others now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from foreword.render.entry import Entry
from foreword.render.index import group_versions, index_of, named_in
from foreword.render.relations import check_endpoint, check_entry
from foreword.render.targets import Target
from foreword.site import Site, known_in_values
from foreword.source.places import Keys


def replace_document(site: Site, path: str, raw: bytes) -> bool:
    """Take the new bytes of a document in the place of the old, where no other document is to be read anew.

    False where one may be: the document is another kind of thing now, or others name what it no longer has. The
    site is as it was then.
    """
    old = site.entries[path]
    location = site.root / path
    new = site.entry_of(site.read(raw, location), old.url or "")
    new.raw = raw
    if old.common is not None or old.is_common or old.is_unreadable or identity(old) != identity(new):
        return False
    if any(told.code == "LK009" for entry in (old, new) for told in entry.findings):
        return False
    new.complete(None)
    index = site.environment.index
    targets = named_in(new)
    if not new.published or of_others(index.named.get(path, [])) != of_others(targets):
        return False
    if any(depends_on(entry, {path}) for entry in site.entries.values() if entry is not old):
        return False
    new.url = old.url
    site.entries[path] = new
    entries = list(site.entries.values())
    known = {**index.named, path: targets}
    site.environment.index = index = index_of(entries, group_versions(entries), known)
    check_entry(index, new)
    if new.kind == "endpoint":
        check_endpoint(index, new)
    for documents in site.collections.values():
        documents[:] = site.dialect.order([new.view if view.entry is old else view for view in documents])
    site.known_keys = {
        key: known for key, known in site.known_keys.items() if known_in_values(key, old) == known_in_values(key, new)
    }
    return True


def reread_data(site: Site, changed: Collection[str]) -> bool:
    """Read changed data files anew at their next use. False where a document is named by one: all have to be read
    anew then."""
    if any(depends_on(entry, changed) for entry in site.entries.values()):
        return False
    site.data.rescan(changed)
    site.known_keys.clear()
    return True


def reread_templates(site: Site, changed: Collection[str]) -> bool:
    """Read changed templates anew at their next use. False where a document is named by one, or there is something to
    be told of them: they have to be loaded anew then."""
    if any(depends_on(entry, changed) for entry in site.entries.values()):
        return False
    site.environment.reread(changed)
    return not site.environment.diagnostics


def identity(entry: Entry) -> tuple[Any, ...]:
    """What a document is among others."""
    return (entry.kind, entry.id, entry.published, entry.collections, *map(entry.values.get, ("object", "version")))


def of_others(targets: Iterable[Target]) -> list[tuple[str, str, Keys]]:
    """Those of the targets in a document that other documents may name by their own front matter."""
    return [(target.kind, target.id, target.keys) for target in targets if target.kind != "section"]


def depends_on(entry: Entry, paths: Collection[str]) -> bool:
    """Whether what names a document may be another when other files are."""
    return any(
        read in paths or read.endswith("/") or read.startswith(("collection:", "index:", "keys:"))
        for read in entry.reading.reads
        if read != entry.path
    )
