"""Places of values: found only when a diagnostic needs them, by composing that one file again."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from foreword.source.csv_rows import csv_rows
from foreword.source.diagnostic import Place
from foreword.source.json_nodes import compose_json
from foreword.source.scalar import scalar
from foreword.source.text import SourceFile, Text, position
from foreword.source.walk import walk

Keys = tuple[Any, ...]
MERGE = "tag:yaml.org,2002:merge"

NodeLoader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader, where PyYAML has it."""


@functools.lru_cache(maxsize=8)
def compose(source: str) -> yaml.Node | None:
    """The nodes of a YAML source, with their marks; None where it is not valid YAML."""
    try:
        return yaml.compose(source, NodeLoader)
    except (yaml.YAMLError, RecursionError):
        return None


def nodes_of(file: SourceFile) -> yaml.Node | None:
    """The nodes of a YAML or JSON file."""
    if file.format == "json":
        return compose_json(file.text)
    return compose(file.yaml) if file.format == "yaml" else None


def keys_of(values: Any, wanted: Any) -> Keys | None:
    """The path of keys at which the object `wanted` (by identity) stands in `values`, the first one."""
    return next((keys for keys, value in walk(values) if value is wanted), None)


def spelled(keys: Keys) -> str:
    """A path of keys as it is written in messages: `sections[1].credentials[0].name`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


def node_at(node: yaml.Node | None, keys: Sequence[Any], at_key: bool = False) -> yaml.Node | None:
    """The node at a path of keys; with `at_key`, the node of the last key itself. As deep as it can be followed."""
    for number, key in enumerate(keys):
        last = number == len(keys) - 1
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in mapping_pairs(node) if is_key(pair[0], key)), None)
            if pair is None:
                return node
            node = pair[0] if last and at_key else pair[1]
        else:
            return node
    return node


def is_key(node: yaml.Node, key: Any) -> bool:
    """Whether a node stands for a key of the values."""
    return isinstance(node, yaml.ScalarNode) and (
        node.value == str(key) or (not isinstance(key, str) and scalar(node.value) == key)
    )


def mapping_pairs(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """The pairs of a mapping, its own before what it merges; the last of a key that stands twice first."""
    merged = [value for key, value in node.value if key.tag == MERGE]
    yield from (pair for pair in reversed(node.value) if pair[0].tag != MERGE)
    for value in reversed(merged):
        for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(part, yaml.MappingNode):
                yield from mapping_pairs(part)


def place_of(file: SourceFile, keys: Sequence[Any], at_key: bool = False) -> Place:
    """The place of the value at a path of keys, or of the key itself."""
    node = node_at(nodes_of(file), keys, at_key)
    if node is not None:
        return Place(file.path, *position(source_of(file), node.start_mark.index))
    return place_by_search(file, keys)


def source_of(file: SourceFile) -> str:
    """The source that the marks of a file's nodes mean."""
    return file.text if file.format == "json" else file.yaml


def place_by_search(file: SourceFile, keys: Sequence[Any]) -> Place:
    """A place in a file without nodes (TOML, CSV): the line where the last key stands, after the ones before it."""
    if file.format == "csv" and keys:
        rows = [line for line, _ in csv_rows(file)][1:]
        return Place(file.path, rows[keys[0]] if isinstance(keys[0], int) and keys[0] < len(rows) else 1, 1)
    line, column = 0, 0
    lines = file.lines
    for key in keys:
        if isinstance(key, str):
            pattern = re.compile(rf"(?:^|[\s.\[{{,\"'])({re.escape(key)})(?=[\s.\]=\"'])")
            for number in range(line, len(lines)):
                found = pattern.search(lines[number])
                if found:
                    line, column = number, found.start(1)
                    break
    return Place(file.path, line + 1, column + 1)


def place_in(text: Text, line: int = 1, column: int = 1) -> Place:
    """The place in its file of a line and column (from 1) of a text's source.

    Through block and folded scalars, quotes with escapes, anchors and CRLF.
    """
    file = text.file
    if text.is_body:
        assert text.mark is not None
        return Place(file.path, text.mark[0] + line, column)
    node = scalar_node(text)
    if node is not None:
        return place_in_node(file, node, text.source, line, column)
    keys = keys_of(file.values, text)
    if keys is not None:
        return place_of_fragment(file, text.source, place_by_search(file, keys), line, column)
    return Place(file.path, text.mark[0] + 1, text.mark[1] + 1) if text.mark else Place(file.path)


