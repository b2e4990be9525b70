"""Theming: a theme's template rendered for the pages of one build."""

from __future__ import annotations

import copy
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from foreword.mkdocs.theming.compiled import CompiledTemplates
from foreword.mkdocs.theming.entries import KeptEntries, Links
from foreword.mkdocs.theming.loops import WALK, MarkedLoader
from foreword.mkdocs.theming.themes import GIVEN, MarkedTheme
from foreword.mkdocs.theming.walk import Position, Region, Walk


class Theming:
    """Renders a theme's template for the pages of one build; keeps the HTML of the navigation that pages share.

    The theme's loops over the navigation go to the current page's entry and those around it only; the HTML of the other
    entries is put in from where it was rendered once. The first page of each kind is rendered both ways; if they
    differ, and where the theme is not known, it goes the general way, `template.render`.

    What entries show must not change meanwhile: titles, icons, and contents with readthedocs's
    `collapse_navigation: false`.
    """

    reason: str | None
    """Why the general way is taken; None while the short cut is."""

    def __init__(self, env: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        if env.bytecode_cache is None:
            env.bytecode_cache = CompiledTemplates()
        self._env = env
        self._config = config
        self._nav = nav
        self._theme = MarkedTheme(env, config)
        self.reason = self._theme.reason
        self._kept: dict[tuple[Any, ...], KeptEntries] = {}
        self._shadowed: dict[str, str | None] = {}
        self._compared: set[tuple[Any, ...]] = set()
        self._walk = Walk()
        self._links = Links()
        self._items: dict[Position, StructureItem] = {}
        self._positions: dict[int, list[Position]] = {}
        self._folders: set[tuple[str, ...]] = set()
        self._elsewhere: set[int] = set()
        if self.reason is None:
            assert env.loader is not None
            self._marked = env.overlay(loader=MarkedLoader(env.loader, self._theme.codes), cache_size=-1)
            self._marked.filters = {**env.filters, "url": self._links.filter()}
            setattr(self._marked, WALK, self._walk)
            self._survey(nav.items, ())

    def _survey(self, items: Iterable[Any], owner: Position) -> None:
        """Note where each item of the navigation stands."""
        for number, item in enumerate(items, 1):
            position = (*owner, number)
            self._items[position] = item
            self._positions.setdefault(id(item), []).append(position)
            # A view of Material's blog is shown as the entry of its posts.
            self._elsewhere.update(id(page) for page in getattr(item, "pages", None) or ())
            url = str(getattr(item, "url", None) or "")
            folders = folders_of(url)
            is_folder = item.is_page and url.endswith("/")
            self._folders.update(folders[:depth] for depth in range(len(folders) + (not is_folder)))
            self._survey(item.children or (), position)

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """What `template.render(context)` gives, for the context of a page that is active."""
        if self.reason is not None or not self._suits(template, context):
            return template.render(context)
        page: Page = context["page"]
        try:
            output = self._short_cut(template, context)
        except Exception as error:
            self.reason = f"{page.file.src_uri} failed: {type(error).__name__}: {error}"
            return template.render(context)
        kind = self._kind(template, page)
        if kind not in self._compared:
            plain = template.render(context)
            if plain != output:
                self.reason = f"{page.file.src_uri} came out different"
                return plain
            self._compared.add(kind)
        return output

    def _suits(self, template: Template, context: dict[str, Any]) -> bool:
        """Whether the short cut can be taken for a page."""
        page, name = context.get("page"), template.name
        if page is None or name is None or template.environment is not self._env:
            return False
        if context.get("nav") is not self._nav or context.get("config") is not self._config:
            return False
        if id(page) in self._elsewhere or (page.parent is not None and id(page) not in self._positions):
            return False
        added = context.keys() - GIVEN
        if added and not self._theme.names.isdisjoint(added):
            return False
        if name not in self._shadowed:
            self._shadowed[name] = self._theme.shadowed(name)
            if name == "main.html":
                self.reason = self._shadowed[name]
        return self._shadowed[name] is None

    def _kind(self, template: Template, page: Page) -> tuple[Any, ...]:
        """What pages must have in common for one of them to show that the short cut is right for all."""
        depths = tuple(map(len, self._positions.get(id(page), [])))
        folders = folders_of(page.url)
        return template.name, depths, len(folders), folders in self._folders, page.is_index, page.is_homepage

    def _short_cut(self, template: Template, context: dict[str, Any]) -> str:
        """A page's HTML, with kept entries."""
        page: Page = context["page"]
        self._walk.along(self._positions.get(id(page), []))
        output = self._walk.read(self._marked.get_template(str(template.name)).render(context))
        return "".join(self._filled(output, template, context, self._base(page.url), Counter()))

    def _base(self, url: str) -> tuple[str, ...]:
        """The folders that links on a page are relative to, the same for as many pages as may be."""
        folders = folders_of(url)
        if not url.endswith("/") or folders in self._folders:
            return folders
        # No entry is in the page's own folder, so its name is never part of a link.
        return (*folders[:-1], "\0")

    def _filled(
        self,
        output: list[str | Region],
        template: Template,
        context: dict[str, Any],
        base: tuple[str, ...],
        seen: Counter[tuple[str, Position]],
    ) -> Iterator[str]:
        """The parts of a page's HTML, with kept entries around those of its own."""
        for part in output:
            if isinstance(part, str):
                yield part
                continue
            entries = self._entries(part, template, context, seen).at(base)
            done = 0
            for number, own in part.children.items():
                yield entries.between(done, number - 1)
                yield from self._filled(own, template, context, base, seen)
                done = number
            yield entries.between(done)

    def _entries(
        self, region: Region, template: Template, context: dict[str, Any], seen: Counter[tuple[str, Position]]
    ) -> KeptEntries:
        """The kept entries for a list of the navigation; rendered where this is the first page to need them."""
        owners = [self._items[region.owner[:depth]] for depth in range(1, len(region.owner) + 1)]
        active: list[Any] = [owner for owner in owners if getattr(owner, "active", False)]
        case = (region.owner, *map(id, active), template.name)
        key = (region.place, seen[region.place, region.owner], *case)
        seen[region.place, region.owner] += 1
        if key not in self._kept:
            found: Counter[str] = Counter()
            for other in self._rendered_entries(region.owner, active[-1] if active else None, template, context):
                entries = [self._links.split("".join(map(str, child))) for child in other.children.values()]
                which = (other.place, found[other.place], *case)
                self._kept[which] = KeptEntries(entries)
                found[other.place] += 1
            self._links.forget()
        return self._kept[key]

    def _rendered_entries(
        self, owner: Position, active: Any, template: Template, context: dict[str, Any]
    ) -> list[Region]:
        """The children of an item, rendered for a page that is none of them, while the item is active or not."""
        page: Page = context["page"]
        other = copy.copy(page)
        other.title = "\0"
        other.content = ""
        page.active = False
        if active is not None:
            active.active = True
        self._walk.through(owner)
        self._links.kept = True
        try:
            output = self._walk.read(self._marked.get_template(str(template.name)).render({**context, "page": other}))
        finally:
            self._links.kept = False
            if active is not None:
                active.active = False
            page.active = True
        return [region for region in regions(output) if region.owner == owner]


def regions(output: Iterable[str | Region]) -> Iterator[Region]:
    """All regions in a page's HTML."""
    for part in output:
        if isinstance(part, Region):
            yield part
            for child in part.children.values():
                yield from regions(child)


def folders_of(url: str) -> tuple[str, ...]:
    """The names of the folders of a URL, as MkDocs counts them: a last name without a dot is one."""
    head, _, last = url.rpartition("/")
    path = posixpath.normpath(f"/{head if '.' in last else url}")
    return tuple(path[1:].split("/")) if path != "/" else ()
