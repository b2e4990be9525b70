"""MkDocs's check of links and anchors sees what Foreword makes."""

from __future__ import annotations

import pytest

from conftest import Build

KEYS = """\
---
title: Keys
sections:
  - title: Get one
    anchor: get
    content: Ask.
    subsections:
      - title: Lost ones
        content: "{content}"
  - title: All keys
    credentials:
      - name: Gate key
        definition: "{definition}"
      - name: Fuel card
        id: fuel
---

{body}
"""

CHECKED = {"validation": {"links": {"anchors": "warn"}}, "strict": True}


def keys(content: str = "", definition: str = "", body: str = "") -> str:
    """A page of sections and credentials, with text in one of its places."""
    return KEYS.format(content=content, definition=definition, body=body)


RIGHT = ["get", "lost-ones", "all-keys", "credential-gate-key", "fuel", "keys", ""]


@pytest.mark.parametrize("anchor", RIGHT)
def test_right_anchors_pass(build_site: Build, anchor: str) -> None:
    link = f"[link](#{anchor})"
    site = build_site(
        {
            "index.md": f"# Home\n\n[link](keys.md#{anchor})\n",
            "keys.md": keys(link, link, link),
            "data/links.yml": f"key: '[link](keys.md#{anchor})'\npath: keys.md#{anchor}\n",
            "deep.md": "{{ site.data.links.key }} and [path]({{ site.data.links.path | url }})\n",
        },
        **CHECKED,
    )
    assert site.warnings == []


@pytest.mark.parametrize("place", ["content", "definition", "body"])
@pytest.mark.parametrize("href", ["#nowhere", "keys.md#nowhere"])
def test_a_wrong_anchor_on_the_page_fails(build_site: Build, place: str, href: str) -> None:
    site = build_site({"index.md": "# Home\n", "keys.md": keys(**{place: f"[link]({href})"})}, **CHECKED)
    assert site.aborted
    (warning,) = site.warnings
    assert "keys.md" in warning
    assert "nowhere" in warning


@pytest.mark.parametrize(
    "link",
    [
        "[link](keys.md#nowhere)",
        "[link](keys.md#credential-gate-keys)",
        '[link]({{ "keys.md#nowhere" | url }})',
        "{{ site.data.links.key }}",
        "[link]({{ site.data.links.path | url }})",
    ],
)
def test_a_wrong_anchor_on_another_page_fails(build_site: Build, link: str) -> None:
    site = build_site(
        {
            "index.md": "# Home\n",
            "other.md": link + "\n",
            "keys.md": keys(),
            "data/links.yml": "key: '[link](keys.md#nowhere)'\npath: keys.md#nowhere\n",
        },
        **CHECKED,
    )
    assert site.aborted
    (warning,) = site.warnings
    assert "other.md" in warning


@pytest.mark.parametrize("place", ["content", "definition", "body"])
def test_a_link_to_no_page_fails(build_site: Build, place: str) -> None:
    site = build_site({"index.md": "# Home\n", "keys.md": keys(**{place: "[link](no.md)"})}, strict=True)
    assert site.aborted
    (warning,) = site.warnings
    assert "no.md" in warning
    assert "keys.md" in warning


def test_a_link_of_the_url_filter_that_leads_nowhere_fails(build_site: Build) -> None:
    site = build_site({"index.md": "# Home\n\n[link]({{ 'key.md' | url }})\n", "keys.md": "# Keys\n"}, strict=True)
    assert site.aborted
    (warning,) = site.warnings
    assert "docs/index.md:3:11: LK002" in warning
    assert "did you mean `keys.md`?" in warning


@pytest.mark.parametrize("value", ["See [the keys](keys.md#fuel).", "See [{{ 'the keys' }}](keys.md#fuel)."])
def test_links_in_data_are_relative_to_the_docs(build_site: Build, value: str) -> None:
    """The same value of the data is right on pages of any depth, whether it holds Jinja or not."""
    site = build_site(
        {
            "index.md": "# Home\n\n{{ site.data.see }}\n",
            "keys.md": keys(),
            "data/see.yml": f'"{value}"\n',
            "docs/a/b/deep.md": "# Deep\n\n{{ site.data.see }}\n",
        },
        **CHECKED,
    )
    assert site.warnings == []
    assert site.article().select_one("a[href='keys/#fuel']")
    assert site.article("a/b/deep").select_one("a[href='../../../keys/#fuel']")
