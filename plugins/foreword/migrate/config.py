"""The configuration: `mkdocs.yml`, and `data/config.yml` with the keys that only templates read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foreword.migrate.jekyll_config import JekyllConfig
from foreword.migrate.markdown_options import extension_options
from foreword.migrate.yaml_text import dumped

TITLES = ("title", "site_title", "site_name", "name")
PREVIEW = "http://127.0.0.1:8000"
JEKYLLS = frozenset(
    "plugins gems collections defaults include exclude kramdown markdown highlighter sass permalink source destination"
    " collections_dir plugins_dir layouts_dir data_dir includes_dir cache_dir safe keep_files encoding markdown_ext"
    " strict_front_matter show_drafts limit_posts future unpublished whitelist lsi incremental detach port host"
    " show_dir_listing quiet verbose liquid relative_permalinks theme remote_theme csv_reader tsv_reader webrick"
    " livereload profile excerpt_separator redcarpet rdiscount".split()
)
"""The keys of `_config.yml` that only Jekyll itself reads."""
STRUCTURES = frozenset(["collections", "defaults"])
"""What Jekyll gives to templates in another form than the configuration has it."""


@dataclass(frozen=True)
class DefaultKeys:
    """The keys that the documents of some patterns have; `name` is where they come from."""

    name: str
    patterns: Sequence[str]
    values: Mapping[Any, Any]


@dataclass
class Settings:
    """What mkdocs.yml says beside the keys of `_config.yml`."""

    shell: str
    collections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    defaults: Sequence[DefaultKeys] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    excluded: Sequence[str] = ()
    nav: Sequence[Any] = ()


def is_kept(key: str, read: frozenset[str]) -> bool:
    """Whether a key of `_config.yml` goes to `data/config.yml`; `read` are the keys that templates read."""
    return key not in STRUCTURES and (key not in JEKYLLS or key in read)


def site_name(config: JekyllConfig, folder: str) -> str:
    """The name of the site: its title, else the name of its folder."""
    return next((config.text(key) for key in TITLES if config.text(key)), folder)


def site_url(config: JekyllConfig) -> str:
    """Where the site is published; without `url`, where MkDocs shows it."""
    base = config.text("baseurl").strip("/")
    return (config.text("url").rstrip("/") or PREVIEW) + (f"/{base}/" if base else "/")


def mkdocs_yml(config: JekyllConfig, settings: Settings, folder: str) -> str:
    """The text of mkdocs.yml."""
    description = config.text("description").strip()
    head = {"site_name": site_name(config, folder)}
    if description:
        head["site_description"] = " ".join(description.split())
    url = dumped({"site_url": site_url(config)}).rstrip("\n")
    if not config.text("url"):
        url += "  # where `mkdocs serve` shows it; write here where the site is published"
    parts = [
        "# Made by `foreword migrate` from _config.yml.",
        dumped(head) + url + "\nuse_directory_urls: false  # each page keeps the address that Jekyll gave it",
        theme(settings),
        plugins(settings),
        markdown(config),
        excluded(settings),
        VALIDATION,
        "# From the data of the sidebar.\n" + dumped({"nav": list(settings.nav)}) if settings.nav else "",
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"


VALIDATION = """\
validation:  # what a Jekyll site does on purpose
  nav: {omitted_files: ignore, absolute_links: ignore}
  links: {absolute_links: ignore, unrecognized_links: ignore}"""


def theme(settings: Settings) -> str:
    """The theme: MkDocs's, or none where the site's own layouts make the whole page."""
    if settings.shell == "keep":
        return "theme:  # templates/layouts/ make the whole page\n  name: null\n  custom_dir: overrides"
    return "theme:\n  name: mkdocs"


def plugins(settings: Settings) -> str:
    """The plugins and their options."""
    lines = ["plugins:", "  - search", "  - foreword:", "      compat: jekyll"]
    if settings.collections:
        collections = {name: listed(found) for name, found in settings.collections.items()}
        lines += indented(dumped({"collections": collections}), 6)
    if settings.defaults:
        lines += ["      defaults:", *defaults(settings.defaults)]
    if settings.redirects:
        lines.append("  - redirects:  # pip install mkdocs-redirects")
        lines += indented(dumped({"redirect_maps": dict(settings.redirects)}), 6)
    return "\n".join(lines)


def defaults(rules: Sequence[DefaultKeys]) -> list[str]:
    """The lines of `defaults`: keys that several patterns have are written once, and named after that."""
    lines: list[str] = []
    names: set[str] = set()
    for rule in rules:
        anchor = unused(re.sub(r"[^\w-]", "-", rule.name) or "keys", names)
        for index, pattern in enumerate(rule.patterns):
            lines += indented(dumped([{"path": pattern}]), 8)
            if index:
                lines.append(f"          values: *{anchor}")
            else:
                lines.append("          values:" + (f" &{anchor}" if len(rule.patterns) > 1 else ""))
                lines += indented(dumped(dict(rule.values)), 12)
    return lines


def unused(name: str, names: set[str]) -> str:
    """A name that no other has, like the given one."""
    found, count = name, 1
    while found in names:
        count += 1
        found = f"{name}-{count}"
    names.add(found)
    return found


def listed(patterns: Sequence[str]) -> list[str] | str:
    """Patterns as an option has them: one alone needs no list."""
    return patterns[0] if len(patterns) == 1 else list(patterns)


def indented(text: str, width: int) -> list[str]:
    """The lines of a text with spaces before them."""
    return [" " * width + line for line in text.splitlines()]


def markdown(config: JekyllConfig) -> str:
    """The Markdown extension, with the options of kramdown that the site has."""
    options = extension_options(config)
    name = "foreword.compat.kramdown"
    return dumped({"markdown_extensions": [{name: options} if options else name]})


def excluded(settings: Settings) -> str:
    """What is in the docs and no page, and what is published though MkDocs would pass over it."""
    if not settings.excluded:
        return ""
    return "exclude_docs: |\n" + "".join(f"  {pattern}\n" for pattern in settings.excluded)
