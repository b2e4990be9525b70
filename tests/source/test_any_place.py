"""The place of a tag is exact in any data: in each style, under anchors, with any ends of lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from loading import source_file
from strategies import as_json, json_styles, strings, styles, values

from foreword.source.diagnostic import ContentError
from foreword.source.formats import load_data
from foreword.source.front_matter import read_document
from foreword.source.places import place_in
from foreword.source.text import SourceFile, Text, decode

TAG = "{{ x }}"


def without_braces(value: Any) -> Any:
    """A value without anything that looks like a tag."""
    if isinstance(value, str):
        return value.replace("{", "").replace("}", "")
    if isinstance(value, dict):
        return {without_braces(key): without_braces(item) for key, item in value.items()}
    return [without_braces(item) for item in value] if isinstance(value, list) else value


plain_strings = strings.map(without_braces)
plain_values = values.map(without_braces)


@st.composite
def holders(draw: st.DrawFn) -> Any:
    """Data in which one string, in lists and mappings, holds a tag."""
    value: Any = draw(plain_strings) + TAG + draw(plain_strings)
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            items = draw(st.lists(plain_values, max_size=2))
            at = draw(st.integers(0, len(items)))
            value = [*items[:at], value, *items[at:]]
        else:
            around = draw(st.dictionaries(plain_strings, plain_values, max_size=2))
            pairs = list(around.items())
            at = draw(st.integers(0, len(pairs)))
            key = draw(plain_strings)
            assume(key not in around)
            value = dict([*pairs[:at], (key, value), *pairs[at:]])
    return value


class AnchoringDumper(yaml.SafeDumper):
    """Writes the string that holds the tag with an anchor."""

    def anchor_node(self, node: yaml.Node) -> None:
        """Give the node an anchor, as PyYAML does for what stands twice."""
        if isinstance(node, yaml.ScalarNode) and TAG in node.value:
            self.anchors[node] = self.generate_anchor(node)
        else:
            super().anchor_node(node)


def written(value: Any, style: dict[str, Any], anchor: bool) -> str:
    """A value as YAML."""
    return str(yaml.dump(value, Dumper=AnchoringDumper if anchor else yaml.SafeDumper, **style))


def encoded(source: str, end: str, bom: bool) -> bytes:
    """The bytes of a file."""
    return (b"\xef\xbb\xbf" if bom else b"") + source.replace("\n", end).encode()


def texts_in(value: Any) -> Iterator[Text]:
    """The texts in a value that hold the tag."""
    if isinstance(value, Text) and TAG in value.source:
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def check(file: SourceFile, raw: bytes) -> None:
    """The place of the tag in the text is where the tag stands in the file, as an editor counts."""
    (text,) = texts_in(file.values)
    before = text.source[: text.source.index(TAG)]
    place = place_in(text, before.count("\n") + 1, len(before) - before.rfind("\n"))
    shown = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    head = shown[: shown.index("{{")]
    assert (place.line, place.column) == (head.count("\n") + 1, len(head) - head.rfind("\n"))


ends = st.sampled_from(["\n", "\r\n", "\r"])


@given(holders(), styles, st.booleans(), ends, st.booleans())
def test_in_yaml(value: Any, style: dict[str, Any], anchor: bool, end: str, bom: bool) -> None:
    raw = encoded(written(value, style, anchor), end, bom)
    file = source_file(raw)
    try:
        load_data(file)
    except ContentError:
        assume(is_readable(file.text))
        raise
    check(file, raw)


@given(plain_strings, holders(), styles, st.booleans(), ends, st.booleans())
def test_in_front_matter(key: str, value: Any, style: dict[str, Any], anchor: bool, end: str, bom: bool) -> None:
    yaml_source = written({"title": "A", key: value}, {**style, "default_flow_style": False}, anchor)
    assume(yaml_source.endswith("\n"))
    raw = encoded(f"---\n{yaml_source}---\nBody", end, bom)
    page = read_document(decode(raw, "docs/page.md"), "docs/page.md")
    if page.diagnostics:
        assume(is_readable(yaml_source))
    check(page.file, raw)


@given(holders(), json_styles, ends, st.booleans())
def test_in_json(value: Any, style: dict[str, Any], end: str, bom: bool) -> None:
    raw = encoded(as_json(value, style), end, bom)
    file = source_file(raw, "json")
    load_data(file)
    check(file, raw)


def is_readable(source: str) -> bool:
    """Whether PyYAML itself reads what it has written."""
    try:
        yaml.load(source, yaml.CSafeLoader)
    except yaml.YAMLError:
        return False
    return True


@pytest.mark.parametrize("style", [None, '"', "'", "|", ">"])
def test_the_strings_have_anchors(style: str | None) -> None:
    source = written({"a": [f"one {TAG}"]}, {"default_style": style}, anchor=True)
    assert source.count("&id001") == 1
