"""Sources: the lines of the files in which findings stand, read once each."""

from __future__ import annotations

from pathlib import Path

from foreword.source.diagnostic import Place


class Sources:
    """The files of a site by their paths from its root, as they are on the disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lines: dict[str, list[str]] = {}

    def lines(self, path: str) -> list[str]:
        """The lines of a file without their ends, with the empty one behind the last; none where it cannot be read."""
        if path not in self._lines:
            self._lines[path] = self._read(path)
        return self._lines[path]

    def _read(self, path: str) -> list[str]:
        """Read a file. A byte that is not UTF-8 is shown as such; its finding says the same."""
        location = self.root / path
        try:
            raw = location.read_bytes() if location.is_file() else b""
        except OSError:
            return []
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n") if text else []

    def line(self, place: Place) -> str:
        """The line of a place; empty where there is none."""
        lines = self.lines(place.file)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""
