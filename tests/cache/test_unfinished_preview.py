"""A preview that is interrupted while it brings pages up to date leaves nothing that the next build takes for right."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from cache.edits import EPOCH, EditedSite, files_of
from foreword.mkdocs.plugin import ForewordPlugin
from foreword.mkdocs.preview import Preview


def served(site: EditedSite, folder: str, cache: bool = True) -> MkDocsConfig:
    """Build the site as the first build of a preview does."""
    config = load_config(str(site.write_config(cache)), site_dir=str(site.root / folder))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1/")
    return config


def preview_of(config: MkDocsConfig) -> Preview:
    """The preview of a site that was built."""
    plugin = config.plugins["foreword"]
    assert isinstance(plugin, ForewordPlugin)
    preview = plugin.preview()
    assert preview is not None
    preview.prepare()
    return preview


@pytest.mark.parametrize("refreshed", [1, 3, 99])
def test_the_navigation_of_pages_that_were_not_reached(tmp_path: Path, refreshed: int) -> None:
    """The title of a page is in the navigation of all: the search index is made before all of them are."""
    site = EditedSite(tmp_path / "project")
    site.create()
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH}):
        preview = preview_of(served(site, "site"))
        page = site.root / "docs/guide/codes.md"
        page.write_text(page.read_text("utf-8").replace("# Codes", "# All codes"), "utf-8")
        for path in preview.take({page}):
            preview.refresh(path)
        preview.make_index()
        for path in list(preview.stale)[:refreshed]:
            preview.refresh(path)
        if not preview.stale:
            preview.finish()
        index = (site.root / "site/search/search_index.json").read_text("utf-8")
        assert "All codes" in index
        served(site, "site")
        served(site, "clean", cache=False)
    assert files_of(site.root / "site") == files_of(site.root / "clean")


def test_the_index_has_what_links_of_other_pages_became(tmp_path: Path) -> None:
    """The page that is edited has another title, and shows no more what other pages link to: these are another both in
    what is around them and in their content, which the search index waits for."""
    site = EditedSite(tmp_path / "project")
    site.create()
    with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH}):
        preview = preview_of(served(site, "site"))
        page = site.root / "docs/reference.md"
        page.write_text("---\ntitle: Another\n---\nNothing.\n", "utf-8")
        preview.take({page})
        while (path := preview.next([])) is not None:
            preview.refresh(path)
        assert preview.stale
        preview.make_index()
        index = (site.root / "site/search/search_index.json").read_text("utf-8")
        served(site, "clean", cache=False)
    assert "LK003" in index
    assert index == (site.root / "clean/search/search_index.json").read_text("utf-8")
