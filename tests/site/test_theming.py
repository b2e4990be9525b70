"""Theming: each page of a site, in each theme that is known, comes out as the theme's own template renders it."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from engine import write
from foreword.mkdocs.theming.compiled import CompiledTemplates
from foreword.mkdocs.theming.entries import RelativeLinks
from foreword.mkdocs.theming.theming import Theming

PAGES: dict[str, str | bytes] = {
    "docs/index.md": "# Harbour\n\n## Ships & <boats>\n",
    "docs/about.md": '---\ntitle: Über "uns" & <i>mehr</i>\nsubtitle: Wer & was\nicon: material/anchor\n---\n# Uns\n',
    "docs/berths.md": "---\nhide: [navigation, toc]\n---\n# Berths\n\n## Free\n\n### Today\n\n## Taken\n",
    "docs/guide/index.md": "---\nicon: material/map\nstatus: new\n---\n# The guide\n\n## First\n",
    "docs/guide/start.md": "---\nstatus: deprecated\ndescription: Begin.\n---\n# Start\n\n## One\n\n### Two\n",
    "docs/guide/deep/index.md": "# Deep water\n",
    "docs/guide/deep/one.md": "# Deep one\n\n## Here\n",
    "docs/guide/deep/two.md": "No heading.\n",
    "docs/guide/deep/deeper/x.md": "# X\n\n## In X\n",
    "docs/guide/deep/deeper/y.md": "# Ypsilon\n",
    "docs/api/keys.md": "# Keys\n\n## A key\n",
    "docs/api/tokens/index.md": "# Tokens\n",
    "docs/api/tokens/refresh.md": "# Refresh\n",
    "docs/api/tokens/revoke.md": "# Revoke\n",
    "docs/lost.md": "# Not in the navigation\n",
    "docs/guide/deep/lost.md": "# Not there either\n",
}

NAV: list[Any] = [
    {"Start here": "index.md"},
    "about.md",
    {
        "Guide": [
            "guide/index.md",
            "guide/start.md",
            {
                "Deep & <wide>": [
                    "guide/deep/index.md",
                    "guide/deep/one.md",
                    "guide/deep/two.md",
                    {"Deeper": ["guide/deep/deeper/x.md", "guide/deep/deeper/y.md"]},
                ]
            },
            {"Elsewhere": "https://example.com/?a=1&b=2#c"},
        ]
    },
    {"API": [{"Tokens": ["api/tokens/index.md", "api/tokens/refresh.md", "api/tokens/revoke.md"]}, "api/keys.md"]},
    {"Above": "/above/"},
    {"Unknown": "guide/../berths/down.html"},
    {"Guessed": "api/keys/"},
    {"Mail": "mailto:harbour@example.com"},
    "berths.md",
]


@dataclass
class Seen:
    """What a build's pages came out as, by URL; those that were rendered the general way; and why."""

    ours: dict[str, str] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    reason: str | None = None


