"""The components of an API reference: clean by axe, narrow enough for a phone, and tabs that work without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from browser.test_accessibility import CONTRAST, LOOKS, assert_clean
from browser.test_look import OUTSIDE, SHIFTS
from conftest import REPOSITORY, THEMES, Built, build

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.fixtures import OpenPage

pytestmark = pytest.mark.browser

UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
REFERENCE, OBJECT = (pytest.param(url, marks=pytest.mark.slow) for url in ("reference/", "object/"))
"""The two large pages. What is on them is much the same."""

PAGES = ["reference/", OBJECT, "components/", "authentication/"]
LANGUAGES = ".fw-snippet.fw-tabs >> nth={}"


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """The site in `browser/reference`, in one of the themes."""
    done: dict[str, Built] = {}

    def built(theme: str) -> Built:
        if theme not in done:
            root = tmp_path_factory.mktemp(f"reference-{theme}")
            shutil.copytree(REPOSITORY / "tests/browser/reference", root, dirs_exist_ok=True)
            settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
            settings["theme"] = THEMES[theme]
            (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
            done[theme] = build(root / "mkdocs.yml", root / "site")
            assert done[theme].warnings == []
        return done[theme]

    return built


@pytest.fixture(params=["mkdocs", "readthedocs", "material"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def shown(page: Page, tabs: str) -> list[str]:
    """The names of the panels of some tabs that are seen."""
    found: list[str] = page.locator(f"{tabs} >> :scope > .fw-tab:visible").evaluate_all(
        "panels => panels.map((panel) => panel.dataset.fwTab)"
    )
    return found


@pytest.mark.parametrize("url", [REFERENCE, OBJECT, "components/", "authentication/"])
@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_axe(harbour: Callable[[str], Built], open_page: OpenPage, theme: str, dark: bool, url: str) -> None:
    page = open_page(harbour(theme), url, dark=dark)
    page.evaluate(UNFOLD)
    assert_clean(page, theme)


def test_axe_finds_nothing_on_the_largest_page(harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    """In one theme; the slow tests look at it in each."""
    page = open_page(harbour("material"), "reference/")
    page.evaluate(UNFOLD)
    assert_clean(page, "material")


@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_each_method_and_status_can_be_read(
    harbour: Callable[[str], Built], open_page: OpenPage, theme: str, dark: bool
) -> None:
    """4.5 to 1 for what carries a colour; and each method shows its name."""
    for url, selectors in (
        ("reference/", [".fw-method", ".fw-status", ".fw-mark", ".fw-path i", ".fw-type", ".fw-tablist button"]),
        ("components/", [".fw-status", ".fw-fact b", ".fw-more summary"]),
        ("authentication/", [".fw-yes", ".fw-none", ".fw-method"]),
    ):
        page = open_page(harbour(theme), url, dark=dark)
        for selector in selectors:
            ratios = page.evaluate(CONTRAST, [selector, None])
            assert ratios, selector
            assert min(ratios) >= 4.5, selector
    page = open_page(harbour(theme), "reference/", dark=dark)
    methods = set(page.locator(".fw-endpoints .fw-method").all_inner_texts())
    assert methods == {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
    colours = page.locator(".fw-endpoints .fw-method").evaluate_all(
        "found => [...new Set(found.map((one) => getComputedStyle(one).color))]"
    )
    assert len(colours) == 5, "GET, POST, DELETE, what changes, and the rest"


@pytest.mark.parametrize("url", PAGES)
def test_nothing_is_wider_than_the_page(
    theme: str, harbour: Callable[[str], Built], open_page: OpenPage, url: str
) -> None:
    page = open_page(harbour(theme), url)
    page.evaluate(UNFOLD)
    for width in (1280, 768, 375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(OUTSIDE) == []


def test_tabs_by_keyboard(theme: str, harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    page = open_page(harbour(theme), "components/")
    tabs = ".fw-tabs[data-fw-label=Examples]"
    first = page.locator(f"{tabs} [role=tab]").first
    first.focus()
    seen = [shown(page, tabs)]
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        page.keyboard.press(key)
        seen.append(shown(page, tabs))
        focused = page.evaluate("document.activeElement.dataset.fwTab")
        assert [focused] == seen[-1], "the focus is on the tab that is chosen"
        chosen = page.locator(f"{tabs} [role=tab][aria-selected=true]")
        assert chosen.count() == 1
        assert chosen.get_attribute("tabindex") == "0"
        assert page.get_by_role("tabpanel", name=chosen.inner_text()).is_visible()
    assert seen == [["request"], ["response"], ["errors"], ["request"], ["errors"], ["request"], ["errors"]]


def test_a_select_on_a_phone(theme: str, harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    page = open_page(harbour(theme), "components/", width=375)
    select = page.get_by_role("combobox", name="Examples")
    assert select.is_visible()
    assert page.get_by_role("tablist").count() == 0
    select.select_option(label="Errors")
    assert shown(page, ".fw-tabs[data-fw-label=Examples]") == ["errors"]


def test_the_language_is_kept(theme: str, harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    """Over the snippets of a page and over pages; what was pressed stays where it is on the screen."""
    page = open_page(harbour(theme), "reference/")
    last = page.locator(".fw-snippet.fw-tabs:visible").last.get_by_role("tab", name="Python")
    last.scroll_into_view_if_needed()
    before = last.bounding_box()
    last.press("Enter")
    after = last.bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] == pytest.approx(before["y"], abs=2)
    count = page.locator(".fw-snippet.fw-tabs").count()
    assert count > 5
    assert page.locator(".fw-snippet.fw-tabs > .fw-tab:not([hidden])[data-fw-tab=python]").count() == count

    page.goto(page.url.replace("/reference/", "/object/"), wait_until="load")
    assert shown(page, LANGUAGES.format(0)) == ["python"]
    # The examples are of no group: each opens with its first.
    assert shown(page, ".fw-tabs[data-fw-label=Examples] >> nth=0") == ["request"]


def test_the_copy_button_copies_the_language_that_is_seen(
    theme: str, harbour: Callable[[str], Built], open_page: OpenPage
) -> None:
    page = open_page(harbour(theme), "object/")
    snippet = page.locator(".fw-snippet.fw-tabs:visible").first
    snippet.get_by_role("tab", name="Python").click()
    snippet.locator(".fw-copy").click()
    page.locator("[data-fw-state=copied]").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("import ")


def test_an_address_opens_the_panel_that_it_names(
    theme: str, harbour: Callable[[str], Built], open_page: OpenPage
) -> None:
    """The address of a version, of what is in it, and a link to it; the newest is a link away."""
    page = open_page(harbour(theme), "reference/#list-berths-v1")
    panel = page.locator(".fw-tab", has=page.locator("#list-berths-v1"))
    panel.wait_for()
    page.wait_for_function("document.getElementById('list-berths-v1').getBoundingClientRect().top < innerHeight")
    assert shown(page, ".fw-endpoint > .fw-tabs >> nth=0") == ["v1"]
    assert shown(page, ".fw-tabs[data-fw-label=Version] >> nth=0") == ["v2"], "other tabs are as they were"
    note = panel.locator(".fw-note")
    assert note.inner_text() == "This version is outdated. The newest is v2."
    note.locator("a").click()
    newest = page.locator(".fw-tab", has=page.locator("#list-berths-v2"))
    newest.wait_for()
    assert shown(page, ".fw-endpoint > .fw-tabs >> nth=0") == ["v2"]

    page.wait_for_function("location.hash === '#list-berths-v2'")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")  # what the link sets off

    # The same address once more: no event tells of it.
    page.locator(".fw-endpoint > .fw-tabs >> nth=0").get_by_role("tab", name="v1").first.click()
    note.locator("a").click()
    newest.wait_for()


def test_without_script_all_is_shown(theme: str, harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    page = open_page(harbour(theme), "components/", java_script_enabled=False)
    panels = page.locator(".fw-tab")
    assert panels.count() == 3
    titles = [
        panel.get_attribute("data-fw-title") for panel in panels.all() if panel.is_visible() and panel.bounding_box()
    ]
    assert titles == ["Request", "Response", "Errors"]
    details = page.locator("details.fw-more").first
    assert details.locator("dl").is_hidden()
    details.locator("summary").click()
    assert details.locator("dl").is_visible()


def test_where_the_script_does_not_come_all_is_shown_in_the_end(
    theme: str, harbour: Callable[[str], Built], open_page: OpenPage
) -> None:
    page = open_page(harbour(theme), "components/", block="**/reference.*.js")
    animations = page.context.new_cdp_session(page)
    animations.send("Animation.enable")
    animations.send("Animation.setPlaybackRate", {"playbackRate": 20})
    heights = "[...document.querySelectorAll('.fw-tab')].map((one) => one.getBoundingClientRect().height)"
    page.wait_for_function(f"Math.min(...{heights}) > 50")
    assert len(page.evaluate(heights)) == 3


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("url", [REFERENCE, OBJECT, "components/"])
def test_nothing_moves(theme: str, harbour: Callable[[str], Built], open_page: OpenPage, width: int, url: str) -> None:
    """What a page shifts with the script, it shifts without it."""
    shifts = []
    for block in ("", "**/reference.*.js"):
        page = open_page(harbour(theme), url, width=width, script=SHIFTS, block=block)
        page.wait_for_timeout(200)
        shifts.append(page.evaluate("window.shifts"))
    assert shifts[0] - shifts[1] <= 0.01


def test_on_paper_all_is_open(theme: str, harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    page = open_page(harbour(theme), "components/")
    page.emulate_media(media="print")
    assert page.locator(".fw-choice").first.is_hidden()
    assert all(panel.is_visible() for panel in page.locator(".fw-tab").all())
    title = "panel => getComputedStyle(panel, '::before').content"
    assert page.locator(".fw-tab").first.evaluate(title) == '"Request"'
    inside = page.locator("details.fw-more dl").first
    assert inside.evaluate("dl => dl.checkVisibility({contentVisibilityAuto: true})")
    assert inside.evaluate("dl => dl.getBoundingClientRect().height") > 10


def test_a_screen_reader_meets_terms_and_headings(
    theme: str, harbour: Callable[[str], Built], open_page: OpenPage
) -> None:
    page = open_page(harbour(theme), "reference/")
    section = page.locator(".fw-endpoint", has=page.locator("#book-a-berth"))
    headings: list[Any] = [heading.inner_text() for heading in section.get_by_role("heading", level=4).all()]
    assert headings == ["Path parameters", "Headers", "Request body application/json", "Request", "Responses"]
    terms = section.get_by_role("term")
    assert terms.first.inner_text().split() == ["berth_id", "integer", "Required"]
    assert section.get_by_role("definition").count() == section.get_by_role("term").count()


def test_material_navigates_instantly(harbour: Callable[[str], Built], open_page: OpenPage) -> None:
    """`navigation.instant` swaps pages without loading them: the tabs of the new page are made, and work once."""
    site = harbour("material")
    page = open_page(site, "")
    sitemap = (
        (site.site / "sitemap.xml").read_text("utf-8").replace("https://harbour.example.com", page.url.rstrip("/"))
    )
    page.context.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml"))
    with page.expect_response("**/sitemap.xml"):  # it tells Material which pages are of this site
        page.reload()
    page.evaluate("window.stays = true")
    for language in ("python", "javascript"):
        page.locator("article a[href*='reference']").first.click()
        page.locator("h1", has_text="Reference").wait_for()
        assert page.evaluate("window.stays"), "the page was loaded anew"
        snippet = page.locator(".fw-snippet.fw-tabs:visible").first
        snippet.get_by_role("tablist").wait_for()
        assert snippet.get_by_role("tablist").count() == 1
        snippet.locator(f"[role=tab][data-fw-tab={language}]").click()
        assert shown(page, LANGUAGES.format(0)) == [language]
        assert page.locator(".fw-tabs:not([data-fw-ready])").count() == 0

        page.locator("nav a", has_text="The Harbour API").first.click()
        page.locator("h1", has_text="The Harbour API").wait_for()
        assert page.evaluate("window.stays")
