"""Examples of objects: what the attributes of an object say, as one value that JSON can write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from foreword.render.run import plain
from foreword.source.data import ABSENT, get

SAMPLES: dict[str, Any] = {
    "string": "string",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "object": {},
    "array": [],
    "null": None,
}
"""A value of each type, for an attribute that gives none."""

FORMATS = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "time": "12:00:00Z",
    "email": "name@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
}
"""A string of each format."""


def same(value: Any) -> Any:
    """The value itself."""
    return value


def example_of(
    attributes: Any,
    values: Mapping[str, Any] | None = None,
    *,
    request: bool = False,
    expand: Callable[[Any], Any] = same,
) -> dict[str, Any]:
    """An object made of the attributes' examples, else of their defaults, first `enum` values, or a sample of the type.

    `values` gives values by name, which win. `internal` attributes are left out, and for a request the `read-only`
    ones. `expand` gives what a text in the attributes comes to.
    """
    found: dict[str, Any] = {}
    for attribute in listed(attributes, expand):
        name = expand(get(attribute, "name"))
        if name is ABSENT or is_true(attribute, "internal", expand):
            continue
        if request and is_true(attribute, "read-only", expand):
            continue
        given = (values or {}).get(plain(name), ABSENT)
        found[plain(name)] = value_of(attribute, request, expand) if given is ABSENT else given
    return found


def value_of(attribute: Mapping[Any, Any], request: bool, expand: Callable[[Any], Any]) -> Any:
    """The value that one attribute has in the example."""
    nullable = is_true(attribute, "nullable", expand)
    for key in ("example", "default"):
        value = expand(get(attribute, key))
        if value is not ABSENT and (value is not None or nullable):
            return value
    enum = expand(get(attribute, "enum"))
    if isinstance(enum, list) and enum:
        first = expand(enum[0])
        return expand(get(first, "value")) if isinstance(first, Mapping) and "value" in first else first
    kind = type_of(attribute, expand)
    below = listed(get(attribute, "attributes"), expand)
    if below:
        value = example_of(below, request=request, expand=expand)
        return [value] if kind == "array" else value
    form = expand(get(attribute, "format"))
    if kind == "string" and isinstance(form, str) and form in FORMATS:
        return FORMATS[form]
    sample = SAMPLES.get(kind, "string")
    return type(sample)() if isinstance(sample, dict | list) else sample


def type_of(attribute: Mapping[Any, Any], expand: Callable[[Any], Any]) -> str:
    """The type of an attribute, in lower case; of several, the first that is not `null`."""
    kind = expand(get(attribute, "type"))
    kinds = [expand(item) for item in kind] if isinstance(kind, list) else [kind]
    names = [item.lower() for item in kinds if isinstance(item, str)]
    return next((name for name in names if name != "null"), "null" if names else "string")


def is_true(attribute: Mapping[Any, Any], key: str, expand: Callable[[Any], Any]) -> bool:
    """Whether a key is there and says so."""
    return expand(get(attribute, key)) is True


def listed(attributes: Any, expand: Callable[[Any], Any]) -> Iterable[Mapping[Any, Any]]:
    """The attributes that are mappings; none of what is no list."""
    attributes = expand(attributes)
    if not isinstance(attributes, list | tuple):
        return []
    return [item for item in map(expand, attributes) if isinstance(item, Mapping)]
