"""Two built sites compared: what counts as the same, what is told of the rest, and what stops a verification."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine import is_absent, write
from foreword.migrate.jekyll_config import JekyllConfig
from foreword.migrate.verify.address import Address, Origin
from foreword.migrate.verify.compare import PageComparison, compare
from foreword.migrate.verify.differences import Gap, gaps, similarity
from foreword.migrate.verify.dom import content_of
from foreword.migrate.verify.failure import VerifyError
from foreword.migrate.verify.jekyll import jekyll_command
from foreword.migrate.verify.main_content import main_of, marked
from foreword.migrate.verify.marked_copy import marked_copy
from foreword.migrate.verify.report_html import html_of
from foreword.migrate.verify.report_json import json_of
from foreword.migrate.verify.sites import SiteComparison, compare_sites
from foreword.migrate.verify.terminal import lines_of
from foreword.migrate.verify.verdict import Verdict, verify

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CASES = yaml.safe_load(Path(__file__).with_name("verify.yml").read_text("utf-8"))
DOCS = Origin(frozenset(["docs.example.com"]), "/docs")
needs_jekyll = pytest.mark.skipif(is_absent("jekyll"), reason="Jekyll is not installed")


def pages(jekyll: str, foreword: str, **selectors: str) -> PageComparison:
    """Two pages at `/a/b` of a site at `/docs`."""
    return compare(jekyll, foreword, Address("a/b.html", DOCS), Address("a/b/index.html", DOCS), **selectors)


# One page


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["name"])
def test_same(case: dict[str, str]) -> None:
    assert pages(case["jekyll"], case["foreword"]).differences == ()


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: case["name"])
def test_different(case: dict[str, str]) -> None:
    found = pages(case["jekyll"], case["foreword"])
    assert [(one.aspect, *one.jekyll, "|", *one.foreword) for one in found.differences] == [
        (aspect, *(jekyll or ()), "|", *(foreword or ())) for aspect, jekyll, foreword in case["differences"]
    ]


@pytest.mark.parametrize(("href", "target"), CASES["links"].items())
def test_links(href: str, target: str) -> None:
    assert Address("guide/keys/index.html", DOCS).target(href) == target


def test_a_relative_link_means_something_else_on_a_page_that_has_moved() -> None:
    found = pages("<a href=c>C</a>", "<a href=c>C</a>")
    assert (found.differences[0].jekyll, found.differences[0].foreword) == (("/a/c",), ("/a/b/c",))


@given(st.text(alphabet="<>/ab pdiv\"'=&;!-\n\\`{}[]", max_size=80))
def test_any_html_is_read(html: str) -> None:
    content = content_of(html, Address("index.html"))
    assert content_of(f"  {html}", Address("index.html")).ids == content.ids


# The main content


def test_marks_stand_in_the_layout_that_makes_the_shell_only() -> None:
    shell = "<html><body><nav></nav>{{ content }}</body></html>"
    assert marked(shell) == (
        "<html><body><nav></nav><!--foreword:content-->{{ content }}<!--/foreword:content--></body></html>"
    )
    assert marked("<article>{{ content }}</article>") == "<article>{{ content }}</article>"


@pytest.mark.parametrize(
    ("html", "selector", "main"),
    [
        ("<body><nav></nav><!--foreword:content--></div>x<!--/foreword:content--></body>", None, "</div>x"),
        ("<body><nav></nav><div role=main>x</div></body>", None, "x"),
        ("<body><nav></nav><p id=c>x</p></body>", "#c", "x"),
        ("<p>x</p>", None, "<p>x</p>"),
    ],
)
def test_main_content(html: str, selector: str | None, main: str) -> None:
    assert main_of(html, selector) == main


def test_whole_pages_are_compared_where_the_layouts_of_the_migrated_site_make_them() -> None:
    jekyll = "<html><body><nav>menu</nav><!--foreword:content--><p>x<!--/foreword:content--></body></html>"
    assert pages(jekyll, "<!--foreword:content--><html><body><nav>menu</nav><p>x</body></html>").is_same
    assert not pages(jekyll, "<!--foreword:content--><html><body><p>x</body></html>").is_same


# Lists of lines


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("abcdef", "abcdef", []),
        ("abcdef", "abXdef", [("c", "X", "b")]),
        ("abcdef", "abdef", [("c", "", "b")]),
        ("abcdef", "abcXYdef", [("", "XY", "c")]),
        ("abcdef", "abcd", [("ef", "", "d")]),
        ("abcdefgh", "XbcdeYgh", [("a", "X", ""), ("f", "Y", "e")]),
        ("abc", "xyz", [("abc", "xyz", "")]),
    ],
)
def test_gaps(left: str, right: str, found: list[tuple[str, str, str]]) -> None:
    assert gaps(left, right, 5) == [Gap(tuple(lost), tuple(new), after) for lost, new, after in found]


LINES = st.lists(st.sampled_from("abc"), max_size=30)


@given(LINES, LINES)
def test_gaps_tell_all_that_differs(left: list[str], right: list[str]) -> None:
    found = gaps(left, right, 100)
    assert bool(found) == (left != right)
    lost = sum(len(gap.left) for gap in found)
    new = sum(len(gap.right) for gap in found)
    assert len(left) - lost == len(right) - new


@given(LINES, LINES)
def test_similarity_is_1_for_the_same_lines_only(left: list[str], right: list[str]) -> None:
    assert (similarity(left, right) == 1) == (sorted(left) == sorted(right))


# Two sites

SHELL = "<html><body><nav></nav>{}</body></html>"
MARKED = SHELL.format("<!--foreword:content-->{}<!--/foreword:content-->")
REDIRECT = '<!DOCTYPE html><meta http-equiv="refresh" content="0; url={}"><a href="{}">Go</a>'


@pytest.fixture
def two_sites(tmp_path: Path) -> SiteComparison:
    write(
        tmp_path / "jekyll",
        {
            "index.html": MARKED.format("<h1>Home</h1>"),
            "a/b.html": MARKED.format("<p>One"),
            "lost.html": MARKED.format("<p>Lost"),
            "old.html": REDIRECT.format("/docs/a/b", "x"),
            "older.html": REDIRECT.format("/docs/a/b", "x"),
            "part.html": "<body>a file of its own",
            "feed.xml": "<feed/>",
            "a.png": "a",
        },
    )
    write(
        tmp_path / "foreword",
        {
            "index.html": MARKED.format("<h1> Home </h1>"),
            "a/b/index.html": MARKED.format("<p>Two"),
            "old/index.html": REDIRECT.format("../a/b/", "y"),
            "older.html": REDIRECT.format("elsewhere.html", "y"),
            "part.html": "<body>a file of its own",
            "feed.xml": "<feed></feed>",
            "404.html": MARKED.format("<p>Lost?"),
        },
    )
    return compare_sites(tmp_path / "jekyll", tmp_path / "foreword", origin=DOCS)


def test_pages_are_found_at_their_address_and_the_worst_come_first(two_sites: SiteComparison) -> None:
    assert [(page.page, page.is_same) for page in two_sites.pages] == [("/a/b", False), ("/", True)]
    assert [(page.page, page.is_same) for page in two_sites.bare] == [
        ("/old", True),
        ("/older", False),
        ("/part", True),
    ]
    assert [page.page for page in two_sites.worst_first()] == ["/a/b", "/older"]


def test_files_that_are_missing_changed_or_new_are_told(two_sites: SiteComparison) -> None:
    assert two_sites.missing == ("a.png", "lost.html")
    assert two_sites.different == ("feed.xml",)
    assert two_sites.added == ("404.html",)


def test_a_missing_page_counts_as_one_that_differs(two_sites: SiteComparison) -> None:
    assert two_sites.missing_pages == ("lost.html",)
    assert two_sites.share(lambda page: page.is_same) == 1 / 3
    assert not two_sites.is_same


def test_many_pages_are_compared_on_all_processors(tmp_path: Path) -> None:
    write(tmp_path / "one", {f"{number}.html": f"<p>{number}" for number in range(50)})
    write(tmp_path / "two", {f"{number}.html": f"<p>{number % 49}" for number in range(50)})
    found = compare_sites(tmp_path / "one", tmp_path / "two", origin=Origin())
    assert [page.page for page in found.worst_first()] == ["/49"]


# The reports


def test_the_terminal(two_sites: SiteComparison) -> None:
    lines = [*lines_of(Verdict(two_sites, 12.04, 3.0))]
    assert lines[:4] == [
        "3 pages with a layout, and 3 redirects or pages without, 2 of them the same.",
        "Pages that are the same in both sites:",
        "  text                1    33.3%",
        "  links               2    66.7%",
    ]
    assert "Jekyll's build took 12.0 s, Foreword's 3.0 s: 4.0 times as fast." in lines
    assert lines[lines.index("Missing in the migrated site: 2") :][:3] == [
        "Missing in the migrated site: 2",
        "  a.png",
        "  lost.html",
    ]
    assert lines[-8:] == [
        "   66.7%  /a/b  (text, structure)",
        "    text",
        "      Jekyll:   One",
        "      Foreword: Two",
        "    0.0%  /older  (links)",
        "    links",
        "      Jekyll:   /a/b",
        "      Foreword: /elsewhere",
    ]


def test_json(two_sites: SiteComparison) -> None:
    found = json.loads(json_of(Verdict(two_sites, 12.04, 3.0)))
    assert found["same"]["text"] == {"pages": 1, "share": 0.3333}
    assert [page["page"] for page in found["differing"]] == ["/a/b", "/older"]


def test_html_shows_what_pages_hold_as_text(tmp_path: Path) -> None:
    write(tmp_path / "one", {"index.html": "<body><script>alert(1)</script>"})
    write(tmp_path / "two", {"index.html": "<body><script>alert(2)</script>"})
    html = html_of(Verdict(compare_sites(tmp_path / "one", tmp_path / "two", origin=Origin()), 1.0, 1.0))
    assert "alert(<mark>1</mark>)" in html
    assert "<script>" not in html


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_the_html_report_is_accessible(
    two_sites: SiteComparison, browser: Browser, axe_source: str, scheme: str, width: int
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.set_content(html_of(Verdict(two_sites, 12.0, 3.0)))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.evaluate(axe_source)
    assert page.evaluate("axe.run(document).then((found) => found.violations.map((one) => one.id))") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    from importlib.resources import files

    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


# The builds

JEKYLL_SITE = {
    "_config.yml": "baseurl: /docs\n",
    "_layouts/default.html": "<!DOCTYPE html><html><body><nav>menu</nav>{{ content }}</body></html>",
    "_layouts/page.html": '---\nlayout: default\n---\n<h1 id="{{ page.slug }}">{{ page.title }}</h1>\n{{ content }}',
    "index.md": "---\nlayout: page\ntitle: Home\nslug: home\n---\nSee [keys]({{ site.baseurl }}/keys).\n",
    "keys.md": "---\nlayout: page\ntitle: Keys\nslug: keys\n---\n- one\n- two\n",
}
MIGRATED = {
    "mkdocs.yml": "site_name: Docs\nuse_directory_urls: false\nplugins: []\n",
    "docs/index.md": "# Home\n\nSee [keys](keys.md).\n",
    "docs/keys.md": "# Keys\n\n- one\n- three\n",
}
Verified = Callable[..., Verdict]


@pytest.fixture
def verified(tmp_path: Path) -> Verified:
    """Verify a migration of the site above."""
    write(tmp_path / "old", JEKYLL_SITE)
    write(tmp_path / "new", MIGRATED)
    config = JekyllConfig(yaml.safe_load(JEKYLL_SITE["_config.yml"]))
    return partial(
        verify,
        tmp_path / "old",
        tmp_path / "new",
        config,
        ["jekyll"],
        tell=lambda line: None,
    )


@needs_jekyll
def test_verify(verified: Verified, tmp_path: Path) -> None:
    verdict = verified()
    assert [(page.page, page.same_text, page.same_structure) for page in verdict.comparison.pages] == [
        ("/", True, True),
        ("/keys", False, False),
    ]
    assert verdict.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "old").iterdir()) == [
        "_config.yml",
        "_layouts",
        "index.md",
        "keys.md",
    ]
    assert (tmp_path / "old/_layouts/default.html").read_text() == JEKYLL_SITE["_layouts/default.html"]
    assert not (tmp_path / "new/site").exists()


@needs_jekyll
def test_a_site_that_jekyll_cannot_build(verified: Verified, tmp_path: Path) -> None:
    write(tmp_path / "old", {"keys.md": "---\n---\n{% include lost.html %}\n"})
    with pytest.raises(VerifyError) as failure:
        verified()
    assert "Jekyll cannot build the site (`jekyll build` ended with 1). It said:" in str(failure.value)
    assert "Could not locate the included file 'lost.html'" in str(failure.value)
    assert "--jekyll-command" in str(failure.value)


@needs_jekyll
def test_a_migrated_site_that_mkdocs_cannot_build(verified: Verified, tmp_path: Path) -> None:
    write(tmp_path / "new", {"mkdocs.yml": "site_name: Docs\nplugins: [lost]\n"})
    with pytest.raises(VerifyError, match='The "lost" plugin is not installed'):
        verified()


def test_a_selector_that_is_none(verified: Verified) -> None:
    with pytest.raises(VerifyError, match=r"`p\[` is no CSS selector\. Write it as `#content` or `\.article`\."):
        verified(main_in_jekyll="p[")


def test_the_command_of_jekyll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VerifyError, match="there is no program `jekkyl`"):
        jekyll_command(tmp_path, "jekkyl --trace")
    with pytest.raises(VerifyError, match="No closing quotation"):
        jekyll_command(tmp_path, "'jekyll")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert jekyll_command(tmp_path, None) is None


def test_the_copy_leaves_the_site_as_it_is(tmp_path: Path) -> None:
    """Not even through a symbolic link."""
    shell = "<body>{{ content }}</body>"
    write(
        tmp_path,
        {"shared/default.html": shell, "old/_layouts/a.html": shell, "old/new/mkdocs.yml": "", "old/_site/x": ""},
    )
    (tmp_path / "old/_layouts/b.html").symlink_to("../../shared/default.html")
    marked_copy(tmp_path / "old", tmp_path / "copy", "_layouts", without=tmp_path / "old/new")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "copy").rglob("*")) == [
        "copy/_layouts",
        "copy/_layouts/a.html",
        "copy/_layouts/b.html",
    ]
    assert (tmp_path / "copy/_layouts/a.html").read_text() == marked(shell)
    assert (tmp_path / "copy/_layouts/b.html").read_text() == shell
    assert (tmp_path / "shared/default.html").read_text() == shell
