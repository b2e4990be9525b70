"""A small site on disk and a host without MkDocs: how the tests render one page with the engine alone."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import markdown
import yaml

from foreword.link.references import LinkedPage
from foreword.link.rendered import Rendered
from foreword.render.host import BrokenLinkError
from foreword.render.markdown import ForewordExtension
from foreword.render.page import PageRenderer
from foreword.render.slots import DIGITS, END, FAILURE, number_of
from foreword.site import DocumentFile, Site
from foreword.source.options import Defaults, Options
from foreword.source.text import SourceFile, Text

MARKER = re.compile(f"{FAILURE}([{''.join(DIGITS)}]+){END}")
EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "tables", "toc", "fenced_code", "abbr"]


@dataclass
class PlainHost:
    """Python-Markdown with a few extensions; links are relative to the page by its path."""

    page: str
    files: list[str]

    def markdown(self, source: str) -> str:
        return markdown.markdown(source, extensions=[*EXTENSIONS, ForewordExtension()])

    def resolve(self, file: str, href: str) -> str:
        scheme, netloc, path, query, fragment = urlsplit(href)
        if scheme or netloc or not path:
            return href
        base = posixpath.dirname(file.removeprefix("docs/")) if file.startswith("docs/") and path[0] != "/" else ""
        target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if target not in self.files:
            raise BrokenLinkError(f"the link `{href}` leads nowhere", "look at the path")
        relative = posixpath.relpath(target, posixpath.dirname(self.page) or ".")
        return urlunsplit(("", "", relative, query, fragment))


def is_absent(program: str) -> bool:
    """Whether a program of Jekyll's is not there, and the tests that need it are skipped; CI says that it is needed."""
    return shutil.which(program) is None and os.environ.get("FOREWORD_REQUIRE_JEKYLL") != "1"


def write(root: Path, files: dict[str, str | bytes]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        location = root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_site(
    root: Path, files: dict[str, str | bytes], functions: Mapping[str, Any] | None = None, **options: object
) -> Site:
    """A site of these files (paths from the root: docs/, data/, templates/), with functions that templates can call."""
    write(root, files)
    config = options.pop("config", "")
    site = Site(
        Options(
            root=root,
            docs=root / "docs",
            data=root / "data",
            templates=root / "templates",
            config=SourceFile("mkdocs.yml", str(config)),
            **options,  # type: ignore[arg-type]
        )
    )
    site.environment.globals.update(functions or {})
    docs = root / "docs"
    paths = [path for path in docs.rglob("*") if path.is_file()]
    relative = {path: path.relative_to(docs).as_posix() for path in paths}
    site.load(DocumentFile(path, url_of(relative[path]), path.read_bytes()) for path in paths
              if site.options.is_document(relative[path]))  # fmt: skip
    return site


def url_of(path: str) -> str:
    """The URL of a document by its path from the docs."""
    return posixpath.splitext(path)[0] + "/"


def options_of(root: Path, files: Mapping[str, str | bytes], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a site as `make_site` takes them, from those of the plugin in mkdocs.yml.

    Where the files have a mkdocs.yml, its own options are meant.
    """
    config = files.get("mkdocs.yml", "")
    for plugin in (yaml.safe_load(config) or {}).get("plugins", []):
        if isinstance(plugin, dict) and "foreword" in plugin:
            options = plugin["foreword"]
    found: dict[str, Any] = {key: options[key] for key in ("aliases", "labels") if key in options}
    if "collections" in options:
        found["collections"] = {name: [path] for name, path in options["collections"].items()}
    if "defaults" in options:
        found["defaults"] = [Defaults(**rule) for rule in options["defaults"]]
    if "jinja" in options:
        found["literal"] = tuple(options["jinja"]["exclude"])
    if "compat" in options:
        found["compat"] = options["compat"]
    if "extensions" in options:
        found["extensions"] = root / options["extensions"]
    return {**found, "config": config}


def renderer_of(site: Site, page: str = "docs/page.md") -> tuple[PageRenderer, str | Text]:
    """What renders a page of a site, and the page's body."""
    location = site.root / page
    entry = site.page_entry(location.read_bytes(), location, url_of(page.removeprefix("docs/")))
    names = [path.relative_to(site.root / "docs").as_posix() for path in (site.root / "docs").rglob("*")]
    host = PlainHost(page.removeprefix("docs/"), names)
    return site.renderer(entry, host), entry.document.body


def render(site: Site, page: str = "docs/page.md") -> Rendered:
    """Render one page of a site, and link it: with all the others, where it has references."""
    rendered = render_alone(site, page)
    if "ref:" in rendered.html:
        own = LinkedPage(url_of(page.removeprefix("docs/")), rendered)
        others = [entry for entry in site.entries.values() if entry.url is not None and entry.path != page]
        pages = [own, *(LinkedPage(entry.url or "", render_alone(site, entry.path)) for entry in others)]
        rendered.html = site.references(pages).resolved(rendered.html, own)
    return rendered


def render_alone(site: Site, page: str) -> Rendered:
    """Render one page; its references stay as they are."""
    renderer, body = renderer_of(site, page)
    renderer.meta()
    return site.render(renderer, body)


def told(rendered: Rendered) -> list[str]:
    """What is wrong with a page, each as `file:line:column: CODE message`."""
    return [f"{one.place}: {one.code} {one.message}" for one in rendered.diagnostics]


def shown(rendered: Rendered) -> str:
    """The HTML with each marker as `[CODE]`."""
    return MARKER.sub(lambda found: f"[{rendered.failures[number_of(found.group(1))].code}]", rendered.html)
