"""The program of each language sends what the docs say: each is run, and what arrives is compared."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from bs4 import BeautifulSoup

from engine import make_site, render
from snippets.running import Arrived, recording, run_programs

PARTNER = {"credentials": ["partner-id", "partner-secret"]}
CREDENTIALS = """\
---
credentials:
  - {name: Access token, sent-in: {header: Authorization, format: "Bearer {value}"}}
  - {name: API key, sent-in: {query: api_key}}
  - {name: Partner ID, sent-in: {body: partner_id}}
  - {name: Partner secret, placeholder: "<SECRET>", sent-in: {body: partner_secret}}
  - {name: User, sent-in: {basic: username}}
  - {name: Password, placeholder: "pass:wörd", sent-in: {basic: password}}
  - {name: Cookie}
---
"""
PAGE = """\
{% for call in site.data.calls %}
{{ request_snippet(call.endpoint, method=call.method, url=call.url, headers=call.headers, body=call.body,
                   languages=["curl", "python", "javascript"]) }}
{% endfor %}
"""

NASTY = "it's \"$HOME\" `id` \\ !x %20 {} é☃ </script> ${x} $(x) 'a' \"\"\" '''"
LINES = NASTY + "\n\n$x `y` ${z}\n\"\"\"\\\n'''\ttab\\n"


@dataclass(frozen=True)
class Case:
    """A request as a writer calls for it, and what arrives. A body that is no string is compared as data."""

    about: str
    call: dict[str, Any]
    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = ""


def by_hand(method: str, path: str, **call: Any) -> dict[str, Any]:
    return {"method": method, "url": path, **call}


def endpoint(method: str, path: str, **keys: Any) -> dict[str, Any]:
    return {"endpoint": {"kind": "endpoint", "id": "x", "method": method, "path": path, **keys}}


JSON = {"content-type": "application/json"}
TEXT = {"content-type": "text/plain; charset=utf-8"}
FORM = {"content-type": "application/x-www-form-urlencoded"}

CASES = [
    *(Case(f"{method} alone", by_hand(method, "/v4/sources"), method, "/v4/sources")
      for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
    *(Case(f"{method} with JSON", by_hand(method, "/v4/sources", body={"name": "Shop"}), method, "/v4/sources", JSON,
           {"name": "Shop"})
      for method in ("POST", "PUT", "PATCH", "DELETE")),
    Case("a method in small letters", by_hand("patch", "/x", body={}), "PATCH", "/x", JSON, {}),
    Case("a body makes POST", {"url": "/x", "body": [1]}, "POST", "/x", JSON, [1]),
    Case("no path", by_hand("GET", ""), "GET", "/"),
    # URLs
    Case("a query", by_hand("GET", "/x?a=1&b=two+three&c=%C3%A9"), "GET", "/x?a=1&b=two+three&c=%C3%A9"),
    Case("a URL with what may not stand there", by_hand("GET", "/a b/é'\"\\`|^?q={\"x\":1}[]'<a>&n=100%#top"), "GET",
         "/a%20b/%C3%A9%27%22%5C%60%7C%5E?q=%7B%22x%22:1%7D%5B%5D%27%3Ca%3E&n=100%25"),
    Case("a URL with what may stand there", by_hand("GET", "/a;b=c/$x!(y)*,z@~:?d=$!*()/?:@"), "GET",
         "/a;b=c/$x!(y)*,z@~:?d=$!*()/?:@"),
    Case("a URL with needless escapes", by_hand("GET", "/%7Ea%2fb"), "GET", "/~a%2Fb"),
    Case("a name in braces", by_hand("GET", "/{source-id}?q={q}"), "GET", "/SOURCE_ID?q=Q"),
    Case("a placeholder in a URL", by_hand("GET", "/<ID>?key=<API_KEY>"), "GET", "/%3CID%3E?key=%3CAPI_KEY%3E"),
    # Headers
    Case("headers", by_hand("GET", "/x", headers={"Authorization": "Bearer <TOKEN>", "Accept": "text/plain"}),
         "GET", "/x", {"authorization": "Bearer <TOKEN>", "accept": "text/plain"}),
    Case("a header with anything", by_hand("POST", "/x", headers={"X-Nasty": f"  {NASTY}\t1 "}), "POST", "/x",
         {"x-nasty": f"{NASTY}\t1"}),
    Case("an empty header", by_hand("GET", "/x", headers={"X-Empty": ""}), "GET", "/x", {"x-empty": ""}),
    Case("a header with several values", by_hand("GET", "/x", headers={"Accept": ["a/b", "c/d"]}), "GET", "/x",
         {"accept": "a/b, c/d"}),
    Case("a header without a value is left out", by_hand("GET", "/x", headers={"X-None": None}), "GET", "/x"),
    # Bodies
    Case("a text with anything", by_hand("POST", "/x", body=NASTY), "POST", "/x", TEXT, NASTY),
    Case("a text of several lines", by_hand("POST", "/x", body=LINES), "POST", "/x", TEXT, LINES),
    Case("a text with line ends around it", by_hand("POST", "/x", body="\n\na\n\n"), "POST", "/x", TEXT, "\n\na\n\n"),
    Case("a text with a carriage return", by_hand("POST", "/x", body="a\r\nb\x07"), "POST", "/x", TEXT, "a\r\nb\x07"),
    Case("a text that begins with @", by_hand("POST", "/x", body="@file"), "POST", "/x", TEXT, "@file"),
    Case("a text that ends in a backslash", by_hand("POST", "/x", body="a\n\\"), "POST", "/x", TEXT, "a\n\\"),
    Case("what cannot be seen", by_hand("POST", "/x", body="a\u2028b\u00a0c\u202ed\ufeff"), "POST", "/x", TEXT,
         "a\u2028b\u00a0c\u202ed\ufeff"),
    Case("an empty text is no body", by_hand("POST", "/x", body=""), "POST", "/x"),
    Case("data with anything", by_hand("POST", "/x", body={NASTY: [LINES, None, True, -1.5e-7, {}, [], [[]]]}), "POST",
         "/x", JSON, {NASTY: [LINES, None, True, -1.5e-7, {}, [], [[]]]}),
    Case("JSON as text", by_hand("POST", "/x", body='{"a": "\\u00e9", "b": [1.0, 1e3]}\n'), "POST", "/x", JSON,
         {"a": "é", "b": [1, 1000]}),
    *(Case(f"JSON that not every language can hold as data: {text}", by_hand("POST", "/x", body=text), "POST", "/x",
           JSON, text)
      for text in ('{"a": 9007199254740993}', '{"2": 1, "1": 2}', '{"__proto__": 1}', '{"a": 1, "a": 2}', '[1e400]')),
    Case("JSON of another type", by_hand("POST", "/x", body={"a": 1}, headers={"content-type": "application/ld+json"}),
         "POST", "/x", {"content-type": "application/ld+json"}, {"a": 1}),
    Case("text of another type", by_hand("POST", "/x", body="a,b\n1,2\n", headers={"Content-Type": "text/csv"}),
         "POST", "/x", {"content-type": "text/csv"}, "a,b\n1,2\n"),
    Case("a form", by_hand("POST", "/x", body={"a b[]": ["1", 2], "t": NASTY, "empty": "", "yes": True},
                           headers={"Content-Type": "application/x-www-form-urlencoded"}),
         "POST", "/x", FORM, [["a b[]", "1"], ["a b[]", "2"], ["t", NASTY], ["empty", ""], ["yes", "true"]]),
    Case("a form as text", by_hand("POST", "/x", body="a=1&b=%40x\n",
                                   headers={"Content-Type": "application/x-www-form-urlencoded"}),
         "POST", "/x", FORM, [["a", "1"], ["b", "@x"]]),
    # Endpoints
    Case("an endpoint with parameters",
         endpoint("get", "/v4/{kind}/{id}/{more-info}", parameters={
             "path": [{"name": "id", "example": 'a/b "c"'}, {"name": "kind", "enum": [{"value": "tap"}]}],
             "query": [{"name": "since", "required": True, "example": "2024-01-01T00:00:00+01:00"},
                       {"name": "page", "required": True}, {"name": "limit", "example": 5},
                       {"name": "tag[]", "required": True, "example": ["x", "y&z"]}],
             "header": [{"name": "X-Region", "required": True, "default": "eu"}, {"name": "X-More", "example": "no"}],
         }),
         "GET", "/v4/tap/a%2Fb%20%22c%22/MORE_INFO?since=2024-01-01T00%3A00%3A00%2B01%3A00&page=PAGE&tag%5B%5D=x"
         "&tag%5B%5D=y%26z", {"x-region": "eu"}),
    Case("a body from its attributes",
         endpoint("post", "/x", body={"attributes": [
             {"name": "id", "type": "integer", "read-only": True},
             {"name": "name", "example": "it's"},
             {"name": "options", "attributes": [{"name": "on", "type": "boolean", "example": False}]},
         ]}),
         "POST", "/x", JSON, {"name": "it's", "options": {"on": False}}),
    Case("a body from its example",
         endpoint("put", "/x", body={"content-type": "text/csv", "attributes": [{"name": "a"}], "example": "a\n1\n"}),
         "PUT", "/x", {"content-type": "text/csv"}, "a\n1\n"),
    Case("a body from the first example that succeeds",
         endpoint("post", "/x", body={}, examples=[{"request": {"a": 0}, "code": 400}, {"request": {"a": 1}}]),
         "POST", "/x", JSON, {"a": 1}),
    Case("what is given besides comes first",
         endpoint("post", "/x", body={"example": {"a": 1}}, credentials=["access-token"]) | {
             "body": {"b": 2}, "headers": {"X-A": "1"}},
         "POST", "/x", {**JSON, "authorization": "Bearer <ACCESS_TOKEN>", "x-a": "1"}, {"b": 2}),
    # Credentials
    Case("a credential in a header, over the parameter of that name",
         endpoint("get", "/x", credentials=["access-token"], parameters={
             "header": [{"name": "authorization", "required": True, "example": "Bearer abc"}]}),
         "GET", "/x", {"authorization": "Bearer <ACCESS_TOKEN>"}),
    Case("a credential in the query", endpoint("get", "/x?a=1", credentials=["api-key"]), "GET",
         "/x?a=1&api_key=%3CAPI_KEY%3E"),
    Case("credentials in the body", endpoint("post", "/x", **PARTNER, body={"example": {"partner_secret": "", "a": 1}}),
         "POST", "/x", JSON, {"partner_id": "<PARTNER_ID>", "partner_secret": "<SECRET>", "a": 1}),
    Case("credentials in a body of text", endpoint("post", "/x", **PARTNER, body={"example": '{"a": 1}'}),
         "POST", "/x", JSON, {"partner_id": "<PARTNER_ID>", "partner_secret": "<SECRET>", "a": 1}),
    Case("credentials are the body", endpoint("post", "/x", **PARTNER), "POST", "/x", JSON,
         {"partner_id": "<PARTNER_ID>", "partner_secret": "<SECRET>"}),
    Case("credentials in a form",
         endpoint("post", "/x", **PARTNER, body={"content-type": FORM["content-type"], "example": {"a": "1"}}),
         "POST", "/x", FORM, [["partner_id", "<PARTNER_ID>"], ["partner_secret", "<SECRET>"], ["a", "1"]]),
    Case("basic authentication", endpoint("get", "/x", credentials=["user", "password"]), "GET", "/x",
         {"authorization": "Basic " + base64.b64encode("<USER>:pass:wörd".encode()).decode()}),
    Case("a user without a password", endpoint("get", "/x", credentials=["user"]), "GET", "/x",
         {"authorization": "Basic " + base64.b64encode(b"<USER>:").decode()}),
    Case("a credential that says nothing of being sent", endpoint("get", "/x", credentials=["cookie"]), "GET", "/x"),
    Case("a public endpoint", endpoint("get", "/x", credentials=[]), "GET", "/x"),
]  # fmt: skip

OF_CLIENTS = {
    "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection", "content-length",
    "sec-fetch-mode",
}  # fmt: skip
"""What clients send by themselves."""


def programs_of(cases: list[Case], url: str, folder: Path) -> dict[str, list[str]]:
    """The programs of each language, as a reader copies them from a page that shows every case."""
    calls = []
    for case in cases:
        call = {"method": None, "url": None, "headers": {}, "body": None, "endpoint": None, **case.call}
        if call["endpoint"] is None:
            call["url"] = url + call["url"]
        else:
            call["endpoint"] = {"base-url": url, **call["endpoint"]}
        calls.append(call)
    files = {"docs/credentials.md": CREDENTIALS, "docs/page.md": PAGE, "data/calls.json": json.dumps(calls)}
    rendered = render(make_site(folder, files))
    assert rendered.diagnostics == []
    panels = BeautifulSoup(rendered.html, "html.parser").select(".fw-tab")
    return {
        language: [panel.select_one("code").text for panel in panels if panel["data-fw-tab"] == language]  # type: ignore[union-attr]
        for language in ("curl", "python", "javascript")
    }


def difference(case: Case, arrived: Arrived) -> list[str]:
    """What arrived otherwise than it is documented."""
    found = []
    # Some clients encode the angle brackets of a placeholder, some do not.
    target = quote(arrived.target, safe="%/?:@!$&'()*+,;=~-._")
    for what, is_, should in [("method", arrived.method, case.method), ("target", target, case.target)]:
        if is_ != should:
            found.append(f"{what}: {is_!r}, not {should!r}")
    for name, value in case.headers.items():
        if arrived.headers.get(name) != value:
            found.append(f"header {name}: {arrived.headers.get(name)!r}, not {value!r}")
    found += [f"header {name} besides" for name in arrived.headers.keys() - OF_CLIENTS - case.headers.keys()]
    body: Any = arrived.body.decode()
    if not isinstance(case.body, str):
        is_form = case.headers["content-type"] == FORM["content-type"]
        body = [list(pair) for pair in parse_qsl(body, True)] if is_form else json.loads(body)
    if body != case.body or (isinstance(body, dict) and list(body) != list(case.body)):
        found.append(f"body: {body!r}, not {case.body!r}")
    return found


@pytest.mark.parametrize("language", ["curl", "python", "javascript"])
def test_what_arrives_is_what_the_docs_say(language: str, tmp_path: Path) -> None:
    with recording() as recorder:
        programs = programs_of(CASES, recorder.url, tmp_path)[language]
        assert len(programs) == len(CASES)
        run_programs(language, programs, tmp_path)
    assert len(recorder.arrived) == len(CASES)
    found = {
        case.about: told
        for case, arrived in zip(CASES, recorder.arrived, strict=True)
        if (told := difference(case, arrived))
    }
    assert found == {}


def test_the_comparison_sees_what_is_different() -> None:
    case = Case("", {}, "POST", "/x", {"x-a": "1"}, {"a": 1, "b": 2})
    same = Arrived("POST", "/x", {"host": "h", "x-a": "1"}, b'{"a": 1, "b": 2}')
    assert difference(Case("", {}, "POST", "/x", {**JSON, "x-a": "1"}, {"a": 1, "b": 2}),
                      Arrived("POST", "/x", {**JSON, "x-a": "1"}, same.body)) == []  # fmt: skip
    other = Arrived("PUT", "/y", {"x-b": "1", **JSON}, b'{"b": 2, "a": 1}')
    case = Case("", {}, "POST", "/x", {**JSON, "x-a": "1"}, {"a": 1, "b": 2})
    assert difference(case, other) == [
        "method: 'PUT', not 'POST'",
        "target: '/y', not '/x'",
        "header x-a: None, not '1'",
        "header x-b besides",
        "body: {'b': 2, 'a': 1}, not {'a': 1, 'b': 2}",
    ]
