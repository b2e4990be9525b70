"""Validation: what is wrong with values, as the path of keys to it, a message and a hint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from foreword.model.api import (
    NEEDED,
    ApiObject,
    Attribute,
    Attributes,
    Body,
    Endpoint,
    Example,
    Examples,
    Parameters,
    Response,
    Responses,
    Version,
)
from foreword.model.base import LetText, Model, kebab, name_of
from foreword.model.credential import Credential, SentIn
from foreword.model.document import FrontMatter, Section
from foreword.model.examples import example_flaws
from foreword.model.flaw import Flaw
from foreword.model.paths import path_flaws
from foreword.model.typos import typos
from foreword.source.places import Keys, spelled

__all__ = ["SCHEMA_KEYS", "Flaw", "argument_flaws", "front_matter_flaws", "model_of"]

KINDS = {
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
}
HINTS = {
    "credentials": "write a list, with `- name: ...` for each credential",
    "sections": "write a list, with `- title: ...` for each section",
    "subsections": "write a list, with `- title: ...` for each section",
    "columns": 'write a list of keys: ["name", "prefix"]',
    "details": 'write a list of keys: ["definition", "expiration"]',
    "languages": 'write a list of languages: ["curl", "python"]',
    "steps": "write a list, with `- title: ...` or just `- the text` for each step",
    "attributes": "write a list, with `- name: ...` for each attribute",
    "path": "write a list, with `- name: ...` for each parameter",
    "query": "write a list, with `- name: ...` for each parameter",
    "header": "write a list, with `- name: ...` for each parameter",
    "enum": "write a list of values: [one, two]",
    "examples": "write a list, with `- title: ...` for each example",
    "versions": "write a list: [v4, v3]",
    "parameters": "write `path`, `query` or `header` below it, each with a list",
    "body": "write `attributes` or `example` below it",
    "responses": "write a mapping of statuses: {200: {description: ...}}",
    "sent-in": "write one of `header`, `query`, `body` and `basic` below it: {header: Authorization}",
    "endpoint": "give it a document of kind `endpoint`",
    "object": "give it a document of kind `object`",
    "aliases": "write names and what they stand for: {api: site.data.api}",
}
"""How to write the value of a key that takes a list or a mapping."""

ITEMS = {
    "credentials": "name",
    "attributes": "name",
    "path": "name",
    "query": "name",
    "header": "name",
    "versions": "version",
}
"""The key that an item of a list begins with, where it is not `title`."""

IDS = "write a list of ids: [partner-id, partner-secret]"
"""The hint for an endpoint's credentials."""

DOCUMENTS: dict[str, type[Model]] = {"object": ApiObject, "structure": ApiObject, "endpoint": Endpoint}
"""The models of the kinds that have one; every other document has `FrontMatter`."""

ARGUMENTS: dict[str, TypeAdapter[Any]] = {
    "credentials": TypeAdapter(Annotated[list[Annotated[Credential, LetText]], LetText]),
    "columns": TypeAdapter(list[str]),
    "details": TypeAdapter(list[str]),
    "languages": TypeAdapter(Annotated[list[str], LetText]),
    "attributes": TypeAdapter(Attributes),
    "responses": TypeAdapter(Responses),
    "examples": TypeAdapter(Examples),
    "endpoint": TypeAdapter(Annotated[Endpoint | None, LetText]),
    "object": TypeAdapter(Annotated[ApiObject, LetText]),
}
"""The arguments of components that are validated, by their name."""

MODELS: tuple[type[Model], ...] = (
    FrontMatter,
    Section,
    Credential,
    SentIn,
    ApiObject,
    Version,
    Attribute,
    Example,
    Endpoint,
    Parameters,
    Body,
    Response,
)
"""Every model, in the order in which the docs list them."""

SCHEMA_KEYS = {key for model in MODELS for key in model.known_keys()}
"""Every key that a model knows, as it is written in YAML."""

ADAPTERS: dict[type[Model], TypeAdapter[Any]] = {
    model: TypeAdapter(model) for model in (FrontMatter, ApiObject, Endpoint)
}


def model_of(kind: Any) -> type[Model]:
    """The model of the documents of a kind."""
    return DOCUMENTS.get(kind, FrontMatter) if isinstance(kind, str) else FrontMatter


