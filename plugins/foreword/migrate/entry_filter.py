"""Which files Jekyll reads: its `EntryFilter`."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from foreword.migrate.jekyll_config import JekyllConfig

SPECIAL = tuple("._#~")


@dataclass(frozen=True)
class EntryFilter:
    """Tells by its path whether Jekyll reads a file or a folder; `is_folder` tells which of the two a path is."""

    config: JekyllConfig
    is_folder: Callable[[str], bool]

    @cached_property
    def _include(self) -> tuple[str, ...]:
        return self.config.include

    @cached_property
    def _exclude(self) -> tuple[str, ...]:
        return tuple(pattern for pattern in self.config.exclude if pattern not in self._include)

    def is_excluded(self, entry: str, base: str = "") -> bool:
        """Whether `exclude` leaves out an entry (a path from the folder `base`), and `include` does not take it."""
        return self._matches(self._exclude, posixpath.join(base, entry)) and not self.is_included(entry)

    def is_included(self, entry: str) -> bool:
        """Whether `include` takes an entry."""
        return self._matches(self._include, entry) or self._matches(self._include, posixpath.basename(entry))

    def takes(self, entry: str, base: str = "") -> bool:
        """Whether Jekyll reads an entry of the folder `base`. Raises nothing."""
        if entry.endswith(".") or self.is_excluded(entry, base):
            return False
        if self.is_included(entry):
            return True
        return not (entry.startswith(SPECIAL) or posixpath.basename(entry).startswith(SPECIAL) or entry.endswith("~"))

    def _matches(self, patterns: Iterable[str], entry: str) -> bool:
        """`glob_include?`: a pattern of a path, the beginning of a path, or a folder with a `/` behind it."""
        path = "/" + entry.lstrip("/")
        for pattern in patterns:
            whole = "/" + pattern.strip().lstrip("/")
            if path.startswith(whole) or ruby_pattern(whole).match(path):
                return True
            if whole == path + "/" and self.is_folder(entry):
                return True
        return False


@cache
def ruby_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of Ruby's `File.fnmatch` for a pattern: `*` goes through folders too."""
    return re.compile(fnmatch.translate(pattern.replace("[^", "[!")))
