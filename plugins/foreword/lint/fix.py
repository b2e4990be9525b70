"""Mends: what `--fix` writes into the files of a site, and not a byte beside it."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import NONCHARACTERS, SourceFile, decode

if TYPE_CHECKING:
    from foreword.lint.linted import Linted
    from foreword.lint.rule import Rule


@dataclass(frozen=True, eq=False)
class Edit:
    """A new text in place of what stands from `start` to `end` (indexes in the text of a file that was read).

    `finding` is what it mends. The new text holds no end of a line.
    """

    file: SourceFile
    start: int
    end: int
    text: str
    finding: Diagnostic

    @property
    def path(self) -> str:
        """The path of the file from the root of the site."""
        return self.file.path

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends; by this, edits of one file are sorted."""
        return self.start, self.end


@dataclass(frozen=True)
class Left:
    """A file that is left as it is, and why."""

    path: str
    reason: str


class RefusedError(Exception):
    """A file that may not be written, with the reason."""


@dataclass
class Fixed:
    """What was mended; what has to wait for the next run, as its edit overlaps another; the files that were left."""

    mended: list[Diagnostic] = field(default_factory=list)
    waiting: list[Diagnostic] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def fixes_for(linted: Linted, findings: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> list[Edit]:
    """The edits that mend those of the findings that can be mended without a doubt."""
    found = []
    for finding in findings:
        rule = rules.get(finding.code)
        edit = rule.fix(linted, finding) if rule is not None and rule.fix is not None else None
        if edit is not None:
            found.append(edit)
    return found


def written_at(linted: Linted, place: Place) -> tuple[SourceFile | None, int]:
    """The file of a place, and the index of the place in its text; no file, where none that was read has it."""
    file = linted.sources.get(place.file)
    index = index_of(file.text, place) if file is not None else None
    return (None, 0) if index is None else (file, index)


def index_of(text: str, place: Place) -> int | None:
    """The index in a text of a line and column; None where it has no such line or column."""
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return None
    index = start + place.column - 1
    return index if index <= len(text) and "\n" not in text[start:index] else None


def apply(edits: Iterable[Edit], root: Path) -> Fixed:
    """Write edits into the files of the site at `root`. A file is written whole or not at all."""
    fixed = Fixed()
    for path, group in groupby(sorted(edits, key=lambda edit: (edit.path, edit.span)), key=lambda edit: edit.path):
        now, later = apart(group)
        try:
            write(now, root, path)
        except RefusedError as error:
            fixed.left.append(Left(path, str(error)))
        except OSError as error:
            fixed.left.append(Left(path, f"it cannot be written: {error.strerror or error}"))
        else:
            fixed.mended += [edit.finding for edit in now]
            fixed.waiting += [edit.finding for edit in later]
    return fixed


def apart(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Sorted edits of one file: those that do not touch each other, and the rest."""
    now: list[Edit] = []
    later: list[Edit] = []
    for edit in edits:
        overlaps = bool(now) and (edit.start < now[-1].end or edit.span == now[-1].span)
        (later if overlaps else now).append(edit)
    return now, later


def write(edits: Sequence[Edit], root: Path, path: str) -> None:
    """Write sorted edits into their file. Raises RefusedError where that may not be, OSError where it cannot be."""
    location = (root / path).resolve()
    if not location.is_relative_to(root.resolve()):
        raise RefusedError("it is outside of the site")
    raw = location.read_bytes()
    try:
        text = decode(raw, path)
    except ContentError:
        text = None
    if any(text != edit.file.text for edit in edits):
        raise RefusedError("it has changed since it was read")
    replace(location, edited(raw.decode("utf-8"), edits).encode("utf-8"))


def edited(written: str, edits: Sequence[Edit]) -> str:
    """A file as it is written, with its BOM and its ends of lines, after sorted edits of its text."""
    offsets = list(kept(written))
    parts, at = [], 0
    for edit in edits:
        start = offsets[edit.start] if edit.start < len(offsets) else len(written)
        end = offsets[edit.end - 1] + 1 if edit.end > edit.start else start
        parts += [written[at:start], edit.text]
        at = end
    return "".join([*parts, written[at:]])


def kept(written: str) -> Iterator[int]:
    """The indexes of the characters of a file that are in its text, in turn; see `foreword.source.text.decode`."""
    before, is_head = "", True
    for index, character in enumerate(written):
        if NONCHARACTERS.match(character):
            continue
        is_head = is_head and character == "\ufeff"
        if is_head:
            continue
        if not (before == "\r" and character == "\n"):
            yield index
        before = character


def replace(location: Path, raw: bytes) -> None:
    """Put new bytes into a file in one step: its reader sees the old ones or the new ones. Its permissions stay."""
    mode = stat.S_IMODE(location.stat().st_mode)
    handle, name = tempfile.mkstemp(prefix=f".{location.name}.", dir=location.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        os.chmod(name, mode)
        os.replace(name, location)
    except BaseException:
        os.unlink(name)
        raise
