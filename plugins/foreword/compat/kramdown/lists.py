"""Lists: bullets, numbers, definitions, and the tasks of GitHub's Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.attributes import LIST_IN_ITEM
from foreword.compat.kramdown.document import Blocks
from foreword.compat.kramdown.lines import BLANK_LINES, END_OF_BLOCK, ends_lazy, is_item, is_rule, line_after
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.tags import WHITE

MARKERS = {
    "ul": re.compile("( {0,3})[*+-](?=[ \t|])"),
    "ol": re.compile(r"( {0,3})[0-9]+\.(?=[ \t|])"),
    "dl": re.compile("( {0,3}):(?=[ \t|])"),
}
TASK = re.compile(r"\s*\[([ xX])\]\s+", re.ASCII)
BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{} />'


@dataclass(slots=True)
class Item:
    """An item of a list, while the lines are collected that belong to it."""

    node: Node
    column: int
    """Where its content stands, and what belongs to it."""
    parts: list[list[str]]
    """Lines. What is in one part is not read as the continuation of what is in the one before."""
    is_after_blank: bool
    has_list: bool
    """Whether a list may have begun in it."""

    def add(self, line: str) -> None:
        """Add a line that is not blank."""
        line = without_tabs(line)
        is_indented = line.startswith(" " * self.column)
        if is_indented:
            line = line[self.column :]
        if self.node.kind == "li" and is_item(line):
            if is_indented and not self.has_list:
                self.parts.append([])
                self.has_list = True
            elif self.has_list and not is_indented:
                # The marker of a list of another kind is text in what goes on here.
                line = " " * (self.column + 4) + line
        self.parts[-1].append(line)

    def add_blank(self, lines: str) -> None:
        """Add blank lines."""
        self.parts[-1].append(lines)
        self.has_list = True

    def parse(self, at: Blocks) -> None:
        """Parse its lines."""
        for part in self.parts:
            Blocks(at.document, self.node, "".join(part)).parse()


def read_items(at: Blocks, kind: str, is_after_blank: bool = False) -> tuple[list[Item], bool]:
    """The items of a list that begins here, and whether the mark that ends a block is behind them."""
    text = at.text
    marker_of = MARKERS[kind].match
    items: list[Item] = []
    deepest = 3
    while at.position < len(text):
        start = at.position
        if kind != "dl" and is_after_blank and is_rule(text, start):
            break
        if END_OF_BLOCK.match(text, start):
            return items, True
        marker = marker_of(text, start)
        if marker and len(marker[1]) <= deepest:
            at.position = line_after(text, start)
            items.append(new_item(kind, marker[0], text[marker.end() : at.position], is_after_blank))
            deepest = min(items[-1].column - 1, 3)
            is_after_blank = False
        elif blank := at.take(BLANK_LINES):
            items[-1].add_blank(blank[0])
            is_after_blank = True
        elif is_indented_to(items[-1].column, text, start) or not (is_after_blank or ends_lazy(text, start)):
            items[-1].add(at.up_to(line_after(text, start)))
            is_after_blank = False
        else:
            break
    return items, False


def new_item(kind: str, marker: str, content: str, is_after_blank: bool) -> Item:
    """An item that begins with this line. What belongs to it is indented as far as its text, or by four columns."""
    text = content.lstrip(" \t")
    node, rest = with_list(Node("dd" if kind == "dl" else "li"), content.lstrip(WHITE))
    column = len((marker + content[: len(content) - len(text)]).expandtabs(4)) if rest.strip(WHITE) else 4
    return Item(node, column, [[rest]], is_after_blank, is_item(rest))


def with_list(node: Node, content: str) -> tuple[Node, str]:
    """An item with the attribute list at its beginning, and its content without that."""
    found = LIST_IN_ITEM.match(content)
    if not found:
        return node, content
    node.listed = AttributeList()
    attributes.read(found[1], node.listed)
    return node, content[found.end() :]


def is_indented_to(column: int, text: str, position: int) -> bool:
    """Whether a line is indented up to a column; a tab counts as four spaces, wherever it stands."""
    while column >= 0:
        if text.startswith("\t", position):
            position += 1
        elif text.startswith("    ", position):
            position += 4
        else:
            return column < 4 and text.startswith(" " * column, position)
        column -= 4
    return True


def without_tabs(line: str) -> str:
    """A line whose leading tabs are spaces."""
    rest = line.lstrip("\t")
    return " " * 4 * (len(line) - len(rest)) + rest


def parse_list(at: Blocks) -> bool:
    """A list with bullets or numbers."""
    kind = "ol" if at.text[at.first].isdigit() else "ul"
    if at.is_too_deep() or not MARKERS[kind].match(at.text, at.position):
        return False
    node = at.new(Node(kind))
    items, is_ended = read_items(at, kind)
    if is_ended:
        at.position = line_after(at.text, at.position)
    at.tree.children.append(node)
    blank = parse_items(at, items, is_ended)
    node.children = [item.node for item in items]
    if blank is not None and not is_ended:
        at.tree.children.append(blank)
    mark_tasks(node)
    return True


def parse_items(at: Blocks, items: list[Item], is_ended: bool) -> Node | None:
    """Parse the items of a list and see which of them are tight; returns the blank line behind the last."""
    blank = None
    has_tight = len(items) == 1
    for item in items:
        item.parse(at)
        children = item.node.children
        if not children:
            has_tight = True
            continue
        first = children[0]
        is_last = item is items[-1]
        if first.kind == "p":
            if first.listed and len(children) > 1 and children[1].kind == "end":
                del children[1]
            is_loose = len(children) > 1 and children[1].kind == "blank"
            if is_last and is_loose and len(children) == 2:
                # The blank line is one behind the list, unless the mark behind it says that the list ends only there.
                is_loose = is_ended
            first.transparent = not is_loose and (has_tight or not is_last)
            if first.transparent and not (len(children) > 1 and children[1].kind == "blank"):
                end_line(children)
        has_tight = has_tight or first.kind != "p" or first.transparent
        blank = children.pop() if children[-1].kind == "blank" else None
    return blank


def end_line(children: list[Node]) -> None:
    """End the line of a paragraph that is not printed as one before what follows it."""
    if len(children) > 1:
        children[0].children[0].value += "\n"


def mark_tasks(node: Node) -> None:
    """Make check boxes of `[ ]` and `[x]` at the beginning of items."""
    is_task_list = False
    for item in node.children:
        if not item.children or item.children[0].kind != "p" or not item.children[0].children:
            continue
        text = item.children[0].children[0]
        found = TASK.match(text.value)
        if found:
            checked = ' checked="checked"' if found[1] != " " else ""
            text.value = BOX.format(checked) + text.value[found.end() :]
            is_task_list = True
        if is_task_list:
            item.attributes["class"] = "task-list-item"
    if is_task_list:
        node.attributes["class"] = "task-list"


def definition_list(at: Blocks) -> bool:
    """Definitions of the terms in the paragraph before: each of its lines is one."""
    before = at.tree.children
    if at.is_too_deep() or not MARKERS["dl"].match(at.text, at.position) or not ends_with_terms(before):
        return False
    is_after_blank = before[-1].kind == "blank"
    if is_after_blank:
        before.pop()
    terms = before.pop()
    node = at.new(Node("dl"))
    node.listed = terms.listed
    for line in terms.children[0].value.rstrip("\n").split("\n"):
        term, text = with_list(Node("dt"), line)
        term.add_text(text, "raw_text")
        node.children.append(term)
    items, _ = read_items(at, "dl", is_after_blank)
    blank = None
    for item in items:
        item.parse(at)
        node.children.append(item.node)
        children = item.node.children
        if not children:
            continue
        blank = children.pop() if children[-1].kind == "blank" else None
        if children and children[0].kind == "p" and not item.is_after_blank:
            end_line(children)
            children[0].transparent = True
    add_definitions(before, node)
    if blank is not None:
        before.append(blank)
    return True


def add_definitions(before: list[Node], node: Node) -> None:
    """Add definitions to the list before, perhaps with a blank line between, or else as a list of their own."""
    around = before[:-1] if before and before[-1].kind == "blank" else before
    if around and around[-1].kind == "dl":
        del before[len(around) :]
        around[-1].children += node.children
    else:
        before.append(node)


def ends_with_terms(before: list[Node]) -> bool:
    """Whether the last block, perhaps with one blank line behind it, is a paragraph that may hold terms."""
    if before and before[-1].kind == "blank" and before[-1].value == "\n":
        before = before[:-1]
    return bool(before) and before[-1].kind == "p"
