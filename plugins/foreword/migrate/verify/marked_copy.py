"""A copy of a Jekyll site whose layouts mark the main content of pages. The site itself is only read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from foreword.migrate.verify.main_content import marked

LEFT_OUT = frozenset(["_site", ".jekyll-cache", ".jekyll-metadata", ".sass-cache"])
"""What Jekyll makes."""

LINKED = frozenset([".git", "node_modules", "vendor"])
"""Folders that a build may read, and that are too large to copy."""


def marked_copy(source: Path, copy: Path, layouts: str, without: Path) -> None:
    """Copy a site into a folder that is not there yet, but for the folder `without`; `layouts` is that of its layouts.

    Raises OSError.
    """
    _copy(source, copy, LEFT_OUT, without.resolve())
    for path in sorted((copy / layouts).rglob("*")):
        if path.is_file() and path.resolve().is_relative_to(copy.resolve()):  # a link leads to the site itself
            _mark(path)


def _copy(source: Path, copy: Path, left_out: frozenset[str], without: Path) -> None:
    """Copy a folder. A symbolic link becomes one to the same place."""
    copy.mkdir()
    with os.scandir(source) as entries:
        for entry in entries:
            path = Path(entry.path)
            if entry.name in left_out or path.resolve() == without:
                continue
            if entry.is_symlink() or (entry.name in LINKED and entry.is_dir()):
                (copy / entry.name).symlink_to(path.resolve())
            elif entry.is_dir():
                _copy(path, copy / entry.name, frozenset(), without)
            elif entry.is_file():
                shutil.copy2(path, copy / entry.name)


def _mark(layout: Path) -> None:
    """Mark the content in a layout, byte for byte the same otherwise, whatever its encoding."""
    text = layout.read_bytes().decode("latin-1")
    changed = marked(text)
    if changed != text:
        layout.chmod(0o644)
        layout.write_bytes(changed.encode("latin-1"))
