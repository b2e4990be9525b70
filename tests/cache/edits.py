"""A small site of many shapes whose files can each be another, and how it is built: from the cache, and cleanly."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from conftest import build
from foreword.mkdocs import workers

EPOCH = "1790000000"
"""The day of every build, as some pages print it."""

VARIANTS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "variants.yml").read_text("utf-8"))
FILES: dict[str, list[str | None]] = VARIANTS["files"]
"""What each file may hold, the first at the beginning; with None it is not there."""

OPTIONS: dict[str, list[Any]] = VARIANTS["options"]
"""What each option may be, the first at the beginning; None leaves it out."""

SLOTS: dict[str, int] = {name: len(variants) for name, variants in {**FILES, **OPTIONS}.items()}
"""How many variants each file and each option has."""

QUIET = (
    "Cleaning site directory",
    "Building documentation to",
    "Documentation built in",
    "foreword: the whole site is written anew",
    "foreword: the navigation is rendered for each page",
)
"""How messages begin that are about a build itself."""


@dataclass
class Result:
    """What a build gave: the files by path, what it told, sorted, and whether strict mode let it pass."""

    files: dict[str, bytes]
    told: list[str]
    passed: bool
    output: str = field(default="", compare=False)

    def differences(self, clean: Result) -> list[str]:
        """How this differs from what a clean build gave, a line each."""
        found = [f"{path} is there still" for path in sorted(self.files.keys() - clean.files.keys())]
        found += [f"{path} is not there" for path in sorted(clean.files.keys() - self.files.keys())]
        for path in sorted(self.files.keys() & clean.files.keys()):
            if self.files[path] != clean.files[path]:
                found.append(f"{path} differs: {first_difference(self.files[path], clean.files[path])}")
        rest = list(clean.told)
        for line in self.told:
            if line in rest:
                rest.remove(line)
            else:
                found.append(f"told: {line}")
        found += [f"not told: {line}" for line in rest]
        if self.passed != clean.passed:
            found.append(f"strict mode says {self.passed} in place of {clean.passed}")
        return found


def first_difference(one: bytes, other: bytes) -> str:
    """The first line that differs in two files, in both."""
    for left, right in zip(one.split(b"\n"), other.split(b"\n"), strict=False):
        if left != right:
            return f"{left[:300]!r} in place of {right[:300]!r}"
    return "one is longer"


@dataclass
class EditedSite:
    """A site in a folder. Each file and option is one of its variants, by number; `options` go into mkdocs.yml as they
    are."""

    root: Path
    options: dict[str, Any] = field(default_factory=dict)
    chosen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0), repr=False)

    def create(self) -> None:
        """Write all of it."""
        self.edit(dict(self.chosen))

    def edit(self, edits: Mapping[str, int]) -> None:
        """Write other variants of files and options."""
        self.chosen.update(edits)
        paths = [path for path in FILES if path in edits]
        for path in paths:
            if FILES[path][self.chosen[path]] is None:
                remove(self.root / path)
        for path in paths:
            content = FILES[path][self.chosen[path]]
            if content is not None and not is_hindered(self.root / path):
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_text(content, "utf-8")
        self.write_config()

    def write_config(self, cache: bool = True, name: str = "mkdocs.yml") -> Path:
        """Write mkdocs.yml, where it is another, and give its place."""
        config: dict[str, Any] = {"plugins": ["search"]}
        own: dict[str, Any] = {"extensions": "foreword_extensions.py", "cache": cache}
        for key, variants in OPTIONS.items():
            value = variants[self.chosen[key]]
            if value is not None:
                (own if key.startswith("foreword.") else config)[key.removeprefix("foreword.")] = value
        own.update(self.options.get("foreword", {}))
        config.update({key: value for key, value in self.options.items() if key not in ("foreword", "plugins")})
        config["plugins"] = [*self.options.get("plugins", ["search"]), {"foreword": own}]
        location = self.root / name
        text = yaml.safe_dump(config, sort_keys=False)
        if not location.is_file() or location.read_text("utf-8") != text:
            location.write_text(text, "utf-8")
        return location

    @classmethod
    def built_once(cls, root: Path) -> EditedSite:
        """The site as it is at the beginning, built; a copy of its folder is kept for `again`."""
        site = cls(root)
        site.create()
        site.warm()
        shutil.copytree(root, root.with_name("original"))
        return site

    def again(self) -> EditedSite:
        """The site as it was when it was built once, with the cache of that build, in the same folder."""
        shutil.rmtree(self.root)
        shutil.copytree(self.root.with_name("original"), self.root)
        return EditedSite(self.root)

    def warm(self, how: str = "here", site: str = "site") -> Result:
        """Build as it is usual: with the cache, into the folder that is there. `how` is "here", "workers" (pages are
        made in several processes) or "process" (by the command `mkdocs build`)."""
        config = self.write_config()
        if how == "process":
            return in_process(config, self.root / site)
        with patch.object(workers, "PAYS", 2 if how == "workers" else workers.PAYS):
            return here(config, self.root / site)

    def clean(self) -> Result:
        """Build without a cache, into a folder that is not there; it is deleted afterwards."""
        config = self.write_config(cache=False)
        site = self.root / "clean"
        try:
            return here(config, site)
        finally:
            shutil.rmtree(site, ignore_errors=True)
            self.write_config()


def is_hindered(location: Path) -> bool:
    """Whether a file cannot be written, as there is a folder of its name, or a file with that of its folder."""
    return location.is_dir() or any(parent.is_file() for parent in location.parents)


def remove(location: Path) -> None:
    """Delete a file, and the folder around it where nothing is left in it."""
    if location.is_file():
        location.unlink()
        if not any(location.parent.iterdir()):
            location.parent.rmdir()


@contextmanager
def heard(logger: str = "mkdocs") -> Iterator[list[str]]:
    """What the builder logs meanwhile, from INFO on."""
    told: list[str] = []
    log = logging.getLogger(logger)
    level, handler = log.level, logging.Handler(logging.INFO)
    handler.emit = lambda record: told.append(f"{record.levelname} {record.getMessage()}")  # type: ignore[method-assign]
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield told
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


def here(config: Path, site: Path) -> Result:
    """Build in this process, strictly, as a new one would."""
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH}), heard() as told:
        built = build(config, site)
    return Result(files_of(site), of_site(told), not built.aborted)


def in_process(config: Path, site: Path, *arguments: str, **environment: str) -> Result:
    """Build by the command, strictly."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site), *arguments]
    done = subprocess.run(
        command,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "COLUMNS": "9999", **environment},
        cwd=config.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    output = done.stderr
    assert "Traceback" not in output, output
    return Result(files_of(site), lines_of(output), done.returncode == 0, output)


def lines_of(output: str) -> list[str]:
    """What a command told, as `heard` gives it."""
    told: list[str] = []
    for line in output.removesuffix("\n").split("\n"):
        level, mark, message = line.partition(" -  ")
        if mark and level.strip() in ("INFO", "WARNING", "ERROR"):
            told.append(f"{level.strip()} {message}")
        elif told and line and not line.startswith("Aborted"):
            told[-1] += f"\n{line.removeprefix(' ' * 12) if line.startswith(' ' * 12) else line}"
    return of_site(told)


def of_site(told: list[str]) -> list[str]:
    """The messages that are about the site, sorted; those about the build itself may be others."""
    return sorted(line for line in told if not line.partition(" ")[2].startswith(QUIET))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by path."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def search_index(result: Result) -> Any:
    """The search index of a site that was built."""
    return json.loads(result.files["search/search_index.json"])
