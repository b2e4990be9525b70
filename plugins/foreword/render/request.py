"""Requests: what is sent to an API, as every language of a snippet shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlencode

from foreword.render import slots
from foreword.render.address import Address
from foreword.render.plain_data import as_json
from foreword.render.run import plain
from foreword.source.diagnostic import ContentError
from foreword.source.text import printable

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
WITHOUT_BODY = frozenset(["GET", "HEAD", "TRACE"])
"""Methods with which a browser sends no body."""
EXACT = 2**53 - 1
"""The largest whole number up to which JavaScript rounds none."""
ARRAY_INDEX = re.compile(r"0|[1-9][0-9]*")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Request:
    """A request of HTTP. Its texts hold nothing that a client would change on the way.

    `title` is the method and the path as the docs write it. `basic` is the user and the password of HTTP's basic
    authentication. `placeholders` are the texts that a reader replaces.
    """

    method: str
    address: Address
    title: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    basic: tuple[str, str] | None = None
    placeholders: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The value of the header `Content-Type`; empty where there is no body."""
        return header_in(self.headers, "content-type")

    @property
    def kind(self) -> str:
        """What the body is: `json` or `form` where a program can be given its data, else `text`, or `none`."""
        if self.body is None:
            return "none"
        if is_json(self.content_type) and is_exact_json(self.body):
            return "json"
        return "form" if is_form(self.content_type) and form_pairs(self.body) else "text"

    @property
    def data(self) -> Any:
        """The data of the body: what JSON says, or a form's fields (pairs where a name comes twice), or nothing."""
        kind = self.kind
        if kind == "json":
            return json.loads(self.body or "")
        pairs = form_pairs(self.body or "") if kind == "form" else []
        names = {name for name, _ in pairs}
        return dict(pairs) if len(names) == len(pairs) else [list(pair) for pair in pairs]

    def as_data(self) -> dict[str, Any]:
        """The request as templates see it."""
        kind, typed = self.kind, {"json": JSON, "form": FORM}
        own = [name.lower() == "content-type" and value == typed.get(kind) for name, value in self.headers]
        return {
            "method": self.method,
            "url": self.address.url,
            "host": self.address.host,
            "target": self.address.target,
            "title": self.title,
            "headers": [list(pair) for pair in self.headers],
            "further_headers": [list(pair) for pair, is_own in zip(self.headers, own, strict=True) if not is_own],
            "body": self.body,
            "kind": kind,
            "data": self.data,
            "fields": [list(pair) for pair in form_pairs(self.body or "")] if kind == "form" else [],
            "basic": list(self.basic) if self.basic else None,
            "placeholders": list(self.placeholders),
        }


def make_request(
    method: str,
    address: Address,
    title: str,
    headers: Iterable[tuple[str, str]],
    body: str | None,
    basic: tuple[str, str] | None = None,
    placeholders: Iterable[str] = (),
) -> Request:
    """A request that arrives as it is told. Raises ContentError (TP009) for what cannot be sent, MD003 for HTML."""
    method = method.strip().upper()
    if not TOKEN.fullmatch(method):
        raise unsendable(f"`{method[:40]}` is no method of HTTP", "write `GET`, `POST`, ...")
    if body is not None and method in WITHOUT_BODY:
        raise unsendable(f"a {method} request has no body", "send it with POST, or in the query")
    if body is not None and "\x00" in body:
        raise unsendable("a NUL character cannot be a part of a body", "leave it out, or show the body as data")
    headers = list(headers)
    told = [address.url, title, body or "", *(part for pair in headers for part in pair), *(basic or ())]
    if any(slots.ANY.search(text) for text in told):
        raise ContentError("MD003", "a request cannot hold a component's HTML", hint="write the text itself")
    checked = [checked_header(name, value) for name, value in headers]
    clean = None if body is None else printable(body)
    return Request(method, address, title, tuple(checked), clean, basic, tuple(dict.fromkeys(placeholders)))


