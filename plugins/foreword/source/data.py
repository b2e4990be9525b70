"""Site data: the tree under `data/`, parsed per file at first use and read through one page's record."""

from __future__ import annotations

import errno
import os
import re
import stat
from abc import abstractmethod
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from foreword.source.diagnostic import ContentError, Diagnostic, Place, ReportedError
from foreword.source.digest import digest_of
from foreword.source.formats import SUFFIXES, Load, load_data
from foreword.source.reading import Reading
from foreword.source.text import SourceFile, decode

ABSENT: Any = object()


class Searched(Mapping[Any, Any]):
    """A mapping that looks for a key in all of its spellings by itself, and raises nothing where it has none."""

    @abstractmethod
    def search(self, key: Any) -> Any:
        """The value of a key; ABSENT where there is none."""

    def __getitem__(self, key: Any) -> Any:
        value = self.search(key)
        if value is ABSENT:
            raise KeyError(key)
        return value


def hyphenated(key: Any) -> Any:
    """The key that a template's name stands for where the name itself is no key: `base_url` is `base-url`."""
    return key.replace("_", "-") if isinstance(key, str) and "_" in key else ABSENT


class DataFile:
    """A file of site data; read and parsed at first use, and then kept."""

    def __init__(self, location: Path, root: Path, folder: Path, within: Path, load: Load) -> None:
        self.location = location
        self.path = location.relative_to(root).as_posix()
        self.folder = folder
        """The folder that it is in, as it is without links, and"""
        self.within = within
        """the root, out of which the file may not lead."""
        self._load = load
        self.diagnostics: list[Diagnostic] = []
        self.error: Diagnostic | None = None
        self.file: SourceFile | None = None
        self.digest: str | None = None
        """That of the bytes that were parsed."""

    def values(self, reading: Reading) -> Any:
        """What the file holds, on behalf of a page. Raises ReportedError where it cannot be read."""
        reading.record(self.path)
        if self.file is None and self.error is None:
            self.load()
        for diagnostic in self.diagnostics:
            reading.report(diagnostic)
        if self.error is not None:
            raise ReportedError(self.error)
        assert self.file is not None
        return self.file.values

    def forget(self) -> None:
        """Read the file anew at its next use."""
        self.file = self.error = self.digest = None
        self.diagnostics = []

    def load(self) -> None:
        """Read and parse the file; what is wrong is kept in `error` and `diagnostics`."""
        try:
            mode = os.lstat(self.location).st_mode
            is_link = stat.S_ISLNK(mode)
            found = os.path.realpath(self.location) if is_link else os.path.join(self.folder, self.location.name)
            if not found.startswith(os.path.join(self.within, "")):
                raise ContentError(
                    "YM001",
                    "the file is a link to outside of the project, and is not read",
                    hint="copy the file into the data folder",
                    place=Place(self.path),
                )
            if not stat.S_ISREG(os.stat(self.location).st_mode if is_link else mode):
                raise ContentError(
                    "YM001",
                    "this is a device or a pipe, and is not read",
                    hint="put a file in its place",
                    place=Place(self.path),
                )
            raw = self.location.read_bytes()
            self.digest = digest_of(raw)
            file = SourceFile(self.path, decode(raw, self.path), SUFFIXES[self.location.suffix])
            self.diagnostics = self._load(file)
            self.file = file
        except ContentError as error:
            self.error = Diagnostic(error.code, error.place or Place(self.path), error.message, error.hint)
            self.diagnostics = [self.error]
        except OSError as error:
            self.error = unreadable(self.path, error)
            self.diagnostics = [self.error]


def unreadable(path: str, error: Exception) -> Diagnostic:
    """The diagnostic of a file or folder that the system does not let be read."""
    reason: str | None = "it is a link that leads back to itself"
    if isinstance(error, OSError) and error.errno != errno.ELOOP:
        reason = error.strerror
    return Diagnostic("YM001", Place(path), f"it cannot be read: {reason}", "look at its permissions, or delete it")


