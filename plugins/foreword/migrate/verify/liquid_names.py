"""The names that Jekyll's templates know, from the site as the migration has read it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from foreword.migrate.document import JekyllDocument, date_of
from foreword.migrate.jekyll_config import JekyllConfig
from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.sorting import POST

UNKNOWN = re.compile(r"[^\w\s-]+")
SPACES = re.compile(r"\s+")


def site_names(site: JekyllSite) -> dict[str, Any]:
    """What `site` is; see `Jekyll::Drops::SiteDrop`."""
    pages = {document.path: page_names(document, site.config) for document in site.documents if document.is_published}
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in site.config.collections}
    for document in site.documents:
        if document.collection is not None and document.path in pages:
            groups[document.collection].append(pages[document.path])
    for group in groups.values():
        group.sort(key=lambda page: (str(page.get("date", "")), page["path"]))
    return {
        **site.config.values,
        "data": data_names(site),
        **groups,
        "posts": [*reversed(groups.get("posts", []))],
        "documents": [page for group in groups.values() for page in group],
        "pages": [pages[document.path] for document in site.documents if is_page(document, pages)],
        "time": datetime.now(timezone.utc),
    }


def is_page(document: JekyllDocument, pages: Mapping[str, Any]) -> bool:
    """Whether a document is one of `site.pages`."""
    return document.collection is None and document.path in pages


def page_names(document: JekyllDocument, config: JekyllConfig) -> dict[str, Any]:
    """What `page` is; see `Jekyll::Page` and `Jekyll::Drops::DocumentDrop`."""
    name = posixpath.basename(document.path)
    dated = POST.match(document.path)
    slug = dated[2] if dated else posixpath.splitext(name)[0]
    found: dict[str, Any] = {
        "path": document.path,
        "url": document.url,
        "name": name,
        "content": document.parts.body,
    }
    if document.collection is not None:
        found |= {
            "id": posixpath.splitext(document.url)[0].rstrip("/"),
            "collection": document.collection,
            "relative_path": document.path,
            "title": re.sub(r"[-_]+", " ", slug).title(),
            "slug": slug,
            "ext": posixpath.splitext(name)[1],
        }
        date = date_of(document, config)
        if date is not None:
            found["date"] = date
    return {**found, **document.data, "url": document.url}


def data_names(site: JekyllSite) -> dict[str, Any]:
    """What `site.data` is: folders and files by their names; see `Jekyll::DataReader#sanitize_filename`."""
    tree: dict[str, Any] = {}
    for path, loaded in sorted(site.data.items()):
        *folders, name = posixpath.splitext(path.removeprefix(f"{site.config.data}/"))[0].split("/")
        at = tree
        for folder in folders:
            at = at.setdefault(key_of(folder), {})
        at[key_of(name)] = loaded.values
    return tree


def key_of(name: str) -> str:
    """The key of a data file or folder."""
    return SPACES.sub("_", re.sub(UNKNOWN, "", name).strip())
