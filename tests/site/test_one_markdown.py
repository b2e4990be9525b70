"""A page's pieces of Markdown are one document: footnotes, references, tabs and headings spread over its sections."""

from __future__ import annotations

from collections import Counter

import pytest
from bs4 import Tag

from conftest import build_small

PAGE = """\
---
title: Tides
sections:
  - title: Examples
    content: |
      High water comes twice a day.[^moon] So does low water.[^low]

      === "Harbour"

          At noon. See [the table][tables].

      === "Open sea"

          At one.[^moon]

      ### Details

      The HW is told by the harbour master.

      [^low]: Low water is defined in the first section.

  - title: Examples
    content: |
      === "Harbour"

          Again at [noon][clock].

      === "Open sea"

          Again at one.

      ### Details

      [tables]: https://harbour.example.com/tables "Tide tables"

    subsections:
      - title: Examples
        content: Told by the [tables]. [Up](#examples), [then](#examples_1), [here](#examples_2).

  - title: Keys
    credentials:
      - name: Tide key
        definition: Opens the [tables].[^keys] Asked for at HW.
        obtained-by: "Waiting[^low] for {{ 'HW' }}"
      - name: Moon key
        definition: |
          !!! note
              Works at [noon][clock] only.
---

[^moon]: Footnotes may stand in the body...

[^keys]: ...for a reference in a table.

[clock]: https://harbour.example.com/clock
*[HW]: High water

## Examples
"""

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    {"toc": {"permalink": True}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    "pymdownx.superfences",
]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Tag:
    options = {"markdown_extensions": EXTENSIONS, "validation": {"links": {"anchors": "warn"}}, "strict": True}
    site = build_small(tmp_path_factory.mktemp("tides"), {"index.md": PAGE}, **options)
    assert site.warnings == []
    return site.article()


def test_ids_are_unique(article: Tag) -> None:
    assert [
        id_ for id_, count in Counter(element["id"] for element in article.select("[id]")).items() if count > 1
    ] == []


def test_equal_headings_are_counted(article: Tag) -> None:
    assert [heading["id"] for heading in article.select("h1, h2, h3")] == [
        *("tides", "examples", "details", "examples_1", "details_1", "examples_2", "keys", "examples_3")
    ]


def test_every_reference_leads_to_something_on_the_page(article: Tag) -> None:
    ids = {element["id"] for element in article.select("[id]")}
    links = [link["href"][1:] for link in article.select("a[href^='#']")]
    assert set(links) <= ids
    assert {element["for"] for element in article.select("label[for]")} <= ids


def test_footnotes_are_numbered_through(article: Tag) -> None:
    """In the order of their definitions, as Python-Markdown does, wherever on the page these stand."""
    assert [mark.get_text() for mark in article.select("sup > a")] == ["2", "1", "2", "3", "1"]
    notes = [note.get_text() for note in article.select(".footnote li > p")]
    assert [note.partition("\xa0")[0] for note in notes] == [
        "Low water is defined in the first section.",
        "Footnotes may stand in the body...",
        "...for a reference in a table.",
    ]
    assert len(article.select(".footnote")) == 1


def test_reference_links_work_in_every_piece(article: Tag) -> None:
    assert len(article.select("a[href='https://harbour.example.com/tables'][title='Tide tables']")) == 3
    assert len(article.select("a[href='https://harbour.example.com/clock']")) == 2


def test_tabs_are_two_sets(article: Tag) -> None:
    inputs = article.select(".tabbed-set input")
    assert len(inputs) == 4
    assert len({tab["name"] for tab in inputs}) == 2


def test_abbreviations_reach_every_piece(article: Tag) -> None:
    assert [mark["title"] for mark in article.select("abbr")] == ["High water"] * 3


def test_a_cell_may_hold_a_block(article: Tag) -> None:
    assert article.select_one("#credential-moon-key dd .admonition.note a")
