"""Every request on this repository's site is run, and what arrives is compared with the documents of the endpoints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from bs4 import BeautifulSoup

from conftest import REPOSITORY, Built
from engine import make_site, options_of
from foreword.render.entry import Entry
from foreword.site import Site
from snippets.running import Arrived, recording, run_programs

LANGUAGES = ["curl", "python", "javascript"]
ORIGIN = re.compile(r"https?://[^/?\"'`\s]+")


@dataclass(frozen=True)
class Shown:
    """A request as a page shows it: its title, and its program in each language."""

    title: str
    programs: tuple[str, ...]


@pytest.fixture(scope="module")
def shown(own_site: Callable[..., Built]) -> list[Shown]:
    """The requests of all pages of the site, each once."""
    found = {}
    for path in sorted(own_site().site.rglob("*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for snippet in page.select(".fw-snippet[data-fw-tabs=language]"):
            programs = {str(tab["data-fw-tab"]): tab.select_one("code") for tab in snippet.select(".fw-tab")}
            title = snippet.select_one(".fw-snippet__title")
            if all(language in programs for language in LANGUAGES) and title is not None:
                texts = tuple(programs[language].text for language in LANGUAGES)  # type: ignore[union-attr]
                found[Shown(title.text.replace("\xa0", " "), texts)] = None
    return list(found)


@pytest.fixture(scope="module")
def documents() -> Site:
    """The documents of the site, read without MkDocs."""
    config = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    return make_site(REPOSITORY, {}, **options_of(REPOSITORY, {"mkdocs.yml": config}, {}))


@pytest.fixture(scope="module")
def arrived(shown: list[Shown], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Arrived]]:
    """What arrives when the programs of a language are run, in the order in which they are shown."""
    found = {}
    for number, language in enumerate(LANGUAGES):
        with recording() as recorder:
            programs = [ORIGIN.sub(recorder.url, one.programs[number], count=1) for one in shown]
            run_programs(language, programs, tmp_path_factory.mktemp(language))
        found[language] = recorder.arrived
    return found


def endpoints(documents: Site) -> dict[str, list[Entry]]:
    """The endpoints of the site by method and path, which some of them share."""
    found: dict[str, list[Entry]] = {}
    for entry in documents.environment.index.entries:
        if entry.kind == "endpoint":
            found.setdefault(f"{entry.values['method'].upper()} {entry.values['path']}", []).append(entry)
    return found


def plain(entry: Entry, value: Any) -> Any:
    """A value of a document with its texts expanded."""
    value = entry.expanded(value)
    if isinstance(value, dict):
        return {key: plain(entry, item) for key, item in value.items()}
    return [plain(entry, item) for item in value] if isinstance(value, list) else value


def difference(documents: Site, entry: Entry, request: Arrived) -> list[str]:
    """What arrived otherwise than the document of the endpoint says."""
    found = []
    values = {key: plain(entry, entry.values.get(key)) for key in ("parameters", "body", "examples")}
    parameters, body = values["parameters"] or {}, values["body"]
    path, _, query = request.target.partition("?")
    examples = {item["name"]: item.get("example") for item in parameters.get("path", [])}
    base = re.sub(r"^https?://[^/]+", "", entry.values["base-url"]).rstrip("/")
    should = re.sub(r"\{(.*?)\}", lambda name: str(examples[name.group(1)]), base + entry.values["path"])
    if unquote(path) != should:
        found.append(f"path: {path}, not {should}")

    credentials = [documents.environment.index.credential(id_) for id_ in entry.values.get("credentials") or []]
    sent = [(plain(one.entry, one.value["sent-in"]), plain(one.entry, one.value.get("placeholder"))
             or f"<{one.id.upper().replace('-', '_')}>") for one in credentials]  # fmt: skip
    names = {name for name, _ in parse_qsl(query)}
    required = {item["name"] for item in parameters.get("query", []) if item.get("required")}
    if names != required | {where["query"] for where, _ in sent if "query" in where}:
        found.append(f"query: {query}")
    for item in parameters.get("header", []):
        if item.get("required") and item["name"].lower() not in request.headers:
            found.append(f"no header {item['name']}")
    for where, placeholder in sent:
        value = where.get("format", "{value}").replace("{value}", placeholder)
        if "header" in where and request.headers.get(where["header"].lower()) != value:
            found.append(f"header {where['header']}: {request.headers.get(where['header'].lower())}, not {value}")
    in_body = {where["body"]: placeholder for where, placeholder in sent if "body" in where}

    if not body and not in_body:
        return found + ([f"a body: {request.body!r}"] if request.body else [])
    data = json.loads(request.body)
    if request.headers.get("content-type") != (body or {}).get("content-type", "application/json"):
        found.append(f"content type: {request.headers.get('content-type')}")
    example = (body or {}).get("example")
    example = json.loads(example) if isinstance(example, str) else example
    if example is not None and data != {**example, **in_body}:
        found.append(f"body: {data}, not {example}")
    known = {item["name"] for item in (body or {}).get("attributes", [])} | in_body.keys()
    if data.keys() - known or any(data.get(name) != value for name, value in in_body.items()):
        found.append(f"keys of the body: {list(data)}, not {sorted(known)}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_arrives_is_what_the_endpoint_documents(
    language: str, shown: list[Shown], arrived: dict[str, list[Arrived]], documents: Site
) -> None:
    known = endpoints(documents)
    found: dict[str, list[list[str]]] = {}
    met = set()
    for one, request in zip(shown, arrived[language], strict=True):
        if one.title not in known:
            continue
        assert request.method == one.title.split(" ")[0]
        differences = {entry.path: difference(documents, entry, request) for entry in known[one.title]}
        met |= {path for path, told in differences.items() if not told}
        if all(differences.values()):
            found[one.title] = list(differences.values())
    assert found == {}
    every = {entry.path for entries in known.values() for entry in entries}
    assert every - met == set(), "an endpoint whose request is nowhere shown"
    assert len(every) >= 20


def test_every_language_sends_the_same(shown: list[Shown], arrived: dict[str, list[Arrived]]) -> None:
    for number, one in enumerate(shown):
        bodies = set()
        for language in LANGUAGES:
            request = arrived[language][number]
            is_json = "json" in request.headers.get("content-type", "")
            body = json.dumps(json.loads(request.body)) if is_json else request.body.decode()
            headers = tuple(request.headers.get(name) for name in ("authorization", "content-type", "x-shop-key"))
            bodies.add((request.method, unquote(request.target), headers, body))
        assert len(bodies) == 1, (one.title, bodies)


def test_the_comparison_sees_what_is_different(documents: Site) -> None:
    [entry] = endpoints(documents)["POST /books"]
    example = {"title": "The Dispossessed", "shelf": "right"}
    headers = {"x-shop-key": "<SHOP_KEY>", "content-type": "application/json"}
    assert difference(documents, entry, Arrived("POST", "/books", headers, json.dumps(example).encode())) == []
    other = json.dumps({**example, "shelf": "up", "size": 1}).encode()
    assert difference(documents, entry, Arrived("POST", "/book?a=1", {"x-shop-key": "KEY"}, other)) == [
        "path: /book, not /books",
        "query: a=1",
        "header X-Shop-Key: KEY, not <SHOP_KEY>",
        "content type: None",
        f"body: {json.loads(other)}, not {example}",
        "keys of the body: ['title', 'shelf', 'size'], not ['shelf', 'title']",
    ]
