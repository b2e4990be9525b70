"""The JSON Schema: it describes what validation takes, and names each key as it is written."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from typing import Any

import pytest
from flaws import text
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.model.base import Model
from foreword.model.choices import JINJA
from foreword.model.schema import FORMS, Schema, all_definitions, schema_of
from foreword.model.validation import MODELS, SCHEMA_KEYS, argument_flaws, front_matter_flaws

DEFINITIONS = all_definitions()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command `foreword`."""
    command = [sys.executable, "-c", "from foreword.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class TestTheCommand:
    def test_prints_the_schema_of_any_document(self) -> None:
        printed = json.loads(run("schema").stdout)
        assert printed == schema_of("document")
        assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def test_prints_the_schema_of_a_data_file(self) -> None:
        printed = json.loads(run("schema", "credentials").stdout)
        assert printed["type"] == "array"
        assert printed["items"] == {"$ref": "#/$defs/Credential"}
        assert [*printed["$defs"]] == ["Credential", "SentIn"]

    def test_of_another_kind_it_says_which_there_are(self) -> None:
        done = run("schema", "endpiont")
        assert done.returncode == 2
        assert "'endpiont' is not one of" in done.stderr
        assert all(repr(form) in done.stderr for form in FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_schema_has_what_it_refers_to_and_nothing_else(form: str) -> None:
    schema = schema_of(form)
    written = json.dumps(schema)
    assert set(re.findall(r'"#/\$defs/(\w+)"', written)) == set(schema["$defs"])
    assert schema["description"].endswith(".")


@pytest.mark.parametrize("model", MODELS)
def test_each_key_is_there_as_it_is_written_and_described(model: type[Model]) -> None:
    definition = DEFINITIONS[model.__name__]
    assert definition["properties"].keys() == model.known_keys()
    assert definition["additionalProperties"] is True
    for key, described in definition["properties"].items():
        assert "_" not in key
        assert described["description"].endswith(".")
        assert "default" not in described or described["default"] is not None


def test_the_keys_of_every_model_are_known_to_templates() -> None:
    assert {
        "base-url",
        "read-only",
        "content-type",
        "sent-in",
        "basic",
        "nullable",
        "versions",
        "aliases",
    } <= SCHEMA_KEYS


def test_a_schema_says_no_word_of_pythons() -> None:
    written = json.dumps([schema_of(form) for form in FORMS])
    assert not re.search(r"front_matter_flaws|pydantic|Optional|None\b", written)


def test_what_is_required() -> None:
    assert {name: definition["required"] for name, definition in DEFINITIONS.items() if "required" in definition} == {
        "Attribute": ["name"],
        "Credential": ["name"],
        "Version": ["version"],
    }
    endpoint = DEFINITIONS["Endpoint"]
    assert (endpoint["if"], endpoint["then"]) == ({"not": {"required": ["version"]}}, {"required": ["method"]})


def test_a_text_may_stand_for_every_value_but_that_of_jinja() -> None:
    for definition in DEFINITIONS.values():
        for key, schema in definition["properties"].items():
            assert takes_text(schema) == (key != "jinja"), key


def takes_text(schema: Schema) -> bool:
    """Whether a schema takes `{{ x }}`."""
    if "$ref" in schema:
        return takes_text(DEFINITIONS[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return any(takes_text(part) for part in schema["anyOf"])
    if "enum" in schema:
        return "{{ x }}" in schema["enum"]
    pattern = re.search(schema.get("pattern", ""), "{{ x }}")
    return "type" not in schema or ("string" in schema["type"] and pattern is not None)


# Documents that the schema describes

WORDS = st.text("abc xyz", min_size=1, max_size=6).filter(str.strip)
TEXTS = st.just(text("{{ x }}"))


def from_pattern(pattern: str) -> st.SearchStrategy[Any]:
    """Strings that match a pattern; those with Jinja in them are texts."""
    plain = pattern.removesuffix(JINJA).removesuffix("|")
    strings = st.from_regex(plain.replace("$", r"\Z"), fullmatch="{" not in plain) if plain else st.nothing()
    return strings.filter(lambda found: not re.search(JINJA, found)) | (TEXTS if JINJA in pattern else st.nothing())


def values_of(schema: Schema) -> st.SearchStrategy[Any]:
    """The values that a schema describes."""
    if "$ref" in schema:
        return instances_of(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return st.one_of([values_of(part) for part in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "type" not in schema:
        return WORDS | st.integers() | st.lists(WORDS, max_size=2)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([values_of_type(kind, schema) for kind in kinds])


@functools.cache
def instances_of(name: str) -> st.SearchStrategy[Any]:
    """The values that the schema of a model describes."""
    return st.deferred(lambda: values_of(DEFINITIONS[name]))


def values_of_type(kind: str, schema: Schema) -> st.SearchStrategy[Any]:
    """The values of one of JSON's types that a schema describes."""
    if kind == "string":
        return from_pattern(schema["pattern"]) if "pattern" in schema else WORDS
    if kind == "array":
        return st.lists(values_of(schema["items"]), max_size=2)
    if kind == "object" and "patternProperties" in schema:
        ((pattern, inner),) = schema["patternProperties"].items()
        return st.dictionaries(from_pattern(pattern), values_of(inner), max_size=2)
    if kind == "object":
        return mappings_of(schema)
    if kind == "integer":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    return {"number": st.integers() | st.floats(allow_nan=False), "boolean": st.booleans(), "null": st.none()}[kind]


def mappings_of(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    """The mappings that the schema of a model describes."""
    keys = {key: values_of(described) for key, described in schema["properties"].items()}
    required = schema.get("required", [])
    one_of = [part["required"][0] for part in schema.get("then", {}).get("oneOf", [])]
    if one_of:
        ways = {way: keys.pop(way).filter(lambda value: value is not None) for way in one_of}
        return st.one_of([st.fixed_dictionaries({way: values}, optional=keys) for way, values in ways.items()])
    needed = {key: keys.pop(key) for key in required}
    optional = st.lists(st.sampled_from(sorted(keys)), max_size=4, unique=True)
    return optional.flatmap(lambda chosen: st.fixed_dictionaries({**needed, **{key: keys[key] for key in chosen}}))


@pytest.mark.parametrize("kind", ["doc", "object", "endpoint"])
@settings(max_examples=settings.default.max_examples // 6)  # making values for a schema is slow
@given(data=st.data())
def test_whatever_the_schema_describes_is_valid(kind: str, data: st.DataObject) -> None:
    name = {"doc": "FrontMatter", "object": "ApiObject", "endpoint": "Endpoint"}[kind]
    values = {**data.draw(mappings_of(DEFINITIONS[name])), "kind": kind}
    flaws = [flaw for flaw in front_matter_flaws(values, partial=True) if flaw.code != "AP010"]
    assert flaws == []


@pytest.mark.parametrize("name", ["credentials", "attributes", "examples", "responses"])
@settings(max_examples=settings.default.max_examples // 6)  # making values for a schema is slow
@given(data=st.data())
def test_whatever_the_schema_of_a_data_file_describes_is_a_valid_argument(name: str, data: st.DataObject) -> None:
    schema = {key: value for key, value in schema_of(name).items() if key not in ("$defs", "description")}
    assert argument_flaws(name, data.draw(values_of(schema))) == []


# Values that no schema describes

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | TEXTS
keys = (
    st.sampled_from(sorted(SCHEMA_KEYS)) | st.text(max_size=5) | st.none() | st.integers() | st.booleans() | st.floats()
)
anything = st.recursive(
    scalars | st.sampled_from(["{", "get", "/a/{b}", "(", "{value}", "endpoint"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(keys, anything, max_size=6),
    st.sampled_from(["doc", "object", "structure", "endpoint", None, ["endpoint"], text("{{ x }}")]),
    st.booleans(),
)
def test_validation_tells_and_never_raises(values: dict[Any, Any], kind: Any, partial: bool) -> None:
    values = {**values, "kind": kind}
    for flaw in front_matter_flaws(values, partial):
        assert flaw.message
        value: Any = values
        for key in flaw.keys:
            value = value[key]
        assert flaw.offset is None or isinstance(value, str)


@given(
    st.sampled_from(["credentials", "attributes", "responses", "examples", "endpoint", "object", "languages"]), anything
)
def test_nor_does_that_of_arguments(name: str, value: Any) -> None:
    for flaw in argument_flaws(name, value):
        inner = value
        for key in flaw.keys:
            inner = inner[key]