class RenderBothWays(BasePlugin):
    """Renders each page with `Theming`, twice, and with the theme's template; and all again in another order."""

    def __init__(self, compiled: CompiledTemplates, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen = Seen()
        self.compiled = compiled
        self.theming: Theming | None = None
        self.rendered: list[jinja2.Environment] = []
        render = jinja2.Template.render

        def counted(template: jinja2.Template, *args: Any, **kwargs: Any) -> str:
            self.rendered.append(template.environment)
            return render(template, *args, **kwargs)

        monkeypatch.setattr(jinja2.Template, "render", counted)

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        self.env = env
        env.bytecode_cache = self.compiled

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        self.theming = self.theming or Theming(self.env, config, nav)
        template = self.env.get_template(page.meta.get("template", "main.html"))
        first = self.theming.render(template, context)
        self.rendered.clear()
        self.seen.ours[page.url] = self.theming.render(template, context)
        if self.env in self.rendered:
            self.seen.general.append(page.url)
        self.seen.plain[page.url] = template.render(context)
        assert first == self.seen.ours[page.url]
        assert page.active
        self.again = [*getattr(self, "again", []), (page, template, context)]

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        assert self.theming is not None
        self.seen.reason = self.theming.reason
        random.Random(1).shuffle(self.again)
        theming = Theming(self.env, config, self.again[0][2]["nav"])
        for page, template, context in self.again:
            page.active = True
            assert theming.render(template, context) == template.render(context)
            page.active = False


Both = Callable[..., Seen]


@pytest.fixture(scope="module")
def compiled() -> CompiledTemplates:
    """The templates of all builds, compiled once."""
    return CompiledTemplates()


@pytest.fixture
def render_both_ways(tmp_path: Path, compiled: CompiledTemplates, monkeypatch: pytest.MonkeyPatch) -> Both:
    """Build the site with more files and options of mkdocs.yml, each page both ways."""

    def built(theme: Any, files: dict[str, str | bytes] | None = None, *plugins: BasePlugin, **config: Any) -> Seen:
        write(tmp_path, {**PAGES, **(files or {})})
        settings = {"site_name": "Harbour & <sons>", "nav": NAV, "plugins": [], "theme": theme, **config}
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
        loaded = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        both = RenderBothWays(compiled, monkeypatch)
        for number, plugin in enumerate([*plugins, both]):
            loaded.plugins[f"test-{number}"] = plugin
        mkdocs_build(loaded)
        return both.seen

    return built


def material(*features: str, **options: Any) -> dict[str, Any]:
    return {"name": "material", "features": [f"navigation.{name}" for name in features], **options}


THEMES: dict[str, dict[str, Any]] = {
    "mkdocs": {"name": "mkdocs"},
    "readthedocs": {"name": "readthedocs"},
    "readthedocs-open": {"name": "readthedocs", "collapse_navigation": False, "include_homepage_in_sidebar": False},
    "readthedocs-short": {"name": "readthedocs", "titles_only": True, "navigation_depth": 2},
    "material": material(),
    "material-tabs": material("tabs", "footer", "top"),
    "material-sticky": material("tabs", "tabs.sticky", "sections", "indexes"),
    "material-sections": material("sections", "expand"),
    "material-indexes": material("indexes", "path", "expand"),
    "material-prune": material("prune", "indexes"),
    "material-prune-tabs": material("prune", "tabs", "sections", "path"),
    "material-toc": {"name": "material", "features": ["toc.integrate", "navigation.tabs", "navigation.indexes"]},
    "material-german": material("indexes", language="de", palette=[{"scheme": "default"}, {"scheme": "slate"}]),
}

CONFIGS: dict[str, dict[str, Any]] = {
    "plain": {},
    "files": {"use_directory_urls": False},
    "below": {"site_url": "https://example.com/harbour/docs/", "repo_url": "https://github.com/harbour/docs"},
    "no-nav": {"nav": None},
    "twice": {"nav": [{"Quick": "guide/start.md"}, *NAV, {"More": ["about.md", {"Deep": ["guide/deep/one.md"]}]}]},
    "flat": {"nav": ["index.md", "about.md", "guide/index.md", "guide/start.md", "lost.md"]},
    "one": {"nav": ["index.md"]},
}


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize(
    "theme", ["mkdocs", *(pytest.param(name, marks=pytest.mark.slow) for name in ("readthedocs", "material-indexes"))]
)
def test_every_page_is_the_same(render_both_ways: Both, theme: str, config: str) -> None:
    seen = render_both_ways(THEMES[theme], **CONFIGS[config])
    assert seen.reason is None
    assert seen.general == []
    assert len(seen.ours) == len(PAGES)
    assert seen.ours == seen.plain


@pytest.mark.parametrize("theme", THEMES)
def test_every_feature_is_the_same(render_both_ways: Both, theme: str) -> None:
    extra = {"status": {"new": "Just added"}}
    seen = render_both_ways(THEMES[theme], extra=extra, site_url="https://example.com/")
    assert seen.reason is None
    assert seen.general == []
    assert seen.ours == seen.plain


@pytest.mark.parametrize("theme", ["readthedocs", "material", "material-indexes", "material-sticky"])
def test_section_index_is_the_same(render_both_ways: Both, theme: str) -> None:
    nav = [
        "index.md",
        {"Guide": ["guide/index.md", "guide/start.md", {"Deep": ["guide/deep/index.md", "guide/deep/one.md"]}]},
        {"API": ["api/keys.md", {"Tokens": ["api/tokens/index.md", "api/tokens/refresh.md"]}]},
    ]
    seen = render_both_ways(THEMES[theme], nav=nav, plugins=["section-index"])
    assert seen.reason is None
    assert seen.general == []
    assert seen.ours == seen.plain


@pytest.mark.parametrize(
    ("theme", "path", "text"),
    [
        ("mkdocs", "nav-sub.html", "<li>{{ nav_item.title }} on {{ page.url }}</li>"),
        ("readthedocs", "nav.html", "<b>{{ nav_item.title }}</b>"),
        ("material", "partials/nav-item.html", "{% macro render(nav_item, path, level) %}{{ page.url }}{% endmacro %}"),
    ],
)
def test_an_override_of_the_navigation_is_heeded(render_both_ways: Both, theme: str, path: str, text: str) -> None:
    own = {f"own/{path}": text, "own/main.html": '{% extends "base.html" %}'}
    seen = render_both_ways({"name": theme, "custom_dir": "own"}, own)
    assert seen.reason is not None
    assert seen.reason.startswith(f"{path} is not the theme's own: ")
    assert len(seen.general) == len(PAGES)
    assert seen.ours == seen.plain


def test_another_override_does_not_matter(render_both_ways: Both) -> None:
    own = {
        "own/main.html": '{% extends "base.html" %}{% block hero %}{% set news = page.title %}{{ news }}{% endblock %}',
        "own/partials/copyright.html": "<p>{{ page.url }}</p>",
        "own/bare.html": '{% extends "main.html" %}{% block site_nav %}{% endblock %}',
        "docs/guide/start.md": "---\ntemplate: bare.html\n---\n# Start\n",
    }
    seen = render_both_ways(material("tabs", custom_dir="own"), own)
    assert seen.reason is None
    assert seen.general == []
    assert seen.ours == seen.plain
    assert "<p>guide/start/</p>" in seen.ours["guide/start/"]
    assert "md-sidebar" not in seen.ours["guide/start/"]


def test_a_page_template_that_sets_what_the_navigation_shows(render_both_ways: Both) -> None:
    own = {"own/main.html": '{% set features = [page.url] %}{% extends "base.html" %}'}
    seen = render_both_ways(material(custom_dir="own"), own)
    assert seen.reason == "main.html sets `features`"
    assert seen.ours == seen.plain


def test_only_the_pages_with_such_a_template_go_the_general_way(render_both_ways: Both) -> None:
    own = {
        "own/odd.html": '{% set navlevel = 3 %}{% extends "main.html" %}',
        "own/alone.html": "{% for nav_item in nav %}{{ nav_item.title }}{% endfor %}",
        "docs/guide/start.md": "---\ntemplate: odd.html\n---\n# Start\n",
        "docs/about.md": "---\ntemplate: alone.html\n---\n# About\n",
    }
    seen = render_both_ways({"name": "readthedocs", "custom_dir": "own"}, own)
    assert seen.reason is None
    assert sorted(seen.general) == ["about/", "guide/start/"]
    assert seen.ours == seen.plain


def test_an_unknown_theme(render_both_ways: Both) -> None:
    own = {"own/main.html": "{% for nav_item in nav %}{{ nav_item.title }}{{ nav_item.active }}{% endfor %}"}
    seen = render_both_ways({"name": None, "custom_dir": "own"}, own)
    assert seen.reason == "the theme is the site's own"
    assert seen.ours == seen.plain


class ChangesContext(BasePlugin):
    """Gives some pages a navigation of their own, or a name that Material's navigation looks up."""

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        if page.url == "about/":
            context["nav"] = Navigation(nav.items[:2], nav.pages[:2])
        elif page.url == "berths/":
            context["is_section"] = True
        else:
            context["author"] = "Me"
        return context


def test_pages_whose_context_another_plugin_changes(render_both_ways: Both) -> None:
    seen = render_both_ways(material("tabs"), None, ChangesContext())
    assert seen.reason is None
    assert sorted(seen.general) == ["about/", "berths/"]
    assert seen.ours == seen.plain


class ChangesEnvironment(BasePlugin):
    """Makes links absolute."""

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        env.filters["url"] = lambda value: f"https://example.com/{value}"


def test_another_plugins_filter(render_both_ways: Both) -> None:
    seen = render_both_ways({"name": "mkdocs"}, None, ChangesEnvironment())
    assert seen.reason == "another plugin has replaced the filter `url`"
    assert seen.ours == seen.plain
    assert 'href="https://example.com/guide/start/"' in seen.ours["about/"]


class Ticking:
    """A title that is another each time."""

    def __init__(self) -> None:
        self.ticks = itertools.count()

    def __str__(self) -> str:
        return str(next(self.ticks))


def test_a_difference_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, {"docs/index.md": "# Home\n", "docs/other.md": "# Other\n"})
    settings = {"site_name": "Harbour", "nav": ["index.md", "other.md", {"Link": "https://example.com/"}]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump({**settings, "plugins": []}), "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    seen: list[tuple[str, str | None]] = []

    class Differs(BasePlugin):
        def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
            self.env = env

        def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
            nav.items[2].title = Ticking()
            self.files = files

        def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
            self.theming = getattr(self, "theming", None) or Theming(self.env, config, nav)
            output = self.theming.render(self.env.get_template("main.html"), context)
            seen.append((output, self.theming.reason))

    config.plugins["differs"] = Differs()
    mkdocs_build(config)
    (first, reason), (second, again) = seen
    assert reason == again == "index.md came out different"
    # 404.html, what was kept, the general way, MkDocs itself; then the general way at once.
    assert [re.findall(r"(\d+)</a>", output) for output in (first, second)] == [["2"], ["4"]]


FOLDERS = st.lists(st.sampled_from(["a", "b", "c.d", "\0"]), max_size=3)
NAMES = st.sampled_from(["a", "b", "c.d", "..", ".", "é", "index.html", "a b", "", "https:", "#x"])


@given(base=FOLDERS, names=st.lists(NAMES, max_size=4), end=st.sampled_from(["", "/"]))
def test_links_are_those_of_mkdocs(base: list[str], names: list[str], end: str) -> None:
    url = "/".join(names) + end
    page: Any = type("Page", (), {"url": "".join(f"{name}/" for name in base)})
    assert RelativeLinks(tuple(base)).to(url) == normalize_url(url, page)
