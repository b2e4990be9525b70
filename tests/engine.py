"""A small site on disk and a host without MkDocs: how the tests render one page with the engine alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

import markdown

from foreword.link.rendered import Rendered
from foreword.render.host import BrokenLink
from foreword.render.markdown import ForewordExtension
from foreword.render.slots import END, FAILURE
from foreword.site import Options, Site
from foreword.source.text import SourceFile

EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "tables", "toc", "fenced_code", "abbr"]


@dataclass
class PlainHost:
    """Python-Markdown with a few extensions; links are relative to the page by its path."""

    page: str
    files: list[str]

    def markdown(self, source: str) -> str:
        return markdown.markdown(source, extensions=[*EXTENSIONS, ForewordExtension()])

    def resolve(self, file: str, href: str) -> str:
        if re.match(r"[a-z]+:|#", href):
            return href
        path, mark, fragment = href.partition("#")
        base = posixpath.dirname(file.removeprefix("docs/")) if file.startswith("docs/") and path[0] != "/" else ""
        target = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if target not in self.files:
            raise BrokenLink(f"the link `{href}` leads nowhere", "look at the path")
        return posixpath.relpath(target, posixpath.dirname(self.page) or ".") + mark + fragment


def write(root: Path, files: dict[str, str | bytes]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        location = root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_site(root: Path, files: dict[str, str | bytes], **options: object) -> Site:
    """A site of these files (paths from the root: docs/, data/, templates/)."""
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
    site.documents = sorted((root / "docs").rglob("*.md"))
    return site


def render(site: Site, page: str = "docs/page.md") -> Rendered:
    """Render one page of a site."""
    location = site.root / page
    document = site.read(location.read_bytes(), location)
    names = [path.relative_to(site.root / "docs").as_posix() for path in (site.root / "docs").rglob("*")]
    host = PlainHost(page.removeprefix("docs/"), names)
    renderer = site.renderer(document, host, page.removeprefix("docs/").removesuffix(".md") + "/")
    renderer.meta()
    return site.render(renderer, document.body)


def shown(rendered: Rendered) -> str:
    """The HTML with each marker as `[CODE]`."""
    pattern = re.compile(f"{FAILURE}([^{END}]*){END}")
    failures = iter(pattern.findall(rendered.html))
    from foreword.render.slots import number_of

    return pattern.sub(lambda _: f"[{rendered.failures[number_of(next(failures))].code}]", rendered.html)
