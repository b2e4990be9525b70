"""Reading a site for the linter: its documents and the files beside them, and every page rendered."""

from __future__ import annotations

from collections.abc import Iterator

from foreword.link.references import LinkedPage
from foreword.lint.config import Config
from foreword.lint.host import Files, LintHost, page_url
from foreword.lint.linted import Linted
from foreword.render.entry import Entry
from foreword.site import DocumentFile, Site


def read_site(config: Config) -> Linted:
    """Read a site and its files, without rendering it."""
    docs = config.options.docs
    paths = [path for path in sorted(docs.rglob("*")) if path.is_file()] if docs.is_dir() else []
    relative = {path: path.relative_to(docs).as_posix() for path in paths}
    site = Site(config.options)
    left_out = {path for path in paths if config.left_out.match_file(relative[path])}
    documents = [
        path
        for path in paths
        if site.options.is_document(relative[path])
        and (path not in left_out or site.options.collections_of(relative[path]))
    ]
    urls = {path: page_url(relative[path], config.use_directory_urls) for path in documents}
    site.load(DocumentFile(path, urls[path], path.read_bytes()) for path in documents)
    built: dict[str, str] = {}
    for path in paths:
        entry = site.entries.get(site.path_of(path))
        if entry is not None and path in left_out:
            entry.url = None
        if path not in left_out and (entry is None or entry.url is not None):
            built[relative[path]] = urls.get(path, relative[path])
    return Linted(config, site, Files(built))


def render_site(linted: Linted) -> Iterator[Entry]:
    """Render every page, and link them at the end; gives each document as it is rendered, for a progress bar."""
    site = linted.site
    for entry in [entry for entry in linted.entries if entry.url is not None]:
        host = LintHost(linted.config, linted.files, entry.relative, site.docs, site.unpublished)
        renderer = site.renderer(entry, host)
        renderer.meta()
        linted.pages[entry.path] = LinkedPage(entry.url or "", site.render(renderer, entry.document.body))
        yield entry
    pages = list(linted.pages.values())
    references = site.references(pages)
    for page in pages:
        page.rendered.html = references.resolved(page.rendered.html, page)
