"""The guide of this repository: the files that it shows are the files that are there."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from conftest import REPOSITORY

GUIDE = sorted((REPOSITORY / "docs/guide").glob("*.md"))
SHOWN = re.compile(r"`((?:data|docs|templates)/[\w./-]+\.\w+)`:\n\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
"""A path in backticks before a colon, and the fence below it."""


def shown_in(page: Path) -> list[tuple[str, str]]:
    """The files that a page of the guide shows: the path of each, and what stands on the page."""
    return [(path, textwrap.dedent(code)) for path, code in SHOWN.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_a_file_that_is_shown_is_the_file_itself(page: Path) -> None:
    for path, code in shown_in(page):
        assert (REPOSITORY / path).read_text("utf-8") == code, path


def test_files_are_shown() -> None:
    shown = {path for page in GUIDE for path, _ in shown_in(page)}
    assert {"docs/guide/bookshop/books.yml", "docs/guide/bookshop/list-books.yml", "data/guide/attributes.yml"} <= shown
