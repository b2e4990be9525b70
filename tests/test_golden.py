"""The contract by example: each file in `golden/` is a theme, each case input, output and messages side by side.

    about     what holds, in a sentence
    files     the site's files by path
    options   the plugin's options, as they stand in mkdocs.yml
    page      the page that is rendered; docs/page.md where it is left out
    html      its HTML, with `[CODE]` where something failed; blank lines do not count
    contains  parts of the HTML, in this order, where the whole is long
    lacks     what is nowhere in the HTML
    messages  all that is wrong with the page and with the documents that are on no page, each as
              `file:line:column: CODE message`; nothing, where it is left out
    hints     what to do about each message
    used_by   the places through which each was reached, the nearest first

A second page stands beside each case, and is always rendered as if nothing had happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import make_site, options_of, render, shown
from foreword.render.slots import ANY

GOLDEN = Path(__file__).parent / "golden"
KEYS = {"about", "files", "options", "page", "html", "contains", "lacks", "messages", "hints", "used_by"}

OTHER_PAGE = "docs/other-page.md"
OTHER_SOURCE = "{% set here = ['still', 'here'] %}\nThis page is {{ here | join(' ') }}.\n"
OTHER_HTML = "<p>This page is still here.</p>\n"


def themes() -> Iterator[Any]:
    """Every case of every theme, named by its theme and sentence."""
    for theme in sorted(GOLDEN.glob("*.yml")):
        for case in yaml.load(theme.read_text("utf-8"), yaml.CSafeLoader):
            slug = re.sub(r"\W+", "-", case["about"]).strip("-").lower()
            yield pytest.param(case, id=f"{theme.stem}-{slug[:100]}")


CASES = list(themes())


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any], tmp_path: Path) -> None:
    assert case.keys() <= KEYS
    files = {OTHER_PAGE: OTHER_SOURCE, **case["files"]}
    site = make_site(tmp_path, files, **options_of(tmp_path, files, case.get("options", {})))
    rendered = render(site, case.get("page", "docs/page.md"))
    html = shown(rendered)
    assert not ANY.search(html), "the renderer's own signs are left in the page"

    unseen = [one for entry in site.entries.values() for one in (*entry.failures, *entry.findings)]
    found = list(dict.fromkeys([*site.diagnostics, *rendered.diagnostics, *unseen]))
    assert [f"{one.place}: {one.code} {one.message}" for one in found] == case.get("messages", [])
    if "hints" in case:
        assert [one.hint for one in found] == case["hints"]
    if "used_by" in case:
        assert [list(map(str, one.used_by)) for one in found] == case["used_by"]
    if "html" in case:
        assert without_blank_lines(html) == without_blank_lines(case["html"])
    at = 0
    for part in case.get("contains", []):
        assert part in html[at:]
        at = html.index(part, at) + len(part)
    for part in case.get("lacks", []):
        assert part not in html

    assert render(site, OTHER_PAGE).html == OTHER_HTML


def without_blank_lines(html: str) -> str:
    return "\n".join(line for line in html.split("\n") if line.strip())


def test_every_sentence_stands_once() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))
