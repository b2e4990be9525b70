"""Kramdown's lists: bullets, numbers, definitions, and the tasks of GitHub's Markdown."""

from __future__ import annotations

import re
from functools import lru_cache

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.blocks import BLANK_LINES, END
from foreword.compat.kramdown.document import Blocks
from foreword.compat.kramdown.grammar import (
    ANY,
    HTML_BEGINS,
    HTML_ENDS,
    LIST,
    LIST_ID,
    OPTIONAL,
    RULE,
    SPACE,
    TAIL,
    UNNAMED_LIST,
    WHITE,
)
from foreword.compat.kramdown.node import AttributeList, Node

MARKERS = {"ul": r"[+*\-]", "ol": r"[0-9]+\.", "dl": ":"}
STARTS = {kind: re.compile(f"({OPTIONAL}{marker})({TAIL})") for kind, marker in MARKERS.items()}
ITEM_LIST = re.compile(rf"{SPACE}*\{{:(?!(?:{LIST_ID})?:|/)({ANY}+)\}}{SPACE}*")
NO_CONTENT = re.compile(rf"(?:{ITEM_LIST.pattern})?{SPACE}*\n")
LEADING_TABS = re.compile("( *)(\t+)")
TASK = re.compile(rf"{SPACE}*\[([ xX])\]{SPACE}+")
BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"{} />'


