"""The stylesheet and the script: in place on every width and on paper, without moving what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from conftest import REPOSITORY, THEMES, Built

if TYPE_CHECKING:
    from browser.fixtures import OpenPage

pytestmark = pytest.mark.browser

ASSETS = REPOSITORY / "plugins/foreword/assets"
CHROMATIC = ["mkdocs", "readthedocs", "material"]


@pytest.fixture(params=CHROMATIC)
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


OUTSIDE = """
() => {
  const article = document.querySelector("article.md-content__inner, [role=main]").getBoundingClientRect();
  const heard = (element) => element.closest(".fw-quiet, .fw-table thead, .fw-copy");
  const scrolled = (element) => element.closest("pre > code, .fw-panel__excerpt");
  return [...document.querySelectorAll("[class^=fw-], [class*=' fw-'], .fw-value *")]
    .filter((element) => !heard(element) && !scrolled(element.parentElement))
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.left < article.left - 1 || box.right > article.right + 1))
    .map(([element]) => element.outerHTML.slice(0, 120));
}
"""


def test_nothing_is_wider_than_the_page(
    theme: str, matrix: Callable[..., Built], panels: Callable[[str], Built], open_page: OpenPage
) -> None:
    for site, url in ((matrix(theme), "authentication/"), (matrix(theme), "guide/codes/"), (panels(theme), "")):
        page = open_page(site, url)
        for width in (1280, 768, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.evaluate(OUTSIDE) == []


def test_a_row_is_a_card_on_a_telephone(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    wide, phone = (open_page(matrix(theme), "authentication/", width=width) for width in (1280, 375))
    for page, display in ((wide, "table-row"), (phone, "block")):
        row = page.locator("#credential-harbour-key")
        assert row.evaluate("row => getComputedStyle(row).display") == display
    name, details = (wide.locator(f"#credential-harbour-key .fw-cell--{cell}") for cell in ("name", "details"))
    left, right = name.bounding_box(), details.bounding_box()
    assert left is not None
    assert right is not None
    assert abs(left["y"] - right["y"]) < 1, "side by side"
    assert phone.locator("thead th").first.evaluate("th => getComputedStyle(th.closest('thead')).clipPath") != "none"


def test_a_table_is_as_wide_as_the_text(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    """Even when it has little to say."""
    page = open_page(matrix(theme), "guide/codes/")
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        row, text = (page.locator(selector).first.bounding_box() for selector in (".fw-table tbody tr", "h1 ~ p"))
        assert row is not None
        assert text is not None
        assert row["width"] == pytest.approx(text["width"], abs=1)


def test_every_line_of_code_can_be_read_to_its_end(
    theme: str, matrix: Callable[..., Built], open_page: OpenPage
) -> None:
    """Scrolled to the right, no code lies below the copy button of a snippet without a title."""
    page = open_page(matrix(theme), "guide/codes/", width=320)
    code = page.locator(".fw-snippet--bare pre > code").first
    code.evaluate("code => { code.prepend('# ' + 'a first line that is very long, '.repeat(9) + 'END\\n') }")
    code.evaluate("code => { code.scrollLeft = 1e6 }")
    end = code.evaluate(
        """code => {
          const text = code.firstChild, range = document.createRange(), at = text.data.indexOf("END");
          range.setStart(text, at);
          range.setEnd(text, at + 3);
          return range.getBoundingClientRect().right;
        }"""
    )
    button = page.locator(".fw-snippet--bare .fw-copy").first.bounding_box()
    assert button is not None
    assert end <= button["x"]


def test_a_permalink_is_seen_with_the_focus(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    page = open_page(matrix(theme), "authentication/")
    link = page.locator("#credential-buoy-token .fw-permalink")
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    link.focus()
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#credential-buoy-token'")
    row = page.locator("#credential-buoy-token")
    page.locator("#credential-buoy-token:target").wait_for()
    # Material's instant navigation may put a new row in the place of the old one.
    box = next((found for _ in range(50) if (found := row.bounding_box()) or page.wait_for_timeout(100)), None)
    assert box is not None
    assert box["y"] >= 0
    assert row.evaluate("row => getComputedStyle(row).backgroundColor") != "rgba(0, 0, 0, 0)"


SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value }))
  .observe({type: "layout-shift", buffered: true});
"""


