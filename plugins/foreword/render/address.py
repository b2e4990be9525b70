"""Addresses: a URL as every client sends it, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from foreword.source.diagnostic import ContentError

PARTS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#\\]+)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.DOTALL
)
PLACEHOLDER = re.compile(r"<[A-Z][A-Z0-9_-]*>")
"""What a reader replaces: it stays readable in a URL too."""
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|%")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
IN_PATH = "/:@!$&()*+,;=~%"
IN_QUERY = IN_PATH + "?"


@dataclass(frozen=True)
class Address:
    """A URL in its parts. `path` and `query` are percent-encoded; `query` is empty where there is none."""

    origin: str
    path: str
    query: str = ""

    @property
    def host(self) -> str:
        """The host, with its port where the URL has one."""
        return self.origin.partition("://")[2]

    @property
    def target(self) -> str:
        """What stands behind the method in a request: path and query."""
        return (self.path or "/") + (f"?{self.query}" if self.query else "")

    @property
    def url(self) -> str:
        """The whole URL."""
        return self.origin + self.path + (f"?{self.query}" if self.query else "")

    def with_query(self, pairs: Iterable[tuple[str, str]]) -> Address:
        """The address with more in its query; a name that is there already gets the new values."""
        added = [(encoded(name), encoded(value)) for name, value in pairs]
        names = {name for name, _ in added}
        kept = [part for part in self.query.split("&") if part and part.partition("=")[0] not in names]
        return Address(self.origin, self.path, "&".join([*kept, *(f"{name}={value}" for name, value in added)]))


def read_address(url: str) -> Address:
    """The address of a URL that somebody wrote. Raises ContentError (TP009) for what is no URL of HTTP."""
    found = PARTS.fullmatch(url.strip())
    if found is None or re.search(r"[\s@]", found["host"]):
        hint = "name the credential in `credentials`" if found and "@" in found["host"] else ""
        raise ContentError(
            "TP009",
            f"a request cannot be sent to `{url[:60]}`",
            hint=hint or "a URL begins with `https://` and a host",
        )
    origin = f"{found['scheme']}://{found['host']}"
    return Address(origin, normal(found["path"], IN_PATH), normal(found["query"] or "", IN_QUERY))


def encoded(text: str) -> str:
    """A text as a part of a path or a query: percent-encoded, but for placeholders."""
    return around_placeholders(text, lambda part: quote(part, safe="~"))


def normal(text: str, safe: str) -> str:
    """A path or query in the one spelling that clients leave alone.

    What may not stand there is encoded (quotes, spaces, brackets and braces, which curl would expand), what need not
    be encoded is not, and escapes are in capitals.
    """

    def escape(found: re.Match[str]) -> str:
        if found.group(1) is None:
            return "%25"
        character = chr(int(found.group(1), 16))
        return character if UNRESERVED.fullmatch(character) else found.group().upper()

    return around_placeholders(text, lambda part: ESCAPE.sub(escape, quote(part, safe=safe)))


def around_placeholders(text: str, change: Callable[[str], str]) -> str:
    """A text with its placeholders as they are, and what stands around them changed."""
    parts = []
    at = 0
    for found in PLACEHOLDER.finditer(text):
        parts += [change(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, change(text[at:])])
