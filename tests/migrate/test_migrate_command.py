"""The command `foreword migrate`: what it says, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from migrating import files_in, migrate

from engine import write
from foreword.cli import main

SITE: dict[str, str | bytes] = {
    "_config.yml": "title: A site\nurl: https://example.com\nplugins: [x]\n",
    "index.md": "---\ntitle: Home\n---\n{{ page.title | upcase }}\n",
    "img/a.bin": b"\x00\xff",
    "Makefile": "all:\n",
    "_notes.txt": "for nobody",
    "tabs.txt": "a\tb\r\n",
}


@pytest.fixture
def old(here: Path) -> Path:
    """A small Jekyll site."""
    write(here / "old", SITE)
    return Path("old")


def test_the_report_in_the_terminal(old: Path) -> None:
    result = migrate(old, Path("new"))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Left for you (1):",
        "",
        "  _config.yml:1:1: the plugin `x` is not run (unsure)",
        "    advice: look whether pages need what it adds; a hook of MkDocs may do it",
        "",
        "old is new now: 1 data file, 1 document, 3 static files.",
        "left out: 1 file (Jekyll passes over such names)",
        "1 left for you, 0 mended, 0 changed. The output stays the same: 0 sure, 0 likely, 1 unsure",
    ]


def test_the_report_as_json(old: Path) -> None:
    report = json.loads(migrate(old, Path("new"), "--format", "json").stdout)
    assert report["converted"] == {"data files": 1, "documents": 1, "static files": 3}
    assert report["totals"] == {"todo": 1, "mended": 0, "changed": 0}
    assert report["sure"] == {"sure": 0, "likely": 0, "unsure": 1}
    assert report["findings"] == [
        {
            "kind": "todo",
            "file": "_config.yml",
            "line": 1,
            "column": 1,
            "message": "the plugin `x` is not run",
            "advice": "look whether pages need what it adds; a hook of MkDocs may do it",
            "sure": "unsure",
        }
    ]
    assert report["left_out"] == [{"file": "_notes.txt", "reason": "Jekyll passes over such names"}]


@pytest.mark.parametrize(
    ("name", "begins"), [("report.md", "# Migration"), ("report.json", "{"), ("report.txt", "Left for you (1):")]
)
def test_the_report_in_a_file_has_the_form_of_its_ending(old: Path, name: str, begins: str) -> None:
    result = migrate(old, Path("new"), "--report", name)
    assert result.stdout.startswith("Left for you")
    assert Path(name).read_text("utf-8").startswith(begins)


def test_the_report_in_markdown_is_a_table(old: Path) -> None:
    assert (
        "| `_config.yml:1:1` | the plugin `x` is not run |"
        " look whether pages need what it adds; a hook of MkDocs may do it | unsure |"
    ) in migrate(old, Path("new"), "--format", "markdown").stdout


def test_files_are_copied_byte_for_byte_and_the_old_site_stays(old: Path) -> None:
    migrate(old, Path("new"))
    new = files_in(Path("new"))
    assert new["docs/img/a.bin"] == b"\x00\xff"
    assert new["docs/tabs.txt"] == b"a\tb\r\n"
    assert new["docs/index.md"] == b"---\ntitle: Home\n---\n{{ page.title | upcase }}\n"
    assert files_in(old) == {path: text.encode() if isinstance(text, str) else text for path, text in SITE.items()}


def test_twice_gives_the_same_bytes(old: Path) -> None:
    migrate(old, Path("new"))
    migrate(old, Path("other"))
    first = files_in(Path("new"))
    assert migrate(old, Path("new"), "--force").exit_code == 0
    assert files_in(Path("new")) == first == files_in(Path("other"))


def test_a_folder_that_is_not_empty_is_refused(old: Path) -> None:
    write(Path("new"), {"mine.txt": "mine"})
    result = migrate(old, Path("new"))
    assert result.exit_code == 1
    assert result.stderr == "foreword: new is not empty; add `--force` to replace what a migration wrote into it\n"
    assert files_in(Path("new")) == {"mine.txt": b"mine"}


def test_force_replaces_what_a_migration_wrote_and_keeps_the_rest(old: Path) -> None:
    migrate(old, Path("new"))
    write(Path("new"), {"mine.txt": "mine", "docs/index.md": "edited", "docs/b.md": "my page"})
    (old / "Makefile").unlink()
    write(old, {"b.md": "---\n---\nB\n"})
    result = migrate(old, Path("new"), "--force")
    new = files_in(Path("new"))
    assert new["mine.txt"] == b"mine"
    assert new["docs/index.md"] != b"edited"
    assert new["docs/.index.md.kept"] == b"edited"
    assert new["docs/.b.md.kept"] == b"my page"
    assert "docs/Makefile" not in new
    assert "  docs/.index.md.kept:1:1: you had changed this file in new" in result.stdout


@pytest.mark.parametrize("destination", ["old", "old/new", "."])
def test_the_new_site_lies_beside_the_old_one(old: Path, destination: str) -> None:
    result = migrate(old, Path(destination), "--force")
    assert result.exit_code == 1
    assert result.stderr.endswith("lie in each other; write the new site beside the old one\n")


@pytest.mark.parametrize("in_the_way", ["a link", "a file"])
def test_nothing_is_written_through_a_link_in_the_new_site(old: Path, in_the_way: str) -> None:
    migrate(old, Path("new"))
    Path("elsewhere").mkdir()
    Path("new/docs").rename("docs-before")
    if in_the_way == "a link":
        Path("new/docs").symlink_to("../elsewhere")
    else:
        Path("new/docs").write_text("mine")
    result = migrate(old, Path("new"), "--force")
    message = "foreword: new/docs is no folder, and the new site needs one there; give it another name\n"
    assert (result.exit_code, result.stderr) == (1, message)
    assert list(Path("elsewhere").iterdir()) == []


def test_a_folder_in_the_place_of_a_file(old: Path) -> None:
    write(Path("new/docs/index.md"), {"mine.txt": "mine"})
    result = migrate(old, Path("new"), "--force")
    assert result.exit_code == 1
    assert result.stderr.startswith("foreword: new/docs/index.md is a folder, and the new site has a file there")
    assert files_in(Path("new")) == {"docs/index.md/mine.txt": b"mine"}


def test_what_a_killed_migration_left_is_not_in_the_way(old: Path) -> None:
    write(Path("new/.foreword-migrate-abc/site"), {"mkdocs.yml": "half"})
    assert migrate(old, Path("new")).exit_code == 0
    assert not Path("new/.foreword-migrate-abc").exists()


@pytest.mark.parametrize("option", ["--report", "--verify-report"])
def test_no_report_is_written_into_the_old_site(old: Path, option: str) -> None:
    result = migrate(old, Path("new"), option, "old/_config.yml")
    message = "foreword: old/_config.yml lies in old, which is only read; write the report elsewhere\n"
    assert (result.exit_code, result.stderr) == (1, message)


def test_a_report_into_no_folder_is_told_before_anything_is_done(old: Path) -> None:
    result = migrate(old, Path("new"), "--report", "gone/report.md")
    message = "foreword: gone/report.md cannot be written: there is no folder gone\n"
    assert (result.exit_code, result.stderr, Path("new").exists()) == (1, message, False)


def test_a_file_in_the_place_of_the_folder(old: Path) -> None:
    Path("new").write_text("a file")
    result = migrate(old, Path("new"), "--force")
    assert (result.exit_code, result.stderr) == (1, "foreword: new is no folder; choose another name\n")


def test_a_failure_leaves_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "new/img/a.bin")

    monkeypatch.setattr("shutil.copyfile", full)
    result = migrate(old, Path("new"))
    assert (result.exit_code, result.stderr) == (1, "foreword: new/img/a.bin: No space left on device\n")
    assert [path.name for path in Path(".").iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("gone", "gone is no folder; SRC is the folder of the Jekyll site, in which _config.yml is"),
        ("empty", "empty is empty; SRC is the folder of the Jekyll site, in which _config.yml is"),
    ],
)
def test_no_site(here: Path, source: str, message: str) -> None:
    (here / "empty").mkdir()
    result = migrate(Path(source), Path("new"))
    assert (result.exit_code, result.stderr) == (1, f"foreword: {message}\n")
    assert not Path("new").exists()


def test_one_template_from_standard_input() -> None:
    result = CliRunner().invoke(main, ["migrate", "--file"], input="{% assign a = 1 %}{{ a | sparkle }}\n")
    assert result.exit_code == 0
    assert result.stdout == "{% set a = 1 %}{# TODO: no filter `sparkle`: {{ a | sparkle }} #}{{ a }}\n"
    assert result.stderr.startswith("-:1:26: the filter `sparkle` is not known")


def test_one_template_that_is_not_utf_8() -> None:
    result = CliRunner().invoke(main, ["migrate", "--file"], input=b"caf\xe9 {{ x | upcase }}\n")
    assert (result.exit_code, result.stdout) == (0, "caf\u00e9 {{ x | upcase }}\n")
    assert result.stderr.startswith("-:1:4: the file is not UTF-8: byte 0xe9 was read as Windows-1252")


@pytest.mark.parametrize("arguments", [["--file", "old", "new"], ["old"], []])
def test_wrong_use(old: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["migrate", *arguments]).exit_code == 2


def test_a_table_of_ones_own(old: Path) -> None:
    write(Path("."), {"table.yml": "filters:\n  sparkle: {rename: upcase}\n"})
    write(old, {"a.md": "---\n---\n{{ page.path | sparkle }}\n"})
    migrate(old, Path("new"), "--table", "table.yml")
    assert files_in(Path("new"))["docs/a.md"] == b"---\n---\n{{ page.path | upcase }}\n"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (None, "table.yml: No such file or directory"),
        (b"a: [", "table.yml:1:5: not valid YAML: "),
        (b"\xff", "table.yml: the file is not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read(old: Path, table: bytes | None, message: str) -> None:
    if table is not None:
        Path("table.yml").write_bytes(table)
    result = migrate(old, Path("new"), "--table", "table.yml")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"foreword: {message}")


def test_a_table_that_is_none(old: Path) -> None:
    write(Path("."), {"table.yml": "filter: {}\n"})
    result = migrate(old, Path("new"), "--table", "table.yml")
    assert result.exit_code == 1
    assert result.stderr.startswith("foreword: table.yml")
