"""Reads: the digest, now, of each thing that a page may have read. A page is as it was while all of its are."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import PurePosixPath

from foreword.cache.inputs import SITE, Inputs
from foreword.render.entry import Entry
from foreword.render.index import Index
from foreword.site import Site
from foreword.source.digest import combined

PACKAGED = "foreword:"
SYMBOLIC = ("keys:", "collection:", "index:")


class Reads:
    """Digests of what pages of a site that is loaded read; see `foreword.source.reading.Reading` for the names.

    `target` gives the digest of a file of the builder by its path (`file:PATH`), or of all files (`files:`).
    """

    def __init__(self, site: Site, inputs: Inputs, target: Callable[[str], str]) -> None:
        self.site = site
        self.inputs = inputs
        self._target = target
        self._known: dict[str, str] = {}
        self._entries: dict[str, str] = {}

    def follow(self, before: Reads, changed: Collection[str]) -> set[str]:
        """Take over what is as it was, where only these files have changed, and documents were replaced one by one.
        Gives the reads that are others now, of all whose digests were taken before."""
        self._entries = {path: digest for path, digest in before._entries.items() if path not in changed}
        near = {
            name for path in changed for name in (posixpath.splitext(path)[0], *map(str, PurePosixPath(path).parents))
        }
        kept = (read for read in before._known if not read.endswith("/") and not read.startswith((*SYMBOLIC, SITE)))
        self._known = {read: before._known[read] for read in kept if posixpath.splitext(read)[0] not in near}
        return {read for read, digest in before._known.items() if self.digest(read) != digest}

    def digest(self, read: str) -> str:
        """The digest of one read."""
        if read not in self._known:
            self._known[read] = self._digest(read)
        return self._known[read]

    def unchanged(self, reads: dict[str, str]) -> bool:
        """Whether all that a page read is as it was."""
        return all(self.digest(read) == digest for read, digest in reads.items())

    def _digest(self, read: str) -> str:
        kind, _, name = read.partition(":")
        if read.startswith(PACKAGED):
            return ""  # the version is in the salt
        if read == SITE:
            return combined([self.inputs.whole, self._target("files:")])
        if kind in ("file", "files"):
            return self._target(read)
        if kind == "keys":
            return str(self.site.has_key(name))
        if kind == "collection":
            return self._of(entry for entry in self.site.environment.index.entries if name in entry.collections)
        if kind == "index":
            return combined([*told_of(self.site.environment.index, name), self._of(related(self.index, name))])
        entry = self.site.entries.get(read)
        return self.entry(entry) if entry is not None else self._file(read)

    def _file(self, path: str) -> str:
        """The digest of a file of data or a template, or of the listing of a folder.

        What else has the name of a data file may take its place, or merges with it.
        """
        if path.endswith("/"):
            return self.inputs.listing(path)
        return combined([self.inputs.digests.get(path, ""), *sorted(self._beside.get(posixpath.splitext(path)[0], ()))])

    @cached_property
    def _beside(self) -> dict[str, set[str]]:
        """The files and folders of the data by their paths without a suffix."""
        data = self.site.data.path
        found: dict[str, set[str]] = {}
        for path in self.inputs.digests:
            if path.startswith(data):
                name = path.removesuffix("/") if path.endswith("/") else posixpath.splitext(path)[0]
                found.setdefault(name, set()).add(path)
        return found

    @property
    def index(self) -> Index:
        """The index of the site."""
        return self.site.environment.index

    def _of(self, entries: Iterable[Entry]) -> str:
        return combined(self.entry(entry) for entry in entries)

    def entry(self, entry: Entry) -> str:
        """The digest of a document as others see it: file, URL, what it read to be named, what is wrong in it."""
        if entry.path not in self._entries:
            parts = [entry.path, entry.url or "", str(entry.is_common), *entry.collections]
            for read in entry.reading.reads:
                parts += [read, self.everything if read.startswith(SYMBOLIC) else self._file(read)]
            parts += [str(diagnostic) for diagnostic in (*entry.failures, *entry.findings)]
            self._entries[entry.path] = combined(parts)
        return self._entries[entry.path]

    @cached_property
    def everything(self) -> str:
        """The digest of all that a query could read."""
        return self.inputs.whole


def told_of(index: Index, reference: str) -> list[str]:
    """What the index says of an id itself: what it names, at which places."""
    found = index.targets.get(reference.partition("#")[0], [])
    return [f"{target.kind} {target.entry.path} {target.keys} {target.anchor} {target.title}" for target in found]


def related(index: Index, reference: str) -> list[Entry]:
    """The documents that a query for an id may show: what it names, their versions, objects and endpoints."""
    id_ = reference.partition("#")[0]
    named = [target.entry for target in index.targets.get(id_, [])]
    if id_.startswith("@") and id_[1:] in index.paths:
        named.append(index.paths[id_[1:]])
    found: dict[str, Entry] = {}
    for entry in [*named, *index.needed.get(id_, [])]:
        owner = index.object_of(entry)
        for one in (entry, *index.versions(entry), *([owner] if owner is not None else [])):
            found[one.path] = one
            for group in index.endpoints.get(one.path, []):
                found.update((version.path, version) for version in group)
    return list(found.values())