def front_matter_flaws(values: dict[Any, Any], partial: bool = False) -> list[Flaw]:
    """What is wrong with the mapping of a front matter: types, missing keys, keys that look like typos.

    An endpoint's versions are documents that share what is common: of each alone, which is `partial`, nothing is said
    of keys that may stand in another one.
    """
    model = model_of(values.get("kind"))
    flaws = flaws_of(ADAPTERS[model], values, hints={"credentials": IDS} if model is Endpoint else {})
    if model is Endpoint and not partial:
        flaws.extend(missing_of_endpoint(values))
        flaws.extend(path_flaws(values))
    if model is not FrontMatter:
        flaws.extend(example_flaws(values))
    return [*flaws, *typos(model, values)]


def missing_of_endpoint(values: dict[Any, Any]) -> Iterator[Flaw]:
    """The keys that an endpoint needs and has not."""
    for key in NEEDED:
        if values.get(key) in (None, ""):
            yield Flaw("FM002", (), f"the endpoint has no `{key}`", f"write `{key}: ...`", missing=key)


def argument_flaws(name: str, value: Any) -> list[Flaw]:
    """What is wrong with the argument `name` of a component."""
    return flaws_of(ARGUMENTS[name], value, (name,)) if name in ARGUMENTS else []


def flaws_of(
    adapter: TypeAdapter[Any], values: Any, lead: Keys = (), hints: dict[str, str] | None = None
) -> list[Flaw]:
    """pydantic's errors as flaws, one for each path of keys; messages tell the path with `lead` before it.

    `hints` are those of this adapter, before the general ones.
    """
    try:
        adapter.validate_python(values)
    except ValidationError as error:
        found: dict[tuple[Keys, bool], Flaw] = {}
        for detail in error.errors(include_url=False, include_context=True):
            at_key = detail["loc"][-1:] == ("[key]",)
            keys = present(tuple(detail["loc"][:-1] if at_key else detail["loc"]), values)
            found.setdefault((keys, at_key), flaw_of(detail, keys, lead, at_key, {**HINTS, **(hints or {})}))
        return list(found.values())
    return []


def present(keys: Keys, values: Any) -> Keys:
    """The part of pydantic's path that can be followed in the values (it adds names of validators), and a last
    key that is missing."""
    kept: list[Any] = []
    for number, key in enumerate(keys):
        last = number == len(keys) - 1
        if isinstance(values, dict):
            own = own_key(values, key)
            if own in values:
                kept.append(own)
                values = values[own]
            elif last:
                kept.append(kebab(str(key)))
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            kept.append(key)
            values = values[key]
    return tuple(kept)


def own_key(values: dict[Any, Any], key: Any) -> Any:
    """The key of a mapping that pydantic means; a key that is neither text nor a whole number it tells as text."""
    for own in (key, kebab(str(key))):
        if own in values:
            return own
    return next((own for own in values if not isinstance(own, str) and str(own) == key), key)


def flaw_of(detail: Any, keys: Keys, lead: Keys, at_key: bool, hints: dict[str, str]) -> Flaw:
    """One of pydantic's errors in the words of the docs."""
    kind = detail["type"]
    told = (*lead, *keys)
    key = next((key for key in reversed(told) if isinstance(key, str)), "")
    where = spelled(told)
    if kind == "missing":
        parent = keys[:-1]
        return Flaw("FM002", parent, f"`{spelled(told[:-1])}` has no `{key}`", f"write `{key}: ...`")
    if kind == "refused":
        context = detail["ctx"]
        message = context["message"] if at_key else f"`{where}` {context['message']}"
        return Flaw("FM003", keys, message, context["hint"], at_key, context["offset"])
    wanted = KINDS.get(kind, detail["msg"].lower())
    hint = hints.get(key, "")
    if keys and isinstance(keys[-1], int):
        hint = f"write `- {ITEMS.get(key, 'title')}: ...`"
        if key == "responses":
            hint = f"write `{keys[-1]}: {{description: ...}}`"
    return Flaw("FM003", keys, f"`{where or key}` has to be {wanted}, not {name_of(detail['input'])}", hint)
