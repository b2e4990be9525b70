"""Neighbours: what other plugins and the theme may add to a site, which the linter does not run."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from foreword.lint.config import Config
from foreword.source.places import nodes_of

MAKERS = frozenset(
    "gen-files api-autonav blog material/blog multirepo monorepo macros same-dir simple mkdocs-jupyter mknotebooks i18n"
    " material/tags roamlinks ezlinks wikilinks obsidian-bridge".split()
)
"""Plugins that add pages, give them other URLs, or make other links of those that are written."""
MADE = re.compile(
    r"(?:404|search)(?:\.html)?|sitemap\.xml(?:\.gz)?|search/.*|objects\.inv|robots\.txt|llms(?:-full)?\.txt|feed_.*\.xml"
)
"""Files that MkDocs, a theme or a plugin write beside the docs."""
OWN_SLUGS = re.compile(r"^[^#\n]*\bslugify:[ \t]*!", re.MULTILINE)


def plugin_names(config: Config) -> Iterator[str]:
    """The names of the plugins in mkdocs.yml."""
    plugins = value_of(nodes_of(config.options.config), "plugins")
    items = plugins.value if isinstance(plugins, yaml.SequenceNode | yaml.MappingNode) else []
    for item in items:
        node = item[0] if isinstance(item, tuple) else item
        if isinstance(node, yaml.MappingNode) and node.value:
            node = node.value[0][0]
        if isinstance(node, yaml.ScalarNode):
            yield node.value


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found: yaml.Node | None = next((value for name, value in pairs if name.value == key), None)
    return found


def may_have_more_pages(config: Config) -> bool:
    """Whether another plugin, or a hook, may add pages that the linter does not know."""
    has_hooks = value_of(nodes_of(config.options.config), "hooks") is not None
    return has_hooks or any(name in MAKERS for name in plugin_names(config))


def is_made(config: Config, url: str) -> bool:
    """Whether a URL of the site is that of a file which is written beside the docs, or lies in the theme's folder."""
    if MADE.fullmatch(url):
        return True
    folder = value_of(value_of(nodes_of(config.options.config), "theme"), "custom_dir")
    if not isinstance(folder, yaml.ScalarNode):
        return False
    theme = (config.options.root / str(folder.value)).resolve()
    location = (theme / url).resolve()
    return location.is_relative_to(theme) and location.is_file()


def has_own_slugs(config: Config) -> bool:
    """Whether the ids of headings are made by code that mkdocs.yml names: the linter does not run it."""
    return OWN_SLUGS.search(config.options.config.text) is not None
