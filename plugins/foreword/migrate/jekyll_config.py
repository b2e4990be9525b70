"""Jekyll's configuration: what `_config.yml` says, above what Jekyll itself says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NAMES = ("_config.yml", "_config.yaml", "_config.toml")
"""Where Jekyll looks for it; the first that is there counts."""

EXCLUDED = (
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)
"""What Jekyll leaves out of every site (`Configuration::DEFAULT_EXCLUDES`)."""

STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
"""The permalinks that have a name (`Configuration::STYLE_TO_PERMALINK`)."""


@dataclass(frozen=True)
class CollectionConfig:
    """A collection as `_config.yml` describes it."""

    name: str
    output: bool
    permalink: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """One of the `defaults`: the keys of documents of a type (`pages`, or a collection's name) below a path."""

    path: str
    type: str | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class JekyllConfig:
    """The configuration of a Jekyll site. `values` are those of the file alone."""

    values: Mapping[str, Any]

    def text(self, key: str, default: str = "") -> str:
        """The text of a key, or `default` where there is none."""
        value = self.values.get(key)
        return default if value is None else str(value)

    def folder(self, key: str, default: str) -> str:
        """A folder of the site, as a path from its root without a `/` at either end."""
        return self.text(key, default).strip("/").removeprefix("./")

    @property
    def layouts(self) -> str:
        """The folder of the layouts."""
        return self.folder("layouts_dir", "_layouts")

    @property
    def includes(self) -> str:
        """The folder of the includes."""
        return self.folder("includes_dir", "_includes")

    @property
    def data(self) -> str:
        """The folder of the data."""
        return self.folder("data_dir", "_data")

    @property
    def plugins(self) -> str:
        """The folder of the site's own Ruby plugins."""
        return self.folder("plugins_dir", "_plugins")

    @property
    def collections_folder(self) -> str:
        """The folder in which the collections are; empty where that is the root."""
        return self.folder("collections_dir", "")

    @property
    def include(self) -> tuple[str, ...]:
        """Patterns of what Jekyll takes though it would pass over it."""
        return strings(self.values.get("include", [".htaccess"]))

    @property
    def exclude(self) -> tuple[str, ...]:
        """Patterns of what Jekyll leaves out."""
        return (*strings(self.values.get("exclude")), *EXCLUDED)

    @property
    def markdown_suffixes(self) -> frozenset[str]:
        """The endings of Markdown files, with their dot."""
        names = self.text("markdown_ext", "markdown,mkdown,mkdn,mkd,md")
        return frozenset(f".{name.strip().lower()}" for name in names.split(","))

    @property
    def permalink(self) -> str:
        """The `permalink` of the site: a name of a style, or a template."""
        return self.text("permalink", "date")

    @property
    def gems(self) -> tuple[str, ...]:
        """The plugins that are gems."""
        return strings(self.values.get("plugins")) or strings(self.values.get("gems"))

    @property
    def collections(self) -> dict[str, CollectionConfig]:
        """The collections in Jekyll's order: posts, then those of the file."""
        said = self.values.get("collections")
        if isinstance(said, list):
            said = dict.fromkeys(map(str, said))
        said = said if isinstance(said, Mapping) else {}
        all_of_them = {"posts": said.get("posts"), **{str(name): values for name, values in said.items()}}
        return {name: self._collection(name, values) for name, values in all_of_them.items()}

    def _collection(self, name: str, values: Any) -> CollectionConfig:
        """A collection from its values. Posts have an output whatever these say (`add_default_collections`)."""
        values = values if isinstance(values, Mapping) else {}
        permalink = values.get("permalink")
        if name == "posts":
            template = str(permalink or STYLES.get(self.permalink, self.permalink))
            return CollectionConfig(name, True, template, values)
        template = str(permalink) if permalink is not None else with_suffix("/:collection/:path", self.permalink)
        return CollectionConfig(name, is_true(values.get("output", False)), template, values)

    @property
    def defaults(self) -> list[Scope]:
        """The `defaults` that are valid, in their order."""
        found: list[Scope] = []
        entries = self.values.get("defaults")
        for entry in entries if isinstance(entries, list) else []:
            if not isinstance(entry, Mapping) or not isinstance(entry.get("values"), Mapping):
                continue
            scope = entry.get("scope")
            scope = scope if isinstance(scope, Mapping) else {}
            kind = scope.get("type")
            kind = {"page": "pages", "post": "posts", "draft": "drafts"}.get(str(kind), kind)
            path = scope.get("path")
            found.append(Scope(str(path or ""), None if kind is None else str(kind), entry["values"]))
        return found


def with_suffix(template: str, style: str) -> str:
    """A template of a permalink with what a style puts at its end (`Utils.add_permalink_suffix`)."""
    if style == "pretty" or (style not in STYLES and style.endswith("/")):
        return template + "/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return template + ":output_ext"
    return template


def strings(value: Any) -> tuple[str, ...]:
    """The strings of a list; a single value is a list of one."""
    if value is None:
        return ()
    return tuple(str(item) for item in (value if isinstance(value, list) else [value]))


def is_true(value: Any) -> bool:
    """Whether Ruby takes a value for true."""
    return value is not None and value is not False
