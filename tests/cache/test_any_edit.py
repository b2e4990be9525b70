"""Whatever is edited between two builds: what the cache gives is byte for byte what a clean build gives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cache.edits import SLOTS, EditedSite

# The same edits at each run; with FOREWORD_EXAMPLES=300, as many new ones.
EXAMPLES = int(os.environ.get("FOREWORD_EXAMPLES", "0"))


@st.composite
def variants(draw: st.DrawFn) -> tuple[str, int]:
    """Another variant of a file or an option, or the one that it is already."""
    name = draw(st.sampled_from(list(SLOTS)))
    return name, draw(st.integers(0, SLOTS[name] - 1))


edits = st.lists(variants(), min_size=1, max_size=4).map(dict)
ways = st.sampled_from(["here"] * 12 + ["workers"] * 3 + ["process"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedSite:
    """The site as it is at the beginning, built once."""
    return EditedSite.built_once(tmp_path_factory.mktemp("edited") / "project")


def test_the_first_build_is_as_a_clean_one(tmp_path: Path) -> None:
    site = EditedSite(tmp_path / "project")
    site.create()
    assert site.warm().differences(site.clean()) == []


@pytest.mark.slow
@settings(max_examples=EXAMPLES or 9, derandomize=not EXAMPLES, deadline=None, database=None)
@given(steps=st.lists(st.tuples(edits, ways), min_size=1, max_size=4))
def test_each_build_is_as_a_clean_one(built: EditedSite, steps: list[tuple[dict[str, int], str]]) -> None:
    site = built.again()
    for number, (step, how) in enumerate(steps):
        site.edit(step)
        clean = site.clean()
        assert site.warm(how).differences(clean) == [], f"after step {number} {step}"


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([{"data/codes.json": 1}, {"data/codes.json": 0}], id="a data file takes the place of another"),
        pytest.param([{"data/more.yml": 1}, {"data/more/deep.yml": 1}], id="a folder merges with a data file"),
        pytest.param(
            [{"docs/guide.md": 1, "docs/guide/index.md": 1}, {"docs/guide/index.md": 0}], id="two pages at one place"
        ),
        pytest.param([{"data/api.yml": 4}, {"data/api.yml": 0}], id="a data file is gone, and comes back"),
    ],
)
@pytest.mark.parametrize("how", ["here", pytest.param("workers", marks=pytest.mark.slow)])
def test_edits_that_were_wrong_once(built: EditedSite, steps: list[dict[str, int]], how: str) -> None:
    site = built.again()
    for step in steps:
        site.edit(step)
        clean = site.clean()
        assert site.warm(how).differences(clean) == []