def place_inside(file: SourceFile, keys: Sequence[Any], line: int, column: int) -> Place:
    """The place in its file of a line and column (from 1) of the string at a path of keys; see `place_in`."""
    root = nodes_of(file)
    node = node_at(root, keys)
    if isinstance(node, yaml.ScalarNode):
        return place_in_node(file, node, node.value, line, column)
    value = file.values
    for key in keys if root is None else ():
        value = value[key] if isinstance(value, dict | list) and key in keys_in(value) else None
    start = place_of(file, keys)
    value = value.source if isinstance(value, Text) else value
    return place_of_fragment(file, value, start, line, column) if isinstance(value, str) else start


def keys_in(value: dict[Any, Any] | list[Any]) -> Iterable[Any]:
    """The keys of a mapping, or the indexes of a list."""
    return value if isinstance(value, dict) else range(len(value))


def place_in_node(file: SourceFile, node: yaml.ScalarNode, value: str, line: int, column: int) -> Place:
    """The place of a line and column of a scalar's value."""
    source, start = source_of(file), node.start_mark.index
    raw = source[start : node.end_mark.index]
    offset = sum(len(above) + 1 for above in value.split("\n")[: line - 1]) + column - 1
    return Place(file.path, *position(source, start + raw_offset(raw, node.style or "", value, offset)))


def place_of_fragment(file: SourceFile, value: str, start: Place, line: int, column: int) -> Place:
    """The place of a line and column of a string, where the line stands as it is in its file, from `start` on."""
    wanted = value.split("\n")[line - 1]
    lines = file.lines
    for number in range(start.line - 1, len(lines)):
        at = lines[number].find(wanted)
        if at >= 0:
            return Place(start.file, number + 1, at + column)
    return start


def scalar_node(text: Text) -> yaml.ScalarNode | None:
    """The node of a text in its file: by its mark, else by its path of keys."""
    root = nodes_of(text.file)
    if root is None:
        return None
    if text.mark is None:
        keys = keys_of(text.file.values, text)
        node = node_at(root, keys) if keys is not None else None
        return node if isinstance(node, yaml.ScalarNode) else None
    stack = [root]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if (node.start_mark.line, node.start_mark.column) == text.mark:
                return node
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            for pair in node.value:
                stack.extend(pair)
    return None


BLOCK = ("|", ">")
SURROGATE_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
ESCAPES = {"x": 2, "u": 4, "U": 8}
NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "v": "\v", "f": "\f"}


def raw_offset(raw: str, style: str, value: str, offset: int) -> int:
    """The index in a scalar's source of the character at `offset` of its value.

    Characters that are not white space come in the same order in both; white space is what folding changes.
    """
    at = properties_end(raw)
    if style in BLOCK:
        at = block_start(raw, at)
    elif style:
        at += 1
    for index, character in enumerate(value):
        if index == offset and character.isspace():
            return min(at, len(raw))
        if character.isspace():
            continue
        if style != '"' and raw.find(character, at) < 0:
            # The value of an alias in mkdocs.yml is made into a text by what is not written there.
            if index == offset:
                return min(at, len(raw))
            continue
        while at < len(raw):
            if style == '"' and raw[at] == "\\":
                length, meant = escape_at(raw, at)
                if meant == character:
                    break
                at += length
            elif raw[at] == character:
                break
            else:
                at += 1
        if index == offset:
            return min(at, len(raw))
        if style == '"' and at < len(raw) and raw[at] == "\\":
            at += escape_at(raw, at)[0]
        else:
            at += 2 if style == "'" and raw[at : at + 2] == "''" else 1
    return min(at, len(raw))


def properties_end(raw: str) -> int:
    """Where a scalar begins in its source, which may include its anchor and tag, and comments after these."""
    found = re.match(r"(?:[&!]\S*\s+(?:#[^\n]*\n\s*)*)*", raw)
    return found.end() if found else 0


def block_start(raw: str, at: int) -> int:
    """Where the value begins in the source of a block scalar: after the line of its `|` or `>`, which is at `at`."""
    newline = raw.find("\n", at)
    return newline + 1 if newline >= 0 else len(raw)


def escape_at(raw: str, at: int) -> tuple[int, str]:
    """Length and meaning of the escape that begins with the backslash at `at`; JSON's pair of surrogates is one."""
    sign = raw[at + 1 : at + 2]
    pair = SURROGATE_PAIR.match(raw, at)
    if pair:
        return 12, chr(0x10000 + ((int(pair[1], 16) & 0x3FF) << 10) + (int(pair[2], 16) & 0x3FF))
    if sign in ESCAPES:
        digits = raw[at + 2 : at + 2 + ESCAPES[sign]]
        try:
            return 2 + ESCAPES[sign], chr(int(digits, 16))
        except ValueError:
            return 2, sign
    return 2, NAMED.get(sign, sign)
