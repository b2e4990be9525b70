"""Other plugins, hooks, Markdown extensions and themes: what they do is in the site, warm as cold."""

from __future__ import annotations

import os
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest

from cache.edits import EditedSite, heard, in_process
from engine import write

STEPS: list[dict[str, int]] = [{}, {"docs/guide/codes.md": 1, "data/words.yml": 1}, {"docs/index.md": 1}, {}]


def make(tmp_path: Path, files: dict[str, str | bytes] | None = None, **options: Any) -> EditedSite:
    """A site with these options and files beside its own."""
    site = EditedSite(tmp_path / "project", options)
    write(
        site.root,
        {path: textwrap.dedent(text) if isinstance(text, str) else text for path, text in (files or {}).items()},
    )
    site.create()
    return site


def check(site: EditedSite) -> None:
    """Edit and build, step by step: each time it is as a clean build."""
    for step in STEPS:
        site.edit(step)
        clean = site.clean()
        assert site.warm().differences(clean) == [], step


HOOKS = {
    "on_page_markdown": """
        def on_page_markdown(markdown, page, **kwargs):
            page.meta.setdefault("seen", []).append("read")
            return markdown + f"\\n\\nRead {len(page.meta['seen'])} times.\\n"
    """,
    "on_page_read_source": """
        from pathlib import Path

        def on_page_read_source(page, **kwargs):
            if page.file.src_uri == "guide/codes.md":
                return "# Read\\n\\n" + str(len(Path(page.file.abs_src_path).read_text()))
    """,
    "on_page_content": """
        def on_page_content(html, page, **kwargs):
            page.title = f"{page.title}!"
            return html.replace("<h1", "<h1 class='mine'")
    """,
    "on_page_context": """
        def on_page_context(context, page, **kwargs):
            page.meta["description"] = f"{len(page.markdown)} characters: {page.markdown[:20]!r}"
            return context
    """,
    "on_post_page": """
        def on_post_page(output, page, **kwargs):
            return f"{output}<!-- {page.title}, {len(page.markdown)}, {len(page.content)}, {len(page.toc.items)} -->"
    """,
    "on_env": """
        def on_env(env, files, **kwargs):
            for file in files.documentation_pages():
                file.page.meta.setdefault("tags", []).append("x")
                file.page.meta["description"] = f"{file.page.meta['tags']} {len(file.page.content)}"
            return env
    """,
    "on_nav": """
        def on_nav(nav, files, **kwargs):
            nav.items.reverse()
            return nav
    """,
    "on_files": """
        from mkdocs.structure.files import File

        def on_files(files, config):
            files.append(File.generated(config, "made.md", content="# Made\\n\\n{{ site.data.words.door }}\\n"))
            return files
    """,
    "on_post_build": """
        from pathlib import Path

        def on_post_build(config):
            pages = sorted(path.name for path in Path(config.site_dir).rglob("*.html"))
            Path(config.site_dir, "pages.txt").write_text(str(pages))
    """,
}


@pytest.mark.parametrize("hook", HOOKS)
def test_hooks(tmp_path: Path, hook: str) -> None:
    site = make(
        tmp_path, {"hooks.py": HOOKS[hook], "docs/tagged.md": "---\ntags: [a]\n---\n\n# Tagged\n"}, hooks=["hooks.py"]
    )
    check(site)


def test_a_hook_that_is_edited(tmp_path: Path) -> None:
    site = make(tmp_path, {"hooks.py": HOOKS["on_post_page"]}, hooks=["hooks.py"])
    site.warm()
    (site.root / "hooks.py").write_text("def on_post_page(output, **kwargs):\n    return output + '<!-- other -->'\n")
    result = site.warm("process")
    assert all(b"<!-- other -->" in result.files[f"{page}/index.html"] for page in ("keys", "guide/codes", "reference"))


POST = """\
---
date: 2026-01-02
tags: [a]
---

# One

{{ api.name }} and [keys](ref:keys).
"""

