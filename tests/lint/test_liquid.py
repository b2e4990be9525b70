"""Liquid in the page that the project began with, and in texts that are made to take long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_rules import lint

from conftest import REPOSITORY
from foreword.lint.liquid import liquid_in
from foreword.liquid.blocks import BLOCKS
from foreword.liquid.tags import SINGLE
from hang import no_hang

SEED = REPOSITORY.parent / "shared/seed/api-authentication.md"

IN_SEED = [
    *("11:7 assign", "18:7 capture", "20:7 endcapture", "22:7 assign", "24:7 include", "33:241 prepend"),
    *("35:337 prepend", "49:79 flatify", "56:80 flatify", "65:101 prepend", "80:7 assign", "81:7 assign"),
    *("86:13 forloop", "91:30 replace", "110:7 capture", "111:21 replace", "111:80 flatify", "112:7 endcapture"),
    "114:17 flatify",
]
"""The line and column of each tag that is Liquid in the seed page, and the word there."""


def test_each_line_of_the_seed_page_that_holds_liquid_is_told(tmp_path: Path) -> None:
    if not SEED.is_file():
        pytest.skip("the seed page is not beside this repository")
    lines = SEED.read_text("utf-8").split("\n")
    found = lint(tmp_path, {"docs/page.md": SEED.read_bytes()}, {}, ["TP002"])
    told = []
    for finding in found:
        _, line, column = finding.place
        word = re.search(r"\w+", lines[line - 1][column - 1 :])
        assert word is not None
        told.append(f"{line}:{column} {word.group()}")
    assert told == IN_SEED


def test_each_tag_of_the_parser_that_jinja_does_not_have_is_told() -> None:
    tags = {*SINGLE, *BLOCKS, *(f"end{name}" for name in BLOCKS)} - set("# break continue include".split())
    silent = [tag for tag in tags if not list(liquid_in(f"{{% {tag} %}}", ()))]
    assert sorted(silent) == ["endfor", "endif", "for", "if"]


@pytest.mark.parametrize(
    "source",
    [
        "{{" * 50_000,
        "{% raw %}" * 20_000,
        "{{ " + "| a " * 50_000 + "}}",
        "{{ '" + "\"'" * 50_001 + " }}",
        "{% for a in (" + "a." * 50_000 + " %}",
        "{% include " + "a/" * 50_000 + " %}",
        "{% if " + "a " * 50_000 + "%}",
        "{{ x ==" + " " * 100_000 + " }}",
        "{#" * 50_000 + "```\n" * 10_000,
        "{{ } " * 20_000 + "}}",
        "<a style={{ a: b }>\n" * 10_000 + "{{ x }}",
        "{{a}" * 20_000 + "}}",
        "{{ {'a': {} " * 20_000 + "}}",
        "{% for a in b[" + "limit: " * 20_000 + "%}",
        "{% if " + "not contains " * 20_000 + "%}",
    ],
)
def test_no_source_takes_long(source: str) -> None:
    with no_hang():
        assert list(liquid_in(source, ())) == []
