"""Permalinks: the URL that Jekyll gives a document, and the file that has it in MkDocs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

SAFE = re.compile(r"[a-zA-Z0-9./-]*\Z")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
PLACEHOLDER = re.compile(r":([a-z_]+)")
NOT_IN_SLUGS = r"[^\w]|_"
NOT_IN_PRETTY_SLUGS = r"[^\w.~!$&'()+,;=@]"

Placeholders = Mapping[str, str]


def filled(template: str, placeholders: Placeholders) -> str:
    """A template of a permalink with its placeholders filled in, as Jekyll's `URL` does it.

    Raises ValueError, with a word for the person, for a placeholder that Jekyll does not have.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in placeholders:
            return escaped(placeholders[name])
        if name.endswith("_") and name[:-1] in placeholders:
            return escaped(placeholders[name[:-1]]) + "_"
        raise ValueError(f"a permalink has no placeholder `:{name}`")

    return clean(PLACEHOLDER.sub(value, template))


def clean(url: str) -> str:
    """A URL as `URL#sanitize_url` leaves it: from the root, without `..`, `./` and doubled slashes."""
    return re.sub("/+", "/", f"/{url}".replace("..", "/").replace("./", ""))


def escaped(path: str) -> str:
    """A path with what a URL cannot hold as `%20`; see `URL.escape_path`."""
    return path if SAFE.match(path) else quote(path, safe="/%:?[]@!$&'()*+,;=~._-").replace("#", "%23")


def slugified(text: str, pretty: bool = False) -> str:
    """A text as `Utils.slugify` makes it for a URL; the case of letters stays where it is `pretty`."""
    slug = re.sub(f"(?:{NOT_IN_PRETTY_SLUGS if pretty else NOT_IN_SLUGS})+", "-", text)
    slug = re.sub("^-|-$", "", slug)
    return slug if pretty else slug.lower()


def date_placeholders(date: datetime) -> dict[str, str]:
    """The placeholders that stand for parts of a date (`Drops::UrlDrop`)."""
    return {
        "year": f"{date.year:04}",
        "month": f"{date.month:02}",
        "day": f"{date.day:02}",
        "hour": f"{date.hour:02}",
        "minute": f"{date.minute:02}",
        "second": f"{date.second:02}",
        "i_day": str(date.day),
        "i_month": str(date.month),
        "short_month": MONTHS[date.month - 1][:3],
        "long_month": MONTHS[date.month - 1],
        "short_year": f"{date.year % 100:02}",
        "w_year": f"{date.isocalendar()[0]:04}",
        "week": f"{date.isocalendar()[1]:02}",
        "w_day": str(date.isoweekday()),
        "short_day": DAYS[date.weekday()][:3],
        "long_day": DAYS[date.weekday()],
        "y_day": f"{date.timetuple().tm_yday:03}",
    }


MONTHS = ("January February March April May June July August September October November December").split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def category_placeholders(categories: list[Any]) -> dict[str, str]:
    """The placeholders that stand for a document's categories."""
    lower = dict.fromkeys(str(category).lower() for category in categories)
    slugs = dict.fromkeys(slugified(str(category)) for category in categories)
    return {"categories": "/".join(lower), "slugified_categories": "/".join(slugs)}


def docs_path(url: str) -> str:
    """The Markdown file, as a path in the docs, that MkDocs puts where Jekyll puts a page with this URL.

    It is exact with `use_directory_urls: false`: `/a/b` and `/a/b.html` are `a/b.md`, and `/a/b/` is `a/b/index.md`.
    """
    path = inside(url.partition("#")[0].partition("?")[0])
    if not path or path.endswith("/"):
        return f"{path}index.md"
    return f"{path.removesuffix('.html')}.md"


def static_path(url: str) -> str:
    """The file, as a path in the docs, of something at this URL that is no page."""
    return inside(url)


def inside(url: str) -> str:
    """The path of a URL below the folder of the site: nothing leads out of it, also not as `%2e%2e`."""
    *folders, name = CONTROL.sub("-", unquote(url)).replace("\\", "-").split("/")
    folders = [folder for folder in folders if folder not in ("", ".", "..")]
    return "/".join([*folders, "" if name in (".", "..") else name])


def without_suffix(name: str) -> str:
    """The name of a file without its last ending, and without dots at its end, as Jekyll takes it."""
    return posixpath.splitext(name)[0].rstrip(".")
