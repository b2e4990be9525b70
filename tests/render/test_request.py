"""Requests: what is read from an endpoint or from what is given by hand, and what cannot be sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.render.address import read_address
from foreword.render.endpoint_request import request_of
from foreword.render.request import Request
from foreword.source.diagnostic import ContentError
from foreword.source.text import SourceFile, Text

CREDENTIALS: dict[str, dict[str, Any]] = {
    "token": {"sent-in": {"header": "Authorization", "format": "Bearer {value}"}},
    "key": {"sent-in": {"query": "api_key"}, "placeholder": "YOUR_KEY"},
    "secret": {"sent-in": {"body": "secret"}},
    "user": {"sent-in": {"basic": "username"}},
    "other": {"sent-in": {"basic": "nickname"}},
    "silent": {},
}
ENDPOINT = {"id": "x", "method": "post", "base-url": "https://api.example.com/", "path": "/v4/{id}"}


def as_written(value: Any) -> Any:
    return value


def from_endpoint(**keys: Any) -> Request:
    return request_of({**ENDPOINT, **keys}, CREDENTIALS.__getitem__, as_written)


def by_hand(**given: Any) -> Request:
    return request_of(None, CREDENTIALS.__getitem__, as_written, **{"url": "https://api.example.com", **given})


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://api.example.com", "https://api.example.com"),
        (" http://localhost:8000/a?b#c ", "http://localhost:8000/a?b"),
        ("https://[::1]:80/a[0]", "https://[::1]:80/a%5B0%5D"),
        ("https://<ACCOUNT>.example.com/<ID>/<id>", "https://<ACCOUNT>.example.com/<ID>/%3Cid%3E"),
        ("https://bücher.example.com/ü", "https://bücher.example.com/%C3%BC"),
        ("https://a.b/%", "https://a.b/%25"),
        ("https://a.b/\n", "https://a.b/"),
    ],
)
def test_a_url_is_spelled_as_clients_send_it(url: str, sent: str) -> None:
    assert read_address(url).url == sent


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_a_spelled_url_stays_as_it_is(path: str) -> None:
    once = read_address(f"https://a.b/{path}").url
    assert read_address(once).url == once
    assert once.isascii()


@pytest.mark.parametrize(
    "url", ["/v4/sources", "ftp://a.b/c", "javascript:x", "https://", "https://a b/", "https://u:p@a.b"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(ContentError, match="a request cannot be sent to"):
        read_address(url)


def test_a_query_gets_more_and_loses_what_is_given_again() -> None:
    address = read_address("https://a.b/c?x=1&y=2&x=3").with_query([("x", "4 5"), ("z", "<KEY>")])
    assert address.target == "/c?y=2&x=4%205&z=<KEY>"


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (None, "", "none"),
        ({"a": 1}, "application/json", "json"),
        ('{"a": 1.50}', "application/json; charset=utf-8", "json"),
        ('{"a": 1', "application/json", "text"),
        ('{"a": NaN}', "application/json", "text"),
        ('{"a": 0.1000000000000000055}', "application/json", "text"),
        ('{"10": 1}', "application/json", "text"),
        ("a=1&b=2", "application/x-www-form-urlencoded", "form"),
        ("a=1&b", "application/x-www-form-urlencoded", "text"),
        ("a=%61", "application/x-www-form-urlencoded", "text"),
        ("=1", "application/x-www-form-urlencoded", "text"),
        ("a=1", "text/plain", "text"),
    ],
)
def test_a_body_is_data_where_programs_can_be_given_data(body: Any, content_type: str, kind: str) -> None:
    request = by_hand(method="POST", body=body, headers={"Content-Type": content_type or None})
    assert (request.kind, request.content_type) == (kind, content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ({"a": 1}, "application/json"),
        (5, "application/json"),
        ('[{"a": 1}]', "application/json"),
        ("{not JSON}", "text/plain; charset=utf-8"),
        ("5", "text/plain; charset=utf-8"),
    ],
)
def test_the_content_type_of_a_body_that_has_none(body: Any, content_type: str) -> None:
    assert by_hand(body=body).headers == (("Content-Type", content_type),)


def test_the_title_is_the_path_as_it_is_written() -> None:
    assert from_endpoint().title == "POST /v4/{id}"
    assert by_hand(url="https://a.b/v4/{id}?x=1#y").title == "GET /v4/{id}"
    assert by_hand(url="https://a.b").title == "GET /"


def test_placeholders_are_noted_in_order_and_once() -> None:
    request = from_endpoint(
        path="/{id}/{id}",
        credentials=["key", "secret", "token"],
        parameters={"query": [{"name": "q", "required": True}]},
    )
    assert request.placeholders == ("Q", "YOUR_KEY", "<SECRET>", "<TOKEN>", "ID")


def test_the_first_credential_in_a_body_comes_first() -> None:
    CREDENTIALS["secret-too"] = {"sent-in": {"body": "too"}}
    request = from_endpoint(credentials=["secret", "secret-too"], body={"example": {"a": 1}})
    assert list(request.data.items()) == [("secret", "<SECRET>"), ("too", "<SECRET_TOO>"), ("a", 1)]


def test_only_what_is_needed_of_an_endpoint_is_expanded() -> None:
    expanded = []

    def expand(value: Any) -> Any:
        if isinstance(value, Text):
            expanded.append(value.source)
            return value.source.strip("{} ")
        return value

    file = SourceFile("docs/x.yml", "")
    endpoint = {
        **ENDPOINT,
        "path": Text("{{ v4 }}", file),
        "description": Text("{{ long }}", file),
        "credentials": [Text("{{ token }}", file)],
        "parameters": {"query": [{"name": "a", "description": Text("{{ more }}", file)}]},
        "body": {"example": {"a": [Text("{{ deep }}", file)]}},
        "responses": {200: {"example": Text("{{ response }}", file)}},
    }
    request = request_of(endpoint, CREDENTIALS.__getitem__, expand)
    assert request.address.url == "https://api.example.com/v4"
    assert request.data == {"a": ["deep"]}
    assert request.headers[0] == ("Authorization", "Bearer <TOKEN>")
    assert set(expanded) == {"{{ v4 }}", "{{ token }}", "{{ deep }}"}


@pytest.mark.parametrize(
    ("given", "code", "message"),
    [
        ({"method": "get it"}, "TP009", "`GET IT` is no method of HTTP"),
        ({"method": "get", "body": "x"}, "TP009", "a GET request has no body"),
        ({"body": "a\x00b"}, "TP009", "a NUL character cannot be a part of a body"),
        ({"headers": {"A": "b\nc"}}, "TP009", "the header `A` holds a line break or a control character"),
        ({"headers": {"A": "b\rc"}}, "TP009", "the header `A` holds a line break or a control character"),
        ({"headers": {"A b": "c"}}, "TP009", "`A b` is no name of a header"),
        ({"headers": {"A:": "c"}}, "TP009", "`A:` is no name of a header"),
        ({"headers": ["A: b"]}, "TP009", "`headers` has to be a mapping, not the list (of 1)"),
        ({"headers": {"A": "\ufdd0"}}, "MD003", "a request cannot hold a component's HTML"),
        ({"body": "\ufdd0"}, "MD003", "a request cannot hold a component's HTML"),
        ({"body": [float("inf")]}, "TP009", "JSON cannot hold this number"),
        (
            {"body": [1], "headers": {"Content-Type": "text/csv"}},
            "TP009",
            "a body of the type `text/csv` has to be text, not a list",
        ),
    ],
)
def test_what_cannot_be_sent_is_told(given: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        by_hand(**given)
    assert (error.value.code, error.value.message) == (code, message)


@pytest.mark.parametrize(
    ("keys", "code", "message"),
    [
        ({"base-url": None}, "FM002", "the endpoint `x` has no `base-url`"),
        ({"method": ""}, "FM002", "the endpoint `x` has no `method`"),
        ({"credentials": ["other"]}, "TP009", "basic authentication has no `nickname`"),
        (
            {"credentials": ["secret"], "body": {"example": [1]}},
            "TP009",
            "`secret` is sent in the body, as `secret`, but the body has no keys",
        ),
        (
            {"credentials": ["secret"], "body": {"example": "a,b", "content-type": "text/csv"}},
            "TP009",
            "`secret` is sent in the body, as `secret`, but the body has no keys",
        ),
        ({"credentials": ["secret"], "method": "get"}, "TP009", "a GET request has no body"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_is_told(keys: dict[str, Any], code: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        from_endpoint(**keys)
    assert (error.value.code, error.value.message) == (code, message)
