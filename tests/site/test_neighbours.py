"""Beside other plugins: whatever their order, titles, pages and changes of theirs are kept."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Build, Built, build_small

ORDERS = {
    "first": ["foreword", "literate-nav", "section-index", "redirects"],
    "between": ["literate-nav", "foreword", "section-index", "redirects"],
    "last": ["redirects", "literate-nav", "section-index", "foreword"],
}
"""section-index has to follow literate-nav; Foreword may stand anywhere."""

SITE = {
    "SUMMARY.md": """\
- [Start](index.md)
- [Connect](connect/index.md)
    - [Keys](connect/keys.md)
    - connect/*
""",
    "index.md": "# Home\n\n[A key](connect/keys.md#credential-gate-key)\n",
    "docs/connect/index.md": "---\ntitle: '{{ \"Connect\" }} with us'\n---\n\nWords on {{ page.title }}.\n",
    "docs/connect/keys.md": "---\ntitle: All keys\ncredentials:\n  - name: Gate key\n---\n",
    "docs/connect/plain.md": "# Plain\n",
}


def plugins(order: str, **options: Any) -> list[Any]:
    """The plugins in an order, with their options."""
    settings = {"redirects": {"redirect_maps": {"old.md": "connect/keys.md"}}, **options}
    return ["search", *({name: settings[name]} if name in settings else name for name in ORDERS[order])]


@pytest.mark.parametrize("order", ORDERS)
def test_any_order_of_plugins(build_site: Build, order: str) -> None:
    site = build_site(SITE, theme={"name": "readthedocs"}, plugins=plugins(order), strict=True)
    assert site.warnings == []

    home = site.page()
    nav = {link.get_text(strip=True): link["href"] for link in home.select(".wy-menu a")}
    assert nav["Start"] == "#"
    assert nav["Connect"] == "connect/"
    assert nav["Keys"] == "connect/keys/"
    assert nav["Plain"] == "connect/plain/"

    assert "Words on Connect with us." in site.article("connect").get_text()
    assert site.article("connect/keys").select_one("tr#credential-gate-key")
    assert "connect/keys/" in site.html("old")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_titles_of_the_nav_win(build_site: Build, theme: str) -> None:
    site = build_site(
        {
            "index.md": "---\ntitle: From the page\nsections: []\n---\n",
            "keys.md": "---\ntitle: '{{ 1 + 1 }} keys'\n---\n",
        },
        theme={"name": theme},
        nav=[{"From the nav": "index.md"}, "keys.md"],
    )
    titles = {link.get_text(strip=True) for link in site.page().select("nav a, .navbar a")}
    assert {"From the nav", "2 keys"} <= titles
    assert "From the page" not in titles


HOOKS = '''
from mkdocs.structure.files import File


def on_files(files, config):
    """Make a page that is in no folder."""
    files.append(File.generated(config, "made.md", content="---\\ntitle: Made\\n---\\n\\nMade of {{ 6 * 7 }}.\\n"))


def on_page_read_source(page, config):
    """Give the source of one page from elsewhere."""
    if page.file.src_uri == "elsewhere.md":
        return "---\\ntitle: Else\\nsections:\\n  - title: From {{ 'elsewhere' }}\\n---\\n"


def on_page_markdown(markdown, page, config, files):
    """Change the body, as a plugin for includes or for macros does."""
    if page.file.src_uri == "body.md":
        return markdown.replace("OLD", "new {{ 40 + 2 }}") + "\\n## Appended\\n"


def on_page_content(html, page, config, files):
    """Change the HTML."""
    return html.replace("BEFORE", "after")
'''


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        "hooks.py": HOOKS,
        "index.md": "# Home\n\n[Made](made.md), [there](elsewhere.md#from-elsewhere), [then](body.md#appended)\n",
        "elsewhere.md": "This is not what is shown.\n",
        "body.md": "---\ntitle: Body\nsections:\n  - title: One\n    content: BEFORE\n---\n\n## Two\n\nThe OLD body.\n",
    }
    validation = {"links": {"anchors": "warn"}}
    site = build_small(tmp_path_factory.mktemp("hooks"), files, hooks=["hooks.py"], validation=validation, strict=True)
    assert site.warnings == []
    return site


def test_a_hook_makes_a_page(hooked: Built) -> None:
    assert "Made of 42." in hooked.article("made").get_text()


def test_a_hook_gives_the_source(hooked: Built) -> None:
    assert [heading.get_text() for heading in hooked.article("elsewhere").select("h1, h2")] == [
        "Else",
        "From elsewhere",
    ]


def test_a_hook_changes_the_body(hooked: Built) -> None:
    body = hooked.article("body")
    assert "The new 42 body." in body.get_text()
    assert [heading["id"] for heading in body.select("h2")] == ["one", "two", "appended"]
    assert "body/#appended" in hooked.search()


def test_a_hook_changes_the_html(hooked: Built) -> None:
    text = hooked.article("body").get_text()
    assert "after" in text
    assert "BEFORE" not in text


def test_addresses_of_files(build_site: Build) -> None:
    """With `use_directory_urls: false`, links and assets are those of files."""
    site = build_site(
        {
            "index.md": "# Home\n\n[Keys](deep/keys.md#credential-gate-key)\n",
            "docs/deep/keys.md": """\
---
title: Keys
credentials:
  - name: Gate key
    definition: '[Home]({{ "/index.md" | url }})'
---
""",
        },
        use_directory_urls=False,
        validation={"links": {"anchors": "warn"}},
        strict=True,
    )
    assert site.warnings == []
    assert 'href="deep/keys.html#credential-gate-key"' in site.html("index.html")
    keys = site.page("deep/keys.html")
    assert keys.select_one("dd a[href='../index.html']")
    for asset in keys.select("link[href*=foreword], script[src*=foreword]"):
        assert (site.site / "deep" / (asset.get("href") or asset["src"])).is_file()
    assert "deep/keys.html#credential-gate-key" not in site.search()
    assert "deep/keys.html" in site.search()


def test_another_plugin_fails_before_the_build_begins(build_site: Build) -> None:
    failing = (
        "from mkdocs.exceptions import PluginError\n\n\ndef on_config(config):\n    raise PluginError('not today')\n"
    )
    built = build_site({"index.md": "# Home\n", "hooks.py": failing}, hooks=["hooks.py"])
    assert built.aborted
    assert built.warnings == ["not today"]
