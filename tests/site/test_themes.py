"""One small site in every theme, beside redirects, literate-nav and section-index."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import Tag

from conftest import Built

CONTENTS = {
    "mkdocs": ".bs-sidebar a",
    "properdocs": ".bs-sidebar a",
    "readthedocs": ".wy-menu li.current ul a",
    "material": ".md-sidebar--secondary nav.md-nav--secondary a",
}
"""Where each theme lists the headings of the page."""

NAV = {
    "mkdocs": "#navbar-collapse",
    "properdocs": "#navbar-collapse",
    "readthedocs": ".wy-menu",
    "material": ".md-nav--primary",
}
"""Where each theme lists the pages of the site."""


@pytest.fixture(params=list(CONTENTS))
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(theme: str, matrix: Callable[..., Built]) -> Built:
    """The site, built strictly: `matrix` asserts that nothing was complained of."""
    return matrix(theme)


def words(page: Tag, selector: str) -> list[str]:
    """The text of each element, without blanks and permalinks."""
    return [" ".join(element.get_text().replace("¶", "").split()) for element in page.select(selector)]


def test_contents_list_every_heading_once(site: Built, theme: str) -> None:
    article, page = site.article("authentication"), site.page("authentication")
    headings = ["Get a token", "Wait", "Try it", "Credentials", "Lost keys", "And more"]
    assert words(article, "h1, h2, h3, h4") == ["Sign in to the Harbour API", *headings]

    contents = [title for title in words(page, CONTENTS[theme]) if title != "Sign in to the Harbour API"]
    assert contents == headings
    ids = [element["id"] for element in article.select("h2, h3")]
    assert [link["href"] for link in page.select(CONTENTS[theme])][-len(ids) :] == [f"#{anchor}" for anchor in ids]


def test_anchors_are_unique(site: Built) -> None:
    for url in ("", "authentication", "guide", "guide/codes", "guide/plain"):
        ids = Counter(element["id"] for element in site.article(url).select("[id]"))
        assert [anchor for anchor, count in ids.items() if count > 1] == []


def test_search_finds_sections_by_their_anchors(site: Built) -> None:
    found = site.search()
    assert "Get a token" in found["authentication/#get-a-token"]
    assert "It takes an hour" in found["authentication/#wait"]
    assert "Every call carries a token" in found["authentication/"]
    assert "Opens the gate at https://api.harbour.example.com" in found["authentication/#credentials"]
    assert "curl" in found["authentication/"]
    assert "The end." in found["authentication/#and-more"]
    assert "from harbour import berths" in re.sub("<[^>]*>", "", found["guide/codes/#in-python"])


def test_search_has_no_words_of_the_copy_button(site: Built) -> None:
    text = " ".join(site.search().values())
    for word in ("Copy", "Copied", "Copying failed", "Link to"):
        assert word not in text


def test_assets_are_linked_once_where_they_are_needed(site: Built) -> None:
    for url in ("authentication", "guide/codes"):
        page = site.page(url)
        styles = [link["href"] for link in page.select("link[rel=stylesheet]") if "foreword" in link["href"]]
        scripts = [script["src"] for script in page.select("script[src]") if "foreword" in script["src"]]
        assert len(styles) == len(scripts) == 1
        for asset in styles + scripts:
            assert (site.path(url).parent / asset).is_file()


@pytest.mark.parametrize("url", ["", "guide", "guide/plain", "404.html"])
def test_ordinary_pages_link_no_asset(site: Built, url: str) -> None:
    html = site.html(url)
    assert "foreword" not in html
    assert "fw-" not in html


def test_titles_are_expanded(site: Built, theme: str) -> None:
    for url, expected in (("authentication", "Sign in to the Harbour API"), ("guide/plain", "Plain words")):
        page = site.page(url)
        assert words(page, "title") == [f"{expected} - Harbour"]
        assert expected in words(page, f"{NAV[theme]} a")


def test_the_navigation_keeps_the_titles_that_it_gives(site: Built, theme: str) -> None:
    nav = words(site.page("guide/plain"), f"{NAV[theme]} a")
    assert "Welcome" in nav
    assert "Dock codes" in nav
    assert "The Harbour API" not in nav
    assert words(site.page("guide/codes"), "h1") == ["Codes"]


def test_a_section_has_its_index_page(site: Built, theme: str) -> None:
    assert words(site.page("guide"), "h1") == ["The guide"]
    links = {link.get_text(strip=True): link["href"] for link in site.page("").select(f"{NAV[theme]} a[href]")}
    if theme in ("readthedocs", "material"):  # those that section-index knows
        assert links["Guide"] == "guide/"


def test_redirects_lead_to_the_page(site: Built) -> None:
    assert "../../authentication/" in site.html("old/sign-in")


def test_themes_and_plugins_see_plain_front_matter(site: Built) -> None:
    seen = json.loads((site.site.parent / "meta/authentication.json").read_text("utf-8"))
    assert seen["title"] == "Sign in to the Harbour API"
    meta = seen["meta"]
    assert meta["title"] == "Sign in to the Harbour API"
    assert meta["description"] == "Which credentials the harbour knows."
    assert meta["order"] == 3
    assert meta["reviewed"] == "2026-03-10"
    assert meta["tags"] == ["keys", "tokens"]
    assert [section.get("anchor") for section in meta["sections"]] == ["overview", "get-a-token", None]
    assert meta["sections"][2]["credentials"][1]["obtained-by"].startswith("Asking the [harbour master]")
    assert '"a ' not in json.dumps(meta)


def test_the_components_are_there(site: Built) -> None:
    page = site.article("authentication")
    assert words(page, "th[scope=row]") == ["Harbour key", "Buoy token", "Tide cookie"]
    assert [row["id"] for row in page.select("tbody tr")] == ["credential-harbour-key", "credential-buoy-token", "tide"]
    assert words(page, "tbody code.fw-prefix") == ["hk_", "buoy_live_", "buoy_test_"]
    assert words(page, "#credential-buoy-token dt") == ["Definition", "Required for", "Obtained by"]
    assert words(site.page("guide/codes"), "#credential-gate-code li") == ["gate:open", "gate:shut"]
    code = page.select_one("pre > code")
    assert code is not None
    assert code.get_text() == (
        'curl "https://api.harbour.example.com/v1/berths?free=true&length=<METRES>" \\\n'
        '     -H "Authorization: Bearer <TOKEN>"'
    )
    assert "Send it over HTTPS, to the Harbour API alone." in page.get_text()
