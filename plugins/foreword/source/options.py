"""Options: what mkdocs.yml says of a site, and the places of what stands there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from foreword.source.diagnostic import Place
from foreword.source.places import nodes_of, place_of
from foreword.source.text import SourceFile, Text, is_text

YAML_SUFFIXES = frozenset([".yml", ".yaml"])
MARKDOWN_SUFFIXES = frozenset([".md", ".markdown", ".mdown", ".mkdn", ".mkd"])
"""Those of MkDocs; see `mkdocs.utils.is_markdown_file`."""

COMPAT = ("jekyll", "jekyll-liquid-5")
"""Where a site may have come from: the values of the option `compat`."""
JEKYLL_ENV = "JEKYLL_ENV"
"""The environment variable from which such a site has `jekyll.environment`."""

GLOB = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@dataclass(frozen=True)
class Defaults:
    """Keys that every document under a path has, where it does not say otherwise. `path` is a pattern, relative to
    the docs."""

    path: str
    values: Mapping[Any, Any]


@dataclass(frozen=True)
class Options:
    """What a site is made of; the option of the same name in mkdocs.yml. Paths are relative to `root`."""

    root: Path
    docs: Path
    data: Path
    templates: Path
    config: SourceFile
    aliases: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    literal: tuple[str, ...] = ()
    collections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    defaults: Sequence[Defaults] = ()
    extensions: Path | None = None
    title: str = ""
    url: str = ""
    theme_copy: bool = False
    compat: str = ""

    def is_document(self, path: str) -> bool:
        """Whether a file of the docs (its path from there) is a document: Markdown, or YAML in a collection."""
        suffix = posixpath.splitext(path)[1]
        return suffix in MARKDOWN_SUFFIXES or (suffix in YAML_SUFFIXES and bool(self.collections_of(path)))

    def collections_of(self, path: str) -> list[str]:
        """The collections in which a document is, by its path from the docs."""
        return [
            name for name, patterns in self.collections.items() if any(matches(path, pattern) for pattern in patterns)
        ]

    def path_of(self, location: Path) -> str:
        """The path of a file as diagnostics tell it: from the root where it is below it."""
        path, root = location.as_posix(), self.root.as_posix() + "/"
        if path.startswith(root):
            return path[len(root) :]
        if location.is_relative_to(self.root):
            return location.relative_to(self.root).as_posix()
        return path

    def place(self, *keys: Any, at_key: bool = False) -> Place:
        """The place in mkdocs.yml of the value (or the key itself) at a path of keys below the plugin's options.

        Options that another file gives (`INHERIT`) are told at the head of the file.
        """
        lead = plugin_keys(nodes_of(self.config))
        return place_of(self.config, (*lead, *keys), at_key) if lead else Place(self.config.path)

    def text(self, expression: str, *keys: Any) -> Text:
        """The text of an expression that stands as an option, at the path of keys."""
        place = self.place(*keys)
        return Text(f"{{{{ {expression} }}}}", self.config, (place.line - 1, place.column - 1))

    def values(self, values: Any, *keys: Any) -> Any:
        """Values of an option with texts where strings hold Jinja; they stand at the path of keys."""
        if isinstance(values, Mapping):
            return {key: self.values(value, *keys, key) for key, value in values.items()}
        if isinstance(values, list):
            return [self.values(value, *keys, index) for index, value in enumerate(values)]
        if isinstance(values, str) and is_text(values):
            place = self.place(*keys)
            return Text(values, self.config, (place.line - 1, place.column - 1))
        return values


def plugin_keys(node: yaml.Node | None) -> tuple[Any, ...]:
    """The path of keys to the plugin's options in mkdocs.yml; empty where they are not there."""
    if not isinstance(node, yaml.MappingNode):
        return ()
    plugins = next((value for key, value in node.value if key.value == "plugins"), None)
    if isinstance(plugins, yaml.MappingNode):
        return ("plugins", "foreword") if any(key.value == "foreword" for key, _ in plugins.value) else ()
    for index, item in enumerate(plugins.value if isinstance(plugins, yaml.SequenceNode) else []):
        if isinstance(item, yaml.MappingNode) and any(key.value == "foreword" for key, _ in item.value):
            return ("plugins", index, "foreword")
    return ()


def matches(path: str, pattern: str) -> bool:
    """Whether a path matches a pattern: `*` within a folder, `**` through any folders; `/` may stand before it."""
    return glob(pattern).fullmatch(path) is not None


@lru_cache(maxsize=256)
def glob(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.lstrip("/"))
    return re.compile("".join(GLOB.get(part) or re.escape(part) for part in parts))


def specificity(pattern: str) -> int:
    """How much of a pattern is written out: of two that match a path, the one with more of it is more specific."""
    return len(re.sub(r"[*?]", "", pattern.lstrip("/")))


def merged(below: Mapping[Any, Any], above: Mapping[Any, Any]) -> dict[Any, Any]:
    """Two mappings as one: `above` wins, and mappings in both become one in the same way."""
    found = dict(below)
    for key, value in above.items():
        own = found.get(key)
        found[key] = merged(own, value) if isinstance(own, Mapping) and isinstance(value, Mapping) else value
    return found


def defaults_for(path: str, rules: Sequence[Defaults]) -> dict[Any, Any]:
    """The default keys of a document by its path (relative to the docs): the most specific rule wins, the later one
    of two that are alike."""
    found: dict[Any, Any] = {}
    for rule in sorted((rule for rule in rules if matches(path, rule.path)), key=lambda rule: specificity(rule.path)):
        found = merged(found, rule.values)
    return found
