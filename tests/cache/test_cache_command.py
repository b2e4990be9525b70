"""`foreword cache info` and `foreword cache clear`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cache.edits import EditedSite
from foreword.cache.key import key_file
from foreword.cli import main


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditedSite:
    """A site that was built once; the command is run beside its mkdocs.yml."""
    monkeypatch.delenv("FOREWORD_CACHE_KEY", raising=False)
    site = EditedSite(tmp_path / "project")
    site.create()
    site.warm()
    monkeypatch.chdir(site.root)
    return site


def run(*arguments: str, code: int = 0) -> list[str]:
    """The lines that a command prints."""
    result = CliRunner().invoke(main, ["cache", *arguments])
    assert result.exit_code == code, result.output
    return result.output.splitlines()


def test_info(site: EditedSite) -> None:
    files = [path for path in (site.root / ".cache/foreword").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    assert len(files) > 10
    assert run("info") == [
        f"folder:  {site.root}/.cache/foreword",
        f"entries: {len(files)}",
        f"size:    {size / 1e6:.1f} MB of at most 1,000.0 MB",
        f"key:     your own, in {key_file()}",
    ]


def test_the_key_of_the_variable(site: EditedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOREWORD_CACHE_KEY", "a secret")
    assert run("info")[-1] == "key:     from the variable FOREWORD_CACHE_KEY"
    assert not any("a secret" in line for line in run("info"))


def test_clear(site: EditedSite) -> None:
    clean = site.clean()
    (line,) = run("clear")
    assert re.fullmatch(rf"Deleted [1-9]\d entries in {site.root}/\.cache/foreword", line)
    assert run("info")[1:3] == ["entries: 0", "size:    0.0 MB of at most 1,000.0 MB"]
    assert run("clear") == [f"Deleted 0 entries in {site.root}/.cache/foreword"]
    assert site.warm().differences(clean) == []


def test_another_mkdocs_yml(site: EditedSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = run("info")
    monkeypatch.chdir(tmp_path)
    assert run("info", "-f", "project/mkdocs.yml") == here
    assert run("info", "--config-file", "project/mkdocs.yml") == here
    assert run("info", code=1) == ["mkdocs.yml:1:1: mkdocs.yml cannot be read: No such file or directory"]


def test_a_cache_that_is_switched_off_or_elsewhere(site: EditedSite) -> None:
    site.options["foreword"] = {"cache": False}
    site.write_config()
    assert run("info") == run("clear") == ["mkdocs.yml switches the cache off."]
    site.options["foreword"] = {"cache": "kept"}
    site.write_config()
    assert run("info")[0] == f"folder:  {site.root}/kept"
    assert (site.root / ".cache/foreword").is_dir()


def test_a_cache_that_leads_outside(site: EditedSite, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (site.root / "kept").symlink_to(tmp_path / "outside")
    site.options["foreword"] = {"cache": "kept"}
    site.write_config()
    assert run("clear", code=1) == [f"{site.root}/kept leads out of the project"]


@pytest.mark.parametrize(("named", "place"), [(".", "docs"), ("docs", "docs"), ("data/kept", "data"), ("site", "site")])
def test_a_cache_where_something_else_is_is_left_alone(site: EditedSite, named: str, place: str) -> None:
    own = site.root / "ab" / "0123456789abcdef0123456789abcd"
    own.parent.mkdir()
    own.write_text("mine")
    (site.root / "mkdocs.yml").write_text(f"site_name: x\nplugins: [{{foreword: {{cache: {named}}}}}]\n")
    told = f"the option `cache` of foreword names {site.root / named}, where {site.root / place} is; name another"
    assert run("clear", code=1) == run("info", code=1) == [told]
    assert own.read_text() == "mine"
