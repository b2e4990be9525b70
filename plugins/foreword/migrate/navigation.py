"""The navigation, from the data of the sidebar where it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from foreword.migrate.redirects import page_key

NAMES = re.compile(r"(?:^|/)(?:sidebars?|nav|navigation|menu|toc)(?:/|\.ya?ml$|[_-][\w-]*\.ya?ml$)")
TITLES = ("title", "name", "text", "label")
URLS = ("url", "link", "href", "permalink", "path", "page", "output")
OUTPUT = re.compile(r"\{\{-?\s*([\w-]+(?:\.[\w-]+)*)\s*-?\}\}")
LIQUID = re.compile(r"\{[{%]")
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
ASSIGNED = re.compile(r"\{%-?\s*assign\s+([\w-]+)\s*=\s*(site(?:\.[\w-]+)+)\s*-?%\}")
ENOUGH = 3
"""So many pages have to be in a file's links for it to be a navigation."""

Item = dict[str, Any]


@dataclass
class Navigation:
    """A navigation in the form that mkdocs.yml has, the data file that it came from, and how many links it lacks."""

    items: list[Item] = field(default_factory=list)
    path: str = ""
    pages: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Links:
    """What the links of the data lead to: pages by their URL, values by name, and the site's own address."""

    pages: Mapping[str, str]
    names: Mapping[str, Any]
    roots: tuple[str, ...] = ()

    def target(self, url: str) -> str | None:
        """The file of a page, a URL elsewhere, or None for what cannot be read or is not there."""
        read = OUTPUT.sub(self._value, url).strip()
        if not read or LIQUID.search(read) or "\0" in read:
            return None
        for root in self.roots:
            read = read.removeprefix(root)
        if ABSOLUTE.match(read):
            return read
        return self.pages.get(page_key(read.partition("#")[0].partition("?")[0]))

    def _value(self, match: re.Match[str]) -> str:
        """The value of an output that is no more than a name; a NUL for one that is not known."""
        name, *keys = match[1].split(".")
        value: Any = self.names.get(name)
        for key in keys:
            value = value.get(key) if isinstance(value, Mapping) else None
        return value if isinstance(value, str) else "" if match[1] == "site.baseurl" else "\0"


def navigation_of(data: Mapping[str, Any], links: Links) -> Navigation:
    """The navigation of the data file (by its path in the data folder) whose links lead to the most pages.

    It is empty where no file is one.
    """
    best = Navigation()
    for path in sorted(data):
        if NAMES.search(path):
            found = Navigation(path=path)
            found.items = items_of(data[path], links, found, set())
            if found.pages > best.pages:
                best = found
    return best if best.pages >= ENOUGH else Navigation()


def items_of(value: Any, links: Links, found: Navigation, seen: set[str]) -> list[Item]:
    """The items that nested data holds: a mapping with a title is one, its lists are what is below it."""
    if isinstance(value, list):
        return [item for entry in value for item in items_of(entry, links, found, seen)]
    if not isinstance(value, Mapping):
        return []
    title = first_text(value, TITLES)
    below = [item for child in children(value) for item in items_of(child, links, found, seen)]
    url = first_text(value, URLS)
    target = links.target(url) if url is not None else None
    if url is not None and target is None:
        found.lost += 1
    if title is None or LIQUID.search(title):
        return below
    own: list[Item] = []
    if target is not None and target not in seen:
        own = [{title: target}]
        seen.add(target)
        found.pages += target.endswith(".md")
    if not below:
        return own
    if title.lower() == "sidebar":  # the name of the list itself, as in many themes
        return [*own, *below]
    return [{title: [*own, *below]}]


def first_text(value: Mapping[Any, Any], keys: Iterable[str]) -> str | None:
    """The first of some keys that holds text."""
    return next(
        (str(value[key]).strip() for key in keys if isinstance(value.get(key), str) and value[key].strip()), None
    )


def children(value: Mapping[Any, Any]) -> list[Any]:
    """What is below an item: its lists, and mappings of lists."""
    return [child for key, child in value.items() if isinstance(child, list | dict) and key not in URLS]


def assigned_names(sources: Iterable[str], data: Any, config: Mapping[str, Any]) -> dict[str, Any]:
    """The names that templates give to values of the site, as `{% assign link = site.data.urls %}` does."""
    site = {**config, "data": data}
    found: dict[str, Any] = {"site": site}
    for source in sources:
        for name, path in ASSIGNED.findall(source):
            value: Any = site
            for key in path.split(".")[1:]:
                value = value.get(key) if isinstance(value, Mapping) else None
            if isinstance(value, Mapping):
                found.setdefault(name, value)
    return found
