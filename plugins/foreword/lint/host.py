"""The host of the linter: Markdown and links as MkDocs has them, from mkdocs.yml alone."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from foreword.link.references import relative_url
from foreword.lint.config import Config
from foreword.render.host import BrokenLinkError
from foreword.render.markdown import ForewordExtension


@dataclass(frozen=True)
class Files:
    """The files of the docs: the URL of each by its path from the docs. A page's is as MkDocs makes it."""

    urls: Mapping[str, str]

    def target(self, wanted: str) -> str | None:
        """The URL of a path, or of what has it as its URL."""
        found = self.urls.get(wanted)
        if found is not None:
            return found
        plain = wanted.strip("/").removesuffix("index.html").rstrip("/")
        return next((url for url in self.urls.values() if unquote(url).strip("/").removesuffix(".html") == plain), None)


def page_url(path: str, use_directory_urls: bool) -> str:
    """The URL of a page by its path from the docs; see `mkdocs.structure.files.File`."""
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    name = "index" if name == "README" else name
    if use_directory_urls:
        return quote(posixpath.join(folder, "" if name == "index" else name + "/")) or "./"
    return quote(posixpath.join(folder, name + ".html"))


class UnusableExtensionError(Exception):
    """A Markdown extension of mkdocs.yml that cannot be loaded, said in a sentence."""


def check_extensions(config: Config) -> None:
    """Load each Markdown extension once. Raises UnusableExtensionError, as the linter cannot read Markdown without."""
    for name in config.extensions:
        try:
            options = {name: dict(config.extension_configs.get(name, {}))}
            Markdown(extensions=[name], extension_configs=options)
        except Exception as error:  # whatever an extension of somebody else's raises
            raise UnusableExtensionError(f"the Markdown extension `{name}` cannot be loaded: {error}") from None


class LinkedPaths(Treeprocessor):
    """Makes the links to files of the docs links to their pages; see `mkdocs.structure.pages`."""

    def __init__(self, md: Markdown, host: LintHost) -> None:
        super().__init__(md)
        self.host = host

    def run(self, root: Element) -> None:
        """Rewrite what leads to a file; a link that leads nowhere stays."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            value = element.get(key) if key else None
            if key and value and not value.startswith(("#", "/")) and not urlsplit(value).scheme:
                element.set(key, self.host.linked(value))


class PathsExtension(Extension):
    """The Markdown extension of a host."""

    def __init__(self, host: LintHost) -> None:
        super().__init__()
        self.host = host

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessor where MkDocs has its own."""
        md.treeprocessors.register(LinkedPaths(md, self.host), "foreword_paths", 0)


class LintHost:
    """A page's Markdown and links. `path` is that of the page from the docs, `docs` their folder with `/`."""

    def __init__(self, config: Config, files: Files, path: str, docs: str, unpublished: Mapping[str, str]) -> None:
        self.config = config
        self.files = files
        self.path = path
        self.docs = docs
        self.unpublished = unpublished
        self.url = files.urls.get(path, "")

    def markdown(self, source: str) -> str:
        """Convert by the extensions of mkdocs.yml; see `foreword.render.host.Host`."""
        return self._converter.reset().convert(source)

    @cached_property
    def _converter(self) -> Markdown:
        """The converter of the page, reset before each use."""
        return Markdown(
            extensions=[*self.config.extensions, ForewordExtension(), PathsExtension(self)],
            extension_configs={name: dict(options) for name, options in self.config.extension_configs.items()},
        )

    def linked(self, href: str) -> str:
        """A relative link in the Markdown of the page, as it is in its HTML."""
        _, _, path, query, fragment = urlsplit(href)
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(path)))
        if path and wanted in self.unpublished:
            return self.unpublished[wanted] + (f"#{fragment}" if fragment else "")
        target = self.files.urls.get(wanted) if path else None
        return href if target is None else urlunsplit(("", "", relative_url(target, self.url), query, fragment))

    def resolve(self, file: str, href: str) -> str:
        """The URL relative to the page of an href; see `foreword.render.host.Host`. Raises BrokenLinkError."""
        scheme, netloc, path, query, fragment = urlsplit(href)
        if scheme or netloc or not path:
            return href
        inside = file.startswith(self.docs) and not path.startswith("/")
        base = posixpath.dirname(file[len(self.docs) :]) if inside else ""
        wanted = posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/")))
        if wanted in self.unpublished:
            return self.unpublished[wanted] + (f"#{fragment}" if fragment else "")
        target = self.files.target(wanted)
        if target is None:
            close = difflib.get_close_matches(wanted, self.files.urls, 1)
            hint = f"did you mean `{close[0]}`?" if close else "a path is relative to the docs folder"
            raise BrokenLinkError(f"the link `{href}` leads nowhere: there is no `{wanted}` in the docs", hint)
        return urlunsplit(("", "", relative_url(target, self.url), query, fragment))
