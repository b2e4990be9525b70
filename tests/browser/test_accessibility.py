"""axe finds nothing in what Foreword draws, in any theme; and what a screen reader meets is a table."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.fixtures import OpenPage

pytestmark = pytest.mark.browser

LOOKS = [
    pytest.param("mkdocs", False, id="mkdocs, light", marks=pytest.mark.slow),
    pytest.param("mkdocs", True, id="mkdocs, dark"),
    pytest.param("readthedocs", False, id="readthedocs"),
    pytest.param("material", False, id="material, light"),
    pytest.param("material", True, id="material, dark", marks=pytest.mark.slow),
]
"""Each theme, light and dark (which readthedocs has not)."""

WIDTHS = (1280, 375)

KNOWN = {
    "mkdocs": {"color-contrast", "region"},
    "readthedocs": {"color-contrast", "link-in-text-block", "region", "scrollable-region-focusable", "target-size"},
    "material": {"aria-dialog-name", "color-contrast", "focus-order-semantics", "link-in-text-block", "target-size"},
}
"""What axe finds in each theme by itself, outside of our components."""

RUN = """
async ([ours, without]) => {
  const rules = axe.getRules().map((rule) => rule.ruleId).filter((id) => !without.includes(id));
  const found = await axe.run(document, {
    runOnly: {type: "rule", values: rules}, elementRef: true, resultTypes: ["violations", "incomplete"],
  });
  const told = (results) => results.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    html: node.html.slice(0, 200),
    target: node.target[0],
    why: (node.any[0] || node.all[0] || node.none[0] || {}).message,
    ours: Boolean(node.element?.closest(ours)),
    themes: Boolean(node.element?.closest(".md-code__nav, .fw-snippet code [class]")),
  })));
  return {violations: told(found.violations), incomplete: told(found.incomplete)};
}
"""
OURS = "[class^=fw-], [class*=' fw-']"
LEFT_OUT = ["color-contrast-enhanced", "hidden-content"]
"""The contrast of level AAA, which the themes do not have either, and the rule that only tells of what is hidden."""


CONTRAST = """
([selector, pseudo]) => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const over = (below, colour) => {
    canvas.fillStyle = `rgb(${below})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const luminance = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  return [...document.querySelectorAll(selector)].map((element) => {
    const around = [];
    for (let at = element; at; at = at.parentElement) around.unshift(getComputedStyle(at).backgroundColor);
    const ground = around.reduce(over, [255, 255, 255]);
    const both = [luminance(over(ground, getComputedStyle(element, pseudo).color)), luminance(ground)];
    return (Math.max(...both) + .05) / (Math.min(...both) + .05);
  });
}
"""
"""The contrast of the text of each element that is selected, over the colours of what is around it."""


REACHED = """
() => [...document.querySelectorAll("pre > code")].every((code) =>
  !code.checkVisibility() || code.scrollWidth <= code.clientWidth || code.tabIndex === 0)
"""
"""Material makes code that scrolls one that the keyboard reaches, a moment after the window has a new width."""


def axe(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Run all rules of axe over the page, but for those two."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found: dict[str, list[dict[str, Any]]] = page.evaluate(RUN, [OURS, LEFT_OUT])
    return found


def reads(page: Page, node: dict[str, Any]) -> bool:
    """Whether an element whose contrast axe could not tell has enough of it."""
    return bool(min(page.evaluate(CONTRAST, [node["target"], None])) >= 4.5)


def assert_clean(page: Page, theme: str) -> None:
    """Nothing of ours, nothing that cannot be told of ours, and nothing new of the theme's: on a desk, on a phone."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(REACHED)
        found = axe(page)
        untold = [node for node in found["incomplete"] if not (node["rule"] == "color-contrast" and reads(page, node))]
        ours = [node for node in (*found["violations"], *untold) if node["ours"]]
        if theme == "material":  # its colours of code, and the `nav` that it puts into every block of code
            known = ("color-contrast", "landmark-unique")
            ours = [node for node in ours if not (node["themes"] and node["rule"] in known)]
        assert ours == []
        assert {node["rule"] for node in found["violations"] if not node["ours"]} <= KNOWN[theme]


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_the_authentication_page(own_site: Callable[..., Built], open_page: OpenPage, theme: str, dark: bool) -> None:
    assert_clean(open_page(own_site(theme), "connect/authentication/", dark=dark), theme)


@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_two_components_of_each_kind(matrix: Callable[..., Built], open_page: OpenPage, theme: str, dark: bool) -> None:
    page = open_page(matrix(theme), "guide/codes/#credential-fuel-card", dark=dark)
    page.locator(".fw-copy").first.evaluate("button => { button.dataset.fwState = 'copied' }")
    assert_clean(page, theme)


@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_panels(panels: Callable[[str], Built], open_page: OpenPage, theme: str, dark: bool) -> None:
    page = open_page(panels(theme), "", dark=dark)
    assert page.locator(".fw-panel").count() == 4
    assert_clean(page, theme)


@pytest.mark.parametrize(("theme", "dark"), LOOKS)
def test_contrast_of_generated_words(matrix: Callable[..., Built], open_page: OpenPage, theme: str, dark: bool) -> None:
    """The words that styles put on the page, which axe does not look at: 4.5 to 1 is asked for."""
    page = open_page(matrix(theme), "guide/codes/", dark=dark)
    page.locator(".fw-copy").first.evaluate("button => { button.dataset.fwState = 'copied' }")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for selector, pseudo in (
            (".fw-copy", "::before"),
            (".fw-copy[data-fw-state]", "::after"),
            (".fw-permalink", "::before"),
            (".fw-cell--scopes", "::before"),
            (".fw-snippet code, .fw-snippet__title, .fw-method, .fw-table th, dt, dd", None),
        ):
            ratios = page.evaluate(CONTRAST, [selector, pseudo])
            assert ratios
            assert min(ratios) >= 4.5, selector


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_screen_reader_meets_a_table(
    matrix: Callable[..., Built], open_page: OpenPage, theme: str, width: int
) -> None:
    """As cards on a telephone, too: by Chromium's own accessibility tree."""
    page = open_page(matrix(theme), "authentication/", width=width)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}

    def role(node: dict[str, Any]) -> str:
        return str(node["role"]["value"])

    def name(node: dict[str, Any]) -> str:
        return str(node.get("name", {}).get("value", ""))

    def inside(node: dict[str, Any]) -> list[dict[str, Any]]:
        """What is exposed below a node, row by row."""
        children = [by_id[child] for child in node.get("childIds", [])]
        return [kept for child in children for kept in ([child] if not child["ignored"] else inside(child))]

    def below(node: dict[str, Any], wanted: set[str]) -> list[dict[str, Any]]:
        return [kept for child in inside(node) for kept in ([child] if role(child) in wanted else below(child, wanted))]

    (table,) = [node for node in tree if not node["ignored"] and role(node) == "table" and name(node) == "Credentials"]
    rows = [below(row, {"columnheader", "rowheader", "cell"}) for row in below(table, {"row"})]
    assert [[role(cell) for cell in row] for row in rows] == [
        ["columnheader", "columnheader", "columnheader"],
        *[["rowheader", "cell", "cell"]] * 3,
    ]
    assert [name(cell).lower() for cell in rows[0]] == ["name", "prefix", "details"]
    assert [name(row[0]) for row in rows[1:]] == ["Harbour key", "Buoy token", "Tide cookie"]
    assert [name(link) for link in below(rows[1][0], {"link"})] == ["Link to Harbour key"]

    terms = below(rows[1][2], {"term"})
    assert [role(text) for term in terms for text in below(term, {"StaticText"})] == ["StaticText"] * 4
    assert len(below(rows[1][2], {"definition"})) == 4
    assert [name(text) for text in below(rows[3][1], {"StaticText"})] == ["Not applicable"]
