"""Where each file goes: no two at one address, and none where MkDocs would take it for something else."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from foreword.migrate.finding import Finding
from foreword.source.diagnostic import Place

LONGEST = 240
"""Of a name, in bytes."""
LONGEST_PATH = 1000
"""Of a path, in bytes: systems take no more than 4,096, with the folder in which the new site is."""
DEEPEST = 60
"""How many folders are in each other at the most: MkDocs makes a section of its navigation of each."""


@dataclass
class Targets:
    """The files of the new site that are taken, by the address at which they are published, in small letters.

    `folders` are the folders that these need, by the file that needs them first: no other file may have their names.
    """

    taken: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, wanted: str, path: str) -> str:
        """Take a file for what comes from `path`: the wanted one, or another name beside it where that is taken."""
        short = shortened(wanted)
        if short != wanted:
            message = f"its name is too long for a file; it became {short}"
            self.findings.append(Finding("todo", Place(path), message, "give it a shorter permalink or name"))
            wanted = short
        target, count = wanted, 1
        while self._reason_against(target) is not None:
            count += 1
            target = self._beside(wanted, count)
        if target != wanted:
            message = f"{self._reason_against(wanted)}; this became {target}"
            self.findings.append(Finding("todo", Place(path), message, "give one of them another permalink or name"))
        for one in spellings(target):
            self.taken[one] = path
            self.folders.update(dict.fromkeys(folders_above(one) - self.folders.keys(), path))
        return target

    def _reason_against(self, target: str) -> str | None:
        """Why a file cannot be taken; None where it can."""
        other = self.taken.get(address(target))
        if other is not None:
            return f"{other} has the same address, or one that differs in case only"
        for one in spellings(target):
            if one in self.folders:
                return f"{self.folders[one]} needs a folder of this name"
            for folder in folders_above(one):
                if folder in self.taken:
                    return f"{self.taken[folder]} is a file of the name that a folder would have"
        return None

    def _beside(self, wanted: str, count: int) -> str:
        """Another name for a file: with a number at its end, or at that of the folder whose name is taken."""
        parts = wanted.split("/")
        for size in range(1, len(parts)):
            folder = "/".join(parts[:size])
            if any(one in self.taken for one in spellings(folder)):
                return "/".join([f"{folder}-{count}", *parts[size:]])
        stem, suffix = posixpath.splitext(wanted)
        return f"{stem}-{count}{suffix}"


def spellings(target: str) -> tuple[str, ...]:
    """A file as it is named and as it is published, in small letters."""
    return tuple({target.lower(), address(target)})


def folders_above(target: str) -> set[str]:
    """The folders around a file."""
    parts = target.split("/")
    return {"/".join(parts[:size]) for size in range(1, len(parts))}


def shortened(target: str) -> str:
    """A path that is no longer than file systems take, and whose names are not, with room for a number behind each."""
    *folders, last = (shorter(name) if len(name.encode()) > LONGEST else name for name in target.split("/"))
    folders = folders[:DEEPEST]
    while folders and len("/".join([*folders, last]).encode()) > LONGEST_PATH:
        folders.pop()
    return "/".join([*folders, last])


def shorter(name: str) -> str:
    """A name that is not too long: its beginning and its ending."""
    stem, suffix = posixpath.splitext(name)
    suffix = suffix[:20]
    return stem.encode()[: LONGEST - len(suffix.encode())].decode("utf-8", "ignore") + suffix


def address(target: str) -> str:
    """Where a file is published, in small letters: many file systems tell no two cases apart."""
    stem, suffix = posixpath.splitext(target)
    if suffix != ".md":
        return target.lower()
    return stem.lower() + ".html"
