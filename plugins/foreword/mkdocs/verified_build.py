"""A program that builds a MkDocs site as `mkdocs build` does, for `foreword migrate --verify`.

It is run as `python -m foreword.mkdocs.verified_build MKDOCS_YML SITE_FOLDER CACHE [--marked]`. CACHE is a folder of
the project for what pages become; with `--marked` there are marks around the main content of each page.
"""

from __future__ import annotations

import logging
import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from foreword.migrate.verify.marks import END, START

MARKED = "--marked"


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin below."""


class Marks(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Marks the content of a page before the theme is put around it."""

    @event_priority(-1000)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """See `mkdocs.plugins`."""
        page.content = f"{START}{page.content or ''}{END}"
        return context


def main(config_file: str, site: str, cache: str, *options: str) -> int:
    """Build a site; gives the exit code. Errors are printed, warnings too."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s - %(message)s"))
    logger.addHandler(handler)
    try:
        config = load_config(config_file=config_file, site_dir=site)
        if "foreword" in config.plugins:
            config.plugins["foreword"].config["cache"] = cache
        if MARKED in options:
            config.plugins["foreword-verify"] = Marks()
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        error.show()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
