"""Builds that share a cache: two of one site at once, and those of two sites."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from cache.edits import EditedSite, Result, here, in_process


@pytest.fixture
def site(tmp_path: Path) -> EditedSite:
    """A site that was not built yet."""
    site = EditedSite(tmp_path / "project")
    site.create()
    return site


def both(site: EditedSite, *configs: Path) -> list[Result]:
    """Two builds at the same time, in processes and folders of their own."""
    with ThreadPoolExecutor() as pool:
        builds = [
            pool.submit(in_process, config, site.root / f"site-{number}") for number, config in enumerate(configs)
        ]
        return [build.result() for build in builds]


STEPS: list[dict[str, int]] = [{}, {"docs/keys.md": 1, "data/words.yml": 1}]
MORE: list[dict[str, int]] = [*STEPS, {"theme": 2}, {}]


@pytest.mark.parametrize("steps", [STEPS, pytest.param(MORE, marks=pytest.mark.slow)], ids=len)
def test_two_builds_at_once_are_both_right(site: EditedSite, steps: list[dict[str, int]]) -> None:
    config = site.root / "mkdocs.yml"
    for edits in steps:
        site.edit(edits)
        clean = site.clean()
        assert [built.differences(clean) for built in both(site, config, config)] == [[], []]


def other_site(site: EditedSite) -> Path:
    """The configuration of another site with the same documents: another name and theme, and another navigation."""
    values = yaml.safe_load((site.root / "mkdocs.yml").read_text("utf-8"))
    values.update(site_name="Port", theme="readthedocs", nav=["index.md", {"Bolts": "keys.md"}])
    (site.root / "other.yml").write_text(yaml.safe_dump(values), "utf-8")
    values["plugins"][1]["foreword"]["cache"] = False
    (site.root / "clean.yml").write_text(yaml.safe_dump(values), "utf-8")
    return site.root / "other.yml"


@pytest.mark.parametrize(
    "steps",
    [
        [{}, {"docs/index.md": 2}],
        pytest.param([{"docs/index.md": 2}, {}, {"docs/index.md": 0, "docs/keys.md": 2}], marks=pytest.mark.slow),
    ],
    ids=len,
)
def test_two_sites_share_a_cache(site: EditedSite, steps: list[dict[str, int]]) -> None:
    other = other_site(site)
    for edits in steps:
        site.edit(edits)
        clean, other_clean = site.clean(), here(site.root / "clean.yml", site.root / "other-clean")
        (site.root / "other-clean").rename(site.root / f"other-clean-{len(list(site.root.iterdir()))}")
        first, second = both(site, site.root / "mkdocs.yml", other)
        assert first.differences(clean) == []
        assert [line.replace("other.yml", "clean.yml") for line in second.told] == other_clean.told
        assert second.files == other_clean.files
        assert second.files["index.html"] != first.files["index.html"]


def test_two_sites_in_one_folder(site: EditedSite) -> None:
    other = other_site(site)
    clean, other_clean = site.clean(), here(site.root / "clean.yml", site.root / "other-clean")
    for _ in range(2):
        assert site.warm().differences(clean) == []
        assert here(other, site.root / "site").files == other_clean.files
