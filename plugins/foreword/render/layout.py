"""Layouts: a document turned into HTML, as a page of its own or as a part of another."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import pass_context
from jinja2.runtime import new_context
from markupsafe import Markup

from foreword.render.budget import TEXT_STEPS
from foreword.render.entry import FIRST_HEADING, DocumentView, Entry
from foreword.render.failure import content_error
from foreword.render.links import rebase
from foreword.render.run import Piece
from foreword.render.undefined import described
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.render.environment import Environment

STRUCTURE = frozenset(["sections", "steps", "credentials"])
"""The keys whose values a layout renders; a document that has one of them gets the layout `sections`."""
BY_KIND = {"object": "object", "structure": "object", "endpoint": "endpoint"}
"""The layouts of the kinds that have one of their own."""

API_KEYS = frozenset(["description", "attributes", "parameters", "body", "responses", "examples", "versions"])


def rendered_keys(entry: Entry) -> frozenset[str]:
    """The keys whose values are only for the layout."""
    return STRUCTURE | API_KEYS if entry.kind in BY_KIND else STRUCTURE


def layout_of(entry: Entry) -> str | None:
    """The layout of a document: its own, else that of its kind, else `sections` where it has what that renders."""
    named = entry.values.get("layout")
    if isinstance(named, str) and named:
        return named
    return BY_KIND.get(entry.kind) or ("sections" if STRUCTURE & entry.values.keys() else None)


def laid_out(environment: Environment, entry: Entry, variables: dict[str, Any], body: str | Text) -> str:
    """The HTML of a document in its layout, or its body alone where it has none; `variables` is its scope."""
    run = environment.run
    name = layout_of(entry)
    if name is None:
        return str(run.slot(Piece(body_source(environment, variables, body))))
    try:
        template = environment.get_template(f"layouts/{name}.html.jinja")
        context = template.new_context({**variables, "content": body}, shared=True)
        return "".join(template.root_render_func(context))
    except (jinja2.TemplateError, ContentError, RecursionError) as error:
        marker = run.marker(layout_diagnostic(environment, entry, error))
        return marker + str(run.slot(Piece(body.source if isinstance(body, Text) else body)))


def body_source(environment: Environment, variables: dict[str, Any], body: str | Text) -> str:
    """The Markdown of a body, expanded in a scope."""
    if not isinstance(body, Text):
        return body
    context = new_context(environment, None, {}, variables, shared=True)
    return environment.printed(environment.expand(body, context, None, -1))


def layout_diagnostic(environment: Environment, entry: Entry, error: Exception) -> Diagnostic:
    """What to tell of a layout that cannot be used as a whole."""
    content = content_error(environment, error)
    assert content is not None
    place = content.place
    if place is None:
        place = entry.place(("layout",)) if "layout" in entry.values else Place(entry.path)
    return Diagnostic(content.code, place, content.message, content.hint)


@pass_context
def document_content(context: Context, document: Any, level: Any = 2) -> Markup:
    """A document as a part of the page: its title as a heading of this level, and below it what its layout gives.

    The headings in its Markdown go down by as many levels. It is rendered in its own scope: `document` is the
    document, and its aliases are known.
    """
    environment: Environment = context.environment  # type: ignore[assignment]
    run = environment.run
    if not isinstance(document, DocumentView):
        hint = 'a collection has documents: `site.collections["name"]`'
        raise ContentError("TP009", f"`document_content` needs a document, not {described(document)}", hint=hint)
    if not isinstance(level, int):
        raise ContentError("TP009", "the level of a heading has to be a whole number", hint="write it without quotes")
    entry = document.entry
    if entry.path in run.around:
        told = " -> ".join([*run.around[run.around.index(entry.path) :], entry.path])
        raise ContentError("DT002", f"documents show each other in a circle: {told}", hint="show each of them once")
    if entry.path not in run.anchors:
        run.budget.grant(TEXT_STEPS)
    run.meet(entry)
    assert run.context is not None
    shift, level = run.shift, min(max(level, 1), 6)
    variables = {
        **run.context.get_all(),
        **entry.names,
        "document": document,
        "section": None,
        "level": level,
        "anchor": entry.anchor,
    }
    run.around.append(entry.path)
    run.shift = level - 1
    pieces = len(run.html)
    try:
        with run.scope(environment, variables):
            html = laid_out(environment, entry, variables, assembled_body(entry, run.base))
            lead = lead_of(environment, entry, level) if layout_of(entry) is None else ""
    finally:
        run.around.pop()
        run.shift = shift
    headed = any(isinstance(piece, Piece) and piece.anchor == entry.anchor for piece in run.html[pieces:])
    mark = "" if headed else f'<a id="{entry.anchor}"></a>\n'
    run.anchors.setdefault(entry.path, entry.anchor)
    return Markup(mark + lead + html)


def assembled_body(entry: Entry, onto: str) -> str | Text:
    """The body of a document that another page shows: without the heading that becomes its title, where it has no
    layout; its links right for a page in the folder `onto`."""
    body = entry.document.body
    if isinstance(body, str):
        body = rebase(body, posixpath.dirname(entry.relative), onto, set())
    if layout_of(entry) is None and entry.first_heading:
        source = body.source if isinstance(body, Text) else body
        found = FIRST_HEADING.match(source)
        assert found is not None
        rest = source[found.end() :]
        if not isinstance(body, Text):
            return rest
        line = entry.document.body_line + source.count("\n", 0, found.end())
        return Text(rest, body.file, (line - 1, 0), True)
    return body


def lead_of(environment: Environment, entry: Entry, level: int) -> str:
    """The heading of a document without a layout."""
    return str(environment.run.slot(Piece(entry.title, level, entry.anchor))) + "\n"
