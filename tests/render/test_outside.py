"""Nothing outside of the project is read: by links of the file system, or by what is no file of text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import make_site, render, shown, told, write

SECRET = "name: The secret\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project's."""
    write(
        tmp_path / "outside", {"secret.yml": SECRET, "secret.md": "The secret\n", "secret.html.jinja": "The secret\n"}
    )
    return tmp_path / "outside"


def link(location: Path, target: Path) -> None:
    """Make a link of the file system, where there are such."""
    location.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.symlink(target, location)
    except (OSError, NotImplementedError):
        pytest.skip("no links of the file system here")


def test_a_data_file_that_is_a_link_to_outside(tmp_path: Path, outside: Path) -> None:
    link(tmp_path / "site/data/linked.yml", outside / "secret.yml")
    rendered = render(make_site(tmp_path / "site", {"docs/page.md": "A {{ site.data.linked.name }} B"}))
    assert shown(rendered) == "<p>A [YM001] B</p>\n"
    assert told(rendered) == [
        "data/linked.yml:1:1: YM001 the file is a link to outside of the project, and is not read"
    ]


def test_a_data_folder_that_is_a_link_to_outside(tmp_path: Path, outside: Path) -> None:
    link(tmp_path / "site/data/linked", outside)
    body = "A {{ site.data.linked.secret.name | default('nothing') }} B"
    assert "secret" not in shown(render(make_site(tmp_path / "site", {"docs/page.md": body})))


def test_the_data_folder_as_a_link_to_outside(tmp_path: Path, outside: Path) -> None:
    link(tmp_path / "site/data", outside)
    rendered = render(make_site(tmp_path / "site", {"docs/page.md": "A {{ site.data.secret.name }} B"}))
    assert shown(rendered) == "<p>A [YM001] B</p>\n"
    assert told(rendered) == [
        "data/secret.yml:1:1: YM001 the file is a link to outside of the project, and is not read"
    ]


def test_the_data_folder_becomes_a_link_to_outside(tmp_path: Path, outside: Path) -> None:
    files = {"data/secret.yml": "name: Ours\n", "docs/page.md": "A {{ site.data.secret.name }} B"}
    site = make_site(tmp_path / "site", files)
    assert shown(render(site)) == "<p>A Ours B</p>\n"
    (tmp_path / "site/data").rename(tmp_path / "site/before")
    link(tmp_path / "site/data", outside)
    site.data.rescan({"data/secret.yml"})
    assert shown(render(site)) == "<p>A [YM001] B</p>\n"


def test_a_data_folder_that_holds_itself(tmp_path: Path) -> None:
    link(tmp_path / "data/again", tmp_path / "data")
    site = make_site(
        tmp_path, {"data/d.yml": "a: 1\n", "docs/page.md": "{% if page.beta %}{% endif %}{{ site.data.d.a }}"}
    )
    rendered = render(site)
    assert shown(rendered).endswith("1</p>\n")


def test_a_data_file_that_is_a_link_within_the_project(tmp_path: Path) -> None:
    write(tmp_path, {"shared/words.yml": "name: Ada\n"})
    link(tmp_path / "data/words.yml", tmp_path / "shared/words.yml")
    assert shown(render(make_site(tmp_path, {"docs/page.md": "{{ site.data.words.name }}"}))) == "<p>Ada</p>\n"


@pytest.mark.parametrize(
    "name", ["partials/linked.md", "components/linked_box.html.jinja", "layouts/linked.html.jinja"]
)
def test_a_template_that_is_a_link_to_outside(tmp_path: Path, outside: Path, name: str) -> None:
    secret = "secret.md" if name.endswith(".md") else "secret.html.jinja"
    link(tmp_path / "site/templates" / name, outside / secret)
    body = "---\nlayout: linked\n---\n" if "layouts" in name else f"A {{% include '{name}' %}} B"
    rendered = render(make_site(tmp_path / "site", {"docs/page.md": body}))
    assert "The secret" not in rendered.html
    assert [diagnostic.code for diagnostic in rendered.diagnostics] == ["TP007"]


def test_a_templates_folder_that_is_a_link_to_outside(tmp_path: Path, outside: Path) -> None:
    link(tmp_path / "site/templates", outside)
    rendered = render(make_site(tmp_path / "site", {"docs/page.md": "A {% include 'secret.md' %} B"}))
    assert "The secret" not in rendered.html


def test_a_template_is_read_from_the_templates_folder_only(tmp_path: Path) -> None:
    files = {"secret.md": "The secret", "data/secret.md": "The secret", "docs/secret.md": "The secret"}
    body = "{% include 'secret.md' %}{% include 'docs/secret.md' %}{% include 'data/secret.md' %}"
    assert "The secret" not in render(make_site(tmp_path, {**files, "docs/page.md": body})).html


def test_a_page_in_latin_1(tmp_path: Path) -> None:
    page = "---\ntitle: Tokens\n---\nCaf\xe9 {{ page.title }}\n".encode("latin-1")
    rendered = render(make_site(tmp_path, {"docs/page.md": page}))
    assert shown(rendered).strip() == "<p>[YM005]</p>"
    assert told(rendered) == ["docs/page.md:4:4: YM005 the file is not UTF-8: byte 0xe9 cannot be read"]


def test_a_data_file_in_latin_1(tmp_path: Path) -> None:
    files = {"data/d.yml": "name: Ren\xe9\n".encode("latin-1"), "docs/page.md": "A {{ site.data.d.name }} B"}
    rendered = render(make_site(tmp_path, files))
    assert shown(rendered) == "<p>A [YM005] B</p>\n"
    assert told(rendered) == ["data/d.yml:1:10: YM005 the file is not UTF-8: byte 0xe9 cannot be read"]


def test_a_template_in_latin_1(tmp_path: Path) -> None:
    files = {"templates/p.md": "Caf\xe9\n".encode("latin-1"), "docs/page.md": "A\n\n{% include 'p.md' %}\n\nB"}
    rendered = render(make_site(tmp_path, files))
    assert shown(rendered).split() == ["<p>A</p>", "<p>[YM005]</p>", "<p>B</p>"]
    assert told(rendered) == ["templates/p.md:1:4: YM005 the file is not UTF-8: byte 0xe9 cannot be read"]


def test_a_component_in_latin_1_does_not_stop_the_site(tmp_path: Path) -> None:
    component = "{# note_box(title) #}\nCaf\xe9 {{ title }}\n".encode("latin-1")
    files = {"templates/components/note_box.html.jinja": component, "docs/page.md": "A {{ note_box('x') }} B"}
    rendered = render(make_site(tmp_path, files))
    assert shown(rendered) == "<p>A [YM005] B</p>\n"


def test_a_folder_with_the_name_of_a_data_file(tmp_path: Path) -> None:
    files = {"data/d.yml/inner.yml": "a: 1\n", "docs/page.md": "A {{ site.data.d.a | default('none') }} B"}
    assert shown(render(make_site(tmp_path, files))) == "<p>A none B</p>\n"


def test_a_folder_with_the_name_of_a_template(tmp_path: Path) -> None:
    files = {"templates/p.md/inner.md": "x", "docs/page.md": "A {% include 'p.md' %} B"}
    assert [diagnostic.code for diagnostic in render(make_site(tmp_path, files)).diagnostics] == ["TP007"]
