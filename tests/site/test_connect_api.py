"""The reference of the Connect API, assembled from the documents in docs/connect/api."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bs4 import Tag

from conftest import REPOSITORY, Built

ENDPOINTS = {
    "create-an-account": "POST /v3/accounts",
    "create-a-session": "POST /v3/sessions/ephemeral",
    "list-source-types": "GET /v4/source-types",
    "get-a-source-type": "GET /v4/source-types/{source_type}",
    "list-sources": "GET /v4/sources",
    "create-a-source": "POST /v4/sources",
    "retrieve-a-source": "GET /v4/sources/{source_id}",
    "update-a-source": "PUT /v4/sources/{source_id}",
    "pause-a-source": "PUT /v4/sources/{source_id}",
    "unpause-a-source": "PUT /v4/sources/{source_id}",
    "delete-a-source": "DELETE /v4/sources/{source_id}",
    "list-destination-types": "GET /v4/destination-types",
    "get-a-destination-type": "GET /v4/destination-types/{destination_type}",
    "list-destinations": "GET /v4/destinations",
    "create-a-destination": "POST /v4/destinations",
    "update-a-destination": "PUT /v4/destinations/{destination_id}",
    "delete-a-destination": "DELETE /v4/destinations/{destination_id}",
    "list-last-extractions": "GET /v4/{stitch_client_id}/extractions",
    "get-logs-for-an-extraction": "GET /v4/{stitch_client_id}/extractions/{job_name}",
}


@pytest.fixture(scope="module")
def reference(own_site: Callable[..., Built]) -> Tag:
    return own_site().article("connect/reference")


def endpoint(reference: Tag, id_: str) -> Tag:
    """The part of the page that holds one endpoint."""
    heading = reference.select_one(f"[id='{id_}']")
    assert heading is not None
    part = heading.find_parent("div", class_="fw-endpoint")
    assert isinstance(part, Tag)
    return part


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize("id_", ENDPOINTS)
def test_an_endpoint_has_its_method_and_path(reference: Tag, id_: str) -> None:
    operation = endpoint(reference, id_).select_one(".fw-operation")
    assert operation is not None
    assert operation.get_text(" ").replace(" ", "") == ENDPOINTS[id_].replace(" ", "")


def test_prose_comes_first_then_objects_then_structures(reference: Tag) -> None:
    order = [str(heading["id"]) for heading in reference.select("h2[id]")]
    assert order == [
        *("introduction", "credentials-by-endpoint", "response-codes", "rate-limits", "pagination", "versioning"),
        *("accounts", "sessions", "source-types", "sources", "destination-types", "destinations", "extractions"),
        *("source-report-card", "destination-report-card", "connection-step", "form-property", "details", "schedule"),
    ]


@pytest.mark.parametrize("id_", ["list-destinations", "create-a-destination", "update-a-destination"])
def test_destinations_have_two_versions_the_newest_first(reference: Tag, id_: str) -> None:
    tabs = endpoint(reference, id_).select("[data-fw-tabs=version] > .fw-tab")
    assert [tab["data-fw-tab"] for tab in tabs] == ["v4", "v3"]
    assert "/v4/destinations" in words(tabs[0])
    assert "/v3/destinations" in words(tabs[1])
    link = tabs[1].select_one(".fw-note a")
    assert link is not None
    assert words(link) == "v4"
    assert tabs[0].select_one(f"[id='{str(link['href']).removeprefix('#')}']") is not None


def test_deleting_a_destination_is_for_one_version_only(reference: Tag) -> None:
    assert endpoint(reference, "delete-a-destination").select("[data-fw-tabs=version]") == []


def test_an_internal_attribute_is_kept_out(reference: Tag) -> None:
    names = [words(name) for name in reference.select(".fw-attributes dt > code")]
    assert "property_type" in names
    assert "tap_mutable" not in names


def test_every_example_is_json(reference: Tag) -> None:
    found = reference.select(".language-json code")
    assert len(found) > 40
    for code in found:
        json.loads(code.get_text())


def test_prose_lists_the_endpoints_that_have_a_key_of_their_own(reference: Tag) -> None:
    """`rate-limit: jobs`, `ordered-by: source_id`."""
    heading = reference.select_one("#rate-limits")
    assert heading is not None
    listed = heading.find_next("ul")
    assert isinstance(listed, Tag)
    assert [link["href"] for link in listed.select("a")] == ["#list-last-extractions", "#get-logs-for-an-extraction"]


def test_the_page_is_small_enough(own_site: Callable[..., Built]) -> None:
    page = own_site().site / "connect/reference/index.html"
    assert page.stat().st_size < 1_000_000


def test_old_links_still_lead_somewhere(reference: Tag) -> None:
    """The page had these three endpoints when it was written by hand."""
    for anchor in ("list-sources", "create-a-session", "create-an-account"):
        assert len(reference.select(f"[id='{anchor}']")) == 1


def test_objects_have_pages_and_endpoints_have_none(own_site: Callable[..., Built]) -> None:
    site = own_site().site
    pages = {path.parent.relative_to(site).as_posix() for path in (site / "connect/api").rglob("index.html")}
    objects = {path.stem for path in (REPOSITORY / "docs/connect/api").glob("*.yml")}
    assert pages == {f"connect/api/{name}" for name in objects}
    assert (REPOSITORY / "docs/connect/api/sources/list-sources.yml").is_file()


def test_the_page_of_an_object_shows_what_the_reference_shows(own_site: Callable[..., Built]) -> None:
    """The same documents: headings, attributes and requests, one level up."""
    page, reference = own_site().article("connect/api/sources"), own_site().article("connect/reference")
    for endpoint in ("list-sources", "create-a-source", "delete-a-source"):
        own, assembled = page.select_one(f"h2#{endpoint}"), reference.select_one(f"h3#{endpoint}")
        assert own is not None
        assert assembled is not None
        one, other = (heading.find_parent("div", class_="fw-endpoint") for heading in (own, assembled))
        assert one is not None
        assert other is not None
        assert one.get_text().split() == other.get_text().split()
