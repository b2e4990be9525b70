"""The keys of each model as rows of a table, and the page of the guide that has them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from foreword.model.api import (
    NEEDED,
    ApiObject,
    Attribute,
    Body,
    Endpoint,
    Example,
    Parameters,
    Response,
    Version,
)
from foreword.model.base import Model
from foreword.model.choices import JINJA
from foreword.model.credential import Credential, SentIn
from foreword.model.document import FrontMatter, Section
from foreword.model.schema import Schema, all_definitions, types_of

TEXT = {"string", "number", "boolean"}
"""The types that are text to a writer, together."""

WORDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a mapping",
}

PARTS = (Section, Credential, SentIn, Attribute, Version, Example, Parameters, Body, Response)
"""The models of what stands in documents, in the order of the page."""

HEAD = """\
---
title: Keys
jinja: false
---

# Keys

Every key that Foreword knows in front matter and in data files, with what it holds and what it means. You can add keys
of your own: templates see them as well. In the place of any value may stand text with Jinja.

An editor can tell the same as you type: see [Schema in the editor](schema.md).

This page is written by `foreword schema --format markdown` from the models themselves.
"""


class Row(NamedTuple):
    """A key of a model: how it is written, what its value is in words, what it means, whether it has to be there."""

    key: str
    type: str
    description: str
    required: bool


def key_rows(model: type[Model]) -> list[Row]:
    """The keys of a model, in its own order."""
    definition = all_definitions()[model.__name__]
    needed = NEEDED if model is Endpoint else definition.get("required", ())
    return [
        Row(key, type_in_words(schema), schema["description"], key in needed)
        for key, schema in definition["properties"].items()
    ]


def page() -> str:
    """The page of the guide: a table of keys for each kind of document, and for each part of one."""
    common = key_rows(FrontMatter)
    parts = [HEAD, section("Any document", "any-document", "What a document of any kind may say.", common)]
    kinds: dict[str, type[Model]] = {"Object": ApiObject, "Endpoint": Endpoint}
    for title, model in kinds.items():
        own = [row for row in key_rows(model) if row not in common]
        meaning = f"{meaning_of(model)} Beside the keys of [any document](#any-document) it has these."
        parts.append(section(title, title.lower(), meaning, own))
    parts += [section(part.__name__, part.__name__.lower(), meaning_of(part), key_rows(part)) for part in PARTS]
    return "\n".join(parts)


def section(title: str, anchor: str, meaning: str, rows: Iterable[Row]) -> str:
    """A section of the page, with a table."""
    cells = [f"| `{row.key}` | {linked(row.type)} | {'Required. ' * row.required}{row.description} |" for row in rows]
    table = "\n".join(["| Key | Value | Meaning |", "| --- | --- | --- |", *cells])
    return f"## {title} {{#{anchor}}}\n\n{meaning}\n\n{table}\n"


def meaning_of(model: type[Model]) -> str:
    """What a model is, in a sentence."""
    return str(all_definitions()[model.__name__]["description"])


def linked(words: str) -> str:
    """The type of a key, with links to the parts that it names."""
    names = "|".join(part.__name__ for part in PARTS)
    return re.sub(f"`({names})`", lambda found: f"[{found[1]}](#{found[1].lower()})", words)


def type_in_words(schema: Schema) -> str:
    """What a schema allows, in words; that a text may stand anywhere goes without saying."""
    if "$ref" in schema:
        return f"a mapping: `{named(schema)}`"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        parts = [part for part in schema["anyOf"] if part.get("type") != "null" and "pattern" not in part]
        return " or ".join(dict.fromkeys(type_in_words(part) for part in parts))
    if "type" not in schema:
        return "any value"
    types = [kind for kind in types_of(schema) if kind != "null"]
    if schema.get("pattern") == JINJA:
        types.remove("string")
    if set(types) >= TEXT - {"boolean"} and "string" in types:
        types = [kind for kind in types if kind not in TEXT | {"integer"}]
        types.insert(0, "string")
    return " or ".join(dict.fromkeys(words_of(kind, schema) for kind in types))


def words_of(kind: str, schema: Schema) -> str:
    """One of the types that a schema allows, with what is in it."""
    inner: Any = schema.get("items") if kind == "array" else None
    if kind == "object":
        inner = next(iter(schema.get("patternProperties", {}).values()), None)
    if not inner:
        return WORDS[kind]
    return f"{WORDS[kind]} of {contents(inner)}"


def contents(schema: Schema) -> str:
    """What a list or mapping holds, in words."""
    if "$ref" in schema:
        return f"`{named(schema)}`"
    if "anyOf" in schema:
        return " or ".join(contents(part) for part in schema["anyOf"])
    return "text"


def named(schema: Schema) -> str:
    """The name of the model that a schema refers to."""
    return str(schema["$ref"]).rpartition("/")[2]
