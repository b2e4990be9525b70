"""A document of a Jekyll site: its front matter, its defaults, its URL."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from foreword.migrate.dates import date_in, zone_of
from foreword.migrate.defaults import defaults_of, with_defaults
from foreword.migrate.finding import Finding
from foreword.migrate.front_matter import Parts
from foreword.migrate.jekyll_config import JekyllConfig, with_suffix
from foreword.migrate.permalinks import (
    category_placeholders,
    clean,
    date_placeholders,
    docs_path,
    escaped,
    filled,
    slugified,
    static_path,
    without_suffix,
)
from foreword.migrate.sorting import POST
from foreword.source.diagnostic import Place
from foreword.source.options import YAML_SUFFIXES

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
OUTPUT = {".scss": ".css", ".sass": ".css", ".coffee": ".js"}
"""What Jekyll's converters make of a file, by its ending."""
UNDATED = datetime(1970, 1, 1)


@dataclass(eq=False)
class JekyllDocument:
    """A page (`collection` is None) or a document of a collection.

    `values` is its own front matter, `data` with the defaults; `template` is that of its permalink, `url` Jekyll's, and
    `target` the path of the file that it becomes, from the docs.
    """

    path: str
    collection: str | None
    parts: Parts
    values: Mapping[Any, Any]
    data: Mapping[Any, Any]
    template: str = ""
    url: str = ""
    target: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def suffix(self) -> str:
        """The ending of its name, with the dot."""
        return posixpath.splitext(self.path)[1]

    @property
    def is_published(self) -> bool:
        """Whether it is not `published: false`."""
        return self.data.get("published") is not False

    def has_page(self, config: JekyllConfig) -> bool:
        """Whether Jekyll writes a page for it; a document in YAML alone is data for templates."""
        if self.collection is None:
            return True
        return config.collections[self.collection].output and self.suffix not in YAML_SUFFIXES

    def is_html(self, config: JekyllConfig) -> bool:
        """Whether it becomes HTML, and so a page of MkDocs: Markdown and HTML do."""
        return output_suffix(self.path, config) in HTML_SUFFIXES

    def is_markdown(self, config: JekyllConfig) -> bool:
        """Whether its body is Markdown."""
        return self.suffix.lower() in config.markdown_suffixes


def output_suffix(path: str, config: JekyllConfig) -> str:
    """The ending of the file that Jekyll makes of a file."""
    suffix = posixpath.splitext(path)[1]
    return ".html" if suffix.lower() in config.markdown_suffixes else OUTPUT.get(suffix, suffix)


def document_of(
    path: str, collection: str | None, parts: Parts, values: Mapping[Any, Any], config: JekyllConfig
) -> JekyllDocument:
    """A document from what its file holds, with its URL."""
    folder = config.collections_folder
    relative = path.removeprefix(f"{folder}/") if folder and collection else path
    kind = collection or "pages"
    data = with_defaults(values, defaults_of(relative, kind, config.defaults, folder))
    document = JekyllDocument(path, collection, parts, values, data)
    permalink = data.get("permalink")
    template = document.template = str(permalink) if permalink not in (None, "") else template_of(document, config)
    try:
        document.url = filled(template, placeholders_of(document, relative, config))
    except ValueError as error:
        document.findings.append(Finding("todo", Place(path), str(error), "write the permalink out"))
        document.url = clean(escaped(template.replace(":", "")))
    document.target = target_of(document, config)
    return document


def template_of(document: JekyllDocument, config: JekyllConfig) -> str:
    """The template of the permalink of a document that has none of its own."""
    if document.collection is not None:
        return config.collections[document.collection].permalink
    if not document.is_html(config):
        return "/:path/:basename:output_ext"
    if without_suffix(posixpath.basename(document.path)) == "index":
        return "/:path/"
    return with_suffix("/:path/:basename", config.permalink)


def placeholders_of(document: JekyllDocument, relative: str, config: JekyllConfig) -> dict[str, str]:
    """What the placeholders of a permalink stand for; see `Page#url_placeholders` and `Drops::UrlDrop`."""
    folder, name = posixpath.split(relative)
    suffix = output_suffix(name, config)
    stem = without_suffix(name)
    if document.collection is None:
        return {"path": folder, "basename": stem, "output_ext": suffix}
    dated = POST.match(relative)
    slug = str(document.data.get("slug") or (dated[2] if dated else stem))
    inside = posixpath.splitext(relative)[0].replace(f"_{document.collection}", "", 1).rstrip(".")
    return {
        "output_ext": suffix,
        "path": inside,
        "collection": document.collection,
        "name": slugified(stem),
        "title": slugified(slug, pretty=True),
        "slug": slugified(slug),
        **category_placeholders(categories_of(document, relative)),
        **date_placeholders(date_of(document, config) or UNDATED),
    }


def categories_of(document: JekyllDocument, relative: str) -> list[Any]:
    """The categories of a document: those of the folders around `_posts`, and its own (`populate_categories`)."""
    special = "_drafts" if "_drafts/" in relative else f"_{document.collection}"
    lead = relative.partition(special)[0] if not relative.startswith(special) else ""
    found: list[Any] = [part for part in lead.split("/") if part]
    for key in ("categories", "category"):
        value = document.data.get(key)
        if isinstance(value, str):
            found += value.split() if key == "categories" else [value]
        elif isinstance(value, list):
            found += [item for item in value if item is not None]
        elif value is not None:
            found.append(value)
    return list(dict.fromkeys(map(str, found)))


def date_of(document: JekyllDocument, config: JekyllConfig) -> datetime | None:
    """The date of a document: that of its front matter, else of its name; None where it has none that can be read."""
    dated = POST.match(document.path)
    zone = zone_of(config.text("timezone"))
    for value in (document.data.get("date"), dated[1] if dated else None):
        if value is not None:
            try:
                return date_in(str(value), zone)
            except ValueError:
                message = f"`{value}` is no date"
                document.findings.append(Finding("todo", Place(document.path), message, "write it as 2024-12-31"))
    return None


def target_of(document: JekyllDocument, config: JekyllConfig) -> str:
    """The path in the docs of the file that a document becomes."""
    if not document.has_page(config):
        return document.path if document.suffix in YAML_SUFFIXES else posixpath.splitext(document.path)[0] + ".md"
    if document.is_html(config):
        return docs_path(document.url)
    suffix = output_suffix(document.path, config)
    url = document.url
    if url.endswith("/"):
        url += "index" + suffix if document.collection is None else "index.html"
        return static_path(url)
    return static_path(url if url.endswith(suffix) else url + suffix)
