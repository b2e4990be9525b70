"""The own API: the base-urls and the endpoints of a site, by which URLs in code are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from foreword.render.entry import Entry

PARAMETER = re.compile(r"\{[^{}]*\}")
STAND_IN = re.compile(r"[{}<>$\[\]*]|\.\.\.|…|^:")
"""What stands in a segment of a URL for a value that is not known."""


@dataclass(frozen=True)
class Route:
    """A method and a path of an endpoint; the path is cut into segments, each a pattern."""

    method: str
    path: str
    segments: tuple[re.Pattern[str], ...]

    def takes(self, segments: list[str], is_part: bool = False) -> bool:
        """Whether a path has these segments; with `is_part`, whether one begins with them."""
        if len(segments) > len(self.segments) or (len(segments) < len(self.segments) and not is_part):
            return False
        return all(
            STAND_IN.search(segment) or own.fullmatch(segment)
            for own, segment in zip(self.segments, segments, strict=False)
        )


@dataclass(frozen=True, eq=False)
class BaseUrl:
    """A base-url with the routes below it. `is_known` is false where one of its endpoints has no path to go by."""

    url: str
    routes: tuple[Route, ...]
    is_known: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a URL begins with that is below it, by either scheme, up to the end of a segment."""
        scheme, _, rest = self.url.partition("://")
        own = PARAMETER.sub("\0", rest.rstrip("/"))
        written = re.escape(own).replace("\0", r"[^/?#]+")
        return re.compile(rf"https?://{written}(?=[/?#]|$)", re.IGNORECASE) if scheme else re.compile(r"(?!)")

    @property
    def is_secure(self) -> bool:
        """Whether it is called over `https:`."""
        return self.url.lower().startswith("https:")


def own_api(endpoints: Iterable[Entry]) -> list[BaseUrl]:
    """The base-urls of endpoints, the longest first, each with its routes."""
    routes: dict[str, list[Route]] = {}
    unknown: set[str] = set()
    for entry in endpoints:
        base, path, method = (entry.values.get(key) for key in ("base-url", "path", "method"))
        if not isinstance(base, str) or urlsplit_or_none(base) is None:
            continue
        known = routes.setdefault(base.rstrip("/"), [])
        if isinstance(path, str) and isinstance(method, str):
            known.append(Route(method.upper(), path, tuple(map(pattern_of, segments_of(path)))))
        else:
            unknown.add(base.rstrip("/"))
    found = [BaseUrl(base, tuple(listed), base not in unknown) for base, listed in routes.items()]
    return sorted(found, key=lambda base: -len(base.url))


def urlsplit_or_none(url: str) -> str | None:
    """The host of a URL of HTTP; None where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.netloc if parts.scheme in ("http", "https") and parts.netloc else None


def segments_of(path: str) -> list[str]:
    """The segments of a path, without its query."""
    path = re.split(r"[?#]", path, maxsplit=1)[0].strip("/")
    return path.split("/") if path else []


def pattern_of(segment: str) -> re.Pattern[str]:
    """What a segment of an endpoint's path takes: any text for a name in braces."""
    return re.compile(".+".join(map(re.escape, PARAMETER.split(segment))))
