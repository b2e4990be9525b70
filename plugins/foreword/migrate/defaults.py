"""The keys that `defaults` gives to documents; see `Jekyll::FrontmatterDefaults`."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from typing import Any

from foreword.migrate.jekyll_config import Scope
from foreword.source.options import merged


def defaults_of(path: str, kind: str, scopes: Iterable[Scope], collections_folder: str = "") -> dict[Any, Any]:
    """The default keys of a document: `path` is its path in the Jekyll site, `kind` is `pages` or its collection."""
    found: dict[Any, Any] = {}
    above: Scope | None = None
    for scope in scopes:
        if not applies(scope, path, kind, collections_folder):
            continue
        if above is None or outranks(scope, above):
            found = merged(found, scope.values)
            above = scope
        else:
            found = merged(scope.values, found)
    return found


def applies(scope: Scope, path: str, kind: str, collections_folder: str) -> bool:
    """Whether a scope holds for a document."""
    if scope.type is not None and scope.type != kind:
        return False
    lead = sanitized(scope.path)
    if collections_folder:
        lead = lead.removeprefix(f"{collections_folder}/")
        path = path.removeprefix(f"{collections_folder}/")
    if "*" not in lead:
        return path.startswith(lead)
    parts = path.split("/")
    above = ("/".join(parts[: count + 1]) for count in range(len(parts)))
    return any(part.count("/") == lead.count("/") and fnmatch.fnmatchcase(part, lead) for part in above)


def outranks(scope: Scope, above: Scope) -> bool:
    """Whether the keys of a scope win over those of one that came before (`has_precedence?`)."""
    length, other = len(sanitized(scope.path)), len(sanitized(above.path))
    if length != other:
        return length > other
    return scope.type is not None or above.type is None


def sanitized(path: str) -> str:
    """A path of a scope without the slashes around it."""
    return path[1:].removesuffix("/") if path.startswith("/") else path


def with_defaults(values: Mapping[Any, Any], defaults: Mapping[Any, Any]) -> dict[Any, Any]:
    """The keys of a document with its defaults: its own win, but for those without a value (`deep_merge_hashes`)."""
    own = {key: value for key, value in values.items() if value is not None or key not in defaults}
    return merged(defaults, own)
