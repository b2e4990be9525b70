"""What is known of a rendered page: its contents, ids and links, and whether it needs the stylesheet."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from engine import make_site, render
from foreword.link.rendered import Rendered

PAGE = """\
---
title: "The `C#` API & more"
sections:
  - title: One
    content: |
      ### In *content*

      See [two](#two), ![a picture](img/a.png) and <https://example.com>.
    subsections:
      - title: Below
        anchor: deep
    steps:
      - title: First
  - title: Two
    credentials:
      - name: Token
        definition: See [here](here.md)[^1].
---
## Of the body {#own}

[^1]: A note.
"""


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    """A page with headings, ids and links of each kind."""
    page = render(make_site(tmp_path, {"docs/page.md": PAGE}))
    assert page.diagnostics == []
    return page


def test_headings_are_the_contents(rendered: Rendered) -> None:
    assert [(heading.level, heading.id, heading.name) for heading in rendered.contents] == [
        (1, "the-c-api-more", "The C# API &amp; more"),
        (2, "one", "One"),
        (3, "in-content", "In content"),
        (3, "deep", "Below"),
        (3, "first", "First"),
        (2, "two", "Two"),
        (2, "own", "Of the body"),
    ]


def test_ids_are_all_that_links_can_lead_to(rendered: Rendered) -> None:
    assert {"one", "in-content", "deep", "first", "two", "credential-token", "own", "fn:1", "fnref:1"} <= set(
        rendered.ids
    )
    assert len(rendered.ids) == len(set(rendered.ids))


def test_links_are_as_they_stand_in_the_page(rendered: Rendered) -> None:
    assert {"#two", "img/a.png", "https://example.com", "here.md", "#credential-token", "#fn:1"} <= set(rendered.links)


def test_it_is_plain_data(rendered: Rendered) -> None:
    assert json.loads(json.dumps(asdict(rendered)))["contents"][1]["name"] == "One"


def test_a_failing_heading_stays_in_the_contents(tmp_path: Path) -> None:
    body = "# One {{ nope }}\n\n## Two\n"
    contents = render(make_site(tmp_path, {"docs/page.md": body})).contents
    assert [heading.name for heading in contents] == ["One", "Two"]


def test_html_in_a_title_is_no_tag_in_the_contents(tmp_path: Path) -> None:
    page = "---\ntitle: A <b>bold</b> & `<TOKEN>` title\nsections: []\n---\n"
    (heading,) = render(make_site(tmp_path, {"docs/page.md": page})).contents
    assert heading.name == "A bold &amp; &lt;TOKEN&gt; title"


@pytest.mark.parametrize(
    ("body", "styled"),
    [
        ("# Plain\n", False),
        ("{{ 1 }}", False),
        ("{{ '*a*' | markdown }}", False),
        ("{{ code_snippet('x') }}", True),
        ("{{ credential_table([]) }}", True),
        ("{{ nope }}", True),
        ("---\nsections: [{content: Text}]\n---\n", False),
        ("---\ncredentials: [{name: A}]\n---\n", True),
    ],
)
def test_the_stylesheet_is_needed_where_a_component_or_a_panel_stands(tmp_path: Path, body: str, styled: bool) -> None:
    assert render(make_site(tmp_path, {"docs/page.md": body})).styled is styled
