"""New sites, for `foreword new`: which files a site needs, which are missing, and what is left to do by hand.

The files of a new site stand in the folder `new` as they are written, byte for byte.
"""

from __future__ import annotations

import fnmatch
import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from foreword.source.diagnostic import ContentError, Place
from foreword.source.formats import SUFFIXES
from foreword.source.text import SourceFile, decode
from foreword.source.yaml import UNPRINTABLE, Loader, check_aliases, syntax_error

TEMPLATES = Path(__file__).parent / "new"
CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""What a site's configuration may be called; the first that is there counts. The last two are ProperDocs's."""


class NewSiteError(Exception):
    """Why a site cannot be made or added to, in words for the person at the keyboard."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\n  hint: {hint}" if hint else message)


class NewFile(NamedTuple):
    """A file that a site needs.

    `template` is its path in the folder `new`, `location` where it is written. If one of `instead` is there, it
    takes the place of the file.
    """

    template: str
    location: Path
    instead: tuple[Path, ...] = ()


class Outcome(NamedTuple):
    """What happened to one file: it was written, or what was there was kept."""

    verb: Literal["wrote", "kept"]
    location: Path


@dataclass(frozen=True)
class SiteConfig:
    """What an existing site's configuration says, as far as a new page concerns it.

    `files` are the configuration and those that it inherits from, the nearest first, each with its values.
    """

    files: tuple[tuple[Path, dict[str, Any]], ...]

    @property
    def location(self) -> Path:
        """The configuration itself."""
        return self.files[0][0]

    def value(self, key: str) -> Any:
        """The value of a key of the configuration, inherited or not; None without one."""
        return next((values[key] for _, values in self.files if key in values), None)

    def owner(self, key: str) -> Path:
        """The file in which a key stands, the nearest one; without one, the configuration itself."""
        return next((location for location, values in self.files if key in values), self.location)

    @property
    def docs(self) -> str:
        """The folder of the pages, relative to the configuration."""
        folder = self.value("docs_dir")
        return folder if isinstance(folder, str) and folder else "docs"

    @property
    def plugins(self) -> dict[str, Any]:
        """The plugins by name, each with its options. MkDocs merges inherited mappings, but not lists."""
        if not isinstance(self.value("plugins"), dict):
            return named_plugins(self.value("plugins"))
        merged: dict[str, Any] = {}
        for _, values in reversed(self.files):
            merged |= named_plugins(values.get("plugins"))
        return merged

    @property
    def data(self) -> str:
        """The folder of the site data, relative to the configuration."""
        options = self.plugins.get("foreword")
        folder = options.get("data") if isinstance(options, dict) else None
        return folder if isinstance(folder, str) and folder else "data"

    @property
    def nav(self) -> list[str]:
        """The paths and links that `nav` names."""
        return list(strings_in(self.value("nav")))


def named_plugins(plugins: Any) -> dict[str, Any]:
    """The value of `plugins`, a list or a mapping, as plugins by name, each with its options."""
    if isinstance(plugins, dict):
        return plugins
    named: dict[str, Any] = {}
    for item in plugins if isinstance(plugins, list) else []:
        named |= item if isinstance(item, dict) else {str(item): None}
    return named


def strings_in(nav: Any) -> Iterator[str]:
    """Every string in a `nav`, as deep as it goes; titles, which are keys, are left out."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from strings_in(item)


class ConfigLoader(Loader):
    """Reads a configuration without running any of it: a tag stands for nothing, but for `!ENV`."""

    def construct_env(self, node: yaml.Node) -> Any:
        """`!ENV NAME`, or `!ENV [NAME, OTHER, default]`: the first variable that is set."""
        names = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
        default = self.construct_object(names.pop(), deep=True) if len(names) > 1 else None
        values = (os.environ.get(name.value) for name in names if isinstance(name, yaml.ScalarNode))
        return next((value for value in values if value is not None), default)

    def construct_nothing(self, _suffix: str, _node: yaml.Node) -> None:
        """A tag of somebody else's, as `!!python/name:...`."""


ConfigLoader.add_constructor("!ENV", ConfigLoader.construct_env)
ConfigLoader.add_multi_constructor("", ConfigLoader.construct_nothing)


def find_config(folder: Path) -> Path | None:
    """The configuration of the site in `folder`; None where there is no site. Raises OSError."""
    return next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)


def read_config(location: Path) -> SiteConfig:
    """Read a site's configuration, and those that it inherits from.

    Raises NewSiteError, with file, line and column, for one that is not valid, and OSError for one that cannot
    be read.
    """
    files: list[tuple[Path, dict[str, Any]]] = []
    following: Path | None = location
    while following is not None:
        try:
            values = read_mapping(following)
        except ContentError as error:
            place = error.place or Place(following.as_posix())
            raise NewSiteError(f"{place}: {error.message}", error.hint) from None
        files.append((following, values))
        following = parent_of(following, values.get("INHERIT"))
        if following is not None and any(following == seen for seen, _ in files):
            raise NewSiteError(f"{files[-1][0]}: `INHERIT` leads back to {following}: a circle")
    return SiteConfig(tuple(files))


def parent_of(location: Path, inherit: Any) -> Path | None:
    """The configuration that the one at `location` names as `INHERIT`. Raises NewSiteError if it is not there."""
    if inherit is None:
        return None
    parent = Path(os.path.normpath(location.parent / str(inherit)))
    if not parent.is_file():
        raise NewSiteError(f"{location}: `INHERIT` names {parent}, which is not there")
    return parent


