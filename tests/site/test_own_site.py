"""The site of this repository: the guide, and the Connect API docs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag

from conftest import REPOSITORY, Built

CREDENTIALS = {
    "API access token": ("ac_", "credential-api-access-token"),
    "Partner ID": ("oc_", "credential-partner-id"),
    "Partner secret": ("oc_", "credential-partner-secret"),
    "Ephemeral token": ("—", "credential-ephemeral-token"),
    "Session token": ("—", "credential-session-token"),
}
DETAILS = ["Definition", "Required for", "Obtained by", "Expiration"]


@pytest.fixture(scope="module")
def site(own_site: Callable[..., Built]) -> Built:
    return own_site()


@pytest.fixture
def page(site: Built) -> Tag:
    return site.article("connect/authentication")


def text(element: Tag | None) -> str:
    """The text of an element as it is seen."""
    assert element is not None
    for hidden in element.select(".fw-quiet, .fw-permalink, .headerlink"):
        hidden.decompose()
    return " ".join(element.get_text().split())


def test_it_builds_without_a_warning(site: Built) -> None:
    assert site.warnings == []


@pytest.mark.slow
def test_it_builds_strictly(tmp_path: Path) -> None:
    """By the command, as `make site` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


def test_five_credentials_with_their_details_in_order(page: Tag) -> None:
    rows = page.select("table tbody tr")
    assert [(text(row.th), (text(row.select_one("td")), row["id"])) for row in rows] == list(CREDENTIALS.items())
    for row in page.select("table tbody tr"):
        assert [term.get_text() for term in row.select("dt")] == DETAILS
        assert all(value.get_text(strip=True) for value in row.select("dd"))


def test_a_dash_has_words(site: Built) -> None:
    row = site.article("connect/authentication").select_one("#credential-session-token")
    assert row is not None
    assert [word.get_text() for word in row.select("td:nth-of-type(1) .fw-quiet")] == ["Not applicable"]


def test_shared_values(page: Tag) -> None:
    """`obtained-by` of the two partner credentials is written once."""
    first, second = (page.select(f"#credential-partner-{name} dd")[2] for name in ("id", "secret"))
    assert text(first) == text(second) == "Submitting an interest form and being approved as a partner"


def test_three_anchors(page: Tag) -> None:
    for anchor in ("authentication-overview", "obtain-access-token", "credential-reference"):
        assert len(page.select(f"[id={anchor}]")) == 1
    assert [heading["id"] for heading in page.select("h2")] == ["obtain-access-token", "credential-reference"]


def test_the_snippet(page: Tag) -> None:
    snippet = page.select_one(".fw-snippet")
    assert snippet is not None
    assert text(snippet.select_one(".fw-snippet__title")) == "GET /v4/sources"
    code = snippet.select_one("pre > code")
    assert code is not None
    assert code.get_text() == (
        'curl -X GET https://api.stitchdata.com/v4/sources \\\n     -H "Authorization: Bearer <ACCESS_TOKEN>"'
    )


def test_no_liquid_and_no_jinja_is_left(page: Tag) -> None:
    for sign in ("{{", "{%", "{:"):
        assert sign not in page.get_text()


def test_links_lead_to_pages_and_anchors_of_the_site(site: Built) -> None:
    """Every link of every page, in the theme and in the text."""
    ids: dict[Path, set[str]] = {}
    pages = {path: site.page(path.relative_to(site.site).as_posix()) for path in site.site.rglob("*.html")}
    for path, html in pages.items():
        ids[path] = {str(element[key]) for key in ("id", "name") for element in html.select(f"[{key}]")} | {
            "",
            "__search",
        }

    wrong = []
    for path, html in pages.items():
        if path.name == "404.html":  # its links are those of the published site
            continue
        for element in html.select("a[href], link[href], script[src], img[src]"):
            link = urlsplit(str(element.get("href") or element.get("src")))
            if link.scheme or link.netloc:
                continue
            target = (path.parent / unquote(link.path)).resolve() if link.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                link.fragment and unquote(link.fragment) not in ids.get(target, {link.fragment})
            ):
                wrong.append(f"{path.relative_to(site.site)}: {link.geturl()}")
    assert wrong == []


def test_links_leave_for_real_addresses_only(page: Tag) -> None:
    links = [link["href"] for link in page.select("a[href]")]
    assert all(links)
    outside = {urlsplit(link).netloc for link in links} - {""}
    assert outside <= {"www.stitchdata.com", "github.com", "community.stitchdata.com", "stitchdata.com"}


def test_the_guide_shows_no_mistake_that_it_does_not_mean_to(site: Built) -> None:
    for path in site.site.rglob("index.html"):
        assert "fw-panel" not in path.read_text("utf-8")
