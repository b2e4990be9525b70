"""Filters and tests: Foreword's own, and Jinja's under the page's budget."""

from __future__ import annotations

import html as entities
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS
from markupsafe import Markup

from foreword.render import slots
from foreword.render.bounds import bounded, listed
from foreword.render.example import example_of
from foreword.render.highlight import highlight, languages
from foreword.render.host import BrokenLinkError
from foreword.render.plain_data import FailedValueError, as_json, plain_data
from foreword.render.run import Piece, plain
from foreword.render.status import reason_phrase, status_class
from foreword.render.undefined import Failure, Missing, meant
from foreword.render.views import ExpandedOnce, View
from foreword.render.words import slug_of, words_of
from foreword.source.data import ABSENT
from foreword.source.diagnostic import ContentError
from foreword.source.text import SitePath

if TYPE_CHECKING:
    from foreword.render.environment import Environment

SCRIPTS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")

WORDS = {
    "copy": "Copy",
    "copied": "Copied",
    "copy-failed": "Copying failed: select the code and copy it",
    "link-to": "Link to",
    "not-applicable": "Not applicable",
    "used-by": "Used by",
    "broken": "This part of the page could not be made",
    "read-only": "Read-only",
    "one-of": "One of",
    "attributes-of": "Attributes of",
    "header-parameters": "Headers",
    "needs": "Needs",
    "needs-nothing": "Public: needs no credentials",
    "needed": "Needed",
    "not-needed": "Not needed",
    "other": "Any other status",
    "endpoints": "endpoints",
    "newest": "newest",
    "outdated": "This version is outdated. The newest is",
    "contents": "Contents",
}
"""The packaged words on the page; the option `labels` changes them."""

REMOVED = frozenset(["random", "pprint"])
"""Filters of Jinja's that would make each build different, or print Python."""


@pass_environment
def markdown_filter(environment: Environment, value: Any) -> Markup:
    """Markdown to HTML: a piece that is converted with the rest of the page, at its end."""
    if isinstance(value, Failure):
        return Markup(value.marker)
    if isinstance(value, Markup):
        return value
    if isinstance(value, Missing):
        raise value.error()
    return environment.run.slot(Piece(environment.printed(value)))


@pass_environment
def url_filter(environment: Environment, value: Any) -> str:
    """A URL relative to the page. A path in a text is relative to the file of the text; a path that begins with
    `/` and a path from data are relative to the root of the docs. `javascript:` and the like are refused."""
    href = re.sub(r"[\t\n\r]+", "", environment.printed(value).strip())
    # A browser passes over control characters and white space, and reads entities, before it looks for the scheme.
    if SCRIPTS.match(CONTROLS.sub("", entities.unescape(href))):
        raise ContentError(
            "LK008", f"the URL `{href[:40]}` could run code", hint="link to a page or an `https:` address"
        )
    run = environment.run
    text = run.nearest_text
    file = text.file.path if text is not None and not isinstance(value, SitePath) else ""
    try:
        resolved = run.host.resolve(file, href)
    except BrokenLinkError as broken:
        raise ContentError("LK002", broken.message, hint=broken.hint) from None
    run.resolved.add(resolved)
    return resolved


def slugify(value: Any) -> str:
    """A slug as the toc extension makes it: lower case, ASCII, words joined by hyphens."""
    return slug_of(plain(value))


@pass_environment
def where(environment: Environment, items: Any, key: str, value: Any) -> list[Any]:
    """The items of a list whose `key` prints as `value` does; an item without the key does not match."""
    wanted = environment.printed(value)
    return [item for item in listed(items) if (found := environment.value_of(item, key)) is not ABSENT
            and not isinstance(found, dict | list) and plain(found) == wanted]  # fmt: skip


@pass_environment
def sort(
    environment: Environment, items: Any, key: Any = None, reverse: bool = False, case_sensitive: bool = False,
    attribute: Any = None,
) -> list[Any]:  # fmt: skip
    """A list sorted by a key of its items, numbers as numbers, stable; an item without the key comes last.

    Jinja's own arguments (`reverse`, `case_sensitive`, `attribute`) keep their meaning.
    """
    if isinstance(key, bool):
        key, reverse = None, key
    key = attribute if key is None else key
    found = [(item, item if key is None else environment.value_of(item, key)) for item in listed(items)]
    have = [pair for pair in found if pair[1] is not ABSENT and pair[1] is not None]
    rest = [item for item, value in found if value is ABSENT or value is None]
    ordered = sorted(have, key=lambda pair: sort_key(pair[1], case_sensitive), reverse=reverse)
    return [item for item, _ in ordered] + rest


def sort_key(value: Any, case_sensitive: bool) -> tuple[int, float, str]:
    """Numbers before text; text without regard to case."""
    if isinstance(value, int | float):
        return (0, float(value), "")
    if isinstance(value, dict | list):
        raise ContentError("TP009", "a list or a mapping cannot be sorted by", hint="name a key whose value is text")
    text = plain(value)
    return (1, 0.0, text if case_sensitive else text.lower())


