"""The files of a Jekyll site as they lie on the disk: which there are, and their text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foreword.migrate.finding import Finding
from foreword.source.diagnostic import Place

MOST_LINKS = 2
"""Folders that link to each other may be gone through in endless ways: this many links in a path are followed."""
PASSED_OVER = frozenset([".git", ".hg", ".svn", ".bundle", ".jekyll-cache", ".sass-cache", "node_modules", "_site"])
"""Folders in which nobody writes: they are not looked into."""

HEADER = re.compile(rb"---\s*\r?\n")


@dataclass
class SourceFiles:
    """The files below a folder, by their path from there, in order. Links that lead out of it are reported."""

    root: Path
    paths: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)

    def has_header(self, path: str) -> bool:
        """Whether Jekyll takes a file for one with front matter: its first line is `---`. Raises OSError."""
        with (self.root / path).open("rb") as file:
            return HEADER.match(file.readline()) is not None

    def read(self, path: str) -> tuple[str, list[Finding]]:
        """The text of a file, its line ends as they are. Raises OSError.

        A file that is not UTF-8 is read as Windows-1252, which takes every byte of Latin-1, and that is reported.
        """
        return decoded((self.root / path).read_bytes(), path)


def decoded(raw: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text in the bytes of a file; see `SourceFiles.read`."""
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        place = Place(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        message = f"the file is not UTF-8: byte 0x{raw[error.start]:02x} was read as Windows-1252"
        advice = "look whether its special characters are right"
        text = raw.decode("cp1252", "replace")
        if "\ufffd" in text:
            text = raw.decode("latin-1")
        return text, [Finding("mended", place, message, advice, "likely")]


def source_files(root: Path) -> SourceFiles:
    """List the files below `root`. Raises OSError where `root` itself cannot be read."""
    found = SourceFiles(root)
    real = os.path.realpath(root)
    for path, is_folder in walked(found, real, "", (real,)):
        if is_folder:
            found.folders.add(path)
        else:
            found.paths.append(path)
    found.paths.sort()
    return found


def walked(
    found: SourceFiles, real: str, folder: str, above: tuple[str, ...], links: int = 0
) -> Iterator[tuple[str, bool]]:
    """Each path in a folder and those below it, and whether it is a folder.

    `above` are the folders around it, `links` of which are reached by a link.
    """
    try:
        entries = sorted(os.scandir(found.root / folder), key=lambda entry: entry.name)
    except OSError as error:
        if not folder:
            raise
        found.findings.append(unreadable(folder, error))
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        target = os.path.realpath(entry.path)
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        if shown != path:
            message = "its name is not UTF-8, and it is left out"
            found.findings.append(Finding("todo", Place(shown), message, "give it another name, and migrate again"))
        elif entry.is_symlink() and not (target + "/").startswith(real.rstrip("/") + "/"):
            message = "the symbolic link leads out of the site, and is not followed"
            found.findings.append(Finding("todo", Place(path), message, "copy what it leads to into the site"))
        elif os.path.isdir(entry.path):
            if entry.name in PASSED_OVER:
                continue
            if target in above:
                message = "the symbolic link leads to a folder around it, and is not followed"
                found.findings.append(Finding("todo", Place(path), message, "delete the link"))
                continue
            depth = links + entry.is_symlink()
            if depth > MOST_LINKS:
                message = f"the symbolic link lies behind {MOST_LINKS} others, and is not followed"
                found.findings.append(Finding("todo", Place(path), message, "put a folder in its place"))
                continue
            yield path, True
            yield from walked(found, real, path, (*above, target), depth)
        elif os.path.isfile(entry.path):
            yield path, False
        else:
            message = "it is no file that can be read: a link to nothing, or a device"
            found.findings.append(Finding("todo", Place(path), message, "delete it, or put a file in its place"))


def unreadable(path: str, error: OSError) -> Finding:
    """The finding of a file or folder that the system does not let be read."""
    message = f"it cannot be read: {error.strerror or error}"
    return Finding("todo", Place(path), message, "look at its permissions, and migrate again")


def failed(path: str, verb: str, error: Exception, line: int = 1, column: int = 1) -> Finding:
    """The finding of a file with which Foreword itself failed: the others need not wait for it."""
    message = f"it was not {verb}, through a mistake in Foreword: {type(error).__name__}: {error}"
    return Finding("todo", Place(path, line, column), message, "migrate it by hand, and tell us about it", "unsure")
