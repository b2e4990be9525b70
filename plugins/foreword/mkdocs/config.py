"""The options of the plugin in mkdocs.yml, each beside its type."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config


class JinjaConfig(Config):  # type: ignore[no-untyped-call]
    """`jinja`: where Jinja is off."""

    exclude = option.ListOfItems(option.Type(str), default=[])
    """Patterns of paths in the docs in which nothing is expanded, as `changelog/**`."""


class ForewordConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin `foreword`. Paths are relative to the folder of mkdocs.yml."""

    data_ = option.Type(str, default="data")
    """The folder of the site data."""

    templates = option.Type(str, default="templates")
    """The folder of the site's own layouts, components and partials."""

    aliases = option.DictOfItems(option.Type(str), default={})
    """Short names for paths into the site data, as `api: site.data.connect.api`."""

    labels = option.DictOfItems(option.Type(str), default={})
    """Words on the page by key, as `copy: Copy`."""

    jinja = option.SubConfig(JinjaConfig)
    """Where Jinja is off."""

    extensions = option.Optional(option.Type(str))
    """A Python file with filters and functions of the site's own. It is run: trusted code only."""
