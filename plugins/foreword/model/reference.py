"""The keys of each model as rows of a table, for the reference docs of the front matter."""

from __future__ import annotations

from typing import Any, NamedTuple

from foreword.model.api import NEEDED, Endpoint
from foreword.model.base import Model
from foreword.model.choices import JINJA
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
