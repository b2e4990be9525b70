"""Bad input: each mistake is told with its place, the rest of the site is migrated, and nothing is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from migrating import files_in, migrate

from engine import write

PAGE = "---\ntitle: A page\n---\nHello {{ page.title }}.\n"
CONFIG = "title: A site\n"


def migrated(here: Path, files: dict[str, str | bytes], *options: str) -> tuple[list[str], dict[str, str]]:
    """A Jekyll site with an index, migrated: what was found, and the text of its files."""
    write(here / "old", {"_config.yml": CONFIG, "index.md": PAGE, **files})
    return migrated_folder(here, *options)


def migrated_folder(here: Path, *options: str) -> tuple[list[str], dict[str, str]]:
    """The folder `old`, migrated to `new`."""
    result = migrate(here / "old", here / "new", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    found = [
        f"{one['kind']}: {one['file']}:{one['line']}:{one['column']}: {one['message']}" for one in report["findings"]
    ]
    files = {path: raw.decode("utf-8", "replace") for path, raw in files_in(here / "new").items()}
    assert "docs/index.md" in files
    return found, files


def test_no_configuration(here: Path) -> None:
    write(here / "old", {"index.md": PAGE})
    found, files = migrated_folder(here)
    assert found == ["changed: _config.yml:1:1: there is no configuration: Jekyll's own is taken"]
    assert yaml.safe_load(files["mkdocs.yml"])["site_name"] == "old"


def test_a_broken_configuration(here: Path) -> None:
    found, files = migrated(here, {"_config.yml": "title: A site\nexclude: [a\n"})
    assert [line.split(": ")[:2] for line in found] == [["todo", "_config.yml:2:10"]]
    assert files["docs/index.md"] == "---\ntitle: A page\n---\nHello {{ page.title }}.\n"


def test_a_site_without_a_page_can_be_built(here: Path) -> None:
    write(here / "old", {"_config.yml": CONFIG, "README.md": "# Hi\n"})
    found, files = migrated_folder(here)
    message = "no file of the Jekyll site makes a page; docs/index.md is new, as MkDocs needs one"
    assert f"todo: _config.yml:1:1: {message}" in found
    assert files["docs/index.md"] == "# A site\n"


def test_front_matter_that_is_never_closed_is_text(here: Path) -> None:
    found, files = migrated(here, {"a.md": "---\ntitle: x\n\nbody {{ site.title }}\n"})
    assert found == ["mended: a.md:1:1: the front matter is never closed: Jekyll takes it for text, as it is here now"]
    assert files["docs/a.md"].startswith("---\n---\n---\ntitle: x\n")


def test_a_configuration_that_is_a_list(here: Path) -> None:
    found, _ = migrated(here, {"_config.yml": "- a\n"})
    assert found == ["todo: _config.yml:1:1: the configuration is no mapping of keys"]


def test_collections_that_jekyll_sorts_by_a_key(here: Path) -> None:
    config = "collections:\n  guides:\n    output: true\n    sort_by: weight\n  steps: {order: [b.md, a.md]}\n"
    found, _ = migrated(here, {"_config.yml": config, "_guides/a.md": PAGE, "_steps/a.md": PAGE})
    where = "; here it is by date and path"
    assert found == [
        f"todo: _config.yml:4:14: Jekyll sorts the collection `guides` by its option `sort_by`{where}",
        f"todo: _config.yml:5:18: Jekyll sorts the collection `steps` by its option `order`{where}",
    ]


def test_broken_front_matter_stays_as_it_is(here: Path) -> None:
    broken = "---\ntitle: [A\n---\nHello {{ page.title | upcase }}.\n"
    found, files = migrated(here, {"a.md": broken})
    assert len(found) == 1
    assert found[0].startswith("todo: a.md:")
    assert files["docs/a.md"] == broken


def test_front_matter_that_is_a_list(here: Path) -> None:
    found, files = migrated(here, {"a.md": "---\n- one\n---\nHello.\n"})
    assert found == ["todo: a.md:2:1: the front matter is no mapping of keys; Jekyll reads none of it"]
    assert files["docs/a.md"] == "---\n- one\n---\nHello.\n"


def test_a_file_that_is_not_utf_8(here: Path) -> None:
    found, files = migrated(here, {"a.md": "---\ntitle: A\n---\nCaf\u00e9 \u2013 {{ page.title }}.\n".encode("cp1252")})
    assert found == ["mended: a.md:4:4: the file is not UTF-8: byte 0xe9 was read as Windows-1252"]
    assert files["docs/a.md"].endswith("Café – {{ page.title }}.\n")


def test_a_link_out_of_the_site_is_not_followed(here: Path) -> None:
    write(here, {"secret/password.md": PAGE})
    (here / "old").mkdir()
    (here / "old/outside").symlink_to(here / "secret")
    (here / "old/password.md").symlink_to(here / "secret/password.md")
    found, files = migrated(here, {})
    message = "the symbolic link leads out of the site, and is not followed"
    assert found == [f"todo: outside:1:1: {message}", f"todo: password.md:1:1: {message}"]
    assert [path for path in files if "password" in path or "outside" in path] == []


def test_a_link_inside_the_site_is_followed_once(here: Path) -> None:
    write(here / "old", {"real/a.md": PAGE})
    (here / "old/again").symlink_to("real")
    (here / "old/real/circle").symlink_to("..")
    found, files = migrated(here, {})
    assert [line for line in found if "circle" in line] == [
        "todo: again/circle:1:1: the symbolic link leads to a folder around it, and is not followed",
        "todo: real/circle:1:1: the symbolic link leads to a folder around it, and is not followed",
    ]
    assert {"docs/real/a.md", "docs/again/a.md"} <= set(files)


def test_a_link_to_nothing(here: Path) -> None:
    (here / "old").mkdir()
    (here / "old/gone.md").symlink_to("nowhere.md")
    found, _ = migrated(here, {})
    assert found == ["todo: gone.md:1:1: it is no file that can be read: a link to nothing, or a device"]


def test_a_link_to_itself(here: Path) -> None:
    (here / "old").mkdir()
    (here / "old/circle").symlink_to("circle")
    found, _ = migrated(here, {})
    assert found == ["todo: circle:1:1: it is no file that can be read: a link to nothing, or a device"]


def test_folders_that_link_to_each_other_are_not_followed_for_ever(here: Path) -> None:
    names = "abcdefgh"
    for name in names:
        write(here / "old" / name, {"page.txt": name})
        for other in names.replace(name, ""):
            (here / "old" / name / f"to-{other}").symlink_to(f"../{other}")
    found, files = migrated(here, {})
    assert "todo: a/to-b/to-c/to-d:1:1: the symbolic link lies behind 2 others, and is not followed" in found
    assert "docs/a/to-b/to-c/page.txt" in files


def test_a_name_that_is_not_utf_8(here: Path) -> None:
    (here / "old").mkdir()
    Path(os.fsdecode(bytes(here / "old") + b"/caf\xe9.md")).write_text(PAGE)
    found, _ = migrated(here, {})
    assert found == ["todo: caf\ufffd.md:1:1: its name is not UTF-8, and it is left out"]


def test_defaults_that_are_no_list(here: Path) -> None:
    found, _ = migrated(here, {"_config.yml": "title: A site\ndefaults: true\n"})
    assert found == []


def test_permalinks_that_need_a_folder_where_a_file_is(here: Path) -> None:
    found, files = migrated(
        here, {"a.md": "---\npermalink: /logo.png/\n---\nA.\n", "logo.png": "PNG", "x/logo.PNG": "PNG"}
    )
    assert found == ["todo: logo.png:1:1: a.md needs a folder of this name; this became logo-2.png"]
    assert {"docs/logo.png/index.md", "docs/logo-2.png", "docs/x/logo.PNG"} <= set(files)


def test_a_page_below_the_file_of_another(here: Path) -> None:
    found, files = migrated(
        here, {"a.md": "---\npermalink: /x\n---\nA.\n", "b.md": "---\npermalink: /x.md/y\n---\nB.\n"}
    )
    assert found == ["todo: b.md:1:1: a.md is a file of the name that a folder would have; this became x.md-2/y.md"]
    assert {"docs/x.md", "docs/x.md-2/y.md"} <= set(files)


def test_permalinks_that_collide(here: Path) -> None:
    pages: dict[str, str | bytes] = {
        f"{name}.md": f"---\npermalink: /same\n---\nThis is {name}.\n" for name in ("one", "two")
    }
    found, files = migrated(here, pages)
    assert found == [
        "todo: two.md:1:1: one.md has the same address, or one that differs in case only; this became same-2.md"
    ]
    assert "This is one." in files["docs/same.md"]
    assert "This is two." in files["docs/same-2.md"]


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/../../out", "out.md"),
        ("/%2e%2e/%2e%2e/out", "out.md"),
        ("/a/..%2f..%2fout.html", "a/out.md"),
        ("//etc/passwd", "etc/passwd.md"),
        ("/" + "long" * 100, "long" * 59 + "l.md"),
        ("/" + "a/" * 2000 + "b", "a/" * 60 + "b.md"),
    ],
)
def test_a_permalink_that_leads_nowhere_good(here: Path, permalink: str, path: str) -> None:
    _, files = migrated(here, {"a.md": f"---\npermalink: {permalink}\n---\nA.\n"})
    assert f"docs/{path}" in files
    assert sorted(path.name for path in here.iterdir()) == ["new", "old"]


def test_a_layout_whose_name_leads_out_of_its_folder(here: Path) -> None:
    migrated(here, {"a.md": "---\nlayout: ../../../out\n---\nA.\n"})
    assert sorted(path.name for path in here.iterdir()) == ["new", "old"]


def test_names_that_differ_only_in_case(here: Path) -> None:
    found, files = migrated(
        here, {"a.md": PAGE, "A.md": PAGE, "_includes/x.html": "x", "_includes/X.html": "X", "b.txt": "b", "B.txt": "B"}
    )
    said = "has the same address, or one that differs in case only; this became"
    assert found == [
        f"todo: _includes/x.html:1:1: _includes/X.html {said} templates/includes/x-2.html",
        f"todo: a.md:1:1: A.md {said} a-2.md",
        f"todo: b.txt:1:1: B.txt {said} b-2.txt",
    ]
    assert files["templates/includes/X.html"] == "X"
    assert files["templates/includes/x-2.html"] == "x"


def test_a_page_called_readme_would_be_the_index(here: Path) -> None:
    found, files = migrated(here, {"README.md": PAGE})
    assert found == ["changed: README.md:1:1: MkDocs makes an index of README.md: the page is readme.md now"]
    assert "docs/readme.md" in files


def test_an_include_that_is_missing(here: Path) -> None:
    found, files = migrated(here, {"a.md": "---\n---\n{% include gone.html %}\n"})
    assert found == ["todo: a.md:3:1: there is no include `gone.html`"]
    assert '{% include "includes/gone.html"' in files["docs/a.md"]


@pytest.mark.parametrize("name", ["gone.md", "../../etc/passwd", "{{ page.part }}"])
def test_a_relative_include_that_cannot_be_found(here: Path, name: str) -> None:
    found, _ = migrated(here, {"guide/a.md": f"---\n---\n{{% include_relative {name} %}}\n"})
    message = "`include_relative` names a file that is not there, or that is known only when the page is made"
    assert found == [f"todo: guide/a.md:3:1: {message}"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{% for file in site.static_files %}{{ file.path }}{% endfor %}", "site.static_files"),
        ("{% if paginator.next_page %}more{% endif %}", "paginator"),
        ("{{ site.github.repository_url | upcase }}", "site.github"),
    ],
)
def test_what_jekyll_has_and_a_migrated_site_has_not(here: Path, source: str, name: str) -> None:
    found, _ = migrated(here, {"a.md": f"---\n---\n{source}\n"})
    column = source.index(name) + 1
    assert found == [f"todo: a.md:3:{column}: `{name}` is nothing here"]


def test_a_file_that_pages_of_two_folders_include_and_that_includes_more(here: Path) -> None:
    """What it includes in turn is another file for each of them."""
    part = "{% include_relative more.md %}"
    files: dict[str, str | bytes] = {
        "a/one.md": "---\n---\n{% include_relative part.md %}\n",
        "b/two.md": "---\n---\n{% include_relative ../a/part.md %}\n",
        "a/part.md": part,
        "a/more.md": "A",
        "b/more.md": "B",
    }
    found, made = migrated(here, files)
    assert [line.rpartition(": ")[0] for line in found if line.startswith("todo")] == ["todo: a/part.md:1:1"]
    assert made["docs/b/two.md"] == '---\n---\n{% include "includes/relative/a/part.md" %}\n'


def test_recursive_includes_are_migrated(here: Path) -> None:
    found, files = migrated(
        here,
        {
            "_includes/a.html": "{% if include.n %}{% include b.html %}{% endif %}",
            "_includes/b.html": "{% include a.html %}",
        },
    )
    assert found == []
    assert files["templates/includes/b.html"] == '{% include "includes/a.html" %}'


def test_an_unknown_tag_and_an_unknown_filter_stay_visible(here: Path) -> None:
    found, files = migrated(here, {"a.md": '---\n---\n{% chart "sales" %}\n{{ page.title | sparkle }}\n'})
    assert {tuple(line.split(": ")[:2]) for line in found} == {("todo", "a.md:3:1"), ("todo", "a.md:4:17")}
    assert "TODO" in files["docs/a.md"]
    assert '{% chart "sales" %}' in files["docs/a.md"]
    assert "sparkle" in files["docs/a.md"]


def test_ruby_is_listed_and_not_run(here: Path) -> None:
    ruby = "module Shout\n  def shout(text)\n    text.upcase\n  end\nend\nLiquid::Template.register_filter(Shout)\n"
    generator = "class Pages < Jekyll::Generator\nend\nFile.write('run', '')\n"
    found, _ = migrated(
        here, {"_plugins/shout.rb": ruby, "_plugins/pages.rb": generator, "_config.yml": "plugins: [x]"}
    )
    assert found == [
        "todo: _config.yml:1:1: the plugin `x` is not run",
        "todo: _plugins/pages.rb:1:1: Ruby is not run; it adds a generator, which adds pages or data",
        "changed: _plugins/shout.rb:1:1: Ruby is not run; it adds the filter `shout`, which nothing uses",
    ]
    assert not (here / "old/run").exists()


def test_a_layout_that_is_missing(here: Path) -> None:
    found, files = migrated(here, {"a.md": "---\nlayout: post\n---\nA.\n", "_config.yml": "theme: minima\n"})
    assert found == ["todo: a.md:1:1: the layout `post` is not in the site: the content stands alone"]
    assert files["templates/layouts/post.html"].endswith("{{ content }}\n")


def test_yaml_is_mended(here: Path) -> None:
    found, files = migrated(here, {"_data/a.yml": "a: *gone\nb: 1\nb: 2\n"})
    assert [line.split(":")[:3] for line in found] == [
        ["mended", " _data/a.yml", "1"],
        ["mended", " _data/a.yml", "2"],
    ]
    assert yaml.safe_load(files["data/a.yml"]) == {"a": None, "b": 2}


@pytest.mark.parametrize("name", ["drafts", "unpublished", "no name of a post"])
def test_what_jekyll_does_not_show_is_not_lost(here: Path, name: str) -> None:
    path, text = {
        "drafts": ("_drafts/a.md", PAGE),
        "unpublished": ("a.md", "---\npublished: false\n---\nA.\n"),
        "no name of a post": ("notes/a.md", "Without front matter.\n"),
    }[name]
    _, files = migrated(here, {path: text})
    assert f"unpublished/{path}" in files
    assert "docs/a.md" not in files
