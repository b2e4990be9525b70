"""`foreword new`: a new site, an existing site, and everything that can be in the way."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foreword.cli import main
from foreword.new_site import write_new

FILES = ["data/credentials.yml", "docs/authentication.md", "docs/index.md", "mkdocs.yml"]
COMMAND = [sys.executable, "-c", "from foreword.cli import main; main()"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def foreword(*arguments: str) -> Result:
    """Run the command. A bug in it fails the test, an exit code does not."""
    result = CliRunner().invoke(main, arguments, prog_name="foreword")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def build(site: Path, builder: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in a site."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", builder, "build", "--strict"]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)


def files_in(folder: Path) -> list[str]:
    """The paths of all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of change of all files below a folder."""
    return {path: ((folder / path).read_bytes(), (folder / path).stat().st_mtime_ns) for path in files_in(folder)}


def write(path: str, text: str = "") -> Path:
    """Write a file, and the folders around it."""
    location = Path(path)
    location.parent.mkdir(parents=True, exist_ok=True)
    location.write_text(text, "utf-8")
    return location


# A new site


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


# An existing site


def test_an_existing_site_gets_what_is_missing_and_builds_with_the_lines_that_are_printed(here: Path) -> None:
    write("mkdocs.yml", "site_name: Ours\n")
    write("docs/index.md", "# Ours\n")
    before = state(here)
    result = foreword("new", ".")
    assert result.output.splitlines() == [
        "wrote docs/authentication.md",
        "wrote data/credentials.yml",
        "",
        "Add these lines to mkdocs.yml:",
        "",
        "plugins:",
        "  - search",
        "  - foreword",
        "",
        "Then look at it:",
        "",
        "  mkdocs serve",
    ]
    assert before.items() <= state(here).items()

    printed = result.output.split("mkdocs.yml:\n\n")[1].split("\n\n")[0]
    write("mkdocs.yml", f"site_name: Ours\n{printed}\n")
    assert build(here).returncode == 0
    assert 'id="credential-api-key"' in (here / "site/authentication/index.html").read_text("utf-8")
    assert "Add" not in foreword("new", ".").output


def test_an_existing_site_may_be_named_from_outside(here: Path) -> None:
    write("ours/mkdocs.yml", "site_name: Ours\n")
    write("ours/notes.txt")
    output = foreword("new", "ours").output
    assert "wrote ours/docs/authentication.md" in output
    assert "Add these lines to ours/mkdocs.yml:" in output
    assert "  cd ours" in output


@pytest.mark.parametrize(
    ("plugins", "line"),
    [
        ("plugins:\n- search\n", "  - foreword"),
        ("plugins: []\n", "  - foreword"),
        ("plugins:\n  search: {lang: en}\n", "  foreword: {}"),
    ],
)
def test_a_list_of_plugins_needs_one_line(plugins: str, line: str) -> None:
    write("mkdocs.yml", f"site_name: Ours\n{plugins}")
    output = foreword("new", ".").output
    assert f"Add this line to `plugins` in mkdocs.yml:\n\n{line}\n" in output
    assert "- search" not in output


@pytest.mark.parametrize(
    "plugins", ["[search, foreword]", "[foreword: {data: data}]", "{foreword: {}}", "{search: , foreword: }"]
)
def test_no_line_is_printed_where_foreword_is_on(plugins: str) -> None:
    write("mkdocs.yml", f"site_name: Ours\nplugins: {plugins}\n")
    assert "plugins" not in foreword("new", ".").output


def test_the_folders_that_the_configuration_names_are_used(here: Path) -> None:
    write("mkdocs.yml", "site_name: Ours\ndocs_dir: pages/\nplugins:\n  - foreword: {data: facts}\n")
    write("pages/index.md", "# Ours\n")
    assert "wrote pages/authentication.md\nwrote facts/credentials.yml\n" in foreword("new", ".").output
    assert build(here).returncode == 0
    assert 'id="credential-api-key"' in (here / "site/authentication/index.html").read_text("utf-8")


def test_an_explicit_nav_has_to_name_the_page() -> None:
    write("mkdocs.yml", "site_name: Ours\nnav:\n  - Home: index.md\n  - API: [api.md, {More: more.md}]\n")
    assert "Name the new page in `nav` in mkdocs.yml:\n\n  - authentication.md\n" in foreword("new", ".").output


@pytest.mark.parametrize("nav", ["[authentication.md]", "[{API: [{Keys: ./authentication.md}]}]", "['*']", "[]"])
def test_a_nav_that_names_the_page_is_left_alone(nav: str) -> None:
    write("mkdocs.yml", f"site_name: Ours\nnav: {nav}\n")
    assert "nav" not in foreword("new", ".").output


def test_tags_are_read_and_nothing_is_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOREWORD_TEST_DOCS", "pages")
    write(
        "mkdocs.yml",
        "site_name: !ENV [UNSET_1, UNSET_2, Ours]\n"
        "docs_dir: !ENV [UNSET_1, FOREWORD_TEST_DOCS, docs]\n"
        "repo_url: !ENV UNSET_1\n"
        "markdown_extensions:\n"
        "  - snippets: {base_path: !relative $docs_dir}\n"
        "  - emoji: {generator: !!python/name:no.such.function }\n"
        "  - toc: {slugify: !!python/object/apply:os.mkdir [ran]}\n"
        "plugins:\n"
        "  - redirects: !include redirects.yml\n",
    )
    output = foreword("new", ".").output
    assert "wrote pages/authentication.md" in output
    assert "  - foreword\n" in output
    assert not (here / "ran").exists()


def test_an_inherited_configuration_counts() -> None:
    write("base.yml", "docs_dir: pages\nplugins: [search]\nnav: [index.md]\n")
    write("ours/mkdocs.yml", "INHERIT: ../base.yml\nsite_name: Ours\n")
    output = foreword("new", "ours").output
    assert "wrote ours/pages/authentication.md" in output
    assert "Add this line to `plugins` in base.yml:\n\n  - foreword\n" in output
    assert "in `nav` in base.yml" in output


def test_inherited_plugins_are_merged_as_mkdocs_does_it() -> None:
    write("base.yml", "plugins: {foreword: {data: facts}}\n")
    write("mkdocs.yml", "INHERIT: base.yml\nplugins: {search: {}}\n")
    output = foreword("new", ".").output
    assert "wrote facts/credentials.yml" in output
    assert "plugins" not in output


@pytest.mark.parametrize("name", ["mkdocs.yaml", "properdocs.yml"])
def test_a_configuration_may_have_another_name(here: Path, name: str) -> None:
    write(name, "\ufeffsite_name: Ours\r\n")
    output = foreword("new", ".").output
    assert f"lines to {name}:" in output
    assert f"  {Path(name).stem} serve" in output
    assert files_in(here) == sorted(["data/credentials.yml", "docs/authentication.md", name])


# It never overwrites


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


# What is in the way


def refused(*arguments: str) -> str:
    """Run the command, which must end with exit code 1 and change nothing; returns what it says."""
    before = state(Path())
    result = foreword(*arguments)
    assert result.exit_code == 1
    assert state(Path()) == before
    return result.output


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


# Help


def test_help_says_what_the_command_does() -> None:
    assert "Make a small site in the folder NAME." in foreword("--help").output
    help_of_new = foreword("new", "--help").output
    assert "Usage: foreword new [OPTIONS] NAME" in help_of_new
    assert "foreword new ." in help_of_new
    assert "No file is ever overwritten." in help_of_new


def test_version() -> None:
    assert re.fullmatch(r"foreword, version \d+\.\d+\.\d+\S*\n", foreword("--version").output)


def test_the_console_script_is_this_command() -> None:
    from importlib.metadata import entry_points

    (script,) = (entry for entry in entry_points(group="console_scripts") if entry.name == "foreword")
    assert script.load() is main
