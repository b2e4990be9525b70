"""The folder of the new site: written beside it, and moved into its place when all is there."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = ".foreword-migrate.json"
"""What a migration wrote, with digests: by this a later one knows which files are its own."""


TEMPORARY = ".foreword-migrate-"
"""How the folder begins in which all is written first. One that is left was of a migration that was killed."""


class DestinationError(Exception):
    """Why the new site cannot be written where it should be, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Earlier:
    """What an earlier migration left in a folder: `own` are its files as it wrote them, `edited` those that somebody
    changed since, `foreign` are all others."""

    own: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def check_destination(source: Path, destination: Path, force: bool) -> Earlier:
    """What is in the folder of the new site already. Raises DestinationError where it may not be written, and OSError.

    A folder that is not empty needs `force`; even then nothing is taken that no migration wrote.
    """
    here, there = Path(os.path.realpath(source)), Path(os.path.realpath(destination))
    if here == there or here in there.parents or there in here.parents:
        raise DestinationError(f"{destination} and {source} lie in each other; write the new site beside the old one")
    if os.path.lexists(destination) and not destination.is_dir():
        raise DestinationError(f"{destination} is no folder; choose another name")
    if not destination.is_dir():
        return Earlier()
    earlier = earlier_in(destination)
    if (earlier.own or earlier.edited or earlier.foreign) and not force:
        raise DestinationError(f"{destination} is not empty; add `--force` to replace what a migration wrote into it")
    return earlier


def earlier_in(destination: Path) -> Earlier:
    """The files in a folder, by who wrote them. Raises OSError."""
    digests = read_manifest(destination)
    own: list[str] = []
    edited: list[str] = []
    foreign: list[str] = []
    for folder, folders, names in os.walk(destination):
        is_root = Path(folder) == destination
        folders[:] = sorted(name for name in folders if not (is_root and name.startswith((".git", TEMPORARY))))
        for name in sorted(names):
            location = Path(folder, name)
            path = location.relative_to(destination).as_posix()
            if path == MANIFEST:
                continue
            if path not in digests or location.is_symlink():
                foreign.append(path)
            elif digest(location.read_bytes()) == digests[path]:
                own.append(path)
            else:
                edited.append(path)
    return Earlier(tuple(own), tuple(edited), tuple(foreign))


def read_manifest(destination: Path) -> dict[str, str]:
    """The digests of the files that a migration wrote, by their path; none where there was no migration."""
    try:
        found: Any = json.loads((destination / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    files = found.get("files") if isinstance(found, dict) else None
    return {str(path): str(value) for path, value in files.items()} if isinstance(files, dict) else {}


def write_site(files: Mapping[str, str | Path], destination: Path, earlier: Earlier) -> list[str]:
    """Write the files of the new site; gives the paths of files that were edited and are kept under another name.

    All is written beside the folder first, or in it where it is there already (it may be another disk), so that a
    failure leaves it as it was. Raises OSError, and DestinationError where something stands in the way.
    """
    outside = [path for path in files if path.startswith("/") or ".." in path.split("/")]
    assert not outside, f"{outside[0]} is outside of the new site"
    check_places(destination, files)
    around = destination if destination.is_dir() else destination.parent
    around.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=around, prefix=TEMPORARY) as temporary:
        made = Path(temporary, "site")
        made.mkdir()
        digests = {path: write_file(made / path, content) for path, content in sorted(files.items())}
        manifest = json.dumps({"version": 1, "files": digests}, indent=1) + "\n"
        (made / MANIFEST).write_text(manifest, "utf-8")
        if not destination.exists():
            os.replace(made, destination)
            return []
        kept = keep_edited(destination, earlier.edited, [path for path in earlier.foreign if path in files])
        remove(destination, earlier.own)
        for path in sorted([*digests, MANIFEST]):
            (destination / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(made / path, destination / path)
    for left in destination.glob(f"{TEMPORARY}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
    return kept


def check_places(destination: Path, files: Iterable[str]) -> None:
    """Raises DestinationError where a link or a file stands in the place of a folder, or a folder in that of a file:
    what is written through a link would lie outside of the new site."""
    folders = {parent.as_posix() for path in files for parent in PurePosixPath(path).parents} - {"."}
    for folder in sorted(folders):
        location = destination / folder
        if location.is_symlink() or (location.exists() and not location.is_dir()):
            raise DestinationError(f"{location} is no folder, and the new site needs one there; give it another name")
    for path in files:
        location = destination / path
        if location.is_dir() and not location.is_symlink():
            raise DestinationError(f"{location} is a folder, and the new site has a file there; give it another name")


def write_file(location: Path, content: str | Path) -> str:
    """Write a text, or copy a file; gives the digest of its bytes. Raises OSError."""
    location.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, location)
        shutil.copymode(content, location)
        return digest(location.read_bytes())
    raw = content.encode("utf-8", "surrogateescape")
    location.write_bytes(raw)
    return digest(raw)


def keep_edited(destination: Path, edited: Iterable[str], in_the_way: Iterable[str]) -> list[str]:
    """Put what somebody wrote out of the way, as `.name.kept`, which MkDocs does not publish. Raises OSError."""
    kept: list[str] = []
    for path in (*edited, *in_the_way):
        folder, name = posixpath.split(path)
        first = new = posixpath.join(folder, f".{name.removeprefix('.')}.kept")
        count = 1
        while os.path.lexists(destination / new):
            count += 1
            new = f"{first}-{count}"
        os.replace(destination / path, destination / new)
        kept.append(new)
    return kept


def remove(destination: Path, paths: Iterable[str]) -> None:
    """Delete what an earlier migration wrote, and folders that are empty then. Raises OSError."""
    folders: set[Path] = set()
    for path in paths:
        (destination / path).unlink()
        folders.update(parent for parent in (destination / path).parents if destination in parent.parents)
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def digest(raw: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(raw).hexdigest()[:32]
