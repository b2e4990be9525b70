"""The copy button of a snippet: by keyboard, told to screen readers, and honest where it cannot copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from conftest import Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.fixtures import OpenPage

pytestmark = pytest.mark.browser

CURL = """\
curl "https://api.harbour.example.com/v1/berths?free=true&length=<METRES>" \\
     -H "Authorization: Bearer <TOKEN>\""""

PYTHON = '''\
from harbour import berths

class Free:
    """Which berths are free?"""

    def __iter__(self):
        return (b for b in berths("<all>") if not b.taken)  # a line that is longer than any telephone is wide'''

PASTE = "() => { const area = document.createElement('textarea'); document.body.append(area); area.focus(); }"


@pytest.fixture(params=["mkdocs", "readthedocs", "material"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(theme: str, matrix: Callable[..., Built]) -> Built:
    return matrix(theme)


def pasted(page: Page) -> str:
    """What the clipboard holds, by way of the keyboard: a page that is not secure cannot read it otherwise."""
    page.evaluate(PASTE)
    page.keyboard.press("Control+V")
    return str(page.locator("textarea").last.input_value())


def tab_to_button(page: Page) -> None:
    """Press Tab until a copy button has the focus, from the snippet's heading on."""
    page.locator("h1").first.evaluate("h1 => { h1.tabIndex = -1; h1.focus() }")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('fw-copy')"):
            return
    raise AssertionError("the copy button is not reached by Tab")


def test_keyboard(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/")
    tab_to_button(page)
    for key in ("Enter", "Space"):
        page.evaluate("navigator.clipboard.writeText('')")
        page.keyboard.press(key)
        page.wait_for_function("document.querySelector('.fw-snippet [role=status]').textContent == 'Copied'")
        assert page.evaluate("navigator.clipboard.readText()") == CURL
        assert page.evaluate("document.activeElement.classList.contains('fw-copy')"), "the focus stays"
        if key == "Enter":
            page.wait_for_function("document.querySelector('.fw-snippet [role=status]').textContent == ''")
            assert page.locator(".fw-snippet [role=status]").first.bounding_box() is not None, "to be told again"


def test_exactly_the_code(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "guide/codes/")
    for index, code in enumerate([PYTHON, '{"berth": 7, "free": true}']):
        page.locator(".fw-copy").nth(index).click()
        page.locator(f".fw-snippet >> nth={index} >> [role=status]:text('Copied')").wait_for(state="attached")
        assert page.evaluate("navigator.clipboard.readText()") == code


def test_the_button_has_a_name_for_its_code(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/")
    button = page.get_by_role("button", name="Copy GET /v1/berths", exact=True)
    assert button.count() == 1
    size = button.bounding_box()
    assert size is not None
    assert size["height"] >= 24
    assert size["width"] >= 24


def test_the_button_keeps_its_size(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/")
    button = page.locator(".fw-copy").first
    before = button.bounding_box(), page.locator(".fw-snippet").first.bounding_box()
    button.click()
    page.locator("[data-fw-state=copied]").wait_for()
    assert (button.bounding_box(), page.locator(".fw-snippet").first.bounding_box()) == before


def test_without_https(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/", secure=False)
    assert page.evaluate("[isSecureContext, typeof navigator.clipboard]") == [False, "undefined"]
    tab_to_button(page)
    page.keyboard.press("Enter")
    page.locator("[data-fw-state=copied]").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('fw-copy')"), "the focus stays"
    assert pasted(page) == CURL


NO_COPY = """
Object.defineProperty(navigator, "clipboard", {value: {writeText: async () => { throw new Error("denied") }}});
document.execCommand = () => false;
"""


def test_where_copying_is_forbidden_it_says_so(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/", script=NO_COPY, width=375)
    page.locator(".fw-copy").first.press("Enter")
    status = page.locator(".fw-snippet [role=status]").first
    page.locator("[data-fw-state=failed]").wait_for()
    assert status.inner_text() == "Copying failed: select the code and copy it"
    box = status.bounding_box()
    assert box is not None
    assert box["width"] > 100, "it is seen, too"
    assert page.evaluate("getSelection().toString().trim()") == CURL
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_without_script_there_is_no_button(site: Built, open_page: OpenPage) -> None:
    page = open_page(site, "authentication/", java_script_enabled=False)
    assert page.locator(".fw-snippet").first.is_visible()
    assert page.locator(".fw-copy").first.is_hidden()


def test_material_with_its_own_button_has_no_second(own_site: Callable[..., Built], open_page: OpenPage) -> None:
    """The feature `content.code.copy`: what the theme has is used."""
    page = open_page(own_site(), "connect/authentication/")
    assert page.locator(".fw-snippet .fw-copy").count() == 0
    button = page.locator(".fw-snippet .md-code__button[data-md-type=copy], .fw-snippet .md-clipboard").first
    button.wait_for(state="attached")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('curl'))")
    code = str(page.locator(".fw-snippet pre > code").first.text_content())
    assert page.evaluate("navigator.clipboard.readText()") == code
