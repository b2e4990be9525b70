"""URLs and their parts, normalised as the Ruby library Addressable does it for Jekyll."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes

ADDRESS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
SUB_DELIMITERS = "!$&'()*+,;="
SEGMENT = SUB_DELIMITERS + ":@"
FRAGMENT = SEGMENT + "/?"
QUERY = "!$'()*+,=:@/?"
ANYWHERE = SUB_DELIMITERS + ":/?#[]@"
PLUS = re.compile("%2b", re.IGNORECASE)
PORTS = {"http": ":80", "https": ":443", "ftp": ":21"}


def scheme_of(address: str) -> str | None:
    """The scheme of an address that has one: it is absolute then."""
    found = ADDRESS.match(address)
    return found[1] if found is not None else None


def normalised_part(part: str, kept: str = ANYWHERE) -> str:
    """A part of an address with each character encoded that is not among `kept`, letters and digits."""
    try:
        plain = unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return quote(unquote_to_bytes(part), safe=kept + "~")
    return quote(unicodedata.normalize("NFKC", plain), safe=kept + "~")


def normalised_query(query: str) -> str:
    """A query with its parts encoded; an encoded plus sign stays so."""
    parts = ("%2B".join(normalised_part(piece, QUERY) for piece in PLUS.split(pair)) for pair in query.split("&"))
    return "&".join(parts)


def normalised(address: str) -> str:
    """An address with its host in small letters, its path without `.` and `..`, and everything encoded."""
    found = ADDRESS.match(address)
    if found is None:
        return address
    scheme, authority, path, query, fragment = found.groups()
    parts: list[str] = []
    if scheme is not None:
        parts.append(f"{scheme.lower()}:")
    if authority is not None:
        parts.append(f"//{authority.lower().removesuffix(PORTS.get((scheme or '').lower(), ' '))}")
    walked = without_dots("/".join(normalised_part(segment, SEGMENT) for segment in path.strip().split("/")))
    parts.append(walked or ("/" if authority is not None and (scheme or "").lower() in PORTS else ""))
    if query:
        parts.append(f"?{normalised_query(query)}")
    if fragment:
        parts.append(f"#{normalised_part(fragment, FRAGMENT)}")
    return "".join(parts)


def without_dots(path: str) -> str:
    """A path without its `.` and `..` segments."""
    if "." not in path:
        return path
    walked: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        if segment == "..":
            if len(walked) > 1 or (walked and walked[0]):
                walked.pop()
            if is_last:
                walked.append("")
        elif segment != ".":
            walked.append(segment)
        elif is_last:
            walked.append("")
    return "/".join(walked)
