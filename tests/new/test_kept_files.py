"""`foreword new` overwrites no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from new_sites import FILES, build, foreword, state, write

from foreword.new_site import write_new

pytestmark = pytest.mark.usefixtures("here")


def test_no_file_is_ever_overwritten(here: Path) -> None:
    for path in FILES:
        write(path, "" if path == "mkdocs.yml" else f"ours, {path}")
    before = state(here)
    assert "kept docs/authentication.md\nkept data/credentials.yml\n" in foreword("new", ".").output
    assert state(here) == before


def test_files_of_a_folder_without_a_site_are_kept(here: Path) -> None:
    write("docs/index.md", "# Ours\n")
    write("data/credentials.yml", "- name: Our key\n")
    before = state(here)
    result = foreword("new", ".")
    assert "kept docs/index.md\nwrote docs/authentication.md\nkept data/credentials.yml\n" in result.output
    assert before.items() <= state(here).items()
    assert build(here).returncode == 0
    assert 'id="credential-our-key"' in (here / "site/authentication/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("docs/README.md", "docs/index.md"),
        ("docs/authentication/index.md", "docs/authentication.md"),
        ("data/credentials.json", "data/credentials.yml"),
        ("data/credentials.yaml", "data/credentials.yml"),
    ],
)
def test_a_file_that_does_the_same_is_kept_instead(here: Path, theirs: str, ours: str) -> None:
    write(theirs, "theirs")
    assert f"kept {theirs}\n" in foreword("new", ".").output
    assert not (here / ours).exists()


def test_a_file_that_appears_at_the_last_moment_is_kept(here: Path) -> None:
    location = write("mkdocs.yml", "theirs")
    assert write_new(location, b"ours") is False
    assert location.read_bytes() == b"theirs"


def test_a_link_is_not_written_through(here: Path) -> None:
    write("mkdocs.yml", "site_name: Ours\n")
    (here / "docs").mkdir()
    try:
        (here / "docs/authentication.md").symlink_to(here / "outside.md")
    except OSError:
        pytest.skip("no symbolic links here")
    assert "kept docs/authentication.md" in foreword("new", ".").output
    assert not (here / "outside.md").exists()