PLUGINS: dict[str, tuple[list[Any], dict[str, Any], dict[str, str | bytes]]] = {
    "redirects": (["search", {"redirects": {"redirect_maps": {"old/sign-in.md": "keys.md"}}}], {}, {}),
    "literate-nav and section-index": (
        ["search", {"literate-nav": {"nav_file": "SUMMARY.md"}}, "section-index"],
        {"nav": None, "theme": {"name": "material", "font": False}},
        {"docs/SUMMARY.md": "- [Home](index.md)\n- [Guide](guide/codes.md)\n    - guide/*\n- *.md\n"},
    ),
    "blog": (
        ["search", "blog", "tags"],
        {"theme": {"name": "material", "font": False}, "nav": None},
        {
            "docs/blog/index.md": "# News\n",
            "docs/blog/posts/one.md": POST,
            "docs/blog/posts/two.md": POST.replace("One", "Two").replace("01", "02") + "\n<!-- more -->\n\nMore.\n",
        },
    ),
    "no search": ([], {}, {}),
}


@pytest.mark.parametrize("name", PLUGINS)
def test_plugins(tmp_path: Path, name: str) -> None:
    plugins, options, files = PLUGINS[name]
    check(make(tmp_path, files, plugins=plugins, **options))


def test_a_plugin_that_comes_and_goes(tmp_path: Path) -> None:
    site = make(tmp_path)
    site.warm()
    for plugins in (["search", "section-index"], ["search", "section-index"], ["search"]):
        site.options["plugins"] = plugins
        result = site.warm()
        assert "keys/index.html" in result.files
        assert result.differences(site.clean()) == [], plugins


def test_a_page_that_a_hook_renders_once_more(tmp_path: Path) -> None:
    hook = """
        def on_page_read_source(page, **kwargs):
            if page.file.src_uri == "keys.md":
                return "---\\nlock: oak\\n---\\n# Keys"

        def on_page_content(html, page, config, files, **kwargs):
            if page.file.src_uri == "keys.md" and "Again" not in page.markdown:
                page.markdown += "\\n\\nAgain: {{ page.lock }}"
                page.render(config, files)
                return page.content
    """
    site = make(tmp_path, {"hooks.py": hook}, hooks=["hooks.py"])
    assert b"Again: oak" in site.warm().files["keys/index.html"]


def test_a_page_of_the_navigation_that_is_a_file(tmp_path: Path) -> None:
    """literate-nav's file is no page: an edit of it is an edit of the navigation."""
    plugins, options, files = PLUGINS["literate-nav and section-index"]
    site = make(tmp_path, files, plugins=plugins, **options)
    site.warm()
    (site.root / "docs/SUMMARY.md").write_text("- [Begin](index.md)\n- *.md\n")
    result = site.warm()
    assert result.differences(site.clean()) == []
    assert b"Begin" in result.files["keys/index.html"]


# Markdown extensions


def test_snippets_are_read_anew_each_time(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"docs/tide.md": '# Tide\n\n--8<-- "tide.txt"\n', "tide.txt": "High water.\n"}
    site = make(
        tmp_path, files, markdown_extensions=[{"pymdownx.snippets": {"base_path": [str(tmp_path / "project")]}}]
    )
    for text in ("High water.\n", "Low water.\n"):
        (site.root / "tide.txt").write_text(text)
        with heard("mkdocs") as told:
            result = site.warm()
        line = "INFO foreword: pages are not kept, as pymdownx.snippets reads files that nobody records"
        assert told.count(line) == 1
        assert text.strip().encode() in result.files["tide/index.html"]
    assert not (site.root / ".cache").exists()


EXTENSION = """\
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

class Sign(Postprocessor):
    def run(self, text):
        return text + "<p>SIGNED</p>"

class SignExtension(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Sign(md), "sign", 1)

def makeExtension(**kwargs):
    return SignExtension(**kwargs)
"""