def read_mapping(location: Path) -> dict[str, Any]:
    """Read one YAML file that holds a mapping, or nothing. Raises ContentError, and OSError."""
    path = location.as_posix()
    file = SourceFile(path, decode(location.read_bytes(), path))
    try:
        loader = ConfigLoader(file.text)
        loader.file, loader.jinja, loader.duplicates = file, False, []
        file.values = loader.get_single_data()
        check_aliases(file)
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, file) from None
    except yaml.reader.ReaderError:
        raise ContentError("YM005", "a character is not allowed in YAML", place=unprintable_in(file)) from None
    except RecursionError:
        raise ContentError("YM001", "the values are nested too deeply", place=Place(path)) from None
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise ContentError("YM001", f"not valid YAML: {error}", place=Place(path)) from None
    if file.values is not None and not isinstance(file.values, dict):
        raise ContentError("FM003", "the file must hold keys, as `site_name: My API`", place=Place(path))
    return file.values or {}


def unprintable_in(file: SourceFile) -> Place:
    """The place of the first character that YAML does not allow."""
    found = UNPRINTABLE.search(file.text)
    start = found.start() if found else 0
    return Place(file.path, file.text.count("\n", 0, start) + 1, start - file.text.rfind("\n", 0, start))


def is_here(folder: Path) -> bool:
    """Whether `folder` is the one that the person is in. Raises OSError if that one is gone."""
    return os.path.realpath(folder) == os.path.realpath(".")


def check_folder(folder: Path) -> None:
    """Check that a site may be made in `folder`, which has no configuration: it is new, empty (names that begin
    with a dot do not count, as `.git`), or the one that the person is in.

    Raises NewSiteError where it may not, and OSError.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise NewSiteError(f"{folder} is there already, and is not a folder", "give another name")
    if not folder.is_dir() or is_here(folder):
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise NewSiteError(
            f"{folder} is not empty, and has no mkdocs.yml",
            "give another name, or go into that folder and run `foreword new .`, which overwrites nothing",
        )


def files_of(folder: Path, config: SiteConfig | None) -> list[NewFile]:
    """The files that the site in `folder` needs, in the order in which they are written.

    A site that has its configuration needs a page, which comes first, and the data. One that has none needs a
    home page and the configuration too; that is the last, so that a folder in which writing failed does not
    pass for a site.
    """
    docs = folder / (config.docs if config else "docs")
    data = folder / (config.data if config else "data")
    if not data.resolve().is_relative_to(folder.resolve()):
        raise NewSiteError(
            f"the option `data` of foreword leads out of {folder}",
            "name a folder beside the configuration: nothing outside of it is read",
        )
    page = NewFile("docs/authentication.md", docs / "authentication.md", (docs / "authentication" / "index.md",))
    credentials = NewFile(
        "data/credentials.yml",
        data / "credentials.yml",
        tuple(data / f"credentials{suffix}" for suffix in ["", *SUFFIXES]),
    )
    if config is not None:
        return [page, credentials]
    home = NewFile("docs/index.md", docs / "index.md", (docs / "README.md",))
    return [home, page, credentials, NewFile("mkdocs.yml", folder / "mkdocs.yml")]


def write_missing(files: list[NewFile]) -> Iterator[Outcome]:
    """Write the files that are missing, one at a time, and tell what happened to each.

    Never overwrites. Raises NewSiteError where something else is in the way, and OSError.
    """
    for file in files:
        there = next((place for place in (file.location, *file.instead) if os.path.lexists(place)), None)
        if there is None:
            make_folder(file.location.parent)
            there = None if write_new(file.location, (TEMPLATES / file.template).read_bytes()) else file.location
        if there == file.location and there.is_dir():
            raise NewSiteError(f"{there} is a folder where a file is needed", "rename it")
        yield Outcome("wrote", file.location) if there is None else Outcome("kept", there)


def make_folder(folder: Path) -> None:
    """Make a folder and those around it, where they are missing. Raises NewSiteError for a file in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for place in (folder, *folder.parents):
            if os.path.lexists(place) and not place.is_dir():
                raise NewSiteError(f"{place} is in the way: a folder is needed there", "rename it") from None
        raise


def write_new(location: Path, content: bytes) -> bool:
    """Write a file that is not there, whole or not at all; returns whether it was not there. Raises OSError."""
    try:
        file = location.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(content)
    except BaseException:
        location.unlink(missing_ok=True)
        raise
    return True


def steps_left(config: SiteConfig, page: Path) -> list[str]:
    """What is left to do by hand in an existing site, as lines to print; none where all is done.

    `page` is where the site's page about credentials is, which an explicit `nav` has to name.
    """
    return [*plugin_lines(config), *nav_lines(config, page)]


def plugin_lines(config: SiteConfig) -> list[str]:
    """The lines that switch Foreword on, and where to add them; none where it is on."""
    plugins = config.value("plugins")
    if "foreword" in config.plugins:
        return []
    if plugins is None:  # MkDocs has its own search on until there is a list
        return [f"Add these lines to {config.location}:", "", "plugins:", "  - search", "  - foreword", ""]
    line = "  foreword: {}" if isinstance(plugins, dict) else "  - foreword"
    return [f"Add this line to `plugins` in {config.owner('plugins')}:", "", line, ""]


def nav_lines(config: SiteConfig, page: Path) -> list[str]:
    """The line that names `page` in an explicit `nav`; none where it is named, or where there is no `nav`."""
    path = page.relative_to(config.location.parent / config.docs).as_posix()
    entries = config.nav
    if not entries or any(fnmatch.fnmatchcase(path, posixpath.normpath(entry)) for entry in entries):
        return []
    return [f"Name the new page in `nav` in {config.owner('nav')}:", "", f"  - {path}", ""]
