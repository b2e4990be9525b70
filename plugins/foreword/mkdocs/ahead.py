"""Ahead: what several processes do before a build comes to it. Templates are compiled, and pages are rendered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from foreword.mkdocs.cache import BuildCache
from foreword.mkdocs.files import ReadFile
from foreword.mkdocs.hooks import has_foreign
from foreword.mkdocs.page import ForewordPage, adopt
from foreword.mkdocs.told import listening
from foreword.mkdocs.workers import shared, workers_for
from foreword.render.shared_code import SharedCode, compiled
from foreword.source.digest import digest_of

if TYPE_CHECKING:
    from foreword.mkdocs.plugin import ForewordPlugin
    from foreword.render.environment import Environment


def render_ahead(plugin: ForewordPlugin, config: MkDocsConfig, files: Files, cache: BuildCache) -> None:
    """Render pages in several processes, where there are many to be rendered: they are kept, and taken from the cache
    when their turn comes."""
    if has_foreign(config, ("page_read_source", "page_markdown")):
        return
    shown = [one for one in plugin.documents if files.get_file_from_path(one.file.src_uri) is one.file]
    stale = [one for one in shown if not is_kept(plugin, one, cache)]
    if workers_for(len(stale)) == 1:
        return
    compile_ahead(plugin.site.environment, len(stale))()
    reported = set(plugin.reported)
    render = partial(render_one, plugin, config)
    with listening(aloud=False):
        render(stale.pop(0))  # so that the templates are compiled once
    plugin.reported = reported  # what is wrong is told when the page's turn comes
    for _ in shared(stale, render):
        pass


def is_kept(plugin: ForewordPlugin, one: ReadFile, cache: BuildCache) -> bool:
    """Whether the page of a document would be taken from the cache."""
    path, url = plugin.options.path_of(one.location), "" if one.file.url == "./" else one.file.url
    return cache.page(path, url, digest_of(one.raw)) is not None


def render_one(plugin: ForewordPlugin, config: MkDocsConfig, one: ReadFile) -> None:
    """Render the page of a document, in a process of its own."""
    page = one.file.page or Page(None, one.file, config)
    adopt(page, plugin)
    assert isinstance(page, ForewordPage)
    page.read_source(config)
    page.render(config, plugin.files)
    adopt(page, plugin)  # what it became is in the cache
    page.content = None


def compile_ahead(environment: Environment, pages: int) -> Callable[[], None]:
    """Begin to compile the site's templates in several processes, where there are no more of them than pages to be
    rendered: each process would compile nearly all of them else. Gives what waits for them."""
    names = environment.templates.own_names() if environment.bytecode_cache is None else []
    if workers_for(len(names)) == 1 or len(names) > pages:
        return lambda: None
    environment.bytecode_cache = code = SharedCode()
    codes = shared(names, partial(compiled, environment))
    return lambda: code.take(codes)
