"""Queries: what templates ask of the whole site. References, credentials, endpoints and versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from markupsafe import Markup, escape

from foreword.render.entry import DocumentView, Entry
from foreword.render.index import order_of, versions_listed
from foreword.render.targets import Target, credential_id
from foreword.render.undefined import Failure, described
from foreword.render.views import ExpandedOnce, View
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import ContentError
from foreword.source.options import merged

if TYPE_CHECKING:
    from foreword.render.environment import Environment

CODE = re.compile(r"`([^`]+)`")
OWN_VERSION = ("versions", "id", "kind")


@pass_environment
def ref(environment: Environment, id: Any, text: Any = None) -> Markup:
    """A link to a document, section or credential by its id, or to `document#anchor`; with its title, or with `text`.
    A document itself can be given too.

    Where it leads is known when all pages are rendered: until then its href is `ref:<id>`.
    """
    if isinstance(id, Failure):
        return Markup(id.marker)
    if isinstance(id, DocumentView):
        reference = f"@{id.entry.path}"
    else:
        reference = environment.printed(get(id, "id") if isinstance(id, Mapping) else id)
    if not environment.index.entries:
        message = "`ref` cannot be used in what names a document: themes show it as plain text"
        raise ContentError("MD003", message, hint="write the words themselves")
    environment.run.reading.record(f"index:{reference}")
    target = environment.index.find(reference)
    title = environment.printed(target.entry.expanded(target.title) if text is None else text)
    shown = CODE.sub(r"<code>\1</code>", str(escape(title)))
    return Markup(f'<a href="ref:{escape(reference)}">{shown}</a>')


def find_credential(environment: Environment, id_: str) -> View:
    """The credential of an id, with its id and its placeholder. Raises ContentError (CR005)."""
    environment.run.reading.record(f"index:{id_}")
    return credential_view(environment.index.credential(id_))


def credential_view(target: Target) -> View:
    """A credential as templates see it, its texts expanded in the scope of the document that describes it."""
    values = ExpandedOnce(target.value, target.entry.expanded)
    return View(values, id=target.id, placeholder=f"<{target.id.upper().replace('-', '_')}>")


@pass_environment
def credential_filter(environment: Environment, id_: Any) -> View:
    """The credential of an id, from anywhere in the site."""
    return find_credential(environment, environment.printed(id_))


@pass_environment
def endpoints(environment: Environment, of: Any, version: Any = None) -> list[DocumentView]:
    """The endpoints of an object, those that need a credential, or those in a list of documents, in order.

    Of one with versions it is the newest, or the one of `version`; an endpoint without versions is in each.
    """
    index = environment.index
    if isinstance(of, list):
        listed = [one.entry for one in of if isinstance(one, DocumentView) and one.entry.kind == "endpoint"]
        groups = sorted({id(group): group for group in map(index.versions, listed)}.values(), key=in_order)
    elif isinstance(of, DocumentView | str):
        owner = index.object(of) if isinstance(of, str) else of.entry
        environment.run.reading.record(f"index:{of if isinstance(of, str) else of.entry.id}")
        groups = index.endpoints.get(owner.path, []) if owner is not None else []
    elif isinstance(of, Mapping):
        id_ = id_of_credential(environment, of)
        environment.run.reading.record(f"index:{id_}")
        groups = [[entry] for entry in index.needed.get(id_, [])]
    else:
        hint = "give it a document of a collection, a credential, or the id of an object"
        raise ContentError("TP009", f"`endpoints` needs an object or a credential, not {described(of)}", hint=hint)
    wanted = "" if version is None else environment.printed(version)
    found = [of_version(group, wanted) for group in groups]
    return [entry.view for entry in found if entry is not None]


def in_order(group: list[Entry]) -> Any:
    """What endpoints are sorted by."""
    return order_of(group[0])


def of_version(group: list[Entry], wanted: str) -> Entry | None:
    """The version of an endpoint: the newest, where none is wanted or it has none."""
    if not wanted or not group[0].named("version", ""):
        return group[0]
    return next((entry for entry in group if entry.named("version", "") == wanted), None)


def id_of_credential(environment: Environment, values: Mapping[Any, Any]) -> str:
    """The id of the mapping of a credential."""
    own, name = (environment.resolved(get(values, key)) for key in ("id", "name"))
    return credential_id(*("" if value is ABSENT else environment.printed(value) for value in (own, name)))


@pass_environment
def versions(environment: Environment, of: Any) -> list[Any]:
    """The versions of an endpoint (each a document), or of an object (each a mapping: its keys with those of the
    version over them, `version`, `status` and `is_newest`), the newest first."""
    if not isinstance(of, DocumentView):
        return []
    entry = of.entry
    environment.run.reading.record(f"index:{entry.id}")
    if entry.kind == "endpoint":
        return [one.view for one in environment.index.versions(entry)]
    own = {key: value for key, value in entry.values.items() if key not in OWN_VERSION}
    listed = entry.values.get("versions")
    by_name = {str(item.get("version")): item for item in listed or [] if isinstance(item, dict)}
    names = versions_listed(entry)
    return [
        View(merged(own, by_name.get(name, {})), version=name, status=None, is_newest=name == names[0], id=entry.id)
        for name in names
    ]


@pass_environment
def placed(environment: Environment, anchor: Any, what: Any) -> Any:
    """Keep that a document or a credential stands at this anchor of the page: references lead there."""
    run = environment.run
    if isinstance(what, DocumentView):
        run.anchors.setdefault(what.entry.path, environment.printed(anchor))
        run.meet(what.entry)
    elif isinstance(what, Mapping):
        run.credentials.setdefault(id_of_credential(environment, what), environment.printed(anchor))
    return anchor


@pass_environment
def is_placed(environment: Environment, document: Any) -> bool:
    """Whether a document stands on the page already."""
    return isinstance(document, DocumentView) and document.entry.path in environment.run.anchors


def is_document(value: Any) -> bool:
    """Whether a value is a document of the site, not just a mapping."""
    return isinstance(value, DocumentView)


QUERY_TESTS: dict[str, Callable[..., Any]] = {"placed": is_placed, "document": is_document}
QUERY_FILTERS: dict[str, Callable[..., Any]] = {
    "credential": credential_filter,
    "endpoints": endpoints,
    "versions": versions,
    "placed": placed,
}
