"""Outputs: the folder of the finished site, of which a build writes only what is new, and deletes what is old."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs import utils

from foreword.cache.inputs import Status, status_of
from foreword.cache.state import Output
from foreword.source.digest import digest_of


class Outputs:
    """The site folder of one build.

    MkDocs empties it before a plugin sees a file; `hold` keeps it from that, once. What no build writes any more is
    deleted at the end, by `clean`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before: dict[str, Status | None] = {}
        self._clean_directory = utils.clean_directory

    def hold(self) -> None:
        """Let the builder leave what is in the folder, when it comes to empty it.

        Links are deleted: to write through one would change a file outside of the site.
        """
        for path in files_in(self.folder):
            if is_shared(path):
                os.unlink(path)
            else:
                self._before[path] = status_of(path)
        utils.clean_directory = self._leave

    def release(self) -> None:
        """Let the builder empty folders again."""
        utils.clean_directory = self._clean_directory

    def _leave(self, directory: str) -> None:
        """In the place of `mkdocs.utils.clean_directory`, which is called once."""
        self.release()
        if Path(directory) != self.folder:
            self._clean_directory(directory)

    def make_way(self, paths: Iterable[str]) -> None:
        """Delete what cannot stay where files are to be written: a folder of the name of a file, and a file of the name
        of a folder."""
        for path in paths:
            if os.path.isdir(path):
                shutil.rmtree(path, ignore_errors=True)
            parent = os.path.dirname(path)
            while len(parent) > len(str(self.folder)):
                if parent in self._before and os.path.isfile(parent):
                    os.unlink(parent)
                parent = os.path.dirname(parent)

    def holds(self, path: str, output: Output) -> bool:
        """Whether a file of the site is the one that was written."""
        status = status_of(path)
        if status is None:
            return False
        if (status[0], *status[2:]) == (output.size, output.time, output.changed):
            return True
        try:
            content = Path(path).read_bytes()
        except OSError:
            return False
        return digest_of(content) == output.digest

    def clean(self, kept: Iterable[str]) -> None:
        """Delete the files that were there before the build, are not to be kept and were not written since."""
        wanted = set(kept)
        stale = [path for path, status in self._before.items() if path not in wanted and status_of(path) == status]
        folders = set()
        for path in stale:
            with contextlib.suppress(OSError):
                os.unlink(path)
                folders.add(Path(path).parent)
        for folder in sorted(folders, reverse=True):
            with contextlib.suppress(OSError):
                while folder != self.folder:
                    folder.rmdir()
                    folder = folder.parent
        self._before = {}


def output_of(path: str, made_of: str, content: bytes) -> Output:
    """A file as it was written now."""
    status = os.stat(path)
    return Output(made_of, digest_of(content), status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def is_shared(path: str) -> bool:
    """Whether what is written to a file of the site would be written somewhere else too."""
    status = os.lstat(path)
    return stat.S_ISLNK(status.st_mode) or status.st_nlink > 1


def files_in(folder: Path) -> Iterator[str]:
    """The files of a site; hidden ones at its top are not the builder's, see `mkdocs.utils.clean_directory`."""
    for parent, folders, names in os.walk(folder):
        if parent == str(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        yield from (os.path.join(parent, name) for name in names)
