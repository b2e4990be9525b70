"""Views: `site` and `page` as templates of a Jekyll site know them; see Jekyll's `drops/`."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from functools import cached_property
from typing import Any

from foreword.render.dialect import Parts
from foreword.render.entry import DocumentView
from foreword.source.data import ABSENT, FolderView, Searched, get
from foreword.source.reading import Reading
from foreword.source.text import Text

CONFIG = "config"
"""The data file that holds what Jekyll's configuration had, and mkdocs.yml has not."""
WHOLE_SITE = "site:"
"""What a page has read that looked at all pages."""
DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
EXCERPT = "\n\n"
POSTS = "posts"
LISTS = {"tags": "tag", "categories": "category"}
"""The keys whose values are lists, in the singular too; see `Jekyll::Document#populate_tags`."""
BESIDE = {"previous": -1, "next": 1}
"""The keys of the documents beside one in its collection, and how many places on they are."""
UNDATED = "9999"
"""What documents without a date are sorted by: Jekyll gives them the time of the build."""


class JekyllSite(Searched):
    """The name `site`: documents, data, and the keys of the configuration."""

    def __init__(self, parts: Parts, reading: Reading) -> None:
        self._parts = parts
        self._reading = reading
        self._data = FolderView(parts.data, reading)
        self._own: dict[str, Any] = {}

    def search(self, key: Any) -> Any:
        """The value of a key: what every site has, a collection, or a key of the configuration."""
        if not isinstance(key, str):
            return ABSENT
        if key == "data":
            return self._data
        if key == "time":
            return build_time()
        if key not in self._own:
            found = self._listed(key)
            if found is ABSENT:
                config = self._data.get(CONFIG)
                found = get(config, key) if isinstance(config, Mapping) else ABSENT
            if found is ABSENT and key in ("title", "url"):
                found = getattr(self._parts.options, key)
            self._own[key] = found
        return self._own[key]

    def _listed(self, key: str) -> Any:
        """A list of documents by its name."""
        collections = self._parts.collections
        name = key if key in collections else key.replace("_", "-")
        if name in collections:
            return self.collection(name)[::-1] if name == POSTS else self.collection(name)
        if key == "documents":
            return [view for one in collections for view in self.collection(one)]
        if key in ("pages", "html_pages"):
            self._reading.record(WHOLE_SITE)
            return [entry.view for entry in self._parts.entries.values() if not entry.collections]
        if key in ("tags", "categories"):
            return self._posts_by(key)
        return [] if key in ("posts", "static_files", "html_files") else ABSENT

    def collection(self, name: str) -> list[DocumentView]:
        """The documents of a collection, in their order."""
        self._reading.record(f"collection:{name}")
        return self._parts.collections[name]

    def _posts_by(self, key: str) -> dict[str, list[DocumentView]]:
        """The posts by each of their tags or categories, the newest first; see `Jekyll::Site#post_attr_hash`."""
        found: dict[str, list[DocumentView]] = {}
        for post in self.search("posts"):
            for one in post[key]:
                found.setdefault(str(one), []).append(post)
        return found

    def __iter__(self) -> Iterator[Any]:
        config = self._data.get(CONFIG)
        return iter(["data", *self._parts.collections, *(config if isinstance(config, Mapping) else ())])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def in_order(documents: list[DocumentView]) -> list[DocumentView]:
    """Documents by date and path; see `Jekyll::Document#<=>`."""
    return sorted(documents, key=order_key)


def order_key(view: DocumentView) -> tuple[str, str]:
    """What documents are sorted by where nothing else is said: their date and their path."""
    date, path = get(view, "date"), get(view, "path")
    return (UNDATED if date is ABSENT else str(date), str(path))


class JekyllDocument(DocumentView):
    """A document as the name `page`, or one of a collection: the keys of its front matter, then Jekyll's."""

    def search(self, key: Any) -> Any:
        """The value of a key."""
        value = get(self._values, key)
        if key in LISTS:
            return listed(value, get(self._values, LISTS[key]))
        if value is ABSENT and isinstance(key, str):
            return self._beside(BESIDE[key]) if key in BESIDE else self._given.get(key, ABSENT)
        return value

    def _beside(self, step: int) -> Any:
        """The document so many places on in its collection; see `Jekyll::Document#next_doc`."""
        context = self.entry.environment.run.context
        site = context.resolve("site") if context is not None and self.entry.collections else None
        if not isinstance(site, JekyllSite):
            return ABSENT
        documents = site.collection(self.entry.collections[0])
        place = next((number + step for number, view in enumerate(documents) if view is self), -1)
        return documents[place] if 0 <= place < len(documents) else ABSENT

    @cached_property
    def url(self) -> str:
        """The URL from the site's root, as the permalink says it."""
        permalink = self.entry.named("permalink", "")
        if permalink and ":" not in permalink:
            return "/" + permalink.lstrip("/")
        path = posixpath.splitext(self.entry.relative)[0]
        url = self.entry.url if self.entry.url is not None else path
        if permalink and not permalink.endswith(("/", ".html", ":output_ext")):
            url = url.removesuffix(".html")
        return "/" + url.removesuffix("index.html")

    @cached_property
    def _given(self) -> dict[str, Any]:
        """What Jekyll adds to every document."""
        entry = self.entry
        stem, extension = posixpath.splitext(posixpath.basename(entry.path))
        dated = DATED.fullmatch(stem)
        slug = dated.group(2) if dated else stem
        found: dict[str, Any] = {
            "url": self.url,
            "id": posixpath.splitext(self.url)[0].rstrip("/"),
            "path": entry.relative,
            "relative_path": entry.relative,
            "name": posixpath.basename(entry.path),
            "slug": slug,
            "ext": extension,
            "content": entry.document.body,
            "excerpt": entry.body.partition(EXCERPT)[0],
        }
        if entry.collections:
            found["collection"] = entry.collections[0]
            found["title"] = re.sub(r"[-_]+", " ", slug).title()
        if dated:
            found["date"] = dated.group(1)
        return found

    @cached_property
    def order_key(self) -> tuple[str, str]:
        """What documents are sorted by where nothing else is said."""
        return order_key(self)

    def own(self, key: Any) -> Any:
        """The value of a key for a query: as it is written, as Jekyll's filters see it."""
        if key not in self._own:
            value = get(self, key)
            self._own[key] = value.source if isinstance(value, Text) else value
        return self._own[key]

    def __iter__(self) -> Iterator[Any]:
        return iter([*self._values, *(key for key in self._given if key not in self._values)])

    def __len__(self) -> int:
        return len(self._values.keys() | self._given.keys())


def listed(several: Any, one: Any) -> list[Any]:
    """Tags or categories as a list; see `Jekyll::Utils.pluralized_array_from_hash`."""
    found = [] if one in (ABSENT, None) else [one]
    if isinstance(several, str):
        found += several.split()
    elif isinstance(several, list):
        found += [item for item in several if item is not None]
    return found


def build_time() -> datetime:
    """The time of the build; see MkDocs's `get_build_datetime`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), timezone.utc) if epoch else datetime.now(timezone.utc)
