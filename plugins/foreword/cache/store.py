"""The store: bytes under names, in a folder that two builds may share and a kill may interrupt."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from foreword.cache.key import cache_key
from foreword.source.digest import digest_of

SIGNATURE = 16
"""Bytes of the keyed digest before each entry."""

FOLDER = ".cache/foreword"
"""Where the entries are, where the option `cache` does not say otherwise."""

LIMIT = 1_000_000_000
"""The bytes that the entries of a site may take."""


def cache_folder(option: object, root: Path) -> Path | None:
    """The folder of the cache by the option `cache`; None where it is switched off."""
    if option is False:
        return None
    return root / (option if isinstance(option, str) else FOLDER)


def why_not_there(folder: Path, taken: Iterable[Path]) -> str | None:
    """Why the cache cannot be in a folder: it would lie in one of these places, or around it. None where it can."""
    place = next((one for one in taken if folder == one or one in folder.parents or folder in one.parents), None)
    return f"the option `cache` of foreword names {folder}, where {place} is; name another" if place else None


def open_store(folder: Path, root: Path) -> Store:
    """The store in a folder of the project. Raises OSError for one that leads out of it."""
    if not folder.resolve().is_relative_to(root.resolve()):
        raise OSError(f"{folder} leads out of the project")
    if folder.exists() and not folder.is_dir():
        raise OSError(f"{folder} is no folder")
    key, is_lasting = cache_key(os.environ)
    store = Store(folder, key, LIMIT)
    store.is_lasting = is_lasting
    return store


class Store:
    """Entries of bytes by name, each a file of its own with a keyed digest at its head; but for those that are named by
    their own digest, which needs no key.

    An entry is written beside its place and moved there, so that it is there as a whole or not at all. One that
    is damaged, or was not signed with this key, is as if it were not there.
    """

    def __init__(self, folder: Path, key: bytes, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._key = key
        self.is_lasting = True
        """Whether the next build will have the same key."""
        self.error: OSError | None = None
        """Why entries are not kept any more: the folder is read-only or the disk is full."""

    def location(self, name: str) -> Path:
        """The file of an entry; a name may be any text."""
        digest = digest_of(name.encode())
        return self.folder / digest[:2] / digest[2:]

    def get(self, name: str) -> bytes | None:
        """The bytes of an entry; None where there is none that can be trusted."""
        content = self.read(name) or b""
        signature, value = content[:SIGNATURE], content[SIGNATURE:]
        return value if signature == self._signature(name, value) else None

    def put(self, name: str, value: bytes) -> None:
        """Keep an entry. Where that fails, `error` says why, and nothing more is kept in this build."""
        self.write(name, self._signature(name, value) + value)

    def read(self, name: str) -> bytes | None:
        """What is in the file of an entry, unsigned: to be trusted only where its digest is known from elsewhere."""
        try:
            return self.location(name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep an entry as it is, for `read`. Where that fails, `error` says why, as in `put`."""
        if self.error is not None:
            return
        location = self.location(name)
        own = location.with_name(f"{location.name}.{secrets.token_hex(4)}.part")
        try:
            try:
                own.write_bytes(content)
            except FileNotFoundError:  # asked for first, the folder would be looked for once for each entry
                location.parent.mkdir(parents=True, exist_ok=True)
                own.write_bytes(content)
            os.replace(own, location)
        except OSError as error:
            self.error = error
            with contextlib.suppress(OSError):
                own.unlink()

    def drop(self, name: str) -> None:
        """Delete an entry, where it is there."""
        with contextlib.suppress(OSError):
            self.location(name).unlink()

    def _signature(self, name: str, value: bytes) -> bytes:
        """The keyed digest of an entry: its name is in it, so that entries cannot be swapped."""
        signed = hashlib.blake2b(key=self._key, digest_size=SIGNATURE)
        signed.update(f"{len(name.encode())}:{name}".encode())
        signed.update(value)
        return signed.digest()

    def files(self) -> Iterator[tuple[os.stat_result, Path]]:
        """Every file of the store."""
        for location in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(OSError):
                yield location.stat(), location

    def trim(self) -> None:
        """Delete the entries that were kept the longest ago, until the store is within its limit (bytes)."""
        found = sorted(self.files(), key=lambda file: file[0].st_mtime)
        size = sum(status.st_size for status, _ in found)
        for status, location in found:
            if size <= self.limit:
                return
            with contextlib.suppress(OSError):
                location.unlink()
            size -= status.st_size

    def clear(self) -> int:
        """Delete every entry; how many there were. Raises OSError."""
        count = 0
        for _, location in list(self.files()):
            location.unlink(missing_ok=True)
            count += 1
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            with contextlib.suppress(OSError):
                folder.rmdir()
        return count
