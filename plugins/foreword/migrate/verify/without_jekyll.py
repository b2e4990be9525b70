"""A verdict where there is no Jekyll: every page and every text through python-liquid and through Foreword."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foreword.migrate.data_files import data_target
from foreword.migrate.document import JekyllDocument
from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.table import Table
from foreword.migrate.verify.address import Address, Origin
from foreword.migrate.verify.compare import Difference, PageComparison, compare, shortened
from foreword.migrate.verify.foreword_pages import ForewordPages
from foreword.migrate.verify.liquid_pages import LiquidPages, Rendered
from foreword.migrate.verify.main_content import is_shell
from foreword.migrate.verify.progress import Progress, silent
from foreword.migrate.verify.sites import SiteComparison
from foreword.migrate.verify.verdict import Verdict, origin_of
from foreword.render.entry import Entry
from foreword.source.text import Text


@dataclass
class Found:
    """What is compared so far. `not_compared` says why, by page or text."""

    pages: list[PageComparison] = field(default_factory=list)
    texts: list[PageComparison] = field(default_factory=list)
    not_compared: dict[str, str] = field(default_factory=dict)

    def add(self, into: list[PageComparison], one: PageComparison, name: str, theirs: Rendered) -> None:
        """Add what was compared; a difference does not count where python-liquid could not read the template."""
        if theirs.problems and not one.is_same:
            self.not_compared[name] = f"python-liquid: {theirs.problems[0]}"
        else:
            into.append(one)


def verify_without_jekyll(site: JekyllSite, destination: Path, table: Table, progress: Progress = silent) -> Verdict:
    """Render each page of a Jekyll site and of the migrated one, with the same Markdown, and compare them; then each
    text of the front matter and the data by itself. Raises VerifyError.
    """
    ours = ForewordPages(destination)
    theirs = LiquidPages(site, table, ours.markdown)
    origin = origin_of(site.config)
    found = Found()
    shown: list[tuple[JekyllDocument, Entry]] = []
    documents = [one for one in site.documents if one.is_published and one.is_html(site.config)]
    with progress(documents, len(documents), "Comparing") as listed:
        for document in listed:
            entry = ours.entry(document.target)
            if entry is None:
                found.not_compared[document.path] = f"the migrated site has no docs/{document.target}"
                continue
            if document.has_page(site.config):
                shown.append((document, entry))
                compare_page(document, entry, ours, theirs, origin, found)
            compare_texts(document.path, document.values, entry.values, (document, entry), ours, theirs, found)
    if shown:
        compare_data(site, shown[0], ours, theirs, found)
    return Verdict(SiteComparison(tuple(found.pages)), texts=tuple(found.texts), not_compared=found.not_compared)


def compare_page(
    document: JekyllDocument, entry: Entry, ours: ForewordPages, theirs: LiquidPages, origin: Origin, found: Found
) -> None:
    """Compare a page."""
    html = ours.page(entry)
    page = theirs.page(document, with_shell=is_shell(html))
    at = Address(entry.url or document.target, origin)
    found.add(found.pages, compare(page.text, html, at, at), document.path, page)


def compare_texts(
    path: str,
    jekyll: Any,
    foreword: Any,
    shown: tuple[JekyllDocument, Entry],
    ours: ForewordPages,
    theirs: LiquidPages,
    found: Found,
) -> None:
    """Compare the texts in the values of a file, expanded on a page. One that Jekyll never expands stays as it is."""
    document, entry = shown
    for keys, source in texts_in(jekyll):
        text = value_at(foreword, keys)
        if not isinstance(text, Text):
            continue
        name = f"{path}: {'.'.join(map(str, keys))}"
        expanded = ours.text(entry, text)
        rendered = theirs.text(source, document)
        same = expanded.rstrip() in (rendered.text.rstrip(), source.rstrip())  # Jinja drops a line end at the end
        lost = Difference("text", shortened((rendered.text,)), shortened((expanded,)))
        one = PageComparison(name) if same else PageComparison(name, same_text=False, similarity=0, differences=(lost,))
        found.add(found.texts, one, name, rendered)


def compare_data(
    site: JekyllSite, shown: tuple[JekyllDocument, Entry], ours: ForewordPages, theirs: LiquidPages, found: Found
) -> None:
    """Compare the texts of the data, on one of the pages."""
    files = {file.location: file for file in ours.linted.data_files}
    for path, loaded in sorted(site.data.items()):
        location = ours.config.options.data / data_target(path.removeprefix(f"{site.config.data}/"))
        file = files.get(location)
        if file is None or file.file is None:
            found.not_compared[path] = f"the migrated site has no {location.name} that can be read"
        else:
            compare_texts(path, loaded.values, file.file.values, shown, ours, theirs, found)


def texts_in(value: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each string that holds Liquid in a value, with its path of keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, (*keys, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts_in(item, (*keys, number))
    elif isinstance(value, str) and ("{{" in value or "{%" in value):
        yield keys, value


def value_at(value: Any, keys: tuple[Any, ...]) -> Any:
    """The value at a path of keys; None where there is none."""
    for key in keys:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value
