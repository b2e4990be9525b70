"""Where each file goes: no two at one address, and none where MkDocs would take it for something else."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from foreword.migrate.finding import Finding
from foreword.source.diagnostic import Place

LONGEST = 240
"""Of a name, in bytes."""


@dataclass
class Targets:
    """The files of the new site that are taken, by the address at which they are published, in small letters."""

    taken: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take(self, wanted: str, path: str) -> str:
        """Take a file for what comes from `path`: the wanted one, or another name beside it where that is taken."""
        short = shortened(wanted)
        if short != wanted:
            message = f"its name is too long for a file; it became {short}"
            self.findings.append(Finding("todo", Place(path), message, "give it a shorter permalink or name"))
            wanted = short
        stem, suffix = posixpath.splitext(wanted)
        target, count = wanted, 1
        while address(target) in self.taken:
            count += 1
            target = f"{stem}-{count}{suffix}"
        if target != wanted:
            other = self.taken[address(wanted)]
            message = f"{other} has the same address, or one that differs in case only; this became {target}"
            self.findings.append(Finding("todo", Place(path), message, "give one of them another permalink or name"))
        self.taken[address(target)] = path
        return target


def shortened(target: str) -> str:
    """A path whose names are no longer than file systems take, with room for a number behind each."""
    return "/".join(shorter(name) if len(name.encode()) > LONGEST else name for name in target.split("/"))


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