@pytest.mark.parametrize("width", [1280, 375])
def test_nothing_moves(theme: str, matrix: Callable[..., Built], open_page: OpenPage, width: int) -> None:
    """What a page shifts with our script, it shifts without it."""
    shifts = []
    for block in ("", "**/foreword.*.js"):
        page = open_page(matrix(theme), "authentication/", width=width, script=SHIFTS, block=block)
        page.wait_for_timeout(200)
        shifts.append(page.evaluate("window.shifts"))
    assert shifts[0] - shifts[1] <= 0.01


def test_on_paper(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    page = open_page(matrix(theme), "authentication/")
    page.emulate_media(media="print")
    for selector in (".fw-table tbody tr", ".fw-snippet"):
        assert set(
            page.locator(selector).evaluate_all("found => found.map((one) => getComputedStyle(one).breakInside)")
        ) == {"avoid"}
    assert page.locator(".fw-copy").first.is_hidden()
    assert (
        page.locator(".fw-snippet pre > code").first.evaluate("code => getComputedStyle(code).whiteSpace") == "pre-wrap"
    )
    assert page.pdf().startswith(b"%PDF")


def test_colours_and_fonts_are_the_themes(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    """A page's own text and ours have one colour, in the light and in the dark."""
    for dark in (False, True):
        page = open_page(matrix(theme), "authentication/", dark=dark)
        ours, theirs = (
            page.locator(selector).first.evaluate(
                "found => { const style = getComputedStyle(found); return [style.color, style.fontFamily] }"
            )
            for selector in (".fw-value p", ".fw-snippet + p")
        )
        assert ours == theirs
        brightness = page.locator(".fw-snippet").first.evaluate(
            "found => getComputedStyle(found).backgroundColor.match(/[\\d.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0)"
        )
        assert (brightness < 3 * 128) == (dark and theme != "readthedocs")


def test_nothing_is_loaded_from_elsewhere(theme: str, matrix: Callable[..., Built], open_page: OpenPage) -> None:
    """A page with components asks for nothing from other hosts that a page without them does not ask for, too."""
    asked: dict[str, set[str]] = {}
    for url in ("guide/", "authentication/"):
        page = open_page(matrix(theme), url)
        requests: list[str] = []
        page.on("request", lambda request, kept=requests: kept.append(request.url))  # type: ignore[misc]
        page.reload(wait_until="load")
        host = urlsplit(page.url).netloc
        asked[url] = {link for link in requests if urlsplit(link).netloc != host and not link.startswith("data:")}
        ours = [link for link in requests if "foreword" in link]
        assert len(ours) == (2 if url == "authentication/" else 0)
    assert asked["authentication/"] <= asked["guide/"]


def test_the_assets_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in ASSETS.iterdir()}
    assert sizes.keys() == {"foreword.css", "foreword.js", "reference.css", "reference.js"}
    assert max(sizes.values()) < 10_000


def test_the_assets_name_no_other_host() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text("utf-8")
        assert "://" not in text
        assert "@import" not in text
        assert "url(" not in text


def test_material_navigates_instantly(matrix: Callable[..., Built], open_page: OpenPage) -> None:
    """`navigation.instant` swaps pages without loading them: styles and button come with the page, the listener
    stays one."""
    assert "navigation.instant" in THEMES["material"]["features"]
    count = """
    window.copies = 0;
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => { window.copies += 1; return write(text) };
    """
    page = open_page(matrix("material"), "", script=count)
    served = page.url.rstrip("/")
    sitemap = (
        (matrix("material").site / "sitemap.xml").read_text("utf-8").replace("https://harbour.example.com", served)
    )
    page.context.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml"))
    with page.expect_response("**/sitemap.xml"):  # it tells Material which pages are of this site
        page.reload()
    page.evaluate("window.stays = true")
    for visit in (1, 2):
        page.locator("article a[href*='authentication']").first.click()
        page.locator("h1", has_text="Sign in to").wait_for()
        assert page.evaluate("window.stays"), "the page was loaded anew"
        border = "found => getComputedStyle(found).borderTopWidth"
        page.wait_for_function("getComputedStyle(document.querySelector('.fw-snippet')).borderTopWidth == '1px'")
        assert page.locator(".fw-snippet").first.evaluate(border) == "1px"
        page.locator(".fw-copy").first.click()
        page.locator("[data-fw-state=copied]").wait_for()
        assert page.evaluate("window.copies") == visit
        assert page.locator("head link[href*='foreword.']").count() == 1

        page.locator("nav a", has_text="Welcome").first.click()
        page.locator("h1", has_text="The Harbour API").wait_for()
        assert page.evaluate("window.stays")
