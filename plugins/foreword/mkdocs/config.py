"""The options of the plugin in mkdocs.yml, each beside its type."""

from __future__ import annotations

import os
import posixpath
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config, ValidationError

from foreword.source.options import COMPAT


class PathInside(option.Type[str]):
    """A path from the folder of mkdocs.yml to something inside it: nothing outside of the project is read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(str, **kwargs)

    def run_validation(self, value: object) -> str:
        """See `mkdocs.config.base.BaseConfigOption`. Raises ValidationError."""
        path = super().run_validation(value)
        normal = posixpath.normpath(path.replace("\\", "/"))
        if not path or normal.startswith(("..", "/")) or os.path.isabs(path):
            raise ValidationError(f"'{path}' is not inside the folder of mkdocs.yml; write a path that begins there")
        return normal


class CacheFolder(option.OptionallyRequired[bool | str]):
    """Whether there is a cache, or the path of its folder."""

    def run_validation(self, value: object) -> bool | str:
        """See `mkdocs.config.base.BaseConfigOption`. Raises ValidationError."""
        if isinstance(value, bool):
            return value
        path = PathInside().run_validation(value)
        if path == ".":
            raise ValidationError("the cache needs a folder of its own, as '.cache/foreword'")
        return path


class Patterns(option.OptionallyRequired[list[str]]):
    """A pattern of paths, or a list of them."""

    def run_validation(self, value: object) -> list[str]:
        """See `mkdocs.config.base.BaseConfigOption`. Raises ValidationError."""
        patterns = value if isinstance(value, list) else [value]
        if not all(isinstance(pattern, str) and pattern for pattern in patterns):
            raise ValidationError(f"Expected a path, as 'api/**', or a list of paths, not {value!r}")
        return [str(pattern).lstrip("/") for pattern in patterns]


class DefaultsConfig(Config):  # type: ignore[no-untyped-call]
    """`defaults`: keys that documents have where they do not say otherwise."""

    path = option.Type(str)
    """A pattern of paths in the docs, as `connect/api/**`."""

    values_ = option.Type(dict)
    """The keys, as they would stand in the front matter."""


class JinjaConfig(Config):  # type: ignore[no-untyped-call]
    """`jinja`: where Jinja is off."""

    exclude = option.ListOfItems(option.Type(str), default=[])
    """Patterns of paths in the docs in which nothing is expanded, as `changelog/**`."""


class ForewordConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin `foreword`. Paths are relative to the folder of mkdocs.yml."""

    data_ = PathInside(default="data")
    """The folder of the site data."""

    templates = PathInside(default="templates")
    """The folder of the site's own layouts, components and partials."""

    aliases = option.DictOfItems(option.Type(str), default={})
    """Short names for paths into the site data, as `api: site.data.connect.api`."""

    collections = option.DictOfItems(Patterns(), default={})
    """Sets of documents that templates query: a name, and a pattern of paths in the docs, as `connect/api/**`."""

    defaults = option.ListOfItems(option.SubConfig(DefaultsConfig), default=[])
    """Front matter by path; of two that match, the more specific counts, and a document's own keys above all."""

    labels = option.DictOfItems(option.Type(str), default={})
    """Words on the page by key, as `copy: Copy`."""

    jinja = option.SubConfig(JinjaConfig)
    """Where Jinja is off."""

    lint = option.Type((bool, dict), default=False)
    """`true` runs the rules of `foreword lint` in each build; a mapping holds options of the linter, and `build: true`
    does the same."""

    compat = option.Optional(option.Choice(COMPAT))
    """Where the site came from: templates without the ending `.jinja` are rendered as Jekyll did, with the filters of
    Liquid 4 or 5."""

    cache = CacheFolder(default=True)
    """The folder in which is kept what pages became; `false` for none, `true` for `.cache/foreword`."""

    fast_serve = option.Type(bool, default=True)
    """Whether a preview shows an edit at once, and brings the other pages up to date afterwards."""

    polling = option.Type(bool, default=False)
    """Whether a preview looks for changed files itself, twice a second: for network disks and containers."""

    extensions = option.Optional(PathInside())
    """A Python file with filters and functions of the site's own. It is run: trusted code only."""
