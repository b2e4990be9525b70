"""What is wrong in the content is told by `mkdocs build`, fails `--strict`, and leaves the other pages whole."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Build

DATA = "data/keys.yml"
KEYS = '- name: Gate key\n  definition: "Opens {{ site.data.keys[0].nam }}"\n'

WRONG: dict[str, tuple[dict[str, str], str]] = {
    "name in a text of the data": (
        {"page.md": "The {{ site.data.keys[0].definition }}\n", DATA: KEYS},
        "data/keys.yml:2:43: DT001",
    ),
    "name in an expression of the data": (
        {"page.md": "{{ site.data.keys[0].definition }}\n", DATA: KEYS.replace("Opens ", "")},
        "data/keys.yml:2:37: DT001",
    ),
    "the same, by way of front matter": (
        {
            "page.md": '---\nsections:\n  - content: "{{ site.data.keys[0].definition }}"\n---\n',
            DATA: KEYS.replace("Opens ", ""),
        },
        "data/keys.yml:2:37: DT001",
    ),
    "name in the body": ({"page.md": "---\ntitle: T\n---\n\n{{ sit.data }}\n"}, "docs/page.md:5:4: DT001"),
    "name in front matter": (
        {"page.md": "---\nsections:\n  - title: '{{ pag.url }}'\n---\n"},
        "docs/page.md:3:16: DT001",
    ),
    "YAML in front matter": ({"page.md": "---\ntitle: {{ page.url }}\n---\n\nBody.\n"}, "docs/page.md:2:8: YM001"),
    "YAML in data": ({"page.md": "{{ site.data.keys }}\n", DATA: "a: b: c\n"}, "data/keys.yml:1:5: YM001"),
    "filter": ({"page.md": "{{ 'a' | slug }}\n"}, "docs/page.md:1:10: TP006"),
    "template": ({"page.md": "Above\n\n{% include 'partials/no.md' %}\n"}, "docs/page.md:3:1"),
    "argument": ({"page.md": "{{ credential_table([], colums=[]) }}\n"}, "docs/page.md:1:25: TP008"),
    "language": ({"page.md": "{{ code_snippet('a', language='pyton') }}\n"}, "docs/page.md:1:4: SN001"),
    "link": ({"page.md": "[a]({{ 'no.md' | url }})\n"}, "docs/page.md:1:8: LK002"),
    "key": ({"page.md": "---\nsections:\n  - title: One\n    anchr: two\n---\n"}, "docs/page.md:4:5: FM001"),
    "anchor": (
        {"page.md": "---\nsections:\n  - title: One\n    anchor: a\n  - title: Two\n    anchor: a\n---\n"},
        "docs/page.md:6:13: LK004",
    ),
    "list": (
        {"page.md": "---\nsections:\n  - credentials:\n      - name: A\n        id: [one, two]\n---\n"},
        "docs/page.md:5:13: FM003",
    ),
    "credential": ({"page.md": "---\ncredentials:\n  - prefix: a_\n---\n"}, "docs/page.md:3:5: FM002"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_strict_fails_with_the_place(build_site: Build, mistake: str) -> None:
    files, place = WRONG[mistake]
    site = build_site({"index.md": "# Home\n", "other.md": "Other {{ 1 + 1 }}\n", **files}, strict=True)
    assert site.aborted
    (warning,) = site.warnings
    assert f" {place}" in warning.splitlines()[0]

    assert site.path("page").is_file()
    assert "Other 2" in site.article("other").get_text()
    assert "fw-" not in site.html("other")


def test_without_strict_the_build_passes(build_site: Build) -> None:
    files, place = WRONG["name in the body"]
    site = build_site({"index.md": "# Home\n", **files})
    assert not site.aborted
    assert place in site.warnings[0]
    panel = site.article("page").select_one(".fw-panel")
    assert panel is not None
    assert not panel.select(".fw-panel__excerpt"), "the sources are not published"


def test_a_mistake_on_ten_pages_is_told_once(build_site: Build) -> None:
    pages = {f"page{number}.md": "The {{ site.data.keys[0].definition }}\n" for number in range(10)}
    site = build_site({"index.md": "# Home\n", DATA: KEYS, **pages})
    places = {warning.splitlines()[0] for warning in site.warnings}
    assert len(places) == 1


def test_broken_data_that_no_page_uses(build_site: Build) -> None:
    """It is no page's business: a build stays whole. (The linter tells.)"""
    site = build_site(
        {"index.md": "{{ site.data.good }}\n", "data/good.yml": "fine", "data/bad.yml": "a: b: c\n"}, strict=True
    )
    assert site.warnings == []
    assert "fine" in site.article().get_text()


@pytest.mark.parametrize(
    "wrong", [{"aliases": {"site": "site.data"}}, {"aliases": {"a-b": "site.data"}}, {"extensions": "no.py"}]
)
def test_wrong_options_fail(build_site: Build, wrong: dict[str, Any]) -> None:
    site = build_site({"index.md": "# Home\n"}, plugins=[{"foreword": wrong}], strict=True)
    assert site.aborted
    (warning,) = site.warnings
    assert " mkdocs.yml:" in warning or " no.py:" in warning


@pytest.mark.parametrize("wrong", [{"data": 7}, {"alias": {}}, {"jinja": {"exclude": "changelog/**"}}])
def test_options_of_the_wrong_kind_are_refused_by_mkdocs(build_site: Build, wrong: dict[str, Any]) -> None:
    assert build_site({"index.md": "# Home\n"}, plugins=[{"foreword": wrong}], strict=True).aborted
