"""`include_relative`: a file that lies beside the page becomes an include, in a folder of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import join, normpath

from foreword.liquid.nodes import Data, Include, Literal, Node, Span, Template
from foreword.liquid.parser import parse
from foreword.liquid.tree import bodies, inside
from foreword.migrate.table import Table

TAG = "include_relative"
FOLDER = "relative/"
"""The folder of these files among the includes."""


def written_name(node: Include) -> str | None:
    """The name that an include asks for, None where it is computed."""
    if isinstance(node.name, Literal):
        return str(node.name.value)
    pieces = node.name if isinstance(node.name, Sequence) else ()
    texts = [piece.text for piece in pieces if isinstance(piece, Data)]
    return "".join(texts) if texts and len(texts) == len(pieces) else None


def included_from(folder: str, source: str) -> Iterator[str]:
    """The paths of the files that a source includes by where they lie, for a page in a folder; see
    `Jekyll::Tags::IncludeRelativeTag`."""
    if TAG not in source:
        return
    for node in inside(parse(source).nodes):
        path = path_of(node, folder) if isinstance(node, Include) else None
        if path is not None:
            yield path


def path_of(node: Include, folder: str) -> str | None:
    """The path of the file that an include by place asks for; None for other includes, and where it is computed."""
    name = written_name(node) if node.tag == TAG else None
    return normpath(join(folder, name)) if name else None


def parsed(source: str, known: str, folders: Mapping[str, str], includes: Collection[str], table: Table) -> Template:
    """The tree of a template, in which includes by place are includes by name, as far as the files are there.

    `known` is the path by which the facts know it, `folders` has the folder of the pages that each such template is
    part of.
    """
    tree = parse(source, blocks=table.blocks, inline=table.inline)
    if TAG in source and known in folders:
        rename(tree.nodes, folders[known], includes)
    return tree


def rename(nodes: Sequence[Node], folder: str, includes: Collection[str]) -> None:
    """Let the includes by place among some nodes be includes by name."""
    assert isinstance(nodes, list)
    for number, node in enumerate(nodes):
        path = path_of(node, folder) if isinstance(node, Include) else None
        if isinstance(node, Include) and path is not None and FOLDER + path in includes:
            at = node.span.start
            nodes[number] = replace(node, tag="include", name=[Data(Span(at, at), FOLDER + path)])
        for body in bodies(node):
            rename(body, folder, includes)
