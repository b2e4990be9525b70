"""Whole sites: built by the real Jekyll as they were, and by MkDocs as they became, each page is the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from migrating import SITES, files_in, migrate

from engine import is_absent, make_site, render, write

needs_jekyll = pytest.mark.skipif(is_absent("jekyll"), reason="Jekyll is not installed")
EXPECTED = Path(__file__).with_name("expected")


@needs_jekyll
@pytest.mark.parametrize("shell", ["theme", "keep"])
@pytest.mark.parametrize(("name", "pages"), [("api", 6), ("blog", 6)])
def test_every_page_is_as_jekyll_made_it(here: Path, name: str, pages: int, shell: str) -> None:
    options = ("--shell", shell, "--verify", "--verify-report", str(here / "verdict.json"))
    result = migrate(SITES / name, here / "new", *options)
    assert result.exit_code == 0, result.output
    verdict: dict[str, Any] = json.loads((here / "verdict.json").read_text("utf-8"))
    assert verdict["pages"] == pages
    assert verdict["same"]["everything"]["pages"] == pages
    assert not list((here / "new").glob(".foreword-verify*"))


@pytest.mark.parametrize("path", sorted(files_in(EXPECTED / "api")))
def test_files_as_a_person_would_write_them(here: Path, path: str) -> None:
    migrate(SITES / "api", here / "new")
    assert (here / "new" / path).read_text("utf-8") == (EXPECTED / "api" / path).read_text("utf-8")


def built(here: Path, files: dict[str, str | bytes], *options: str) -> dict[str, str]:
    """The files that a small Jekyll site becomes."""
    write(here / "old", {"index.md": "---\n---\nHome\n", **files})
    result = migrate(here / "old", here / "new", *options)
    assert result.exit_code == 0, result.output
    return {path: raw.decode("utf-8", "replace") for path, raw in files_in(here / "new").items()}


def mkdocs_yml(here: Path, files: dict[str, str | bytes], *options: str) -> dict[str, Any]:
    """The values of the mkdocs.yml that a small Jekyll site becomes; plugins by name."""
    values: dict[str, Any] = yaml.safe_load(built(here, files, *options)["mkdocs.yml"])
    plugins: dict[str, Any] = {}
    for plugin in values["plugins"]:
        plugins |= plugin if isinstance(plugin, dict) else {plugin: None}
    return {**values, "plugins": plugins}


# mkdocs.yml


@pytest.mark.parametrize(
    ("config", "name", "url"),
    [
        ("title: T\nurl: https://x.org\nbaseurl: /b", "T", "https://x.org/b/"),
        ("url: https://x.org/", "old", "https://x.org/"),
        ("site_title: S\nbaseurl: b/", "S", "http://127.0.0.1:8000/b/"),
    ],
)
def test_name_and_address(here: Path, config: str, name: str, url: str) -> None:
    values = mkdocs_yml(here, {"_config.yml": config})
    assert (values["site_name"], values["site_url"], values["use_directory_urls"]) == (name, url, False)


def test_redirects(here: Path) -> None:
    values = mkdocs_yml(
        here,
        {
            "a.md": "---\nredirect_from: [/old, /older/, /oldest.html, '/x#y']\n---\n",
            "b.md": "---\nredirect_to: https://example.org/\n---\n",
            "c.md": "---\nredirect_to: /a\nredirect_from: /c-before\n---\n",
        },
    )
    assert values["plugins"]["redirects"]["redirect_maps"] == {
        "b.md": "https://example.org/",
        "c-before.md": "a.md",
        "c.md": "a.md",
        "old.md": "a.md",
        "older/index.md": "a.md",
        "oldest.md": "a.md",
    }
    assert values["plugins"]["foreword"]["defaults"] == [
        {"path": "b.md", "values": {"publish": False}},
        {"path": "c.md", "values": {"publish": False}},
    ]


def test_defaults_with_jekylls_precedence(here: Path) -> None:
    config = {
        "defaults": [
            {"scope": {"path": "guides/deep"}, "values": {"layout": "none", "level": 3}},
            {"scope": {"path": ""}, "values": {"level": 1, "menu": {"a": 1}}},
            {"scope": {"path": "guides", "type": "pages"}, "values": {"level": 2, "menu": {"b": 2}}},
            {"scope": {"path": "guides", "type": "posts"}, "values": {"level": 9}},
        ]
    }
    files: dict[str, str | bytes] = {
        f"guides/{name}.md": "---\n---\n" for name in ("one", "two", "deep/three", "deep/four")
    }
    values = mkdocs_yml(here, {"_config.yml": json.dumps(config), **files})
    assert values["plugins"]["foreword"]["defaults"] == [
        {"path": "guides/deep/*.md", "values": {"level": 3, "menu": {"a": 1, "b": 2}, "layout": "none"}},
        {"path": "guides/*.md", "values": {"level": 2, "menu": {"a": 1, "b": 2}}},
        {"path": "index.md", "values": {"level": 1, "menu": {"a": 1}}},
    ]


def test_the_shell_of_the_page(here: Path) -> None:
    files: dict[str, str | bytes] = {
        "_layouts/default.html": "<html><body><h1>{{ page.title }}</h1>{{ content }}</body></html>",
        "_layouts/page.html": "---\nlayout: default\n---\n<div>{{ content }}</div>",
    }
    theme = built(here, files)
    assert theme["templates/layouts/default.html"].endswith("-#}\n{{ content }}\n")
    assert theme["templates/layouts/page.html"] == files["_layouts/page.html"]
    keep = built(here, files, "--shell", "keep", "--force")
    assert keep["templates/layouts/default.html"] == files["_layouts/default.html"]
    assert keep["overrides/main.html"] == "{{ page.content }}\n"


def test_keys_of_the_configuration_keep_their_comments(here: Path) -> None:
    config = (
        "# About us.\ntitle: T # short\n\n# Jekyll.\nplugins:\n  - x\n\nowner: &a {name: Ada}\n"
        "# Read by a template.\nport: 4000\nhost: h\nother: *a\n"
    )
    files = built(here, {"_config.yml": config, "_includes/a.html": "{{ site.port }}"})
    assert files["data/config.yml"] == (
        "# About us.\ntitle: T # short\n\nowner: &a {name: Ada}\n# Read by a template.\nport: 4000\nother: *a\n"
    )


def test_options_of_kramdown(here: Path) -> None:
    config = (
        "kramdown:\n  hard_wrap: true\n  auto_ids: true\n  toc_levels: 2..3\n  math_engine: katex\n  input: kramdown\n"
    )
    write(here / "old", {"index.md": "---\n---\nHome\n", "_config.yml": config})
    report = json.loads(migrate(here / "old", here / "new", "--format", "json").stdout)
    assert [(one["line"], one["column"], one["message"]) for one in report["findings"]] == [
        (5, 16, "kramdown's option `math_engine` is not known here"),
        (6, 10, "kramdown's input is kramdown; here it is GFM, as Jekyll has it by itself"),
    ]
    values = yaml.safe_load((here / "new/mkdocs.yml").read_text("utf-8"))
    assert values["markdown_extensions"] == [{"foreword.compat.kramdown": {"hard_wrap": True, "toc_levels": "2..3"}}]


# Files


def test_files_that_are_no_pages(here: Path) -> None:
    files = built(
        here,
        {
            "plain.css": "---\n---\na {}\n",
            "data.json": "---\n---\n{{ site.title }}\n",
            "sitemap.xml": "---\n---\n<x/>\n",
            ".htaccess": "Deny\n",
            "templates/a.txt": "a\n",
            "page.html": "---\ntitle: P\n---\n<p>*no Markdown*</p>\n",
        },
    )
    assert files["docs/plain.css"] == "a {}\n"
    assert files["unpublished/data.json"] == "---\n---\n{{ site.title }}\n"
    assert "docs/sitemap.xml" not in files
    assert files["docs/page.md"] == "---\ntitle: P\nmarkup: html\n---\n<p>*no Markdown*</p>\n"
    assert yaml.safe_load(files["mkdocs.yml"])["exclude_docs"] == "!/.htaccess\n!/templates/\n"


@needs_jekyll
def test_sass_is_compiled_where_jekyll_can(here: Path) -> None:
    files = built(here, {"a.scss": "---\n---\n@import 'b';\na { b { color: $c; } }\n", "_sass/_b.scss": "$c: red;\n"})
    assert "".join(files["docs/a.css"].split()) == "ab{color:red;}"


def test_data_by_the_keys_that_jekyll_knows(here: Path) -> None:
    files = built(here, {"_data/my list.v1.tsv": "name\tprice\na, b\t1\n", "_data/sub/b.json": '{"a": 1}'})
    assert files["data/my_listv1.csv"] == 'name,price\n"a, b",1\n'
    assert files["data/sub/b.json"] == '{"a": 1}'


def test_a_post_gets_what_its_name_says(here: Path) -> None:
    files = built(here, {"blog/_posts/2024-03-01-rye-bread.md": "---\ntags: a b # two\n---\nRye\n"})
    assert files["docs/blog/2024/03/01/rye-bread.md"] == (
        "---\ntags: a b # two\ntitle: Rye Bread\ndate: '2024-03-01'\ncategories: [blog]\n---\nRye\n"
    )


def test_values_that_jekyll_never_expands_stay_as_they_are(here: Path) -> None:
    page = '---\nuse: "{{ site.title }}" # as it is\n---\n{{ page.use }}\n'
    assert built(here, {"a.md": page})["docs/a.md"] == (
        '---\nuse: "{% raw %}{{ site.title }}{% endraw %}" # as it is\n---\n{{ page.use }}\n'
    )


# Links and lists of posts


def test_the_environment_is_that_of_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {"docs/page.md": "{{ jekyll.environment }}"}
    assert "development" in render(make_site(tmp_path / "one", files, compat="jekyll")).html
    monkeypatch.setenv("JEKYLL_ENV", "production")
    assert "production" in render(make_site(tmp_path / "two", files, compat="jekyll")).html


def test_what_link_and_post_url_name_keeps_the_path_by_which_it_is_named(here: Path) -> None:
    files = built(
        here,
        {
            "_config.yml": "permalink: /:year/:title.html\n",
            "about.md": "---\npermalink: /us/\n---\n",
            "other.md": "---\npermalink: /them/\n---\n",
            "_posts/2024-05-06-news.md": "---\ntitle: N\n---\n",
            "a.md": "---\n---\n[us]({% link about.md %}) [news]({% post_url 2024-05-06-news %})\n",
        },
    )
    assert files["docs/us/index.md"] == "---\npermalink: /us/\npath: about.md\n---\n"
    assert files["docs/them/index.md"] == "---\npermalink: /them/\n---\n"
    assert "path: _posts/2024-05-06-news.md\n" in files["docs/2024/news.md"]


def test_where_a_link_is_computed_every_document_keeps_its_path(here: Path) -> None:
    files = built(here, {"us.md": "---\npermalink: /we/\n---\n", "a.md": "---\n---\n{% link {{ page.to }} %}\n"})
    assert "path: us.md\n" in files["docs/we/index.md"]


@pytest.mark.parametrize("key", ["tags", "categories"])
def test_the_posts_by_tag_are_a_hash_and_those_of_a_page_a_list(here: Path, key: str) -> None:
    loops = f"{{% for one in site.{key} %}}{{% endfor %}}{{% for one in page.{key} %}}{{% endfor %}}\n"
    files = built(here, {"a.md": f"---\n---\n{loops}"})
    assert f"{{% for one in site.{key} | items %}}{{% endfor %}}{{% for one in page.{key} %}}" in files["docs/a.md"]
