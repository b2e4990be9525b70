"""The dialect of a site: what its templates are, how its documents are read, and what renders a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from foreword.render.entry import DocumentView, Entry
from foreword.render.environment import Environment
from foreword.render.page import PageRenderer
from foreword.render.views import CollectionsView, View
from foreword.source.data import DataFolder, FolderView
from foreword.source.formats import Load, load_data
from foreword.source.options import Options
from foreword.source.reading import Reading


class Parts(NamedTuple):
    """What the name `site` gives access to."""

    options: Options
    data: DataFolder
    collections: Mapping[str, list[DocumentView]]
    entries: Mapping[str, Entry]


class Dialect(NamedTuple):
    """The classes of a site, what makes the name `site` for one page, the order of the documents of a collection,
    which are in that of their paths, and what reads a data file."""

    environment: type[Environment]
    entry: type[Entry]
    renderer: type[PageRenderer]
    view: Callable[[Parts, Reading], Mapping[Any, Any]]
    order: Callable[[list[DocumentView]], list[DocumentView]]
    load: Load


def site_view(site: Parts, reading: Reading) -> View:
    """The name `site`, as one page sees it."""
    return View(
        {},
        data=FolderView(site.data, reading),
        collections=CollectionsView(site.collections, reading),
        title=site.options.title,
        url=site.options.url,
    )


NATIVE = Dialect(Environment, Entry, PageRenderer, site_view, list, load_data)
