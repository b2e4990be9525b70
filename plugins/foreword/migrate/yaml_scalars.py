"""YAML edited in place: scalars get new values, in their own style, and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from foreword.migrate.psych import psych_value
from foreword.migrate.scalar_pieces import pieces_of
from foreword.migrate.scalar_spellings import double, scalars_in, spellings, trailing_lines
from foreword.migrate.yaml_tree import Keys, Node, documents, walk
from foreword.source.text import position

BOM = "\ufeff"
STR = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Scalar:
    """A string in a YAML source: its value, its path of keys, and where it begins (line and column from 1).

    `style` is YAML's sign: `'`, `"`, `|`, `>`, or nothing. `start` and `end` are the indexes between which it stands,
    without anchor and tag. `in_flow` is whether it stands in brackets, `depth` the column (from 0) of the collection by
    lines around it.
    """

    value: str
    keys: Keys
    line: int
    column: int
    style: str
    is_key: bool
    start: int
    end: int
    in_flow: bool
    depth: int


def holds_liquid(scalar: Scalar) -> bool:
    """Whether a string has an opening delimiter of Liquid."""
    return "{{" in scalar.value or "{%" in scalar.value


def scalars(text: str) -> Iterator[Scalar]:
    """The strings of a YAML source, keys too, in their order. Raises yaml.YAMLError for what is no YAML."""
    bom = len(text) - len(text.lstrip(BOM))
    source = text[bom:]
    for root in documents(source):
        for node, keys, is_key in walk(root):
            if node.kind == "scalar" and is_string(node):
                line, column = position(source, node.content)
                yield Scalar(
                    *(node.value, keys, line, column, node.style, is_key),
                    *(node.content + bom, node.end + bom, node.flow, node.indent),
                )


def is_string(node: Node) -> bool:
    """Whether a scalar is a string to Ruby."""
    tag = node.tag or "!"
    if tag.startswith("tag:") and tag != STR:
        return False
    return node.style != "" or tag == STR or isinstance(psych_value(node.value), str)


def place_in(text: str, scalar: Scalar, offset: int) -> tuple[int, int]:
    """Line and column (from 1) in the source of the character at `offset` of a scalar's value."""
    found = pieces_of(text[scalar.start : scalar.end], scalar.style, scalar.value)
    at = 0
    for piece in found.pieces if found else ():
        if at + len(piece.value) > offset:
            return position(text, scalar.start + piece.start + min(offset - at, piece.end - piece.start - 1))
        at += len(piece.value)
    return position(text, scalar.end if found and found.pieces else scalar.start)


def edited(text: str, change: Callable[[Scalar], str | None], wanted: Callable[[Scalar], bool] = holds_liquid) -> str:
    """The source with new values for the strings that are `wanted`; `change` gives each one, or None to let it stand.

    Keys are not asked for: they stay. Raises yaml.YAMLError for what is no YAML, or takes no other value in its place.
    """
    found = [scalar for scalar in scalars(text) if not scalar.is_key and wanted(scalar)]
    changes = [(scalar, change(scalar)) for scalar in found]
    changed = [(scalar, new) for scalar, new in changes if new is not None and new != scalar.value]
    if not changed:
        return text
    result = spliced(text, [(scalar, near(text, scalar, new)) for scalar, new in changed])
    if loads_to(result, text, changed):
        return result
    result = spliced(text, [(scalar, safe(text, scalar, new)) for scalar, new in changed])
    if not loads_to(result, text, changed):
        raise yaml.YAMLError("the new values cannot be written where the old ones stand")
    return result


def near(text: str, scalar: Scalar, new: str) -> str:
    """The first spelling of a new value that is read as that value where it stands."""
    raw = text[scalar.start : scalar.end]
    before = "" if scalar.depth < 0 else "x: " if scalar.depth == 0 else f"x:\n{' ' * scalar.depth}x: "
    frame = (
        (before or "--- ") + ("[\n" if scalar.in_flow else ""),
        "\n]\n" if scalar.in_flow else "" if scalar.style in ("|", ">") else "\n",
    )
    for spelling in spellings(raw, scalar.style, scalar.value, new, scalar.depth):
        if scalars_in(frame[0] + spelling + frame[1]) == ["x"] * before.count("x") + [new]:
            return spelling
    return safe(text, scalar, new)


def safe(text: str, scalar: Scalar, new: str) -> str:
    """The spelling that is right everywhere: in double quotes, on one line."""
    raw = text[scalar.start : scalar.end]
    return double(new) + (trailing_lines(raw) if scalar.style in ("|", ">") else "")


def spliced(text: str, spelled: list[tuple[Scalar, str]]) -> str:
    """The source with new spellings of its scalars."""
    parts: list[str] = []
    at = 0
    for scalar, spelling in spelled:
        parts += text[at : scalar.start], spelling
        at = scalar.end
    return "".join([*parts, text[at:]])


def loads_to(result: str, text: str, changed: list[tuple[Scalar, str]]) -> bool:
    """Whether the result holds what the source holds, but for the values that were changed."""
    expected = {scalar.start: new for scalar, new in changed}
    nodes = [node for root in documents(text.lstrip(BOM)) for node, _, _ in walk(root)]
    bom = len(text) - len(text.lstrip(BOM))
    values = [expected.get(node.content + bom, node.value) if node.kind == "scalar" else node.value for node in nodes]
    try:
        found = [node for root in documents(result.lstrip(BOM)) for node, _, _ in walk(root)]
    except yaml.YAMLError:
        return False
    return [(node.kind, node.tag, node.anchor, value) for node, value in zip(nodes, values, strict=True)] == [
        (node.kind, node.tag, node.anchor, node.value) for node in found
    ]
