"""Outputs: the folder of the finished site, of which a build writes only what is new, and deletes what is old."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from mkdocs import utils

from foreword.cache.inputs import status_of
from foreword.cache.state import Output
from foreword.source.digest import digest_of

DATE = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?\+00:00")
"""The time of a build as a theme prints it; see `mkdocs.utils.get_build_datetime`."""


class Outputs:
    """The site folder of one build.

    MkDocs empties it before a plugin sees a file; `hold` keeps it from that, once. `clear` does it then, but for the
    pages that the last build has written; `clean` deletes at the end those that are no pages any more.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._before: list[str] = []
        self._clean_directory = utils.clean_directory

    def hold(self) -> None:
        """Let the builder leave what is in the folder, when it comes to empty it."""
        self._before = list(files_of_site(self.folder))
        utils.clean_directory = self._leave

    def release(self) -> None:
        """Let the builder empty folders again."""
        utils.clean_directory = self._clean_directory

    def _leave(self, directory: str) -> None:
        """In the place of `mkdocs.utils.clean_directory`, which is called once."""
        self.release()
        if Path(directory) != self.folder:
            self._clean_directory(directory)

    def clear(self, kept: Collection[str]) -> None:
        """Delete what was there before the build, but for these files. Links are deleted in any case: to write through
        one would change a file outside of the site."""
        wanted = set(kept)
        self._before = self._without([path for path in self._before if path not in wanted or is_shared(path)])

    def clean(self, written: Collection[str]) -> None:
        """Delete what was kept, and is not among the files of this build."""
        kept = set(written)
        self._without([path for path in self._before if path not in kept])
        self._before = []

    def holds(self, path: str, output: Output) -> bool:
        """Whether a file of the site is the one that was written."""
        status = status_of(path)
        if status is None or output.dated:
            return False
        if (status[0], *status[2:]) == (output.size, output.time, output.changed):
            return True
        try:
            content = Path(path).read_bytes()
        except OSError:
            return False
        return digest_of(content) == output.digest

    def takes_date(self, path: str, output: Output, date: bytes) -> bool:
        """Put the time of this build into a file of the site that prints it; False where it is not the one that was
        written."""
        try:
            content = Path(path).read_bytes()
        except OSError:
            return False
        before, around = content[: output.dated], DATE.match(content, output.dated)
        if around is None or digest_of(before + content[around.end() :]) != output.digest:
            return False
        if around[0] != date:
            Path(path).write_bytes(before + date + content[around.end() :])
        return True

    def _without(self, stale: list[str]) -> list[str]:
        """Delete files, and the folders in which nothing is left; what is there still."""
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
        gone = set(stale)
        return [path for path in self._before if path not in gone]


def output_of(path: str, made_of: str, content: bytes, date: bytes = b"") -> Output:
    """A file as it was written now; where it prints the time of the build, this stands in it once."""
    status, dated = os.stat(path), content.find(date) if date else 0
    digest = digest_of(content.replace(date, b"", 1) if date else content)
    return Output(made_of, digest, status.st_size, status.st_mtime_ns, status.st_ctime_ns, dated)


def is_shared(path: str) -> bool:
    """Whether what is written to a file of the site would be written somewhere else too."""
    status = os.lstat(path)
    return stat.S_ISLNK(status.st_mode) or status.st_nlink > 1


def files_in(folder: str | Path) -> Iterator[str]:
    """The files of a folder and of those below it, and links to folders."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_in(entry.path)
            else:
                yield entry.path


def files_of_site(folder: Path) -> Iterator[str]:
    """The files of a site; hidden ones at its top are not the builder's, see `mkdocs.utils.clean_directory`."""
    hidden = os.path.join(folder, ".")
    return (path for path in files_in(folder) if not path.startswith(hidden))
