"""Blank: the blocks that print nothing. Liquid takes their white space away (`remove_blank_strings`, block_body.rb)."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import bodies

BLOCKS = liquid.If | liquid.Case | liquid.For | liquid.TableRow | liquid.Highlight | liquid.IfChanged | liquid.Lines


def is_blank(node: liquid.Node) -> bool:
    """Whether a node can print nothing but white space."""
    if isinstance(node, liquid.Data):
        return not node.text or node.text.isspace()
    if isinstance(node, liquid.Assign | liquid.Capture | liquid.Comment):
        return True
    if isinstance(node, liquid.Raw):
        return not node.text
    if isinstance(node, BLOCKS):
        return all(are_blank(body) for body in bodies(node))
    return isinstance(node, liquid.Unknown) and node.body is not None and are_blank(node.body)


def are_blank(nodes: Sequence[liquid.Node]) -> bool:
    """Whether some nodes print nothing but white space."""
    return all(is_blank(node) for node in nodes)
