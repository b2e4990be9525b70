"""Markdown that kramdown and Python-Markdown read alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from foreword.compat.kramdown import Options, to_html
from foreword.migrate.kramdown import normalised

CASES = yaml.safe_load(Path(__file__).with_name("normalised.yml").read_text("utf-8"))
PLAIN = Options(syntax_highlighter="none")
FRAGMENTS = (
    *("- ", "* ", "1. ", "10. ", "  ", "    ", "   - ", "      ", "a", "b c", "*d*", "{{ e }}", "{% if f %}", "{:.g}"),
    *("```", "~~~", "<div>", "</div>", "<!--", "-->", "# h", "{: #i}", "> ", "\n", "\n", "\n", "\n\n", "\n\n"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_markdown_is_written_for_both(case: dict[str, str]) -> None:
    wanted = case["source"] if case["result"] == "same" else case["result"]
    assert normalised(case["source"]).source == wanted
    assert normalised(wanted).source == wanted


@pytest.mark.parametrize("case", [case for case in CASES if case.get("alike")], ids=lambda case: str(case["name"]))
def test_python_markdown_reads_it_as_kramdown_does(case: dict[str, str]) -> None:
    result = normalised(case["source"]).source
    html = markdown(result, extensions=["extra", "sane_lists", "pymdownx.superfences"])
    highlighting = r"</?(?:span|div)[^>]*>|(?<=<code)[^>]*|\s+"
    assert re.sub(highlighting, "", html) == re.sub(highlighting, "", to_html(result, PLAIN))


def test_each_change_is_told_with_its_line() -> None:
    changes = normalised("These:\n- a\n\n# B\n{: #c}\n").changes
    assert [(change.line, change.message) for change in changes] == [
        (2, "a blank line stands before the list"),
        (4, "the id stands behind its heading"),
    ]


def test_ends_of_lines_stay() -> None:
    assert normalised("- a\r\n  - b\r\n").source == "- a\r\n    - b\r\n"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_kramdown_reads_any_source_as_before(source: str) -> None:
    result = normalised(source).source
    texts = [re.sub(r"(?<=>)\s+(?=<)|\n+", "\n", to_html(text, PLAIN)) for text in (source, result)]
    assert texts[0] == texts[1]
