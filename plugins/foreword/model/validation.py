"""Validation: what is wrong with values, as the path of keys to it, a message and a hint."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from foreword.model.base import Model, kebab
from foreword.model.document import Credential, FrontMatter, Section
from foreword.source.places import Keys, spelled
from foreword.source.text import Text


@dataclass(frozen=True)
class Flaw:
    """What is wrong at a path of keys; `at_key` when the key itself is at fault, not its value."""

    code: str
    keys: Keys
    message: str
    hint: str = ""
    at_key: bool = False


KINDS = {
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
}
HINTS = {
    "credentials": "write a list, with `- name: ...` for each credential",
    "sections": "write a list, with `- title: ...` for each section",
    "subsections": "write a list, with `- title: ...` for each section",
    "columns": 'write a list of keys: ["name", "prefix"]',
    "details": 'write a list of keys: ["definition", "expiration"]',
    "steps": "write a list, with `- title: ...` or just `- the text` for each step",
}
MODELS: dict[str, TypeAdapter[Any]] = {
    "credentials": TypeAdapter(list[Credential]),
    "columns": TypeAdapter(list[str]),
    "details": TypeAdapter(list[str]),
}
"""The arguments of components that are validated, by their name."""

SCHEMA_KEYS = FrontMatter.known_keys() | Section.known_keys() | Credential.known_keys()
"""Every key that a model knows, as it is written in YAML."""


def front_matter_flaws(values: dict[Any, Any]) -> list[Flaw]:
    """What is wrong with the mapping of a front matter: types, missing keys, keys that look like typos."""
    flaws = flaws_of(TypeAdapter(FrontMatter), values)
    return [*flaws, *typos(FrontMatter, values, ())]


def argument_flaws(name: str, value: Any) -> list[Flaw]:
    """What is wrong with the argument `name` of a component."""
    return flaws_of(MODELS[name], value, (name,)) if name in MODELS else []


def flaws_of(adapter: TypeAdapter[Any], values: Any, lead: Keys = ()) -> list[Flaw]:
    """pydantic's errors as flaws, one for each path of keys; messages tell the path with `lead` before it."""
    try:
        adapter.validate_python(values)
    except ValidationError as error:
        found: dict[Keys, Flaw] = {}
        for detail in error.errors(include_url=False, include_context=True):
            keys = present(tuple(detail["loc"]), values)
            found.setdefault(keys, flaw_of(detail, keys, lead))
        return list(found.values())
    return []


def present(keys: Keys, values: Any) -> Keys:
    """The part of pydantic's path that can be followed in the values (it adds names of validators), and a last
    key that is missing."""
    kept: list[Any] = []
    for number, key in enumerate(keys):
        last = number == len(keys) - 1
        if isinstance(values, dict):
            own = key if key in values else kebab(str(key)) if kebab(str(key)) in values else None
            if own is not None:
                kept.append(own)
                values = values[own]
            elif last:
                kept.append(kebab(str(key)))
        elif isinstance(values, list) and isinstance(key, int) and key < len(values):
            kept.append(key)
            values = values[key]
    return tuple(kept)


def flaw_of(detail: Any, keys: Keys, lead: Keys) -> Flaw:
    """One of pydantic's errors in the words of the docs."""
    kind = detail["type"]
    told = (*lead, *keys)
    key = next((key for key in reversed(told) if isinstance(key, str)), "")
    where = spelled(told)
    if kind == "missing":
        parent = keys[:-1]
        return Flaw("FM002", parent, f"`{spelled(told[:-1])}` has no `{key}`", f"write `{key}: ...`")
    got = name_of(detail["input"])
    if kind == "scalar":
        return Flaw("FM003", keys, f"`{where}` {detail['msg']}", "write the text after the key, or below `|`")
    if kind.startswith("bool") and isinstance(detail["input"], str):
        return Flaw("FM003", keys, f"`{where}` has to be `true` or `false`", "write it without quotes")
    wanted = KINDS.get(kind, detail["msg"].lower())
    hint = HINTS.get(key, "")
    if keys and isinstance(keys[-1], int):
        hint = f"write `- {'name' if key == 'credentials' else 'title'}: ...`"
    return Flaw("FM003", keys, f"`{where or key}` has to be {wanted}, not {got}", hint)


def name_of(value: Any) -> str:
    """What a value is, in a sentence."""
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Text):
        return f"`{value.source[:40]}`"
    return f"`{str(value)[:40]}`" if isinstance(value, str | int | float) else "something else"


def typos(model: type[Model], values: Any, keys: Keys) -> Iterator[Flaw]:
    """Keys of a mapping that the model does not know and that look like one that it knows and that is not there."""
    if not isinstance(values, dict):
        return
    known = model.known_keys()
    free = known - {kebab(str(key)) for key in values}
    for key, value in values.items():
        if not isinstance(key, str):
            continue
        field = key.replace("-", "_")
        if kebab(key) in known:
            if kebab(key) != key:
                message = f"the key `{key}` is not known"
                yield Flaw("FM001", (*keys, key), message, f"did you mean `{kebab(key)}`?", at_key=True)
            inner = model_in(model, field)
            if inner is not None and isinstance(value, list):
                for index, item in enumerate(value):
                    yield from typos(inner, item, (*keys, key, index))
            continue
        close = closest(kebab(key.lower()), free)
        if close is not None:
            yield Flaw(
                "FM001",
                (*keys, key),
                f"the key `{key}` is not known",
                f"did you mean `{close}`?",
                at_key=True,
            )


def closest(key: str, known: set[str]) -> str | None:
    """The known key that `key` looks like: a letter or two apart, or with two neighbours in each other's place."""
    close = difflib.get_close_matches(key, known, 1, 0.82)
    return close[0] if close else next((name for name in known if key in swaps(name)), None)


def swaps(name: str) -> set[str]:
    """The spellings of a name in which two neighbouring letters have changed places."""
    return {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1)} - {name}


def model_in(model: type[Model], field: str) -> type[Model] | None:
    """The model of the items of a field that is a list of mappings."""
    stack = [model.model_fields[field].annotation]
    while stack:
        annotation = stack.pop()
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return annotation
        stack.extend(get_args(annotation))
    return None
