"""Jekyll's filters for URLs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

from foreword.compat.addresses import normalised, normalised_part, scheme_of
from foreword.compat.family import Family
from foreword.compat.printing import text
from foreword.compat.services import Services

INDEX = re.compile(r"/index\.html?$", re.MULTILINE)


def address_of(services: Services, value: Any) -> Any:
    """What is to be made a URL: of a page or a document, its `url`."""
    url = services.lookup(value, "url") if isinstance(value, Mapping) else None
    return value if url is None else url


def relative_url(services: Services, value: Any) -> Any:
    """A path behind the path of the site; what has a scheme stays."""
    if value is None:
        return None
    address = address_of(services, value)
    spelling = text(address, services.allocate)
    if scheme_of(spelling) is not None:
        return address
    base = text(services.setting("baseurl"), services.allocate)
    services.allocate(len(spelling) + len(base))
    return normalised(with_slash(base.removesuffix("/")) + with_slash(spelling))


def absolute_url(services: Services, value: Any) -> Any:
    """A path behind the address of the site; what has a scheme stays."""
    if value is None:
        return None
    address = address_of(services, value)
    if scheme_of(text(address, services.allocate)) is not None:
        return address
    relative = relative_url(services, address)
    host = text(services.setting("url"), services.allocate)
    return normalised(host + text(relative)) if host else relative


def with_slash(path: str) -> str:
    """A path with a slash before it, if it is not empty."""
    return path if not path or path.startswith("/") else f"/{path}"


def strip_index(value: Any) -> Any:
    """A URL without `index.html` at its end."""
    return None if text(value) == "" else INDEX.sub("/", text(value), count=1)


def cgi_escape(value: Any) -> str:
    """The text for the query of a URL."""
    return quote_plus(text(value))


def uri_escape(value: Any) -> str | None:
    """The text as a URL, in which everything that a URL cannot hold is encoded."""
    return None if value is None else normalised_part(text(value))


FILTERS = Family(
    of_text={
        "strip_index": strip_index,
        "cgi_escape": cgi_escape,
        "uri_escape": uri_escape,
    },
    served={"relative_url": relative_url, "absolute_url": absolute_url},
)
