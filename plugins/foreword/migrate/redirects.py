"""Redirects: `redirect_from` and `redirect_to` of jekyll-redirect-from, as mkdocs-redirects has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from foreword.migrate.document import JekyllDocument
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_config import strings
from foreword.migrate.permalinks import clean, docs_path
from foreword.source.diagnostic import Place


def redirects_of(
    documents: Iterable[JekyllDocument], pages: Mapping[str, str], config: Mapping[str, Any]
) -> tuple[dict[str, str], list[Finding]]:
    """The redirects of the documents that have pages, from file to file or URL, and what cannot be redirected.

    `pages` are the files of the pages by their URL without an ending, `config` holds `url` and `baseurl`.
    """
    found: dict[str, str] = {}
    findings: list[Finding] = []
    targets = set(pages.values())
    moved = [document for document in documents if document.data.get("redirect_to")]
    for document in moved:
        target = target_of(strings(document.data["redirect_to"])[0], pages, config)
        found[document.target] = target
    for document in documents:
        for source in strings(document.data.get("redirect_from")):
            url, _, anchor = source.strip().partition("#")
            path = docs_path(clean(url))
            place = Place(document.path)
            if anchor:
                message = f"`redirect_from: {source}` has an anchor, which no server ever sees"
                findings.append(Finding("changed", place, message, "delete it"))
            elif path in targets and path not in found:
                message = f"`redirect_from: {source}` is the address of a page; the page stays"
                findings.append(Finding("changed", place, message, "delete it", "likely"))
            elif path in found and found[path] != document.target:
                message = f"`redirect_from: {source}` stands in two documents; the first one counts"
                findings.append(Finding("todo", place, message, "leave it in one of them"))
            elif path != document.target:
                found[path] = document.target
    return {path: followed(path, found) for path in sorted(found)}, findings


def followed(path: str, redirects: Mapping[str, str]) -> str:
    """Where a redirect leads at last: mkdocs-redirects needs a page, and no other redirect."""
    seen = {path}
    target = redirects[path]
    while target.partition("#")[0] in redirects and target not in seen:
        seen.add(target)
        target = redirects[target.partition("#")[0]]
    return target


def target_of(url: str, pages: Mapping[str, str], config: Mapping[str, Any]) -> str:
    """The file of the page at a URL of the site, or the URL itself where it leads elsewhere."""
    root = str(config.get("url") or "") + str(config.get("baseurl") or "")
    parts = urlsplit(url.removeprefix(root) if root else url)
    if parts.scheme or parts.netloc:
        return url
    page = pages.get(page_key(parts.path))
    if page is None:
        base = str(config.get("url") or "")
        return base + url if base else url
    return page + (f"#{parts.fragment}" if parts.fragment else "")


def page_key(url: str) -> str:
    """A URL as pages are found by it: `/a/b`, `/a/b/`, `/a/b.html` and `/a/b/index.html` are one."""
    path = "/" + url.strip().strip("/")
    return path.removesuffix("/index.html").removesuffix(".html").rstrip("/") or "/"