@lru_cache(maxsize=64)
def lines_of(indent: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The lines that belong to an item whose content stands at this column, and those that go on lazily."""
    tab = r"(?:\t| {4})"
    content = rf"(?:{tab}{{{indent // 4}}} {{{indent % 4}}}|{tab}{{{indent // 4 + 1}}}).*\S.*\n"
    lazy = rf"(?! {{0,{min(indent, 3)}}}(?:{UNNAMED_LIST}|{HTML_ENDS}|{HTML_BEGINS})).*\S.*\n"
    return re.compile(content), re.compile(lazy)


@lru_cache(maxsize=64)
def next_start(kind: str, indent: int) -> re.Pattern[str]:
    """The start of an item's neighbour: it may be indented less far than the item's content."""
    return re.compile(rf"( {{0,{indent - 1 if indent < 4 else 3}}}{MARKERS[kind]})({TAIL})")


def first_line(indent: int, content: str) -> tuple[str, int]:
    """The content of an item's first line, and the column of what belongs to it."""
    if NO_CONTENT.match(content):
        indent = 4
    else:
        while found := LEADING_TABS.match(content):
            column = len(found[1]) + indent
            spaces = 4 - column % 4 + (len(found[2]) - 1) * 4
            content = found[1] + " " * spaces + content[found.end() :]
        indent += len(content) - len(content.lstrip(" "))
    return content.lstrip(WHITE), indent


def without_tabs(line: str) -> str:
    """A line whose leading tabs are spaces."""
    rest = line.lstrip("\t")
    return " " * 4 * (len(line) - len(rest)) + rest


def item_of(kind: str, content: str) -> tuple[Node, str]:
    """A new item, and its content without an attribute list at its beginning."""
    item = Node(kind)
    found = ITEM_LIST.match(content)
    if found:
        item.listed = AttributeList()
        attributes.read(found[1], item.listed)
        content = content[found.end() :]
    return item, content


def parse_list(at: Blocks) -> bool:
    """A list with bullets or numbers (kramdown's `parse_list`)."""
    kind = "ul" if STARTS["ul"].match(at.text, at.position) else "ol"
    start = STARTS[kind]
    if at.is_too_deep() or not start.match(at.text, at.position):
        return False
    node = at.new(Node(kind))
    contents: list[list[str]] = []
    indent = 0
    content_line, lazy_line = lines_of(0)
    ended = is_nested = after_blank = False
    end = len(at.text)
    while at.position < end:
        if after_blank and RULE.match(at.text, at.position):
            break
        if at.take(END):
            ended = True
            break
        found = at.take(start)
        if found:
            content, indent = first_line(len(found[1]), found[2])
            item, content = item_of("li", content)
            content_line, lazy_line = lines_of(indent)
            node.children.append(item)
            start = next_start(kind, indent)
            is_nested = LIST.match(content) is not None
            after_blank = False
            contents.append([content])
            continue
        found = at.take(content_line) or (None if after_blank else at.take(lazy_line))
        if found:
            line = without_tabs(found[0])
            is_indented = line.startswith(" " * indent)
            line = line[indent:] if is_indented else line
            if LIST.match(line):
                if not is_nested and is_indented:
                    contents[-1].append("")
                    is_nested = True
                elif is_nested and not is_indented:
                    line = " " * (indent + 4) + line
            contents[-1][-1] += line
            after_blank = False
            continue
        found = at.take(BLANK_LINES)
        if not found:
            break
        is_nested = after_blank = True
        contents[-1][-1] += found[0]
    at.tree.children.append(node)
    last = parse_items(at, node, contents, ended)
    if last is not None and not ended:
        at.tree.children.append(last)
    mark_tasks(node)
    return True


def parse_items(at: Blocks, node: Node, contents: list[list[str]], ended: bool) -> Node | None:
    """Parse the items of a list and see which of them are tight; returns the blank line behind the last."""
    last = None
    for item, parts in zip(node.children, contents, strict=True):
        inner = Node("temp")
        for part in parts:
            Blocks(at.document, inner, part).parse()
        item.children = children = inner.children
        if not children:
            continue
        first = children[0]
        if first.kind == "p" and len(children) >= 2 and children[1].kind == "end" and first.listed:
            del children[1]
        is_last = item is node.children[-1]
        if (
            first.kind == "p"
            and (len(children) < 2 or children[1].kind != "blank" or (is_last and len(children) == 2 and not ended))
            and (not is_last or len(node.children) == 1 or any(is_tight(other) for other in node.children[:-1]))
        ):
            if len(children) > 1 and children[1].kind != "blank":
                first.children[0].value += "\n"
            first.transparent = True
        last = children.pop() if children[-1].kind == "blank" else None
    return last


def is_tight(item: Node) -> bool:
    """Whether an item does not begin with a paragraph that is printed as one."""
    return not item.children or item.children[0].kind != "p" or item.children[0].transparent


def mark_tasks(node: Node) -> None:
    """Make check boxes of `[ ]` and `[x]` at the beginning of items (the GFM parser's `parse_list`)."""
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
    """Definitions of the terms in the paragraph before (kramdown's `parse_definition_list`)."""
    start = STARTS["dl"]
    before = at.tree.children
    if at.is_too_deep() or not start.match(at.text, at.position) or not ends_with_terms(before):
        return False
    as_paragraph = before[-1].kind == "blank"
    if as_paragraph:
        before.pop()
    terms = before.pop()
    node = at.new(Node("dl"))
    for line in terms.children[0].value.rstrip("\n").split("\n"):
        term, content = item_of("dt", line)
        term.raw_text = content
        term.add_text(content, "raw_text")
        node.children.append(term)
    node.listed = terms.listed
    contents: list[tuple[Node, bool, list[str]]] = []
    content_line, lazy_line = lines_of(0)
    indent = 0
    after_blank = False
    end = len(at.text)
    while at.position < end:
        if found := at.take(start):
            content, indent = first_line(len(found[1]), found[2])
            item, content = item_of("dd", content)
            content_line, lazy_line = lines_of(indent)
            node.children.append(item)
            contents.append((item, as_paragraph, [content]))
            start = next_start("dl", indent)
            as_paragraph = after_blank = False
        elif END.match(at.text, at.position):
            break
        elif found := at.take(content_line) or (None if after_blank else at.take(lazy_line)):
            line = without_tabs(found[0])
            contents[-1][2].append(line[indent:] if line.startswith(" " * indent) else line)
            as_paragraph = after_blank = False
        elif found := at.take(BLANK_LINES):
            as_paragraph = after_blank = True
            contents[-1][2].append(found[0])
        else:
            break
    last = None
    for item, is_paragraph, lines in contents:
        Blocks(at.document, item, "".join(lines)).parse()
        if not item.children:
            continue
        last = item.children.pop() if item.children[-1].kind == "blank" else None
        if item.children and item.children[0].kind == "p" and not is_paragraph:
            if len(item.children) > 1:
                item.children[0].children[0].value += "\n"
            item.children[0].transparent = True
    if before and before[-1].kind == "dl":
        before[-1].children += node.children
    elif len(before) >= 2 and before[-1].kind == "blank" and before[-2].kind == "dl":
        before.pop()
        before[-1].children += node.children
    else:
        before.append(node)
    if last is not None:
        before.append(last)
    return True


def ends_with_terms(before: list[Node]) -> bool:
    """Whether the last block, perhaps with one blank line behind it, is a paragraph that may hold terms."""
    if not before:
        return False
    if before[-1].kind == "p":
        return True
    return len(before) >= 2 and before[-1].kind == "blank" and before[-1].value == "\n" and before[-2].kind == "p"