class DataFolder:
    """A folder of site data: for each key a file, a folder, or both, which merge."""

    def __init__(self, location: Path, root: Path, load: Load = load_data, around: tuple[Path, ...] = ()) -> None:
        self.location = location
        self.path = location.relative_to(root).as_posix() + "/"
        self.root = root
        self.load = load
        self.around = around
        """The folders that it is in, and itself, as they are without links; nothing where that is not known yet."""
        self._files: dict[str, DataFile] | None = None
        self._folders: dict[str, DataFolder] = {}
        self.diagnostics: list[Diagnostic] = []

    def scan(self) -> None:
        """List the folder, once. Hidden files and other formats are passed over, and links to folders outside of the
        project or around this one.
        """
        if self._files is not None:
            return
        self._files = {}
        try:
            around = self.around or (self.location.resolve(),)
            root = self.root.resolve()
            found = sorted(os.scandir(self.location), key=lambda one: one.name) if self.location.is_dir() else []
        except (OSError, RuntimeError) as error:
            self.diagnostics.append(unreadable(self.path, error))
            return
        for one in found:
            entry = self.location / one.name
            if one.name.startswith("."):
                continue
            is_link = one.is_symlink()
            if os.path.isdir(entry) if is_link else one.is_dir():  # `isdir` is quiet where that may not be asked
                target = entry.resolve() if is_link else around[-1] / one.name
                if target.is_relative_to(root) and target not in around:
                    self._folders[entry.name] = DataFolder(entry, self.root, self.load, (*around, target))
            elif entry.suffix in SUFFIXES:
                if entry.stem in self._files:
                    first = self._files[entry.stem].path
                    clash = Diagnostic(
                        "DT005",
                        Place(entry.relative_to(self.root).as_posix()),
                        f"`{entry.stem}` is given by {first} already; this file is not used",
                        "rename one of the two files",
                    )
                    self.diagnostics.append(clash)
                else:
                    self._files[entry.stem] = DataFile(entry, self.root, around[-1], root, self.load)

    def rescan(self, changed: Container[str]) -> None:
        """List the folder anew, and those below it; files whose paths are not among the changed stay parsed."""
        files, folders, is_scanned = self._files, self._folders, self._files is not None
        self._files, self._folders, self.diagnostics = None, {}, []
        if files is None or not is_scanned:
            return
        for key, file in self.files.items():
            known = files.get(key)
            if known is not None and known.location == file.location:
                known.folder = file.folder
                self._files = {**self.files, key: known}
                if known.path in changed:
                    known.forget()
        for key, folder in self.folders.items():
            if key in folders:
                folders[key].around = folder.around
                self._folders[key] = folders[key]
                folders[key].rescan(changed)

    @property
    def files(self) -> dict[str, DataFile]:
        """The files of the folder by key (the stem of their name)."""
        self.scan()
        assert self._files is not None
        return self._files

    @property
    def folders(self) -> dict[str, DataFolder]:
        """The folders in the folder by key."""
        self.scan()
        return self._folders

    def all_files(self) -> Iterator[DataFile]:
        """Every file in and below the folder."""
        yield from self.files.values()
        for folder in self.folders.values():
            yield from folder.all_files()


class FolderView(Searched):
    """A folder as one page sees it: a mapping that records what is read through it.

    Where a file has the folder's name (`core.yml` beside `core/`), its keys merge with the folder's.
    """

    def __init__(self, folder: DataFolder, reading: Reading, beside: DataFile | None = None) -> None:
        self.folder = folder
        self._reading = reading
        self._beside = beside

    def _own(self) -> dict[Any, Any]:
        """The keys of the file beside the folder."""
        self.folder.scan()
        for diagnostic in self.folder.diagnostics:
            self._reading.report(diagnostic)
        if self._beside is None:
            return {}
        values = self._beside.values(self._reading)
        if isinstance(values, dict):
            for key in values.keys() & (self.folder.files.keys() | self.folder.folders.keys()):
                self._reading.report(self._clash(f"the key `{key}` stands in the folder {self.folder.path} too"))
            return values
        if values is not None:
            self._reading.report(self._clash(f"the file is no mapping, and the folder {self.folder.path} has its name"))
        return {}

    def _clash(self, message: str) -> Diagnostic:
        assert self._beside is not None
        return Diagnostic("DT005", Place(self._beside.path), f"{message}; the folder counts", "rename one of the two")

    def search(self, key: Any) -> Any:
        """See `Searched.search`."""
        for wanted in spellings(key):
            try:
                return self[wanted]
            except (KeyError, TypeError):
                continue
        return ABSENT

    def __getitem__(self, key: str) -> Any:
        own = self._own()
        folder, file = self.folder.folders.get(key), self.folder.files.get(key)
        if folder is not None:
            return FolderView(folder, self._reading, file)
        if file is not None:
            return file.values(self._reading)
        self._reading.record(self.folder.path)
        return own[key]

    def _names(self) -> dict[str, None]:
        return dict.fromkeys([*self._own(), *self.folder.files, *self.folder.folders])

    def __iter__(self) -> Iterator[str]:
        self._reading.record(self.folder.path)
        return iter(self._names())

    def __len__(self) -> int:
        self._reading.record(self.folder.path)
        return len(self._names())

    def __contains__(self, key: object) -> bool:
        self._reading.record(self.folder.path)
        return key in self._names()


