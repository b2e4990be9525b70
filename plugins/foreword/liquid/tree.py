"""The tree of a template, walked: the tags of a node, its bodies, and all that stands within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foreword.liquid.nodes import Capture, Case, Data, For, Highlight, If, IfChanged, Lines, Node, TableRow, Unknown


def tags_of(node: Node) -> Iterator[tuple[int | None, Sequence[Node]]]:
    """Where each tag of a node begins, and the body behind it. The tag of an `else` of a loop is not known (None), and
    the end of a block is none of them."""
    match node:
        case Data():
            pass
        case If():
            yield from ((branch.span.start, branch.body) for branch in node.branches)
        case Case():
            yield node.span.start, node.lead
            yield from ((when.span.start, when.body) for when in node.whens)
        case For():
            yield node.span.start, node.body
            yield None, node.otherwise or ()
        case Capture() | Highlight() | IfChanged() | Lines() | TableRow() | Unknown():
            yield node.span.start, node.body or ()
        case _:
            yield node.span.start, ()


def bodies(node: Node) -> Iterator[Sequence[Node]]:
    """The bodies of a node in which something is."""
    return (body for _, body in tags_of(node) if body)


def inside(nodes: Sequence[Node]) -> Iterator[Node]:
    """Some nodes and all within them, in the order of the source."""
    for node in nodes:
        yield node
        for body in bodies(node):
            yield from inside(body)
