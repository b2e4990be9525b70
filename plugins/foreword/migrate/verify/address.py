"""The address of a page, and what the links on it lead to, written in one way."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

KEPT = "/:@!$&'()*+,;=~-._"
END_OF_PAGE = re.compile(r"(/index)?\.html$|/$")
SPACES = re.compile(r"[\t\n\r]+")


@dataclass(frozen=True)
class Origin:
    """Where a site is: its hosts, as `docs.example.com`, and the path that all its pages begin with, as `/docs`."""

    hosts: frozenset[str] = frozenset()
    baseurl: str = ""


@dataclass(frozen=True)
class Address:
    """A page of a built site: the path of its file from the folder of the site, and the site's origin."""

    file: str
    origin: Origin = Origin()

    @property
    def page(self) -> str:
        """The page without what servers leave out: `a/b.html`, `a/b/index.html` and `a/b/` are all `/a/b`."""
        return page_of(f"/{self.file}")

    def target(self, href: str) -> str:
        """What a link leads to: a path from the root of the site for a page of its own, else the whole address."""
        href = SPACES.sub("", href).strip()
        try:
            parts = urlsplit(href)
        except ValueError:  # `http://[`: no browser follows it either
            return href
        if parts.scheme not in ("", "http", "https"):
            return href
        tail = ("?" + parts.query if parts.query else "") + ("#" + unquote(parts.fragment) if "#" in href else "")
        if parts.netloc and parts.netloc.lower() not in self.origin.hosts:
            scheme = f"{parts.scheme}:" if parts.scheme else ""
            return f"{scheme}//{parts.netloc.lower()}{spelled(parts.path).rstrip('/')}{tail}"
        if not parts.path and not parts.netloc:
            return self.page + tail
        base = self.origin.baseurl
        path = posixpath.normpath(posixpath.join(f"{base}/{posixpath.dirname(self.file)}", parts.path or "/"))
        path += "/" if parts.path.endswith(("/", "/.", "/..")) else ""
        if base and path != base and not path.startswith(f"{base}/"):
            return f"(outside of {base}){page_of(path)}{tail}"
        return page_of(path[len(base) :]) + tail


def page_of(path: str) -> str:
    """A path as all spellings of it are written: without `index.html`, `.html` and a slash at the end."""
    return END_OF_PAGE.sub("", spelled("/" + path.lstrip("/"))) or "/"


def spelled(path: str) -> str:
    """A path with those characters escaped that need it."""
    return quote(unquote(path), safe=KEPT)
