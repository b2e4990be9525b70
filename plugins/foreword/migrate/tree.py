"""Tree: what stands within the nodes of a Liquid template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.embedded import embedded
from foreword.migrate.names import name_of


def variables_in(*parts: object) -> Iterator[liquid.Variable]:
    """The variables that expressions, conditions and filters read. Anything else has none."""
    for part in parts:
        match part:
            case liquid.Variable():
                yield part
                yield from variables_in(part.name, *(key.value for key in part.keys))
            case liquid.Range():
                yield from variables_in(part.first, part.last)
            case liquid.Comparison() | liquid.Logical():
                yield from variables_in(part.left, part.right)
            case liquid.Filtered():
                yield from variables_in(part.value)
                for entry in part.filters:
                    yield from variables_in(*entry.arguments, *(value for _, value in entry.keywords))
                    yield from variables_in(embedded(entry))
            case _:
                pass


def names_in(*parts: object) -> Iterator[str]:
    """The names that expressions, conditions and filters read."""
    return (one.name for one in variables_in(*parts) if isinstance(one.name, str))


def parts_of(node: liquid.Node) -> Iterator[object]:
    """The expressions, conditions and filters of a node itself, without those of its body."""
    match node:
        case liquid.Output():
            yield node.expression
        case liquid.Assign():
            yield node.value
        case liquid.If():
            yield from (branch.condition for branch in node.branches)
        case liquid.Case():
            yield node.subject
            yield from (value for when in node.whens for value in when.values)
        case liquid.For():
            yield from (node.iterable, node.limit, node.offset)
        case liquid.TableRow():
            yield from (node.iterable, node.cols, node.limit, node.offset)
        case liquid.Cycle():
            yield from (node.group, *node.values)
        case liquid.Include():
            yield from (node.name, node.variable, *(value for _, value in node.arguments))
            yield from pieces_of(node.name)
        case liquid.Link():
            yield from pieces_of(node.target)
        case _:
            pass


def pieces_of(name: object) -> Iterator[object]:
    """The outputs in a name that is made of text and outputs."""
    if isinstance(name, Sequence):
        yield from (piece.expression for piece in name if isinstance(piece, liquid.Output))


def names_written(nodes: Sequence[liquid.Node]) -> set[str]:
    """All names that some nodes set or capture."""
    return {name_of(node.name) for node in inside(nodes) if isinstance(node, liquid.Assign | liquid.Capture)}
