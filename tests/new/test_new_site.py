"""`foreword new` makes a site: what is in it, and that it builds."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from new_sites import COMMAND, FILES, build, files_in, foreword, state, write

pytestmark = pytest.mark.usefixtures("here")


def test_a_new_site_has_a_config_two_pages_and_the_data(here: Path) -> None:
    result = foreword("new", "my-docs")
    assert result.exit_code == 0
    assert files_in(here / "my-docs") == FILES
    assert result.output.splitlines() == [
        "wrote my-docs/docs/index.md",
        "wrote my-docs/docs/authentication.md",
        "wrote my-docs/data/credentials.yml",
        "wrote my-docs/mkdocs.yml",
        "",
        "Look at it:",
        "",
        "  cd my-docs",
        "  mkdocs serve",
    ]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_new_site_builds_without_a_warning(here: Path, theme: str) -> None:
    foreword("new", "my-docs")
    config = here / "my-docs" / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: mkdocs", f"name: {theme}"), "utf-8")
    built = build(here / "my-docs")
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    home = (here / "my-docs/site/index.html").read_text("utf-8")
    page = (here / "my-docs/site/authentication/index.html").read_text("utf-8")
    for html in (home, page):
        assert html.index('id="credential-api-key"') < html.index('id="credential-webhook-secret"')
        assert "Proves that an event came from us." in html
        assert "Authorization: Bearer &lt;API_KEY&gt;" in html
        assert "{{" not in html
        assert "{%" not in html
    assert '<h2 id="send-your-api-key">' in page
    assert '<h2 id="credential-reference">' in page


def test_the_table_shows_what_a_writer_changes_in_the_data(here: Path) -> None:
    foreword("new", "my-docs")
    write("my-docs/data/credentials.yml", "- name: Robot key\n  prefix: rob_\n")
    assert build(here / "my-docs").returncode == 0
    assert 'id="credential-robot-key"' in (here / "my-docs/site/index.html").read_text("utf-8")


def test_what_the_comments_propose_builds(here: Path) -> None:
    """The lines that are commented out work as they stand, once the `# ` before them is gone."""
    foreword("new", "my-docs")
    write("my-docs/data/urls.yml", "sign_up: https://example.com/sign-up\n")
    write("my-docs/docs/more.md", "# More\n\n[Sign up]({{ urls.sign_up }})\n")
    config = here / "my-docs/mkdocs.yml"
    text = config.read_text("utf-8").replace("  - foreword\n", "", 1)
    config.write_text(re.sub(r"^( *)# (?=- foreword| |nav:)", r"\1", text, flags=re.MULTILINE), "utf-8")
    page = here / "my-docs/docs/authentication.md"
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"^  # (?=- title| )", "  ", text, flags=re.MULTILINE), "utf-8")
    built = build(here / "my-docs")
    assert built.returncode == 0, built.stderr
    assert 'href="https://example.com/sign-up"' in (here / "my-docs/site/more/index.html").read_text("utf-8")
    html = (here / "my-docs/site/authentication/index.html").read_text("utf-8")
    assert "Replace a key" in html
    assert "Create the new key" in html


def test_a_name_may_hold_spaces_and_letters_of_any_script(here: Path) -> None:
    result = foreword("new", "Meine Bücher")
    assert "  cd 'Meine Bücher'" in result.output.splitlines()
    assert build(here / "Meine Bücher").returncode == 0


def test_a_name_may_be_a_path(here: Path) -> None:
    assert "wrote a/b/docs/index.md" in foreword("new", "a/b/").output
    assert foreword("new", str(here / "c")).exit_code == 0
    assert files_in(here / "a/b") == files_in(here / "c") == FILES


def test_an_empty_folder_is_fine_and_so_is_a_fresh_git_repository(here: Path) -> None:
    (here / "empty").mkdir()
    write("fresh/.git/HEAD")
    assert foreword("new", "empty").exit_code == 0
    assert foreword("new", "fresh").exit_code == 0
    assert files_in(here / "empty") == FILES


def test_a_dot_is_the_folder_that_one_is_in(here: Path) -> None:
    write("setup.py")
    result = foreword("new", ".")
    assert result.output.splitlines()[0] == "wrote docs/index.md"
    assert "cd " not in result.output
    assert files_in(here) == [*FILES, "setup.py"]
    assert build(here).returncode == 0


def test_the_command_works_from_another_folder_and_as_a_process(here: Path) -> None:
    (here / "elsewhere").mkdir()
    ran = subprocess.run(
        [*COMMAND, "new", "../my docs"], cwd=here / "elsewhere", capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert files_in(here) == [f"my docs/{path}" for path in FILES]
    shown = next(line for line in ran.stdout.splitlines() if "cd" in line)
    assert shlex.split(shown) == ["cd", "../my docs"]


def test_every_new_site_is_the_same(here: Path) -> None:
    foreword("new", "one")
    foreword("new", "two")
    for path in FILES:
        content = (here / "one" / path).read_bytes()
        assert content == (here / "two" / path).read_bytes()
        assert b"\r" not in content


def test_a_second_run_changes_nothing(here: Path) -> None:
    foreword("new", "my-docs")
    before = state(here)
    result = foreword("new", "my-docs")
    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == [
        "kept my-docs/docs/authentication.md",
        "kept my-docs/data/credentials.yml",
        "Nothing is missing.",
    ]
    assert state(here) == before


def test_a_page_that_the_writer_deleted_comes_back_alone(here: Path) -> None:
    foreword("new", "my-docs")
    (here / "my-docs/docs/index.md").unlink()
    (here / "my-docs/docs/authentication.md").unlink()
    assert "wrote my-docs/docs/authentication.md" in foreword("new", "my-docs").output
    assert files_in(here / "my-docs/docs") == ["authentication.md"]
