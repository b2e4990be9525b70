"""Hooks: whose events run in a build, and which short cuts they leave."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig

from foreword.mkdocs.search import is_search

READING = ("pre_page", "page_read_source", "page_markdown", "page_content")
THEMING = ("env", "page_context", "post_page")
TEMPLATES = ("env", "pre_template", "template_context", "post_template")

HARMLESS = frozenset(
    ["foreword", "mkdocs_redirects", "mkdocs_literate_nav", "mkdocs_section_index", "mkdocs_awesome_nav"]
)
"""The packages of plugins that write their part of the site anew in each build, and read what is in it never."""


def is_own(handler: object) -> bool:
    """Whether the handler of an event is Foreword's, or one of a search plugin that is known."""
    plugin = getattr(handler, "__self__", None)
    return type(plugin).__module__.startswith("foreword.") or is_search(plugin)


def has_foreign(config: MkDocsConfig, events: Iterable[str]) -> bool:
    """Whether another plugin, or a file of `hooks`, has a hand in one of these events."""
    return any(not is_own(handler) for event in events for handler in config.plugins.events[event])


def writers(config: MkDocsConfig) -> list[str]:
    """The plugins and hooks that may expect an empty folder of the site, by their names."""
    return [
        name
        for name, plugin in config.plugins.items()
        if not (is_search(plugin) or type(plugin).__module__.partition(".")[0] in HARMLESS)
    ]
