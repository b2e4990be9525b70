"""The salt: what every page of a build depends on, as text. The configuration, and the versions of what builds."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from markdown.util import get_installed_extensions
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.theme import Theme
from mkdocs.utils import get_build_date

import foreword
from foreword.source.digest import digest_of
from foreword.source.options import JEKYLL_ENV

UNUSED = frozenset(["nav", "site_dir", "config_file_path", "docs_dir", "watch", "dev_addr", "strict", "plugins"])
"""Options on which what a page becomes does not depend; of `nav` and `plugins` more is said elsewhere."""

RECORD = "mkdocs_foreword-*.dist-info/RECORD"
PLAIN = frozenset([str, int, float, bool, type(None)])

UNRECORDED = frozenset(["pymdownx.snippets", "markdown_include.include", "mdx_include", "pymdownx.b64"])
"""Markdown extensions that read files which nobody records."""


def page_salt(config: MkDocsConfig) -> list[str]:
    """What the rendering of every page depends on."""
    options = [described(value) for key, value in sorted(config.items()) if key not in UNUSED]
    environment = os.environ.get(JEKYLL_ENV, "")
    return [*versions(), environment, *options, described(config.plugins), *extension_files(config)]


def extension_files(config: MkDocsConfig) -> list[str]:
    """What the Markdown extensions are made of that are the site's own, and what they read."""
    entry_points = {point.name: point.value for point in get_installed_extensions()}
    found = [own_code(entry_points.get(name, name)) for name in config.markdown_extensions]
    emoji = config.mdx_configs.get("pymdownx.emoji", {}).get("options", {})
    folders = emoji.get("custom_icons") or []
    return [*found, *(f"{path} {signature(path)}" for folder in folders for path in files_of(Path(folder)))]


def own_code(name: str) -> str:
    """The code of the package in which something is, by its full name; empty for one that is installed."""
    module = sys.modules.get(name.partition(":")[0].partition(".")[0])
    location = getattr(module, "__file__", None)
    if module is None or location is None or is_installed(location) or is_standard(location):
        return ""
    paths = sorted(Path(location).parent.rglob("*.py")) if hasattr(module, "__path__") else [Path(location)]
    return " ".join(signature(path) for path in paths)


def is_standard(location: str) -> bool:
    """Whether a file belongs to Python's own library."""
    return Path(location).is_relative_to(Path(os.__file__).parent)


def theme_salt(config: MkDocsConfig) -> list[str]:
    """What the theme shows of the build itself, beside its pages: the day, and whose files the templates are."""
    folders = [location for location in config.theme.dirs if not is_installed(location)]
    own = [f"{path.relative_to(folder)} {signature(path)}" for folder in folders for path in files_of(Path(folder))]
    return [get_build_date(), os.environ.get("SOURCE_DATE_EPOCH", ""), described(config.nav), *own]


def files_of(folder: Path) -> Iterator[Path]:
    """The files in and below a folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def signature(path: Path) -> str:
    """What a file that is no part of a package holds."""
    return digest_of(path.read_bytes())


def is_installed(location: str) -> bool:
    """Whether a folder belongs to an installed package, whose version says what is in it."""
    return any(part in ("site-packages", "dist-packages") for part in Path(location).parts)


def versions() -> list[str]:
    """The names and versions of all that is installed, and what Foreword's own files are."""
    installed = {
        name
        for folder in sys.path
        if os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith((".dist-info", ".egg-info"))
    }
    return [sys.version, *sorted(installed), *code_of(Path(foreword.__file__).parent)]


def code_of(package: Path) -> list[str]:
    """What the files of a package are: by the digests that its installer has recorded, so that a new installation is
    the same; else, as in a checkout, by their sizes and times."""
    found = [line for record in package.parent.glob(RECORD) for line in recorded(record, package.name)]
    if found:
        return found
    for folder, _, names in os.walk(package):
        for path in (os.path.join(folder, name) for name in names if not name.endswith(".pyc")):
            with contextlib.suppress(OSError):  # an editor's link to nowhere, or a file that has just gone
                status = os.stat(path)
                found.append(f"{os.path.relpath(path, package)} {status.st_size} {status.st_mtime_ns}")
    return sorted(found)


def recorded(record: Path, package: str) -> list[str]:
    """The files of a package with their digests, in the record of what an installer has written."""
    lines = record.read_text("utf-8").splitlines()
    return sorted(line for line in lines if line.startswith(f"{package}/") and ",sha256=" in line)


def described(value: Any) -> str:
    """A value of the configuration as text that is the same in each process: functions by their names."""
    if type(value) in PLAIN or isinstance(value, str | int | float):
        return repr(value)
    if type(value) is dict:
        return "{" + ", ".join([f"{key!r}: {described(item)}" for key, item in value.items()]) + "}"
    if type(value) is list:
        return "[" + ", ".join([described(item) for item in value]) + "]"
    if isinstance(value, PluginCollection):
        return "\n".join(f"{name}: {plugin_described(plugin)}" for name, plugin in value.items())
    if isinstance(value, Theme):
        own = {key: item for key, item in vars(value).items() if key not in ("dirs", "_custom_dir")}
        return described(dict(sorted(own.items())))
    if isinstance(value, Config | Mapping):
        return described(dict(value))
    if isinstance(value, list | tuple):
        return described([*value])
    if isinstance(value, set | frozenset):
        return described(sorted(map(described, value)))
    if isinstance(value, FunctionType | BuiltinFunctionType | type):
        return f"{value.__module__}.{value.__qualname__} {own_code(value.__module__ or '')}"
    if isinstance(value, ModuleType):  # a file of the option `hooks`
        return signature(Path(value.__file__)) if value.__file__ else value.__name__
    if isinstance(value, partial):
        return f"{described(value.func)}{described(value.args)}{described(value.keywords)}"
    if isinstance(value, PurePath) or type(value).__name__ == "Locale":
        return str(value)
    public = {key: item for key, item in getattr(value, "__dict__", {}).items() if not key.startswith("_")}
    return kind_of(value) + described(public) + own_code(type(value).__module__)


def plugin_described(plugin: object) -> str:
    """A plugin and its options; a file of the option `hooks` is one too."""
    if isinstance(plugin, ModuleType):
        return described(plugin)
    return f"{kind_of(plugin)} {described(getattr(plugin, 'config', None))}"


def kind_of(value: object) -> str:
    """The class of an object by its full name."""
    return f"{type(value).__module__}.{type(value).__qualname__}"
