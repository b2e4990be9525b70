"""The requests of an endpoint: what its document says becomes what is sent, with examples and placeholders."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from foreword.render.address import encoded, read_address
from foreword.render.example import example_of
from foreword.render.plain_data import plain_data
from foreword.render.request import (
    JSON,
    Pairs,
    Request,
    body_text,
    field_values,
    header_in,
    is_form,
    is_json,
    make_request,
    type_of_text,
    unsendable,
    with_header,
)
from foreword.render.run import plain
from foreword.render.undefined import described
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import ContentError

Expand = Callable[[Any], Any]
FindCredential = Callable[[str], Mapping[Any, Any]]

NAME_IN_PATH = re.compile(r"\{([^{}]*)\}")
PLAIN_NAME = re.compile(r"[\w.-]+")


@dataclass
class Draft:
    """A request before it is checked: `url` may hold names in braces, which `path` has values for."""

    method: str = ""
    url: str = ""
    path: dict[str, str] = field(default_factory=dict)
    query: Pairs = field(default_factory=list)
    headers: Pairs = field(default_factory=list)
    body: Any = None
    content_type: str = ""
    user: str | None = None
    password: str | None = None
    placeholders: list[str] = field(default_factory=list)
    added_keys: list[str] = field(default_factory=list)
    """The keys that credentials have put before those of the body."""
    title: str = ""

    def placeholder(self, text: str) -> str:
        """A placeholder, noted down."""
        self.placeholders.append(text)
        return text

    def request(self) -> Request:
        """The request. Raises ContentError for what cannot be sent."""
        method = self.method.strip().upper() or ("GET" if self.body in (None, "") else "POST")
        address = read_address(NAME_IN_PATH.sub(self._value, self.url)).with_query(self.query)
        headers, body = self.headers, None
        if self.body not in (None, ""):
            content_type = header_in(headers, "content-type") or self.content_type
            if not content_type:
                content_type = type_of_text(self.body) if isinstance(self.body, str) else JSON
            body = body_text(self.body, content_type)
            headers = with_header(headers, header_named(headers, "Content-Type"), content_type)
        basic = None
        if self.user is not None or self.password is not None:
            basic = (self.user or "", self.password or "")
        title = f"{method} {self.title or read_path(self.url)}"
        return make_request(method, address, title, headers, body, basic, self.placeholders)

    def _value(self, found: re.Match[str]) -> str:
        """What stands for a name in braces; braces around something else stay."""
        name = found.group(1)
        if name in self.path:
            return encoded(self.path[name])
        return encoded(self.placeholder(in_capitals(name))) if PLAIN_NAME.fullmatch(name) else found.group()


def request_of(
    endpoint: Any,
    find_credential: FindCredential,
    expand: Expand,
    *,
    method: Any = None,
    url: Any = None,
    headers: Any = None,
    body: Any = None,
) -> Request:
    """The request of an endpoint, with what is given besides in place of its own; without an endpoint, what is given.

    `expand` gives what a text in a value comes to. Raises ContentError, or FailedValueError where a text failed.
    """
    draft = Draft()
    if endpoint is not None:
        if not isinstance(endpoint, Mapping):
            raise ContentError("TP009", f"an endpoint is needed here, not {described(endpoint)}")
        read_endpoint(draft, Values(endpoint, expand))
    elif not url:
        hint = "write `endpoint=...`, or `method=..., url=...`"
        raise ContentError("TP008", "a request needs an `endpoint` or a `url`", hint=hint)
    draft.method = plain(plain_data(method, expand)) or draft.method
    if url:
        draft.url, draft.title = plain(plain_data(url, expand)), ""
    for name, value in given_headers(plain_data(headers, expand)):
        draft.headers = with_header(draft.headers, name, value)
    if body is not None:
        draft.body = plain_data(body, expand)
    if endpoint is not None:
        for id_ in Values(endpoint, expand).items("credentials"):
            add_credential(draft, plain(id_), Values(find_credential(plain(id_)), expand))
    return draft.request()


@dataclass(frozen=True)
class Values:
    """A mapping whose values are plain data, each expanded where it is asked for."""

    source: Mapping[Any, Any]
    expand: Expand

    def value(self, key: str) -> Any:
        """The value of a key; nothing where there is none."""
        found = get(self.source, key)
        return None if found is ABSENT else plain_data(found, self.expand)

    def text(self, key: str) -> str:
        """The value of a key as text."""
        return plain(self.value(key))

    def items(self, key: str) -> list[Any]:
        """The list of a key; none of what is no list."""
        found = self.value(key)
        return found if isinstance(found, list) else []

    def mapping(self, key: str) -> Values:
        """The mapping of a key, not looked into yet; an empty one of what is no mapping."""
        found = self.expand(get(self.source, key))
        return Values(found if isinstance(found, Mapping) else {}, self.expand)

    def mappings(self, key: str) -> Iterator[Values]:
        """The mappings in the list of a key."""
        found = self.expand(get(self.source, key))
        for item in found if isinstance(found, list) else []:
            item = self.expand(item)
            if isinstance(item, Mapping):
                yield Values(item, self.expand)


def read_endpoint(draft: Draft, endpoint: Values) -> None:
    """Put into a draft what an endpoint says: parameters that are required, the body, not yet the credentials."""
    for key in ("method", "path", "base-url"):
        if not endpoint.text(key):
            id_ = endpoint.text("id") or endpoint.text("title")
            hint = "write it, or give it to all endpoints by the option `defaults`"
            raise ContentError("FM002", f"the endpoint `{id_}` has no `{key}`", hint=hint)
    draft.method, draft.title = endpoint.text("method"), endpoint.text("path")
    draft.url = endpoint.text("base-url").rstrip("/") + "/" + draft.title.lstrip("/")
    parameters = endpoint.mapping("parameters")
    for parameter in parameters.mappings("path"):
        value = value_of(draft, parameter)
        draft.path[parameter.text("name")] = ",".join(field_values(value))
    for parameter in parameters.mappings("query"):
        if parameter.value("required") is True:
            draft.query += [(parameter.text("name"), value) for value in field_values(value_of(draft, parameter))]
    for parameter in parameters.mappings("header"):
        if parameter.value("required") is True:
            value = ", ".join(field_values(value_of(draft, parameter)))
            draft.headers = with_header(draft.headers, parameter.text("name"), value)
    if isinstance(endpoint.expand(get(endpoint.source, "body")), Mapping):
        draft.content_type = endpoint.mapping("body").text("content-type") or JSON
        draft.body = body_of(endpoint)


def value_of(draft: Draft, parameter: Values) -> Any:
    """The value that a parameter is shown with: its example, its default, the first it may have, or its name."""
    for key in ("example", "default"):
        value = parameter.value(key)
        if value is not None:
            return value
    for item in parameter.items("enum"):
        return item.get("value") if isinstance(item, dict) else item
    return draft.placeholder(in_capitals(parameter.text("name")))


def body_of(endpoint: Values) -> Any:
    """The body that an endpoint is shown with: its example, that of the first example of success, or one that is made
    of its attributes' examples."""
    body = endpoint.mapping("body")
    found = body.value("example")
    for example in endpoint.mappings("examples") if found is None else ():
        code = example.text("code")
        if not code.isdigit() or int(code) < 400:
            found = example.value("request")
        if found is not None:
            break
    if found is None:
        attributes = body.expand(get(body.source, "attributes"))
        made = example_of(attributes, request=True, expand=body.expand) if isinstance(attributes, list) else {}
        found = plain_data(made, body.expand) or None
    return found


