"""JSON: the nodes of a source with their marks, in the form in which PyYAML gives those of YAML.

Not by YAML itself, which cannot read every JSON: pairs of surrogates, tabs, long keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{}:,"]+')


def compose_json(source: str) -> yaml.Node | None:
    """The nodes of a valid JSON source. Their marks have an index only."""
    root: yaml.Node | None = None
    parents: list[yaml.CollectionNode] = []
    keys: list[yaml.ScalarNode | None] = []
    for token in TOKEN.finditer(source):
        spelling = token.group()
        if spelling in "]}":
            parents.pop()
            keys.pop()
            continue
        node = node_of(spelling, mark_at(token.start()), mark_at(token.end()))
        if not parents:
            root = node
        elif isinstance(parents[-1], yaml.SequenceNode):
            parents[-1].value.append(node)
        elif keys[-1] is None:
            assert isinstance(node, yaml.ScalarNode)
            keys[-1] = node
        else:
            parents[-1].value.append((keys[-1], node))
            keys[-1] = None
        if isinstance(node, yaml.CollectionNode):
            parents.append(node)
            keys.append(None)
    return root


def node_of(spelling: str, start: yaml.Mark, end: yaml.Mark) -> yaml.Node:
    """The node that a token begins, or is."""
    if spelling == "{":
        return yaml.MappingNode("", [], start, end)
    if spelling == "[":
        return yaml.SequenceNode("", [], start, end)
    if spelling[0] == '"':
        return yaml.ScalarNode("", json.loads(spelling), start, end, style='"')
    return yaml.ScalarNode("", spelling, start, end)


def mark_at(index: int) -> yaml.Mark:
    """A mark at an index."""
    return yaml.Mark("", index, 0, 0, None, 0)


def duplicate_keys(source: str) -> Iterator[yaml.ScalarNode]:
    """The keys that stand in their mapping already, by their later places."""
    stack = [compose_json(source)]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.SequenceNode):
            stack.extend(reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield key
                seen.add(key.value)
                stack.append(value)
