"""The host: Markdown and links as MkDocs has them, for one page."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.utils import get_relative_url

from foreword.render.host import BrokenLinkError
from foreword.render.markdown import ForewordExtension
from foreword.render.slots import ANY


class RecordedFiles(Files):
    """The files of the site as one page sees them: which it looks up is recorded in `targets`, as `file:PATH`."""

    def __init__(self, files: Files) -> None:
        super().__init__([])
        self._site = files
        self.targets: dict[str, None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """See MkDocs."""
        self.targets[f"file:{path}"] = None
        return self._site.get_file_from_path(path)

    def __iter__(self) -> Iterator[File]:
        self.targets["files:"] = None
        return iter(self._site)

    def documentation_pages(self, **kwargs: Any) -> Sequence[File]:
        """See MkDocs."""
        self.targets["files:"] = None
        return self._site.documentation_pages(**kwargs)


class RelativePaths(_RelativePathTreeprocessor):
    """MkDocs's treeprocessor of links, which leaves alone what the `url` filter has resolved or failed to resolve."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig, unpublished: Mapping[str, str]) -> None:
        super().__init__(file, files, config)
        self.resolved: set[str] = set()
        self.unpublished = unpublished

    def path_to_url(self, url: str) -> str:
        """See MkDocs; a link to a document without a page is a reference to it."""
        if url in self.resolved or ANY.search(url):
            return url
        scheme, netloc, path, _, fragment = urlsplit(url)
        if path and not (scheme or netloc):
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), unquote(path)))
            if wanted in self.unpublished:
                self.files.get_file_from_path(wanted)  # so that it is recorded
                return reference_to(self.unpublished[wanted], fragment)
        return super().path_to_url(url)


def reference_to(reference: str, fragment: str) -> str:
    """A reference to a document, or to an anchor in it."""
    return f"{reference}#{fragment}" if fragment else reference


class MkDocsHost:
    """A page's Markdown and links by MkDocs's own means: its converter, extensions, treeprocessor and files."""

    def __init__(
        self, file: File, files: Files, config: MkDocsConfig, docs: str, unpublished: Mapping[str, str]
    ) -> None:
        self.file = file
        self.files = RecordedFiles(files)
        self.config = config
        self.docs = docs
        self.paths = RelativePaths(file, self.files, config, unpublished)

    def markdown(self, source: str) -> str:
        """Convert by the extensions of mkdocs.yml; links to `.md` files are rewritten and checked by MkDocs."""
        return self._converter.reset().convert(source)

    @cached_property
    def _converter(self) -> Markdown:
        """The converter of the page, reset before each use."""
        md = Markdown(
            extensions=[*self.config.markdown_extensions, ForewordExtension()],
            extension_configs=self.config.mdx_configs or {},
        )
        self.paths._register(md)
        return md

    def resolve(self, file: str, href: str) -> str:
        """The URL relative to the page of an href; see `foreword.render.host.Host`. Raises BrokenLinkError."""
        scheme, netloc, path, query, fragment = urlsplit(href)
        if scheme or netloc or not path:
            if fragment and not (scheme or netloc):
                self.paths.links_to_anchors.setdefault(self.file, {}).setdefault(fragment, href)
            return href
        base = ""
        if file.startswith(self.docs) and not path.startswith("/"):
            base = posixpath.dirname(file[len(self.docs) :])
        wanted = posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/")))
        if wanted in self.paths.unpublished:
            self.files.get_file_from_path(wanted)
            return reference_to(self.paths.unpublished[wanted], fragment)
        target = self._target(wanted)
        if target is None:
            raise BrokenLinkError(
                f"the link `{href}` leads nowhere: there is no `{wanted}` in the docs", self._meant(wanted)
            )
        if fragment:
            self.paths.links_to_anchors.setdefault(target, {}).setdefault(fragment, href)
        url = urlunsplit(("", "", get_relative_url(target.url, self.file.url), query, fragment))
        self.paths.resolved.add(url)
        return url

    def _target(self, wanted: str) -> File | None:
        """The file of a path: a source path, or the URL or the destination of a page."""
        file = self.files.get_file_from_path(wanted)
        if file is not None:
            return file
        urls = {wanted.strip("/"), posixpath.join(wanted, "index.html"), f"{wanted}.html"}
        for candidate in self.files:
            if candidate.dest_uri in urls or unquote(candidate.url).strip("/") == wanted.strip("/"):
                return candidate
        return None

    def _meant(self, wanted: str) -> str:
        """A hint with the page whose path looks like the wanted one."""
        known = [file.src_uri for file in self.files.documentation_pages()]
        same = [path for path in known if posixpath.basename(path) == posixpath.basename(wanted)]
        close = same or difflib.get_close_matches(wanted, known, 1)
        return f"did you mean `{close[0]}`?" if close else "a path is relative to the docs folder"
