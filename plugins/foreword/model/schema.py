"""The JSON Schema of documents and data files, from which editors complete and check."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from foreword.model.choices import JINJA
from foreword.model.validation import DOCUMENTS, MODELS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LITERAL = ("jinja",)
"""Keys in whose value Jinja is never expanded."""

NAMES = {
    "object": "a mapping",
    "array": "a list",
    "boolean": "true or false",
    "number": "a number",
    "integer": "a whole number",
}
"""JSON's types in the docs' words."""

FORMS: dict[str, tuple[str, Schema]] = {
    "document": ("Any document: which keys it has depends on its `kind`.", {}),
    "doc": ("The front matter of a page of prose.", {"$ref": "#/$defs/FrontMatter"}),
    "object": ("A document that describes an object or a structure.", {"$ref": "#/$defs/ApiObject"}),
    "structure": ("A document that describes an object without endpoints.", {"$ref": "#/$defs/ApiObject"}),
    "endpoint": ("A document that describes an endpoint.", {"$ref": "#/$defs/Endpoint"}),
    "credentials": ("A list of credentials.", {"items": {"$ref": "#/$defs/Credential"}}),
    "attributes": ("A list of attributes.", {"items": {"$ref": "#/$defs/Attribute"}}),
    "parameters": ("The parameters of an endpoint.", {"$ref": "#/$defs/Parameters"}),
    "responses": ("Responses by status.", {}),
    "examples": ("A list of examples.", {"items": {"$ref": "#/$defs/Example"}}),
}
"""What a file can be, each with what its schema describes."""


def schema_of(form: str = "document") -> Schema:
    """The JSON Schema of one of FORMS. Raises KeyError for another."""
    definitions = all_definitions()
    description, form_schema = FORMS[form]
    root: Schema = {"$schema": DIALECT, "title": f"Foreword: {form}", "description": description}
    if form == "document":
        root |= {"type": "object", "allOf": by_kind()}
    elif form == "responses":
        root |= definitions["Endpoint"]["properties"]["responses"] | {"type": "object", "description": description}
        root.pop("pattern")
    else:
        root |= {"type": "array" if "items" in form_schema else "object", **form_schema}
    return {**root, "$defs": used_by(root, definitions)}


def by_kind() -> list[Schema]:
    """The schemas of documents, each chosen by `kind`."""
    branches = []
    named = {"required": ["kind"]}
    for model in dict.fromkeys(DOCUMENTS.values()):
        kinds = [kind for kind, other in DOCUMENTS.items() if other is model]
        branches.append(
            {
                "if": {"properties": {"kind": {"enum": kinds}}, **named},
                "then": {"$ref": f"#/$defs/{model.__name__}"},
            }
        )
    branches.append(
        {
            "if": {"properties": {"kind": {"enum": list(DOCUMENTS)}}, **named},
            "else": {"$ref": "#/$defs/FrontMatter"},
        }
    )
    return branches


def used_by(root: Schema, definitions: dict[str, Schema]) -> dict[str, Schema]:
    """The definitions that a schema refers to, and those that these refer to."""
    used: dict[str, Schema] = {}
    waiting = [*references(root)]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = definitions[name]
            waiting.extend(references(definitions[name]))
    return dict(sorted(used.items()))


def references(schema: Any) -> list[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, list):
        return [name for part in schema for name in references(part)]
    if not isinstance(schema, dict):
        return []
    found = [name for part in schema.values() for name in references(part)]
    target = schema.get("$ref")
    return [*found, target.rpartition("/")[2]] if isinstance(target, str) else found


def all_definitions() -> dict[str, Schema]:
    """The schema of each model by its name, as editors read it best."""
    _, made = models_json_schema([(model, "validation") for model in MODELS], by_alias=True)
    definitions: dict[str, Schema] = made["$defs"]
    for name, definition in definitions.items():
        definition["description"] = definition["description"].partition("\n")[0]
        definition["title"] = name
        definition["properties"] = {key: plain(key, described) for key, described in definition["properties"].items()}
        definition.update(open_to_jinja({"type": ["object"]}))
    return definitions


def plain(key: str, schema: Schema) -> Schema:
    """The schema of a key: one list of types in place of alternatives, and open to Jinja."""
    schema = flat(schema)
    if schema.get("default", "") is None:
        del schema["default"]
    schema.pop("title", None)
    if "`" in schema["description"]:
        schema["markdownDescription"] = schema["description"]
    if "examples" in schema:
        schema["defaultSnippets"] = [{"label": word, "body": word} for word in schema.pop("examples")]
    return schema if key in LITERAL else open_to_jinja(schema)


def flat(schema: Schema) -> Schema:
    """A schema in which alternatives of different types are one schema.

    Each keyword of JSON Schema is about one type and passes over the others, so `{type: [array, null], items: ...}`
    says the same as an alternative of the two, and an editor can tell what is wrong inside the list.
    """
    schema = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            schema[key] = open_to_jinja(flat(schema[key]))
    if "patternProperties" in schema:
        schema["patternProperties"] = {
            name: open_to_jinja(flat(part)) for name, part in schema["patternProperties"].items()
        }
        schema["additionalProperties"] = False
    parts = [flat(part) for part in schema.get("anyOf", [])]
    if not parts or any("type" not in part or "enum" in part for part in parts):
        return {**schema, "anyOf": parts} if parts else schema
    del schema["anyOf"]
    types = [kind for part in parts for kind in types_of(part)]
    for part in parts:
        schema = {**part, **schema}
    kept = [kind for kind in dict.fromkeys(types) if kind != "integer" or "number" not in types]
    return {**schema, "type": kept}


def types_of(schema: Schema) -> list[str]:
    """The types that a schema allows."""
    kinds = schema["type"]
    return list(kinds) if isinstance(kinds, list) else [kinds]


def open_to_jinja(schema: Schema) -> Schema:
    """A schema that also takes a string with Jinja, whose value is known only when it is expanded."""
    if "enum" in schema:
        return {"anyOf": [schema, {"type": "string", "pattern": JINJA}]}
    if "type" not in schema or "string" in types_of(schema):
        return schema
    types = types_of(schema)
    told = " or ".join(NAMES[kind] for kind in types if kind != "null")
    message = f"This has to be {told}, or text with Jinja."
    return {**schema, "type": [*types, "string"], "pattern": JINJA, "patternErrorMessage": message}