@pass_environment
def label(environment: Environment, key: Any) -> str:
    """The word on the page for a key: from the option `labels`, else the key with spaces and a capital."""
    name = plain(key)
    known = environment.labels.get(name.replace("_", "-"))
    return words_of(name) if known is None else known


@pass_environment
def unique_id(environment: Environment, wished: Any, owner: Any = None) -> str:
    """An id that is free on this page: the wished one, else with `_1`, `_2`, ... as the toc extension counts.

    An id that an author gave stays as it is for another `owner`: that it stands twice is then told.
    """
    owners, wish = environment.run.ids, plain(wished)
    owner = owner.source if isinstance(owner, ExpandedOnce) else owner
    if wish in owners and owner is not None and owners[wish] != id(owner):
        return wish
    found, number = wish, 0
    while found in owners:
        number += 1
        found = f"{wish}_{number}"
    owners[found] = id(owner)
    return found


def dedent(value: Any) -> str:
    """Code without its common indent, and without blank lines around it."""
    lines = plain(value).expandtabs(4).split("\n") if "\t" in plain(value)[:1] else plain(value).split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return textwrap.dedent("\n".join(lines))


@pass_environment
def highlight_filter(environment: Environment, code: Any, language: Any = "text") -> Markup:
    """Code as Pygments' spans. An unknown language is a diagnostic, and the code is plain."""
    source, name = plain(code), plain(language) or "text"
    if slots.ANY.search(source):
        raise ContentError(
            "MD003", "code cannot hold a component's HTML", hint="call the component outside of the snippet"
        )
    spans = highlight(source, name)
    if spans is None:
        environment.report("SN001", f"the language `{name}` is not known", meant(name, languages()), name)
        spans = highlight(source, "text")
    assert spans is not None
    return spans


def counted_expansion(environment: Environment) -> Callable[[Any], Any]:
    """What expands each value of a whole, under the page's budget: what is shared may be met many times over."""

    def expand(value: Any) -> Any:
        environment.run.budget.step()
        value = environment.resolved(value)
        if isinstance(value, str):
            environment.run.budget.allocate(len(value))
        return value

    return expand


@pass_environment
def json_filter(environment: Environment, value: Any) -> str | Failure:
    """Data as JSON, indented by two spaces, with the texts in it expanded. One of them that failed stands for it."""
    try:
        return as_json(plain_data(value, counted_expansion(environment)))
    except FailedValueError as failed:
        return failed.failure


@pass_environment
def example_filter(environment: Environment, attributes: Any, values: Any = None, request: bool = False) -> Any:
    """An object made of the examples of attributes; see `foreword.render.example`."""
    given = values if isinstance(values, Mapping) else {}
    return example_of(attributes, given, request=request, expand=counted_expansion(environment))


def reason_filter(status: Any) -> str:
    """The reason phrase of a status code: `Not Found`."""
    return reason_phrase(plain(status))


def status_class_filter(status: Any) -> str:
    """The class of a status as a key of `labels`: `success`, `client-error`, ...; `other` for `default`."""
    return status_class(plain(status))


@pass_environment
def sections(environment: Environment, items: Any, parent: Any = None) -> Iterator[Any]:
    """Sections (or steps) that know the section around them as `parent`; a step that is text is its content."""
    if isinstance(items, Failure) or items is None:
        return
    for item in listed(items):
        if isinstance(item, Failure):
            yield item
        else:
            view = View(item if hasattr(item, "keys") else {"content": item}, parent=parent)
            view.began = len(environment.run.shown)
            yield view


@pass_environment
def is_present(environment: Environment, value: Any) -> bool:
    """Whether there is something to show: not for a key that is missing (but known), null, or empty."""
    if isinstance(value, Missing):
        return bool(value)
    return not (value is None or (isinstance(value, str | list | dict) and not value))


@pass_environment
def is_shown(environment: Environment, value: Any, section: Any = None) -> bool:
    """Whether a list has been gone through or given to a component: at all, or since a section began."""
    shown = environment.run.shown
    since = shown[section.began :] if isinstance(section, View) else shown
    return any(item is value for item in since)


OWN_FILTERS: dict[str, Callable[..., Any]] = {
    "markdown": markdown_filter,
    "url": url_filter,
    "slugify": slugify,
    "where": where,
    "sort": sort,
    "label": label,
    "unique_id": unique_id,
    "dedent": dedent,
    "highlight": highlight_filter,
    "sections": sections,
    "json": json_filter,
    "example_of": example_filter,
    "reason_phrase": reason_filter,
    "status_class": status_class_filter,
}
OWN_TESTS: dict[str, Callable[..., Any]] = {"present": is_present, "shown": is_shown}


def filters_for(environment: Environment, queries: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Every filter of an environment: Jinja's, Foreword's own over them, and those that ask the index."""
    found = {name: f for name, f in DEFAULT_FILTERS.items() if name not in REMOVED}
    own = {**found, **OWN_FILTERS, **queries}
    return {name: bounded(environment, name, function) for name, function in own.items()}


def tests_for(environment: Environment, queries: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Every test of an environment."""
    found: dict[str, Any] = {**DEFAULT_TESTS, **OWN_TESTS, **queries}
    return {name: bounded(environment, name, function, frozenset()) for name, function in found.items()}
