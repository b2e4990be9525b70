"""Real sites, and how long Hypothesis looks: how the tests of `site/` and `browser/` build, read and serve them."""

from __future__ import annotations

import gc
import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, settings
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from engine import write

pytest_plugins = ["browser.fixtures", "compiled_once"]

# Hypothesis looks at the same examples in each run, or with FOREWORD_EXAMPLES=5000 at as many new ones.
EXAMPLES = int(os.environ.get("FOREWORD_EXAMPLES", "0"))

settings.register_profile(
    "foreword",
    max_examples=EXAMPLES or 150,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile("foreword")

REPOSITORY = Path(__file__).parent.parent

# Material and MkDocs advertise on standard error otherwise.
os.environ.update(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process runs all tests of this repository's own site, so that it is built once; and so with the sites that
    are built in each theme."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "own_site" in fixtures:
            item.add_marker(pytest.mark.xdist_group("own_site"))
        elif "matrix" in fixtures or "open_page" in fixtures:
            parameters = getattr(getattr(item, "callspec", None), "params", {})
            item.add_marker(pytest.mark.xdist_group(f"theme {parameters.get('theme', 'material')}"))


def pytest_collection_finish() -> None:
    """What is collected stays to the end: garbage is not looked for among thousands of tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A test works in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@dataclass
class Built:
    """A site that was built: its pages, its files, and what the build complained of."""

    site: Path
    warnings: list[str] = field(default_factory=list)
    aborted: bool = False

    def path(self, url: str) -> Path:
        """The file of a URL, given relative to the site."""
        path = self.site / url.partition("#")[0]
        return path / "index.html" if path.is_dir() else path

    def html(self, url: str = "") -> str:
        """The HTML of a page."""
        return self.path(url).read_text("utf-8")

    def page(self, url: str = "") -> BeautifulSoup:
        """A page, to be asked by CSS selectors."""
        return BeautifulSoup(self.html(url), "html.parser")

    def article(self, url: str = "") -> Tag:
        """What the page's Markdown became, without the theme around it."""
        article = self.page(url).select_one("article.md-content__inner, [role=main]")
        assert article is not None
        return article

    def search(self) -> dict[str, str]:
        """The search index: text (with its title) by location."""
        index = json.loads((self.site / "search/search_index.json").read_text("utf-8"))
        return {doc["location"]: f"{doc['title']} {doc['text']}" for doc in index["docs"]}


def build(
    config: Path, site: Path, strict: bool = True, command: Literal["build", "serve"] = "build", **options: Any
) -> Built:
    """Build as `mkdocs build` does. Where strict mode fails, the result says so in place of an exception.

    With command="serve" the pages are those of the preview, with whole panels.
    """
    built = Built(site)
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.INFO)
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: built.warnings.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(handler)
    try:
        loaded = load_config(str(config), site_dir=str(site), strict=strict, **options)
        loaded.plugins.on_startup(command=command, dirty=False)
        try:
            mkdocs_build(loaded)
        finally:
            loaded.plugins.on_shutdown()
    except Abort:
        built.aborted = True
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
    return built


def build_small(
    root: Path, files: dict[str, str | bytes], *, command: Literal["build", "serve"] = "build", **config: Any
) -> Built:
    """Write a small site and build it: files by path (a name alone is a page), options of mkdocs.yml by name."""
    pages = {path for path in files if path.endswith(".md") and "/" not in path}
    write(root, {f"docs/{path}" if path in pages else path: content for path, content in files.items()})
    settings = {"site_name": "Harbour", "theme": {"name": "mkdocs"}, "plugins": ["search", "foreword"], **config}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    return build(root / "mkdocs.yml", root / "site", settings.get("strict", False), command)


Build = Callable[..., Built]


@pytest.fixture
def build_site(tmp_path: Path) -> Build:
    """`build_small` in a folder of the test's own."""
    return partial(build_small, tmp_path)


THEMES: dict[str, dict[str, Any]] = {
    "mkdocs": {"name": "mkdocs", "color_mode": "auto", "user_color_mode_toggle": True, "navigation_depth": 4},
    "properdocs": {"name": "mkdocs", "navigation_depth": 4},
    "readthedocs": {"name": "readthedocs"},
    "material": {
        "name": "material",
        "font": False,
        "features": ["navigation.instant"],
        "palette": [
            {"media": "(prefers-color-scheme: light)", "scheme": "default"},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
        ],
    },
}
"""The themes of the matrix; "properdocs" is the theme `mkdocs` of ProperDocs. readthedocs has no dark colours."""


@pytest.fixture(scope="session")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """The site in `site/matrix`, in one of the themes, built at most once by each process that runs tests.

    As the theme "properdocs" it is built by ProperDocs, in the theme that comes with it.
    """
    done: dict[str, Built] = {}

    def built(theme: str) -> Built:
        if theme not in done:
            root = tmp_path_factory.mktemp(theme)
            shutil.copytree(REPOSITORY / "tests/site/matrix", root, dirs_exist_ok=True)
            settings = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
            settings["theme"] = THEMES[theme]
            if settings["theme"]["name"] == "mkdocs":  # section-index warns that it does not know this theme
                settings["plugins"].remove("section-index")
            (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
            if theme == "properdocs":
                command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "site"]
                run = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60)
                lines = [line for line in run.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
                result = Built(root / "site", lines, run.returncode != 0)
            else:
                result = build(root / "mkdocs.yml", root / "site")
            assert not result.warnings
            assert not result.aborted
            done[theme] = result
        return done[theme]

    return built


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """This repository's own site: in Material as it is published, in another theme without the guide."""
    done: dict[str, Built] = {}

    def built(theme: str = "material") -> Built:
        if theme not in done:
            options: dict[str, Any] = {} if theme == "material" else {"theme": THEMES[theme], "exclude_docs": "guide/"}
            site = tmp_path_factory.mktemp("own") / theme
            done[theme] = build(REPOSITORY / "mkdocs.yml", site, strict=False, **options)
        return done[theme]

    return built


class Quiet(SimpleHTTPRequestHandler):
    """Files over HTTP, without a line for each request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve_files() -> Iterator[Callable[[Path], str]]:
    """Serve a folder over HTTP, on a port of its own: its origin, as `http://127.0.0.1:8123`."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def serve(folder: Path) -> str:
        if folder not in servers:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            servers[folder] = server
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield serve
    for server in servers.values():
        server.shutdown()
        server.server_close()
