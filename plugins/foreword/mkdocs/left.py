"""What a build leaves for the next one: the state of the site and of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foreword.cache.packing import row_of
from foreword.cache.state import PageState, SiteState
from foreword.mkdocs.cache import BuildCache, bytes_of
from foreword.mkdocs.files import hidden_documents
from foreword.mkdocs.page import ForewordPage
from foreword.mkdocs.writer import Writer

if TYPE_CHECKING:
    from foreword.mkdocs.plugin import ForewordPlugin


def state_left(
    plugin: ForewordPlugin, cache: BuildCache, writer: Writer | None, listing: str, last: SiteState | None
) -> SiteState:
    """The state of a site that is built. `listing` is the digest of its files; `last` is the state that it was restored
    from, if it was."""
    pages = [file.page for file in plugin.files.documentation_pages() if isinstance(file.page, ForewordPage)]
    states = {page.file.src_uri: page_state_left(page, cache, writer) for page in pages}
    theme = writer.theme if writer is not None else ""
    error_pages = writer.error_pages if writer is not None else {}
    if last is not None:
        return SiteState(**{**vars(last), "theme": theme, "pages": states, "error_pages": error_pages})
    site = plugin.site
    return SiteState(
        whole=cache.inputs.whole,
        files=listing,
        theme=theme,
        early=[row_of(diagnostic) for diagnostic in site.diagnostics],
        late=[row_of(told) for entry in site.entries.values() for told in (*entry.failures, *entry.findings)],
        hidden=hidden_documents(site, plugin.documents),
        pages=states,
        error_pages=error_pages,
    )


def page_state_left(page: ForewordPage, cache: BuildCache, writer: Writer | None) -> PageState:
    """The state of a page that is rendered, or restored."""
    output = writer.written.get(page.file.src_uri) if writer is not None else None
    indexed = output.made_of if output is not None else ""
    entries = writer.search.of(page) if writer is not None else []
    if page.state is not None:
        return PageState(**{**vars(page.state), "output": output, "indexed": indexed, "entries": entries})
    assert page.kept is not None
    assert page.linked is not None
    rendered = page.linked.rendered
    return PageState(
        meta=page.kept.meta,
        title=page._title_from_render,
        contents=[(heading.level, heading.id, heading.name) for heading in rendered.contents],
        ids=rendered.ids,
        anchors=page.anchors,
        told=page.kept.told,
        diagnostics=[row_of(diagnostic) for diagnostic in rendered.diagnostics],
        styles=page.styles,
        content=page.entry or cache.keep_content(bytes_of(page.content), page.digest),
        digest=page.digest,
        indexed=indexed,
        entries=entries,
        output=output,
    )