def checked_header(name: str, value: str) -> tuple[str, str]:
    """A header without the blanks around it. Raises ContentError (TP009) for what a header cannot hold."""
    name, value = name.strip(), printable(value).strip(" \t")
    if not TOKEN.fullmatch(name):
        raise unsendable(f"`{name[:40]}` is no name of a header", "write letters, digits and `-`")
    if CONTROLS.search(value):
        raise unsendable(f"the header `{name}` holds a line break or a control character", "leave it out")
    return name, value


def unsendable(message: str, hint: str) -> ContentError:
    """The error of what cannot be sent."""
    return ContentError("TP009", message, hint=hint)


# Headers


def header_in(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The value of a header, whatever its capitals; empty where there is none."""
    return next((value for own, value in headers if own.lower() == name), "")


def with_header(headers: Pairs, name: str, value: str) -> Pairs:
    """The headers with one more, in the place of the one of that name."""
    names = [own.lower() for own, _ in headers]
    if name.lower() not in names:
        return [*headers, (name, value)]
    at = names.index(name.lower())
    return [*headers[:at], (name, value), *headers[at + 1 :]]


# Bodies


def is_json(content_type: str) -> bool:
    """Whether a content type is JSON's."""
    media = content_type.partition(";")[0].strip().lower()
    return media.endswith(("/json", "+json"))


def is_form(content_type: str) -> bool:
    """Whether a content type is that of a form's fields."""
    return content_type.partition(";")[0].strip().lower() == FORM


def body_text(body: Any, content_type: str) -> str:
    """A body as it is sent: a text as it is, data as its content type says. Raises ContentError (TP009).

    The blanks around JSON or a form, as the last line end of a block of YAML, mean nothing and are left out.
    """
    if isinstance(body, str):
        return body.strip(" \t\r\n") if is_json(content_type) or is_form(content_type) else body
    if is_json(content_type):
        try:
            json.dumps(body, allow_nan=False)
        except ValueError:
            raise unsendable("JSON cannot hold this number", "write it as text, in quotes") from None
        return as_json(body)
    if is_form(content_type) and isinstance(body, dict):
        return urlencode([(name, item) for name, value in body.items() for item in field_values(value)])
    kind = "a mapping" if isinstance(body, dict) else "a list" if isinstance(body, list) else f"`{plain(body)}`"
    raise unsendable(f"a body of the type `{content_type}` has to be text, not {kind}", "write it out after `|`")


def field_values(value: Any) -> list[str]:
    """The texts of a field of a form or a query: of a list each item; data below that is written as JSON."""
    return [
        json.dumps(item, ensure_ascii=False) if isinstance(item, dict | list) else plain(item)
        for item in (value if isinstance(value, list) else [value])
    ]


def type_of_text(body: str) -> str:
    """The content type of a text for which none was given: JSON where it is an object or a list of JSON's."""
    try:
        found = json.loads(body) if body.lstrip()[:1] in ("{", "[") else None
    except ValueError:
        found = None
    return "text/plain; charset=utf-8" if found is None else JSON


def form_pairs(body: str) -> Pairs:
    """The fields of a form; none where writing them would not give the same body."""
    try:
        pairs = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return []
    return pairs if urlencode(pairs) == body and all(name for name, _ in pairs) else []


def is_exact_json(body: str) -> bool:
    """Whether a body is JSON that programs can be given as data, and send with the same values in the same order."""
    exact = True

    def number(spelling: str) -> Any:
        nonlocal exact
        value = int(spelling) if spelling.lstrip("-").isdigit() else float(spelling)
        exact = exact and abs(value) <= EXACT and Decimal(repr(value)) == Decimal(spelling)
        return value

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal exact
        names = {name for name, _ in pairs}
        # JavaScript puts numbers before other names, and takes `__proto__` for something else.
        own = not any(ARRAY_INDEX.fullmatch(name) or name == "__proto__" for name in names)
        exact = exact and own and len(names) == len(pairs)
        return dict(pairs)

    def constant(spelling: str) -> Any:
        raise ValueError(spelling)

    try:
        json.loads(body, parse_int=number, parse_float=number, parse_constant=constant, object_pairs_hook=members)
    except (ValueError, RecursionError):
        return False
    return exact
