"""Tables: lines with pipes, of which some separate the head, the bodies and the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.compat.kramdown.document import Blocks, Document, Spans
from foreword.compat.kramdown.lines import is_boundary, line_after
from foreword.compat.kramdown.node import Node
from foreword.compat.kramdown.tags import WHITE

COLUMN = re.compile("(:?)-+(:?)")
CELL_END = re.compile(r"(?<!\\)\|")
BACKTICKS = re.compile("`+")
SIDES = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def has_pipe(line: str) -> bool:
    """Whether a line has a pipe that no backslash stands before."""
    return "|" in line and ("\\" not in line or CELL_END.search(line) is not None)


def is_separator(line: str, sign: str) -> bool:
    """Whether a line is made of this sign and what may stand between columns."""
    return sign in line and not line.strip(f"{sign}+|: \t")


def table(at: Blocks) -> bool:
    """A table."""
    text = at.text
    end = line_after(text, at.first)
    if text.find("|", at.first, end) < 0 or not at.is_after_boundary() or not has_pipe(text[at.first : end]):
        return False
    # As in kramdown, an attribute list before the line is used up here even where it turns out to be no table.
    node = at.new(Node("table"))
    while end < len(text) and has_pipe(text[end : line_after(text, end)]):
        end = line_after(text, end)
    source = text[at.position : end - 1]
    if not is_boundary(text, end) or not has_pipes(at.document, source):
        return False
    read_lines(at.document, node, source.split("\n"), text[at.first] == "|")
    if not any(part.kind == "tbody" for part in node.children):
        return False
    level_out(node)
    at.position = end
    at.tree.children.append(node)
    return True


def read_lines(document: Document, node: Node, lines: list[str], leads_with_pipe: bool) -> None:
    """Read the lines of a table into its node."""
    rows: list[Node] = []
    has_foot = False

    def close(kind: str) -> None:
        nonlocal rows
        if rows:
            node.children.append(Node(kind, children=rows))
            rows = []

    for line in lines[1:] if is_separator(lines[0], "-") else lines:
        if is_separator(line, "="):
            close("tbody")
            has_foot = True
        elif not is_separator(line, "-"):
            rows.append(row(document, line.rstrip(" \t"), leads_with_pipe))
        elif rows and not has_foot and not node.alignment:
            close("thead")
            node.alignment = [SIDES[sides] for sides in COLUMN.findall(line)]
        elif not has_foot:
            close("tbody")
    close("tfoot" if has_foot else "tbody")


def level_out(node: Node) -> None:
    """Give all rows of a table as many cells as the longest has."""
    rows = [row for part in node.children for row in part.children]
    columns = max(len(row.children) for row in rows)
    for row in rows:
        row.children += [Node("td") for _ in range(columns - len(row.children))]
    node.alignment = [*node.alignment, *[""] * columns][:columns]


def row(document: Document, line: str, leads_with_pipe: bool) -> Node:
    """The cells of a line; pipes in code do not part them."""
    cells = [""]
    for part, is_code in code_elements(line):
        if is_code:
            cells[-1] += part
            continue
        for child in Spans(document, part, "raw_text").parsed("`"):
            if child.kind == "code_span":
                cells[-1] += code_source(child.value)
            else:
                first, *others = CELL_END.split(child.value)
                cells[-1] += first.replace("\\|", "|")
                cells += [cell.replace("\\|", "|") for cell in others]
    cells = [cell.strip(WHITE) for cell in cells]
    if leads_with_pipe and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        cells.pop()
    return Node("tr", children=[Node("td", children=[Node("raw_text", cell)]) for cell in cells])


def code_source(code: str) -> str:
    """Code between as many backticks as it needs."""
    longest = max(BACKTICKS.findall(code), default="")
    return f"{longest}` {code} {longest}`" if longest else f"`{code}`"


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
    """Whether each line has a pipe that is not in code, nor in the content of an element of HTML."""
    if "`" not in source and "<" not in source:
        return True
    outside: list[str] = []
    for child in Spans(document, source, "raw_text").parsed("`<"):
        text = child.value.rstrip("\n")
        if child.kind != "code_span":
            outside.append(text)
            continue
        breaks = text.count("\n")
        if breaks > 1:
            # As in kramdown, only what is before code of more than two lines counts.
            break
        outside.append("`" + "\n" * breaks + "`")
    return all(has_pipe(line) for line in "".join(outside).split("\n"))