# Credentials


def add_credential(draft: Draft, id_: str, credential: Values) -> None:
    """Put a credential where it is sent; one that does not say where adds nothing."""
    value = credential.text("placeholder") or f"<{in_capitals(id_)}>"
    sent = credential.mapping("sent-in")
    key = next((key for key in ("header", "query", "body", "basic") if sent.text(key)), None)
    if key is None:
        return
    name, value = sent.text(key), draft.placeholder(value)
    if key == "basic":
        if name not in ("username", "password"):
            raise unsendable(f"basic authentication has no `{name}`", "write `username` or `password`")
        draft.user, draft.password = (value, draft.password) if name == "username" else (draft.user, value)
        draft.headers = [(own, text) for own, text in draft.headers if own.lower() != "authorization"]
        return
    value = (sent.text("format") or "{value}").replace("{value}", value)
    if key == "header":
        draft.headers = with_header(draft.headers, name, value)
    elif key == "query":
        draft.query = [(own, text) for own, text in draft.query if own != name] + [(name, value)]
    else:
        draft.body = with_key(draft, id_, name, value)


def with_key(draft: Draft, id_: str, name: str, value: str) -> dict[str, Any]:
    """The body with a credential in a key of it. Raises ContentError (TP009) where it has no keys."""
    content_type = header_in(draft.headers, "content-type") or draft.content_type or JSON
    body = draft.body
    if isinstance(body, str) and is_json(content_type):
        try:
            body = json.loads(body)
        except ValueError:
            body = None
    elif isinstance(body, str) and is_form(content_type):
        pairs = parse_qsl(body, keep_blank_values=True)
        body = {own: [text for other, text in pairs if other == own] for own, _ in pairs}
    if body is None and draft.body is None:
        body = {}
    if not isinstance(body, dict):
        hint = "write the body as data, or as a JSON object"
        raise unsendable(f"`{id_}` is sent in the body, as `{name}`, but the body has no keys", hint)
    if name in body:
        return body | {name: value}
    before = {key: body.pop(key) for key in draft.added_keys}
    draft.added_keys.append(name)
    return {**before, name: value, **body}


# What is given by hand


def given_headers(headers: Any) -> Iterator[tuple[str, str]]:
    """Headers that were given as a mapping; several values of one go into it together. Raises ContentError (TP009)."""
    if headers is None:
        return
    if not isinstance(headers, dict):
        raise unsendable(f"`headers` has to be a mapping, not {described(headers)}", 'write {"Name": "value"}')
    for name, value in headers.items():
        if value is not None:
            yield name, ", ".join(field_values(value))


def header_named(headers: Pairs, name: str) -> str:
    """The name of a header as it is written there already, else the name that is given."""
    return next((own for own, _ in headers if own.lower() == name.lower()), name)


def in_capitals(name: str) -> str:
    """A name as a placeholder: `source-id` is `SOURCE_ID`."""
    return re.sub(r"[\W_]+", "_", name).strip("_").upper() or "VALUE"


def read_path(url: str) -> str:
    """The path of a URL, as it is written."""
    return "/" + url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
