"""Kramdown's tables; after its `table.rb`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.compat.kramdown.blocks import BOUNDARY
from foreword.compat.kramdown.document import Blocks, Document, Spans
from foreword.compat.kramdown.grammar import WHITE
from foreword.compat.kramdown.node import Node

PIPE = r"(?:\||.*?[^\\\n]\|)"
HAS_PIPE = re.compile(PIPE)
LINE = re.compile(rf"{PIPE}.*?\n")
START = re.compile(rf" {{0,3}}(?=[^ \t\r\n\f\v]){PIPE}.*?\n")
SEPARATOR = re.compile(r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n")
ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
FOOT_SEPARATOR = re.compile(r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\n")
ROW = re.compile(r"(.*?)[ \t]*\n")
CELL_END = re.compile(r"(?<!\\)\|")
SIDES = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def table(at: Blocks) -> bool:
    """A table: rows with pipes, and lines that separate head, bodies and foot."""
    line_end = at.text.find("\n", at.position)
    if at.text.find("|", at.position, line_end) < 0 or not at.is_after_boundary():
        return False
    if not START.match(at.text, at.position):
        return False
    start = at.position
    # As in kramdown, an attribute list before the line is used up here even where it turns out to be no table.
    node = at.new(Node("table"))
    if not read_rows(at, node):
        at.position = start
        return False
    at.tree.children.append(node)
    return True


def read_rows(at: Blocks, node: Node) -> bool:
    """Read the lines of a table into its node; False where they are no table."""
    start = at.position
    leads_with_pipe = at.text.startswith("|", skip_white(at))
    at.take(SEPARATOR)
    rows: list[Node] = []
    has_foot = False
    end = len(at.text)

    def close(kind: str, even_in_foot: bool = False) -> None:
        nonlocal rows
        if not has_foot or kind != "tbody" or even_in_foot:
            node.children.append(Node(kind, children=rows))
            rows = []

    while at.position < end and LINE.match(at.text, at.position):
        if found := at.take(SEPARATOR):
            if rows and not node.alignment and not has_foot:
                close("thead")
                node.alignment = [SIDES[sides] for sides in ALIGNMENT.findall(found[1])]
            elif rows:
                close("tbody")
        elif at.take(FOOT_SEPARATOR):
            if rows:
                close("tbody", True)
            has_foot = True
        elif found := at.take(ROW):
            rows.append(row(at.document, found[1], leads_with_pipe))
        else:
            break
    if not BOUNDARY.match(at.text, at.position) or not has_pipes(at.document, at.text[start : at.position - 1]):
        return False
    if rows:
        close("tfoot" if has_foot else "tbody")
    if not any(part.kind == "tbody" for part in node.children):
        return False
    every = [cells for part in node.children for cells in part.children]
    columns = max(len(cells.children) for cells in every)
    for cells in every:
        cells.children += [Node("td") for _ in range(columns - len(cells.children))]
    node.alignment = (node.alignment + [""] * columns)[:columns]
    return True


def skip_white(at: Blocks) -> int:
    """Where the first line's text begins."""
    position = at.position
    while at.text[position] in WHITE:
        position += 1
    return position


def row(document: Document, line: str, leads_with_pipe: bool) -> Node:
    """The cells of a line; pipes in code do not part them."""
    cells: list[str] = []

    def go_on(text: str) -> None:
        if cells:
            cells[-1] += text
        else:
            cells.append(text)

    for part, is_code in code_elements(line):
        if is_code:
            go_on(part)
            continue
        for child in Spans(document, part, "raw_text").parsed(("code_span",)):
            if child.kind == "raw_text":
                first, *others = (cell.replace("\\|", "|") for cell in CELL_END.split(child.value))
                go_on(first)
                cells += others
            else:
                mark = max(re.findall("`+", child.value), default="") + "`"
                space = " " if len(mark) > 1 else ""
                go_on(f"{mark}{space}{child.value}{space}{mark}")
    if leads_with_pipe and cells and not cells[0].strip(WHITE):
        del cells[0]
    if cells and not cells[-1].strip(WHITE):
        cells.pop()
    node = Node("tr")
    for cell in cells:
        node.children.append(Node("td"))
        node.children[-1].children.append(Node("raw_text", cell.strip(WHITE)))
    return node


def code_elements(line: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line, and whether each is an element `code`."""
    position = 0
    while (start := line.find("<code", position)) >= 0:
        bracket = line.find(">", start)
        closing = line.find("</code>", bracket) if bracket >= 0 else -1
        if closing < 0:
            break
        end = closing + len("</code>")
        yield line[position:start], False
        yield line[start:end], True
        position = end
    yield line[position:], False


def has_pipes(document: Document, source: str) -> bool:
    """Whether each line has a pipe that is not in code."""
    found = False
    for child in Spans(document, source, "raw_text").parsed(("code_span", "span_html")):
        lines = child.value.rstrip("\n").split("\n")
        if child.kind == "code_span":
            if len(lines) > 2 or (len(lines) == 2 and not found):
                return found
            if len(lines) == 2:
                found = False
        else:
            if len(lines) > 1 and not found and not HAS_PIPE.match(lines[0]):
                return found
            found = (False if len(lines) > 1 else found) or bool(HAS_PIPE.match(lines[-1]))
    return found
