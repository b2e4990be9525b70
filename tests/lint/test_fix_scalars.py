"""The mend of YM006: quotes around ambiguous scalars."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mends import CONFIG, fix, lint, mended

from engine import write
from foreword.lint.fix import Fixed
from foreword.source.formats import load_data
from foreword.source.text import SourceFile, Text, decode

SCALARS = [
    pytest.param("a: NO", 'a: "NO"', id="word"),
    pytest.param("a: 3.10 # a version", 'a: "3.10" # a version', id="number, and a comment"),
    pytest.param("a:   1:30   ", 'a:   "1:30"   ', id="spaces"),
    pytest.param("a: 2017-01-01", 'a: "2017-01-01"', id="date"),
    pytest.param("a: 2017-01-01 10:00:00", 'a: "2017-01-01 10:00:00"', id="date and time"),
    pytest.param("a: [NO, yes,010]", 'a: ["NO", "yes","010"]', id="flow"),
    pytest.param("a: {on: off}", 'a: {"on": "off"}', id="flow mapping"),
    pytest.param("on: 1", '"on": 1', id="key"),
    pytest.param("a: &x NO\nb: *x", 'a: &x "NO"\nb: *x', id="anchor"),
    pytest.param("a:\n  - NO\n  - - 0x1F", 'a:\n  - "NO"\n  - - "0x1F"', id="lists"),
    pytest.param("a:\n  # foreword\n  NO", 'a:\n  # foreword\n  "NO"', id="on a line of its own"),
    pytest.param("a: |\n  NO\nb: >-\n  1:30", "a: |\n  NO\nb: >-\n  1:30", id="block scalars are text"),
    pytest.param("a: \"NO\"\nb: 'NO'", "a: \"NO\"\nb: 'NO'", id="quotes are there"),
    pytest.param("a: !!str NO", "a: !!str NO", id="a tag says what it is"),
    pytest.param("a: true\nb: 1\nc: 1.5\nd: null\ne: ~", "a: true\nb: 1\nc: 1.5\nd: null\ne: ~", id="no text"),
    pytest.param("a: # foreword: ignore[YM006]\n  NO", 'a: # foreword: ignore[YM006]\n  "NO"', id="ignored elsewhere"),
    pytest.param("a: NO # foreword: ignore[YM006]", "a: NO # foreword: ignore[YM006]", id="ignored"),
]


@pytest.mark.parametrize(("before", "after"), SCALARS)
def test_ambiguous_scalars_are_quoted_in_data(before: str, after: str, tmp_path: Path) -> None:
    assert mended(tmp_path, "YM006", "data/a.yml", f"{before}\n", {}) == f"{after}\n"


@pytest.mark.parametrize(("before", "after"), SCALARS)
def test_ambiguous_scalars_are_quoted_in_front_matter(before: str, after: str, tmp_path: Path) -> None:
    found = mended(tmp_path, "YM006", "docs/a.md", f"\ufeff---\r\n{before}\n---\nNO\r\n", {})
    assert found == f"\ufeff---\r\n{after}\n---\nNO\r\n"


PLAIN = st.sampled_from(
    ["NO", "yes", "on", "Off", "1:30", "010", "3.10", "0x1F", "1_000", "2017-01-01", "+1", "1e3", ".5", "true", "~",
     "7", "1.5", "NOT", "a b", "'NO'", '"1:30"', "&x NO", "[NO, 1:30, 'on']", "{no: yes, a: 010}", "|\n  NO\n  1:30",
     ">-\n  NO", "# NO\n  NO", "a {{ x }}", '"{{ NO }}"', "no # NO", "é NO", "!!str NO"]
)  # fmt: skip
LINES = st.lists(st.tuples(PLAIN, st.sampled_from(["\n", "\r\n"])), min_size=1, max_size=8)


def plain(values: object) -> object:
    """Values that can be compared."""
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    if isinstance(values, list):
        return [plain(value) for value in values]
    return values.source if isinstance(values, Text) else values


def values_of(path: Path) -> object:
    """What a file of YAML holds, to Foreword."""
    file = SourceFile(path.name, decode(path.read_bytes(), path.name))
    load_data(file)
    return plain(file.values)


@settings(max_examples=settings.default.max_examples // 4)
@given(LINES, st.booleans())
def test_mends_of_scalars_change_no_value(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], bom: bool
) -> None:
    root = tmp_path_factory.getbasetemp() / "scalars"
    path = root / "data/a.yml"
    before = "\ufeff" * bom + "".join(
        f"k{number}: {value}{end}".replace("&x", f"&x{number}") for number, (value, end) in enumerate(lines)
    )
    write(root, {"mkdocs.yml": CONFIG, "data/a.yml": before})
    values = values_of(path)
    fix(root, "YM006")
    after = path.read_bytes().decode()
    assert after.replace('"', "") == before.replace('"', "")
    assert values_of(path) == values
    assert lint(root, "YM006")[1] == []
    assert fix(root, "YM006") == Fixed()
