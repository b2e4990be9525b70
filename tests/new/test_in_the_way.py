"""What can be in the way of `foreword new`, and how it is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from new_sites import COMMAND, FILES, files_in, foreword, refused, write

pytestmark = pytest.mark.usefixtures("here")


def test_a_folder_with_other_things_in_it_is_refused() -> None:
    write("full/notes.txt")
    assert refused("new", "full") == (
        "full is not empty, and has no mkdocs.yml\n"
        "  hint: give another name, or go into that folder and run `foreword new .`, which overwrites nothing\n"
    )


def test_a_file_is_no_folder() -> None:
    write("notes.txt")
    assert refused("new", "notes.txt").startswith("notes.txt is there already, and is not a folder\n")
    assert refused("new", "notes.txt/site").startswith("notes.txt is in the way: a folder is needed there\n")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("site_name: Ours\nnav: [a.md\nplugins:\n", "mkdocs.yml:2:6: the bracket that opens here"),
        ("site_name: Ours\nsite_description: Keys: all\n", "mkdocs.yml:2:23: a value with a colon"),
        ("site_name: {{ name }}\n", "mkdocs.yml:1:12: a value that begins with `{{`"),
        ("nav:\n\t- a.md\n", "mkdocs.yml:2:1: a tab"),
        ("- site_name: Ours\n", "mkdocs.yml:1:1: the file must hold keys"),
        ("site_name: Ours\n---\nsite_name: Again\n", "mkdocs.yml:2:1: "),
        ("a: 1\nsite_name: O\x07urs\n", "mkdocs.yml:2:13: a character is not allowed"),
        ("nav: &nav\n  - *nav\n", "mkdocs.yml:2:5: an alias"),
        ("nav: " + "[" * 5000, "mkdocs.yml:1:"),
        ("INHERIT: base.yml\n", "mkdocs.yml: `INHERIT` names base.yml, which is not there"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: `INHERIT` leads back to mkdocs.yml"),
    ],
)
def test_a_broken_configuration_is_told_with_its_place(config: str, said: str) -> None:
    write("mkdocs.yml", config)
    assert refused("new", ".").startswith(said)


def test_a_configuration_in_another_encoding_is_told_with_its_place(here: Path) -> None:
    (here / "mkdocs.yml").write_bytes("a: 1\nsite_name: Bücher\n".encode("latin-1"))
    assert refused("new", ".").startswith("mkdocs.yml:2:13: the file is not UTF-8")


def test_a_broken_inherited_configuration_is_told_under_its_own_name() -> None:
    write("base.yml", "nav: [\n")
    write("mkdocs.yml", "INHERIT: base.yml\n")
    assert refused("new", ".").startswith("base.yml:")


def test_a_file_in_the_place_of_a_folder_ends_the_command_and_what_was_written_is_told(here: Path) -> None:
    write("mkdocs.yml", "site_name: Ours\n")
    write("data")
    result = foreword("new", ".")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "wrote docs/authentication.md",
        "data is in the way: a folder is needed there",
        "  hint: rename it",
        "What was written stays. To go on, run `foreword new .` again.",
    ]
    (here / "data").unlink()
    assert "kept docs/authentication.md\nwrote data/credentials.yml" in foreword("new", ".").output


def test_a_folder_in_the_place_of_a_file_ends_the_command(here: Path) -> None:
    (here / "docs/authentication.md").mkdir(parents=True)
    write("mkdocs.yml", "site_name: Ours\n")
    assert refused("new", ".").startswith("docs/authentication.md is a folder where a file is needed\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="every folder lets this user in")
def test_a_folder_that_may_not_be_written_ends_the_command(here: Path) -> None:
    (here / "locked").mkdir(mode=0o500)
    assert refused("new", "locked/site") == "locked/site: Permission denied\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_file_that_cannot_be_written_whole_is_not_there(here: Path) -> None:
    """A full disk, played by a limit of 900 bytes a file: the home page fits, the next page does not."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900));"
    command = [sys.executable, "-B", "-c", limit + COMMAND[-1], "new", "my-docs"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stdout == "wrote my-docs/docs/index.md\n"
    assert "File too large" in ran.stderr
    assert "run `foreword new .` in my-docs" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert files_in(here / "my-docs") == ["docs/index.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that tells when it is closed")
def test_a_site_is_whole_even_if_nobody_reads_the_output(here: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run([*COMMAND, "new", "my-docs"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert b"Traceback" not in ran.stderr
    assert files_in(here / "my-docs") == FILES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["new"], "Missing argument 'NAME'"), (["new", ""], "NAME is empty"), (["new", "my", "docs"], "docs")],
)
def test_a_slip_in_the_arguments_is_explained(here: Path, arguments: list[str], said: str) -> None:
    result = foreword(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert files_in(here) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_a_name_that_cannot_be_printed_is_escaped(here: Path) -> None:
    ran = subprocess.run([*map(os.fsencode, COMMAND), b"new", b"b\xffd"], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"wrote b\\udcffd/mkdocs.yml" in ran.stdout
