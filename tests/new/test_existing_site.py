"""`foreword new` in a site that is there: what is added, and which lines are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from new_sites import build, files_in, foreword, state, write

pytestmark = pytest.mark.usefixtures("here")


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
