"""Examples: the values in the documents of an API that its attributes describe, each part with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from foreword.lint.attributes import Attribute, AttributeReader, Attributes
from foreword.model.examples import content_type, is_json, response_of
from foreword.render.entry import Entry
from foreword.render.index import OBJECTS, Index
from foreword.render.request import is_form
from foreword.source.diagnostic import Place
from foreword.source.json_nodes import compose_json
from foreword.source.places import Keys, node_at
from foreword.source.text import position


@dataclass(frozen=True, eq=False)
class Part:
    """A value in an example at `inner` keys of it, with what describes it: its attribute, the attributes below it.

    The example stands at `keys` of its document; `source` is the JSON that it is written as. `role` is `request`,
    `response`, or the `example` or `default` of an attribute. `is_text` tells that it is sent as text, in a form or as
    a parameter.
    """

    entry: Entry
    keys: Keys
    role: str
    value: Any
    attribute: Attribute | None = None
    attributes: Attributes | None = None
    inner: Keys = ()
    source: str | None = None
    is_text: bool = False

    def place(self, key: Any = None) -> Place:
        """The place of the value, or of a key of it."""
        inner, at_key = (self.inner, False) if key is None else ((*self.inner, key), True)
        if self.source is None:
            return self.entry.place((*self.keys, *inner), at_key)
        node = node_at(compose_json(self.source), inner, at_key)
        at = node.start_mark.index if node is not None else 0
        return self.entry.place(self.keys, offset=position(self.source, at))

    def parts(self) -> Iterator[Part]:
        """The value and all that is below it and described."""
        yield self
        if isinstance(self.value, list):
            for number, item in enumerate(self.value):
                item_part = replace(self, value=item, attribute=None, inner=(*self.inner, number))
                yield from item_part.parts() if self.takes("array") else ()
        elif isinstance(self.value, dict) and self.attributes is not None and self.takes("object"):
            for key, value in self.value.items():
                attribute = self.attributes.named(key)
                if attribute is not None:
                    inner = (*self.inner, key)
                    below = attribute.below if isinstance(value, dict | list) else None
                    yield from replace(self, value=value, attribute=attribute, attributes=below, inner=inner).parts()

    def takes(self, kind: str) -> bool:
        """Whether the value may be of a type: by its attribute, where that says one."""
        return self.attribute is None or not self.attribute.kinds or kind in self.attribute.kinds


def parts_in(entry: Entry, index: Index) -> Iterator[Part]:
    """Each part of each example in an endpoint, an object or a structure."""
    reader = AttributeReader(entry, index, entry.named("version", ""))
    roots = [*in_attributes(reader), *(in_endpoint(reader) if entry.kind == "endpoint" else in_object(reader))]
    for root in roots if entry.kind in ("endpoint", *OBJECTS) else ():
        yield from root.parts()


def in_endpoint(reader: AttributeReader) -> Iterator[Part]:
    """The examples of the body, of the responses, and of both."""
    values = reader.entry.values
    body, responses = values.get("body"), values.get("responses")
    responses = responses if isinstance(responses, dict) else {}
    if isinstance(body, dict):
        yield from example(reader, "request", body, ("body", "example"), body.get("example"))
    for status, response in responses.items():
        if isinstance(response, dict):
            keys = ("responses", status, "example")
            yield from example(reader, "response", response, keys, response.get("example"))
    for keys, listed in examples_of(values.get("examples"), ("examples",)):
        code = reader.plain(listed.get("code"))
        if str(code)[:1] not in ("4", "5"):
            # A request that ends in an error is wrong on purpose.
            yield from example(reader, "request", body, (*keys, "request"), listed.get("request"))
        response = response_of(code, responses)
        yield from example(reader, "response", response, (*keys, "response"), listed.get("response"))


def in_object(reader: AttributeReader) -> Iterator[Part]:
    """The examples of an object and of its versions."""
    values = reader.entry.values
    versions = values.get("versions")
    several = [item for item in versions if isinstance(item, dict)] if isinstance(versions, list) else []
    # Where versions have attributes of their own, it is not known of which an example is.
    holders: list[tuple[dict[Any, Any], Keys, dict[Any, Any]]] = []
    if not any("attributes" in version for version in several):
        holders.append((values, (), values))
    for number, version in enumerate(versions if isinstance(versions, list) else []):
        if isinstance(version, dict):
            holders.append((version, ("versions", number), version if "attributes" in version else values))
    for holder, above, described in holders:
        for keys, listed in examples_of(holder.get("examples"), (*above, "examples")):
            for role in ("request", "response"):
                yield from example(reader, role, {**described, "content-type": None}, (*keys, role), listed.get(role))


def examples_of(listed: Any, keys: Keys) -> Iterator[tuple[Keys, dict[Any, Any]]]:
    """The examples in a list, each with its path of keys."""
    for number, item in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(item, dict):
            yield (*keys, number), item


def example(reader: AttributeReader, role: str, holder: Any, keys: Keys, value: Any) -> Iterator[Part]:
    """The whole of an example that the attributes of a holder describe, be it data or the text of JSON."""
    attributes = reader.attributes(holder)
    kind = reader.plain(content_type(holder))
    if attributes is None or not isinstance(kind, str):
        return
    if isinstance(value, dict | list) and (is_json(kind) or is_form(kind)):
        yield Part(reader.entry, keys, role, value, None, attributes, is_text=is_form(kind))
    elif isinstance(value, str) and is_json(kind):
        try:
            data = json.loads(value)
        except (ValueError, RecursionError):
            return
        if isinstance(data, dict | list):
            yield Part(reader.entry, keys, role, data, None, attributes, source=value)


def in_attributes(reader: AttributeReader) -> Iterator[Part]:
    """The examples and defaults of the attributes and parameters that stand in a document."""
    values = reader.entry.values
    holders: list[tuple[Any, Keys]] = [(values, ()), (values.get("body"), ("body",))]
    for key in ("responses", "versions"):
        listed = values.get(key)
        pairs = listed.items() if isinstance(listed, dict) else enumerate(listed if isinstance(listed, list) else [])
        holders += [(holder, (key, own)) for own, holder in pairs]
    for holder, keys in holders:
        listed = holder.get("attributes") if isinstance(holder, dict) else None
        yield from given_in(reader, listed, (*keys, "attributes"), is_text=False)
    parameters = values.get("parameters")
    for key, listed in parameters.items() if isinstance(parameters, dict) else ():
        yield from given_in(reader, listed, ("parameters", key), is_text=True)


def given_in(reader: AttributeReader, listed: Any, keys: Keys, is_text: bool) -> Iterator[Part]:
    """The examples and defaults in a list of attributes, and of those below them. One that is null is none."""
    for number, values in enumerate(listed if isinstance(listed, list) else []):
        attribute = next(reader.listed([values]), None)
        if attribute is None or not isinstance(values, dict):
            continue
        own = (*keys, number)
        for role in ("example", "default"):
            if values.get(role) is not None:
                value = values[role]
                below = attribute.below if isinstance(value, dict | list) else None
                yield Part(reader.entry, (*own, role), role, value, attribute, below, is_text=is_text)
        yield from given_in(reader, values.get("attributes"), (*own, "attributes"), is_text)
