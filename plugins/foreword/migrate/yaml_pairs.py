"""The pairs of mappings that count for nothing in Ruby: keys that stand twice, and keys that `<<` overwrites."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from foreword.migrate.psych import psych_value
from foreword.migrate.yaml_tree import Node, walk

STR = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Lost:
    """A pair that counts for nothing: its key, from where to where it stands, and the key by which it is so.

    That key is a later one, or an earlier one whose value the pair has by an alias.
    """

    key: Node
    by: Node
    start: int
    end: int
    anchor: str = ""
    """An anchor in it that is used below: for its sake it has to stay."""
    moves: bool = False
    """Whether other keys stand between the two."""


def lost_pairs(root: Node, source: str) -> Iterator[Lost]:
    """Each pair that a later one takes the place of."""
    targets = targets_of(root)
    used = set(targets.values())
    for node, _, _ in walk(root):
        if node.kind != "mapping":
            continue
        seen: dict[Hashable, int] = {}
        for index, (key, value) in enumerate(node.pairs):
            merged = merged_names(value, targets) if is_merge(key) else None
            for name in {identity(key)} if merged is None else merged:
                if name in seen:
                    lost = node.pairs[seen.pop(name)]
                    if targets.get(value) is lost[1] and not key.flow:
                        yield Lost(key, lost[0], *extent((key, value), node.pairs, source))
                        continue
                    anchors = [inner.anchor or "" for part in lost for inner, _, _ in walk(part) if inner in used]
                    moves = node.pairs.index(lost) + 1 < index
                    yield Lost(lost[0], key, *extent(lost, node.pairs, source), "".join(anchors[:1]), moves)
            if merged is None:
                seen[identity(key)] = index


def extent(pair: tuple[Node, Node], pairs: list[tuple[Node, Node]], source: str) -> tuple[int, int]:
    """From where to where a pair stands; in brackets, with the comma after it."""
    start = pair[0].start
    end = max(pair[0].end, pair[1].end)
    if source[start - 2 : start] == "? ":
        start -= 2
    if pair[0].flow:
        return start, pairs[pairs.index(pair) + 1][0].start
    end = start + len(source[start:end].rstrip())
    newline = source.find("\n", end)
    return start, len(source) if newline < 0 else newline


def targets_of(root: Node) -> dict[Node, Node]:
    """The node that each alias names."""
    anchors: dict[str, Node] = {}
    targets: dict[Node, Node] = {}
    for node, _, _ in walk(root):
        if node.kind == "alias" and node.value in anchors:
            targets[node] = anchors[node.value]
        elif node.anchor:
            anchors[node.anchor] = node
    return targets


def is_merge(key: Node) -> bool:
    """Whether a key is `<<` to Ruby, which does not look at its quotes."""
    return key.kind == "scalar" and key.value == "<<" and key.tag != STR


def merged_names(value: Node, targets: dict[Node, Node], within: tuple[Node, ...] = ()) -> set[Hashable] | None:
    """The keys that the value of a merge key brings; None where Ruby merges nothing, and `<<` is a key.

    A mapping that merges itself (it stands in `within`) brings nothing more.
    """
    names: set[Hashable] = set()
    for part in value.children if value.kind == "sequence" else [value]:
        mapping = targets.get(part, part)
        if mapping.kind != "mapping":
            return None
        for key, inner in mapping.pairs if mapping not in within else ():
            more = merged_names(inner, targets, (*within, mapping)) if is_merge(key) else None
            names |= {identity(key)} if more is None else more
    return names


def merge_keys(root: Node) -> Iterator[tuple[Node, bool]]:
    """Each merge key, and whether Ruby merges something: where it names no mapping, it is a key as any other."""
    targets = targets_of(root)
    for node, _, _ in walk(root):
        if node.kind == "mapping":
            yield from ((key, merged_names(value, targets) is not None) for key, value in node.pairs if is_merge(key))


def identity(key: Node) -> Hashable:
    """By what two keys are the same to Ruby."""
    if key.kind != "scalar":
        return id(key)
    value = key.value if key.style or key.tag == STR else psych_value(key.value)
    return type(value), value
