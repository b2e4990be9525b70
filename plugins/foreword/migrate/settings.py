"""The options of the new site: its collections, defaults, redirects, navigation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from foreword.migrate.config import DefaultKeys, Settings
from foreword.migrate.conversion import Conversion
from foreword.migrate.defaults import defaults_of
from foreword.migrate.document import JekyllDocument
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.linked import Linked
from foreword.migrate.navigation import Links, assigned_names, navigation_of
from foreword.migrate.patterns import patterns_for
from foreword.migrate.redirects import page_key, redirects_of
from foreword.source.diagnostic import Place
from foreword.source.places import place_of
from foreword.source.text import SourceFile

UNPUBLISHED = "unpublished"
"""The folder beside the docs of what Jekyll does not publish, and nobody should lose."""


@dataclass
class Placed:
    """Where everything goes: documents have their `target`; `static` are targets by path; `others` are text files with
    front matter that are no pages."""

    documents: list[JekyllDocument] = field(default_factory=list)
    unpublished: list[JekyllDocument] = field(default_factory=list)
    others: list[JekyllDocument] = field(default_factory=list)
    static: dict[str, str] = field(default_factory=dict)
    linked: Linked = field(default_factory=lambda: Linked(()))

    def of(self, collection: str) -> list[JekyllDocument]:
        """The documents of a collection."""
        return [document for document in self.documents if document.collection == collection]

    def more(self, document: JekyllDocument) -> dict[str, Any]:
        """The keys that a document gets for its new place: `path`, by which Jekyll orders it among its collection,
        where the new paths are in another order, and by which `link` and `post_url` find it."""
        is_ordered = document.collection is None or document.collection in self.ordered
        if is_ordered and not self.linked.has(document.path):
            return {}
        return {"path": document.path} if document.path != document.target else {}

    @cached_property
    def ordered(self) -> frozenset[str]:
        """The collections whose documents are in the same order by their old and their new paths."""
        names = {document.collection for document in self.documents}
        return frozenset(name for name in names if name is not None and self._is_ordered(name))

    def _is_ordered(self, collection: str) -> bool:
        targets = [document.target for document in self.of(collection)]
        return targets == sorted(targets)


def settings_of(site: JekyllSite, placed: Placed, conversion: Conversion, shell: str) -> tuple[Settings, list[Finding]]:
    """The options of the new site, and what is to be told of them."""
    config = site.config
    every = [document.target for document in placed.documents]
    pages = {page_key(document.url): document.target for document in placed.documents if document.has_page(config)}
    redirects, findings = redirects_of(
        [document for document in placed.documents if document.has_page(config)], pages, config.values
    )
    settings = Settings(shell, redirects=redirects)
    settings.collections = {
        name: patterns_for([document.target for document in placed.of(name)], every)
        for name in config.collections
        if name != "posts" or placed.of(name)
    }
    settings.defaults, more = default_rules(site, placed, every, conversion)
    findings += [*more, *orders(site)]
    settings.excluded = excluded(placed.static.values())
    data = {path: loaded.values for path, loaded in site.data.items()}
    tree = data_tree({path.removeprefix(f"{config.data}/"): values for path, values in data.items()})
    names = assigned_names((template.parts.body for template in (*site.includes, *site.layouts)), tree, config.values)
    roots = tuple(root for root in (config.text("url") + config.text("baseurl"), config.text("baseurl")) if root)
    moved = {document.target for document in placed.documents if document.data.get("redirect_to")}
    shown = {url: target for url, target in pages.items() if target not in moved}
    navigation = navigation_of(data, Links(shown, names, roots))
    settings.nav = navigation.items
    if navigation.lost:
        message = f"the navigation was made of this file without {navigation.lost} of its links, which lead to no page"
        findings.append(Finding("changed", Place(navigation.path), message, "look at `nav` in mkdocs.yml", "likely"))
    return settings, findings


def orders(site: JekyllSite) -> Iterator[Finding]:
    """The collections that Jekyll sorts by what the configuration says (`Jekyll::Collection#sort_docs!`)."""
    said = site.config.values.get("collections")
    for name, values in said.items() if isinstance(said, dict) else ():
        for key in ("order", "sort_by") if isinstance(values, dict) else ():
            if key in values:
                place = place_of(SourceFile(site.config_path, site.config_text), ("collections", name, key))
                message = f"Jekyll sorts the collection `{name}` by its option `{key}`; here it is by date and path"
                yield Finding("todo", place, message, "sort it where it is shown, as by `| sort('weight')`")


def default_rules(
    site: JekyllSite, placed: Placed, every: Iterable[str], conversion: Conversion
) -> tuple[list[DefaultKeys], list[Finding]]:
    """The patterns of the documents that have the same default keys, with these."""
    config = site.config
    groups: dict[str, tuple[str, list[str], dict[Any, Any]]] = {}
    findings: list[Finding] = []
    for document in placed.documents:
        relative = document.path
        if config.collections_folder and document.collection:
            relative = relative.removeprefix(f"{config.collections_folder}/")
        kind = document.collection or "pages"
        values = defaults_of(relative, kind, config.defaults, config.collections_folder)
        values = {key: value for key, value in values.items() if key not in ("permalink", "published")}
        if document.has_page(config) and not document.data.get("permalink") and is_elsewhere(document):
            values["permalink"] = document.template
        if not document.has_page(config) or document.data.get("redirect_to"):
            values["publish"] = False
        if values:
            groups.setdefault(json.dumps(values, default=str), (kind, [], values))[1].append(document.target)
    rules: list[DefaultKeys] = []
    for name, targets, values in groups.values():
        new, more = converted_values(values, Place(site.config_path), conversion)
        rules.append(DefaultKeys(name, patterns_for(targets, every), new))
        findings += more
    return rules, findings


def is_elsewhere(document: JekyllDocument) -> bool:
    """Whether a document's URL is not that of its file, as `/a/b` is not `/a/b.html`."""
    stem = document.target.removesuffix(".md")
    return document.url != f"/{stem.removesuffix('index')}" + ("" if stem.endswith("index") else ".html")


def converted_values(value: Any, place: Place, conversion: Conversion) -> tuple[Any, list[Finding]]:
    """Values of the configuration with their strings in Jinja."""
    findings: list[Finding] = []

    def new(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: new(item) for key, item in value.items()}
        if isinstance(value, list):
            return [new(item) for item in value]
        if not isinstance(value, str):
            return value
        text, more = conversion.value(value, place)
        findings.extend(more)
        return text

    return new(value), findings


def excluded(static: Iterable[str]) -> list[str]:
    """The patterns for `exclude_docs` that let MkDocs publish what it would pass over: hidden files, and a folder
    `templates`."""
    hidden = sorted({f"!/{path}" for path in static if any(part.startswith(".") for part in path.split("/"))})
    templates = ["!/templates/"] if any(path.startswith("templates/") for path in static) else []
    return [*hidden, *templates]


def data_tree(files: Mapping[str, Any]) -> dict[str, Any]:
    """The values of data files as `site.data` has them."""
    tree: dict[str, Any] = {}
    for path in sorted(files):
        *folders, name = path.split("/")
        at = tree
        for folder in folders:
            inner = at.setdefault(folder, {})
            at = inner if isinstance(inner, dict) else {}
        at[name.rsplit(".", 1)[0]] = files[path]
    return tree