def test_an_extension_of_the_site_that_is_edited(tmp_path: Path) -> None:
    site = make(tmp_path, {"own_extension.py": EXTENSION}, markdown_extensions=["attr_list", "own_extension"])
    for signed in ("SIGNED", "SIGNED AGAIN"):
        (site.root / "own_extension.py").write_text(EXTENSION.replace("SIGNED", signed))
        shutil.rmtree(site.root / "__pycache__", ignore_errors=True)
        result = in_process(site.root / "mkdocs.yml", site.root / "site", PYTHONPATH=str(site.root))
        assert f"<p>{signed}</p>".encode() in result.files["keys/index.html"]


def test_icons_of_the_site_that_are_edited(tmp_path: Path) -> None:
    extension = {
        "pymdownx.emoji": {
            "emoji_index": "!!python/name:material.extensions.emoji.twemoji",
            "emoji_generator": "!!python/name:material.extensions.emoji.to_svg",
            "options": {"custom_icons": ["overrides/.icons"]},
        }
    }
    files: dict[str, str | bytes] = {"docs/sign.md": "# Sign\n\n:own-anchor:\n"}
    site = make(tmp_path, files, theme={"name": "material", "font": False})
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.options["markdown_extensions"] = [extension]
    site.write_config()
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    for name in ("twemoji", "to_svg"):
        name = f"!!python/name:material.extensions.emoji.{name}"
        config = config.replace(f"'{name}'", f"{name} ''")
    (site.root / "mkdocs.yml").write_text(config, "utf-8")
    icon = site.root / "overrides/.icons/own/anchor.svg"
    icon.parent.mkdir(parents=True)
    for shape in ("M1 1", "M2 2"):
        icon.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{shape}"/></svg>')
        result = in_process(site.root / "mkdocs.yml", site.root / "site")
        assert shape.encode() in result.files["sign/index.html"]


# Themes


def test_a_theme_of_the_site(tmp_path: Path) -> None:
    """Its templates may read whatever they like: each page depends on every other."""
    main = """
        {% extends "base.html" %}
        {% block content %}{{ super() }}{% for one in pages %}{{ one.page.content | length }} {% endfor %}{% endblock %}
    """
    site = make(tmp_path, {"theme/main.html": main}, theme={"name": "mkdocs", "custom_dir": "theme"})
    check(site)
    (site.root / "theme/main.html").write_text("{% extends 'base.html' %}{% block footer %}Mine{% endblock %}")
    assert site.warm().differences(site.clean()) == []


@pytest.mark.parametrize("name", ["mkdocs", "material"])
def test_a_page_for_errors_that_is_none_any_more(tmp_path: Path, name: str) -> None:
    theme = {"name": name, "custom_dir": "theme", "static_templates": ["403.html"]}
    site = make(tmp_path, {"theme/404.html": "Not found", "theme/403.html": "Not allowed"}, theme=theme)
    assert {"403.html", "404.html"} <= site.warm().files.keys()
    (site.root / "theme/404.html").write_text(" ")
    (site.root / "theme/403.html").unlink()
    for _ in range(2):
        result = site.warm()
        assert not {"403.html", "404.html"} & result.files.keys()


def test_a_theme_that_prints_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = "{{ page.content }} at {{ build_date_utc.hour }}:{{ build_date_utc.minute }}"
    site = make(tmp_path, {"theme/main.html": main}, theme={"name": None, "custom_dir": "theme"})
    times = iter([(10, 5), (11, 6)])
    for hour, minute in times:
        monkeypatch.setattr("mkdocs.utils.get_build_datetime", lambda h=hour, m=minute: at(h, m))
        assert f"at {hour}:{minute}".encode() in site.warm().files["keys/index.html"]


def at(hour: int, minute: int) -> Any:
    """A time of one day."""
    import datetime

    return datetime.datetime(2026, 9, 21, hour, minute, tzinfo=datetime.timezone.utc)


def test_each_day_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sitemap, and pages that print the date, are those of the day."""
    site = make(tmp_path)
    site.warm()
    monkeypatch.setattr("cache.edits.EPOCH", str(int(os.environ.get("SOURCE_DATE_EPOCH", "1790000000")) + 3 * 86400))
    result = site.warm()
    assert result.differences(site.clean()) == []
