"""What a page read is recorded at each access: for the watch list, and for the key of a cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import make_site, render
from foreword.source.formats import LOADERS

FILES = {
    "data/connect.yml": "name: Connect\n",
    "data/connect/api.yml": "base-url: https://api.example.com\nbeta: true\n",
    "data/connect/general.yml": "host: '{{ site.data.urls.host }}'\n",
    "data/urls.yml": "host: example.com\n",
    "data/unused.yml": "a: [\n",
    "templates/partials/note.md": "A note.\n",
    "templates/macros.md": "{% macro strong(text) %}**{{ text }}**{% endmacro %}\n",
}


def reads(root: Path, body: str, files: dict[str, str] = FILES) -> set[str]:
    """What a page with this body reads, itself apart."""
    found = render(make_site(root, {**files, "docs/page.md": body})).reads
    assert found[0] == "docs/page.md"
    assert len(found) == len(set(found))
    return set(found[1:])


def test_a_page_reads_itself_and_nothing_else(tmp_path: Path) -> None:
    assert reads(tmp_path, "Text {{ 1 + 1 }}") == set()


def test_a_data_file_that_is_used(tmp_path: Path) -> None:
    assert reads(tmp_path, "{{ site.data.urls.host }}") == {"data/urls.yml"}


def test_a_data_file_that_a_text_in_another_one_uses(tmp_path: Path) -> None:
    found = reads(tmp_path, "{{ site.data.connect.general.host }}")
    assert {"data/connect/general.yml", "data/urls.yml"} <= found
    assert "data/connect/api.yml" not in found


def test_the_file_beside_a_folder_is_read_with_it(tmp_path: Path) -> None:
    assert "data/connect.yml" in reads(tmp_path, "{{ site.data.connect.name }}")


@pytest.mark.parametrize(
    "body",
    [
        "{{ site.data.connect.nope }}",
        "{{ site.data.connect.nope is defined }}",
        "{{ site.data.connect.nope | default(1) }}",
        "{% for key in site.data.connect %}{{ key }}{% endfor %}",
        "{{ site.data.connect | length }}",
        "{{ 'api' in site.data.connect }}",
        "{{ site.data.connect | list | join }}",
    ],
)
def test_the_listing_of_a_folder(tmp_path: Path, body: str) -> None:
    """A missing key and an iteration depend on what is in the folder: a file may come to be."""
    assert "data/connect/" in reads(tmp_path, body)


def test_a_missing_key_at_the_top_of_the_site_data(tmp_path: Path) -> None:
    assert reads(tmp_path, "{{ site.data.nope }}") == {"data/"}


def test_a_folder_that_is_only_passed_through_is_not_listed(tmp_path: Path) -> None:
    assert not {name for name in reads(tmp_path, "{{ site.data.connect.api.beta }}") if name.endswith("/")}


def test_a_truth_test_of_a_missing_key_asks_all_files_for_it(tmp_path: Path) -> None:
    assert reads(tmp_path, "{% if page.beta %}Beta{% endif %}") == {"keys:beta"}


def test_a_key_that_is_there_asks_no_other_file(tmp_path: Path) -> None:
    body = "---\nbeta: true\n---\n{% if page.beta %}Beta{% endif %}"
    assert reads(tmp_path, body) == set()


@pytest.mark.parametrize("name", ["/partials/note.md", "partials//note.md", "./partials/note.md"])
def test_a_template_by_another_spelling_of_its_name(tmp_path: Path, name: str) -> None:
    assert reads(tmp_path, f'{{% include "{name}" %}}') == {"templates/partials/note.md"}


def test_a_partial_and_an_imported_template(tmp_path: Path) -> None:
    body = "{% include 'partials/note.md' %}{% from 'macros.md' import strong %}{{ strong('x') }}"
    assert reads(tmp_path, body) == {"templates/partials/note.md", "templates/macros.md"}


def test_layouts_and_components_of_the_site_and_of_the_package(tmp_path: Path) -> None:
    body = "---\nsections:\n  - content: '{{ code_snippet(1) }}'\n---\n"
    assert "foreword:layouts/sections.html.jinja" in reads(tmp_path / "one", body)
    override = {"templates/components/code_snippet.html.jinja": "{# code_snippet(code) #}<b>{{ code }}</b>\n"}
    assert "templates/components/code_snippet.html.jinja" in reads(tmp_path / "two", body, override)


def test_a_broken_file_is_read_as_well(tmp_path: Path) -> None:
    assert reads(tmp_path, "{{ site.data.unused.a }}") == {"data/unused.yml"}


def test_each_page_has_a_record_of_its_own(tmp_path: Path) -> None:
    pages = {
        "docs/one.md": "{{ site.data.urls.host }} {% include 'partials/note.md' %}",
        "docs/two.md": "{{ site.data.connect.api.beta }}",
        "docs/three.md": "{{ site.data.urls.host }} {% include 'partials/note.md' %}",
    }
    site = make_site(tmp_path, {**FILES, **pages})
    one, two, three = (set(render(site, page).reads) - {page} for page in pages)
    assert one == three == {"data/urls.yml", "templates/partials/note.md"}
    assert two.isdisjoint(one)


def test_a_file_is_parsed_once_and_only_when_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    load = LOADERS["yaml"]
    monkeypatch.setitem(LOADERS, "yaml", lambda file: (parsed.append(file.path), load(file))[1])
    pages = {f"docs/{n}.md": "{{ site.data.connect.api.base_url }} {{ site.data.connect.api.beta }}" for n in "abc"}
    site = make_site(tmp_path, {**FILES, **pages})
    assert parsed == []
    for page in pages:
        render(site, page)
    assert parsed.count("data/connect/api.yml") == 1
    assert "data/unused.yml" not in parsed
    assert "data/urls.yml" not in parsed


def test_a_broken_file_is_told_to_each_page_that_uses_it(tmp_path: Path) -> None:
    pages = {"docs/one.md": "{{ site.data.unused.a }}", "docs/two.md": "{{ site.data.unused.a }}", "docs/three.md": ""}
    site = make_site(tmp_path, {**FILES, **pages})
    one, two, three = (render(site, page).diagnostics for page in pages)
    assert [diagnostic.code for diagnostic in one] == ["YM001"]
    assert one == two
    assert three == []
