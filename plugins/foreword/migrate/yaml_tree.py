"""The nodes of a YAML source with their places, before aliases are resolved: what is to be edited or mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import yaml

from foreword.source.places import NodeLoader, properties_end

Keys = tuple[Any, ...]


@dataclass(eq=False)
class Node:
    """A node: `start` is where it begins, with its anchor and tag, `content` without; all are indexes of the source.

    `value` is that of a scalar, or the name of an alias. The children of a mapping are its keys and values in turn.
    """

    kind: Literal["scalar", "sequence", "mapping", "alias"]
    start: int
    content: int
    end: int
    value: str = ""
    style: str = ""
    tag: str | None = None
    anchor: str | None = None
    flow: bool = False
    """Whether it is a collection in brackets, or stands in one."""
    indent: int = -1
    """The column (from 0) of the collection by lines in which it stands; -1 where there is none."""
    children: list[Node] = field(default_factory=list)

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys of a mapping with their values."""
        return list(zip(self.children[::2], self.children[1::2], strict=True))


def documents(source: str) -> list[Node]:
    """The roots of the documents in a source. Raises yaml.YAMLError for what is no YAML.

    A source begins without a BOM: it would shift the marks.
    """
    roots: list[Node] = []
    parents: list[Node] = []
    for event in yaml.parse(source, NodeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            done = parents.pop()
            mark = cast(yaml.Mark, event.end_mark).index
            done.end = mark if source[mark - 1 : mark] in ("]", "}") and done.flow else done.children[-1].end
        elif isinstance(event, yaml.NodeEvent):
            node = node_of(event, source)
            if parents:
                node.flow = node.flow or parents[-1].flow
                node.indent = column_in(parents[-1], node, source)
            (parents[-1].children if parents else roots).append(node)
            if isinstance(event, yaml.CollectionStartEvent):
                parents.append(node)
    return roots


def column_in(parent: Node, child: Node, source: str) -> int:
    """The column (from 0) from which the lines of a child are indented."""
    if parent.flow:
        return parent.indent
    first = parent.children[0] if parent.children else child
    start = parent.content if parent.kind == "sequence" else first.start
    return max(parent.indent, start - source.rfind("\n", 0, start) - 1)


def node_of(event: yaml.NodeEvent, source: str) -> Node:
    """The node that an event begins, or is."""
    start, end = (cast(yaml.Mark, mark).index for mark in (event.start_mark, event.end_mark))
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, start, end, cast(str, event.anchor))
    tagged = cast(yaml.ScalarEvent | yaml.CollectionStartEvent, event)
    content = start
    if tagged.anchor or tagged.tag:
        content += properties_end(source[start:end] if isinstance(event, yaml.ScalarEvent) else source[start:])
    if isinstance(tagged, yaml.ScalarEvent):
        if content == start and not tagged.value and (tagged.anchor or tagged.tag):
            content = end
        return Node("scalar", start, content, end, tagged.value, tagged.style or "", tagged.tag, tagged.anchor)
    kind: Literal["sequence", "mapping"] = "mapping" if isinstance(tagged, yaml.MappingStartEvent) else "sequence"
    return Node(kind, start, content, end, "", "", tagged.tag, tagged.anchor, bool(tagged.flow_style))


def walk(node: Node, keys: Keys = ()) -> Iterator[tuple[Node, Keys, bool]]:
    """Each node in the order of the source, with its path of keys, and whether it is a key itself."""
    stack = [(node, keys, False)]
    while stack:
        found, path, is_key = stack.pop()
        yield found, path, is_key
        if found.kind == "mapping":
            for key, value in reversed(found.pairs):
                inner = path if is_key else (*path, key.value if key.kind == "scalar" else "")
                stack += (value, inner, is_key), (key, inner, True)
        else:
            for index in reversed(range(len(found.children))):
                stack.append((found.children[index], path if is_key else (*path, index), is_key))
