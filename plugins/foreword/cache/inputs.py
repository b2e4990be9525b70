"""Inputs: the digest of each file that a site is made of, taken once at the start of a build."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from foreword.source.digest import combined, digest_of

SITE = "site:"
"""The read of a page that depends on all of the site, as one does that has something to tell."""

Status = tuple[int, int, int, int]


def status_of(location: Path | str) -> Status | None:
    """What changes with a file: size, inode, and the times of its content and of its entry (ns)."""
    try:
        found = os.stat(location)
    except OSError:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


@dataclass
class Inputs:
    """The files that a site is made of: digests by path (from the root of the site), and all of them as one.

    `salt` stands for what every page depends on: the configuration, and the versions of what builds.
    """

    salt: str
    digests: dict[str, str] = field(default_factory=dict)
    _statuses: dict[str, Status | None] = field(default_factory=dict)

    def add(self, path: str, location: Path, status: Status | None, content: bytes) -> None:
        """Take a file that was read; `status` is that of before. One that a plugin has made has none."""
        self._statuses[str(location)] = status
        self.digests[path] = digest_of(content)

    def read(self, path: str, location: Path | str) -> bytes:
        """Read a file and take it. One that cannot be read has no content, and is another than an empty one."""
        status = status_of(location)
        try:
            with open(location, "rb") as file:
                content = file.read()
            self.digests[path] = digest_of(content)
        except OSError as error:
            content = b""
            self.digests[path] = f"not read: {error.errno}"
        self._statuses[str(location)] = status
        return content

    def reread(self, path: str, location: Path) -> None:
        """Take a file as it is now, or that it is gone."""
        if location.is_file():
            self.read(path, location)
        else:
            self.digests.pop(path, None)
            self._statuses.pop(str(location), None)

    def copy(self) -> Inputs:
        """Inputs of their own, the same so far."""
        return Inputs(self.salt, dict(self.digests), dict(self._statuses))

    @cached_property
    def whole(self) -> str:
        """The digest of everything: two builds of which it is equal give the same site."""
        return combined([self.salt, *(f"{path}\0{digest}" for path, digest in sorted(self.digests.items()))])

    def changed(self) -> list[str]:
        """The files that are others now than when they were taken: a build that met them in between is not kept."""
        return [location for location, status in self._statuses.items() if status_of(location) != status]

    def listing(self, folder: str) -> str:
        """The digest of what is in a folder, by name (its path has `/` at its end; empty: at the root)."""
        return combined([self.digests.get(folder, ""), *sorted(self._names.get(folder, ()))])

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The names in each folder; a folder that was taken itself has an empty one too."""
        found: dict[str, set[str]] = {}
        for path in self.digests:
            folder = path
            while folder:
                folder, name = parted(folder)
                names = found.setdefault(folder, set())
                if name in names:
                    break  # the folders around it have been met
                names.add(name)
            if path.endswith("/"):
                found.setdefault(path, set()).add("")
        return found


def parted(path: str) -> tuple[str, str]:
    """The folder of a path, with `/` at its end, and its name without."""
    at = path.rstrip("/").rfind("/") + 1
    return path[:at], path[at:].rstrip("/")


def is_special(location: str) -> bool:
    """Whether there is a device or a pipe, which may be read for ever."""
    try:
        return not stat.S_ISREG(os.stat(location).st_mode)
    except OSError:
        return False


def read_folder(inputs: Inputs, folder: Path, root: Path, around: tuple[Path, ...] = ()) -> None:
    """Take every file of a folder, those below it too; a link is followed within the root, and not around itself.

    Folders are taken as well, with `/` at the end of their paths: templates see those in which nothing is. `around` are
    the folder and those that it is in, as they are without links, where that is known.
    """
    if not folder.is_dir():
        return
    name = f"{folder.relative_to(root).as_posix()}/"
    inputs.digests[name] = ""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        inside = root.resolve()
        around = around or (folder.resolve(),)
    except (OSError, RuntimeError) as error:
        inputs.digests[name] = f"not read: {error}"
        return
    for entry in entries:
        path, is_link = name + entry.name, entry.is_symlink()
        target = Path(os.path.realpath(entry.path)) if is_link else None
        if target is not None and (not target.is_relative_to(inside) or target in around):
            inputs.digests[path] = "not followed"
        elif os.path.isdir(entry.path) if is_link else entry.is_dir():  # `isdir` is quiet where a link leads to itself
            read_folder(inputs, Path(entry.path), root, (*around, target or around[-1] / entry.name))
        elif is_special(entry.path):
            inputs.digests[path] = "no file"
        else:
            inputs.read(path, entry.path)


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The paths that are others in two sets of digests: changed, added or removed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