def get(values: Any, key: Any) -> Any:
    """The value of a key in a mapping, else of its hyphenated spelling, else of the key that prints the same.

    `x.base_url` finds `base_url`, else `base-url`; `codes["200"]` finds the number 200. ABSENT where none is.
    """
    if type(key) is str:
        if type(values) is dict:
            if key in values:
                return values[key]
            if "_" in key and (spelled := key.replace("_", "-")) in values:
                return values[spelled]
            return get_printed(values, key) if key[:1] in SCALAR_STARTS or key in SCALAR_WORDS else ABSENT
        if isinstance(values, Searched):
            return values.search(key)
    for wanted in spellings(key):
        try:
            return values[wanted]
        except (KeyError, TypeError):
            continue
    spelling = printed(key)
    return ABSENT if spelling is ABSENT else get_printed(values, spelling)


def spellings(key: Any) -> Iterator[Any]:
    """A key, and what else it may be written as in the data."""
    yield key
    for other in (hyphenated(key), printed(key)):
        if other is not ABSENT and other is not key:
            yield other


def get_printed(values: Any, spelling: str) -> Any:
    """The value of the key in a `dict` that is no string, and prints like this. ABSENT where none is."""
    if (spelling[:1] in SCALAR_STARTS or spelling in SCALAR_WORDS) and isinstance(values, dict):
        for own in values:
            if not isinstance(own, str) and printed(own) == spelling:
                return values[own]
    return ABSENT


SCALAR_STARTS = "-0123456789"
SCALAR_WORDS = frozenset(["true", "false", "inf", "nan"])
"""What a key that is no string begins with as it prints, and is where it is no number; null prints nothing."""


def printed(key: Any) -> Any:
    """A key as it prints: `true`, `200`, nothing for null. ABSENT for what is no scalar."""
    if isinstance(key, str):
        return key
    if key is None:
        return ""
    if isinstance(key, bool):
        return str(key).lower()
    return str(key) if isinstance(key, int | float) else ABSENT


FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n.*?^(?:---|\.\.\.)", re.DOTALL | re.MULTILINE)


def known_in_bytes(key: str, raw: bytes, suffix: str) -> bool:
    """Whether the bytes of a file have the key, as far as that is seen without parsing it.

    In YAML and JSON it stands before a colon, in a document in its front matter only; in TOML before `=` or in
    brackets; in CSV in the first row.
    """
    if suffix == ".csv":
        raw = raw.split(b"\n", 1)[0] + b"\n"
    elif suffix == ".md":
        found = FRONT_MATTER.match(raw)
        raw = found.group() if found is not None else b""
    before, after = {
        ".csv": (rb"(?:^|,)[\"' ]*", rb"[\"' ]*[,\r\n]"),
        ".toml": (rb"(?:^|[\s{,.\[\"'])", rb"[\"']?\s*[\].=]"),
    }.get(suffix, (rb"(?:^|[\s{,?\"'-])", rb"[\"']?\s*:"))
    names = b"|".join(re.escape(spelling.encode()) for spelling in {key, key.replace("_", "-")})
    return re.search(before + rb"(?:" + names + rb")" + after, raw, re.MULTILINE) is not None


def read_bytes(location: Path) -> bytes:
    """The bytes of a file, none where it cannot be read."""
    try:
        return location.read_bytes()
    except OSError:
        return b""
