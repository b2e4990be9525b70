"""Chromium, and pages of the test sites in it. A plugin of pytest's, which tests/conftest.py loads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import yaml

from conftest import THEMES, Built, build
from engine import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ORDINARY_ORIGIN = "harbour.test"
"""A name that is this machine, but to a browser no secure origin, as `127.0.0.1` is."""

RULES = f"MAP {ORDINARY_ORIGIN} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The shell has no windows to draw, and takes half the time."""


def chromium() -> str | None:
    """The path of the browser, if there is one."""
    named = os.environ.get("FOREWORD_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where the browser tests have to run."""
    if os.environ.get("FOREWORD_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, which finds nothing but this machine."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("there is no Playwright: install the extra `dev`")
    path = chromium()
    if path is None:
        missing("there is no Chromium: install it, or set FOREWORD_CHROMIUM to its path")
    arguments = [f"--host-resolver-rules={RULES}", "--force-color-profile=srgb"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses to run as root otherwise
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


OpenPage = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser, serve_files: Callable[..., str]) -> Iterator[OpenPage]:
    """Open a page of a built site.

    `width` of the window; `dark` as the reader's system prefers; `secure` whether the browser takes the origin for
    one; `script` runs before every page's own; what matches the pattern `block` is not to be had; further options
    are those of Playwright's contexts.
    """
    contexts = []

    def opened(
        site: Built,
        url: str,
        *,
        width: int = 1280,
        dark: bool = False,
        secure: bool = True,
        script: str = "",
        block: str = "",
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        if script:
            context.add_init_script(script)
        if block:
            context.route(block, lambda route: route.abort())
        origin = serve_files(site.site)
        if secure:
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
        else:
            origin = origin.replace("127.0.0.1", ORDINARY_ORIGIN)
        page = context.new_page()
        page.goto(f"{origin}/{url}", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


WRONG = {
    "docs/index.md": """\
---
title: Mistakes
sections:
  - title: In a paragraph
    content: The name is {{ site.data.harbour.nam }}, they say.
  - title: In a table
    credentials:
      - name: Gate key
        definition: "{{ site.data.harbour.door }}"
        obtained-by: Asking
  - title: A language
    content: |
      {{ code_snippet("x = 1", language="pyton") }}

      {{ code_snippet("a long line, " * 20, languag="text") }}
  - title: YAML
    content: "{{ site.data.broken }}"
---
""",
    "data/harbour.yml": """\
name: Old Port
door: 'It opens {{ site.data.harbour.gate }}, at {{ site.data.harbour.name }}'
""",
    "data/broken.yml": """\
first: 1
second: {{ third }} and a line that goes on and on, so that it has to be scrolled on a telephone
""",
}
"""A site of mistakes: in a paragraph, in a table, at a block of its own, and in the data."""


@pytest.fixture(scope="session")
def panels(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """A site of mistakes in one of the themes, with the panels of the preview."""
    done: dict[str, Built] = {}

    def built(theme: str) -> Built:
        if theme not in done:
            root = tmp_path_factory.mktemp(f"panels-{theme}")
            settings = {"site_name": "Harbour", "theme": THEMES[theme], "plugins": ["search", "foreword"]}
            write(root, {**WRONG, "mkdocs.yml": yaml.safe_dump(settings)})
            done[theme] = build(root / "mkdocs.yml", root / "site", strict=False, command="serve")
        return done[theme]

    return built
