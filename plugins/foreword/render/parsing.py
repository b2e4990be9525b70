"""Parsing: what is changed in a template's tree before it is compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import nodes

from foreword.render.components import BODY
from foreword.render.lexer import is_markdown
from foreword.render.slots import ANY
from foreword.source.text import printable

LEAD = re.compile(r"^([ \t>]*)((?:[-*+]|\d+[.)])[ \t]+)?")
ITERATED = "foreword iterated"
INCLUDED = "foreword included"


def prepare(tree: nodes.Template, source: str, name: str | None, components: set[str]) -> nodes.Template:
    """Change the tree of a template in place, and give it back.

    Loops are counted. In Markdown, an expression alone on its line knows the line's indent. An include of a
    Markdown partial goes through a filter. The body of a call that is an argument is not escaped.
    """
    markdown = is_markdown(name)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    change(tree, lines, not markdown, components)
    assert tree.environment is not None
    tree.set_environment(tree.environment)
    return tree


def change(node: nodes.Node, lines: list[str], html: bool, components: set[str]) -> None:
    """Change the nodes below a node."""
    for field, value in node.iter_fields():
        if isinstance(value, list):
            changed = [changed_node(item, lines, html, components) for item in value]
            setattr(node, field, changed)
        elif isinstance(value, nodes.Node):
            setattr(node, field, changed_node(value, lines, html, components))
    if not html and isinstance(node, nodes.Stmt) and starts_line(lines, node.lineno):
        node.foreword_block = indent_of(lines, node.lineno)  # type: ignore[attr-defined]
    if isinstance(node, nodes.Output) and not html:
        mark_lone_outputs(node, lines)
    elif isinstance(node, nodes.Import | nodes.FromImport):
        # Macros see the page's names wherever they are imported from.
        node.with_context = True
    elif isinstance(node, nodes.For):
        # A name with a space cannot be written by an author.
        node.iter = nodes.Filter(node.iter, ITERATED, [], [], None, None, lineno=node.iter.lineno)
    elif isinstance(node, nodes.CallBlock):
        if not html:
            indent = indent_of(lines, node.lineno)
            if ">" in indent:
                unquote(node, indent.rstrip())
            last = end_of_call(lines, node.lineno)
            node.foreword_printing = printing_of_block(lines, node.lineno, last, indent, True)  # type: ignore[attr-defined]
        function = node.call.node
        if isinstance(function, nodes.Name) and function.name in BODY and function.name in components:
            plain = nodes.Keyword("autoescape", nodes.Const(False))
            node.body = [nodes.ScopedEvalContextModifier([plain], node.body, lineno=node.lineno)]


def changed_node(node: object, lines: list[str], html: bool, components: set[str]) -> object:
    """A node, changed with all below it; an include of Markdown inside its filter."""
    if not isinstance(node, nodes.Node):
        return node
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        # Neither the renderer's own tokens nor half of a character can be written by an author.
        node.value = printable(ANY.sub("", node.value))
    elif isinstance(node, nodes.TemplateData):
        node.data = ANY.sub("", node.data)
    change(node, lines, html, components)
    if isinstance(node, nodes.Include) and includes_markdown(node.template, html):
        arguments: list[nodes.Expr] = [
            nodes.Const(html),
            nodes.Const("" if html else indent_of(lines, node.lineno)),
        ]
        through = nodes.Filter(None, INCLUDED, arguments, [], None, None, lineno=node.lineno)
        return nodes.FilterBlock([node], through, lineno=node.lineno)
    return node


def includes_markdown(template: nodes.Expr, html: bool) -> bool:
    """Whether an include names a partial of Markdown; where the name is computed, it is of its includer's kind."""
    if isinstance(template, nodes.Const):
        return is_markdown(str(template.value))
    return not html


def indent_of(lines: list[str], line: int) -> str:
    """The indent of a line (from 1) of the source, when a tag begins it."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    lead = LEAD.match(text)
    assert lead is not None
    return lead.group(1) if text[lead.end(1) :].startswith("{%") else ""


@dataclass(frozen=True)
class Printing:
    """How a value is printed in Markdown.

    `first` comes before its first line, `rest` before its others. HTML that is a block of its own stands between
    `lead` and `end`, which make blank lines where there are none: a second one would end a footnote.
    """

    first: str = ""
    rest: str = ""
    lead: str = ""
    end: str = ""
    is_block: bool = False


def is_blank(lines: list[str], line: int) -> bool:
    """Whether a line (from 1) is blank, or there is none."""
    return not 0 < line <= len(lines) or not lines[line - 1].strip(" \t>")


def printing_of_block(lines: list[str], first: int, last: int, indent: str, is_call: bool) -> Printing:
    """How what stands alone on the lines `first` to `last` is printed.

    Of a call's own lines the indent (but for the marks of a quote) and the last line end are gone already.
    """
    blank = indent.rstrip()
    own = indent if is_call and ">" not in indent else ""
    lead = own if is_blank(lines, first - 1) else f"\n{blank}\n{indent}"
    end = "" if is_blank(lines, last + 1) else f"\n{blank}"
    return Printing(own, indent, lead, end + ("\n" if is_call else ""), True)


def end_of_call(lines: list[str], line: int) -> int:
    """The line (from 1) on which the call block that begins on a line ends."""
    depth = 0
    for number in range(line, len(lines) + 1):
        text = lines[number - 1]
        depth += len(re.findall(r"\{%[-+]?\s*call\b", text)) - len(re.findall(r"\{%[-+]?\s*endcall\b", text))
        if depth <= 0:
            return number
    return len(lines)


def unquote(node: nodes.CallBlock, mark: str) -> None:
    """Take the marks of a block quote off the lines of a call's body."""
    for data in (data for child in node.body for data in child.find_all(nodes.TemplateData)):
        data.data = re.sub(rf"(?m)^{re.escape(mark)} ?", "", data.data)


def starts_line(lines: list[str], line: int | None) -> bool:
    """Whether a tag of a statement begins a line (from 1) of the source."""
    text = lines[line - 1] if line and line <= len(lines) else ""
    return text.lstrip(" \t>").startswith("{%")


def mark_lone_outputs(node: nodes.Output, lines: list[str]) -> None:
    """Tell each expression how to print lines.

    That is whether it is a block of its own (alone on its line, and not in a list item), and what comes before its
    first line and before its others: the indent of its line, and that of the list item that begins there.
    """
    for number, child in enumerate(node.nodes):
        if isinstance(child, nodes.TemplateData):
            continue
        first = min((part.lineno for part in (child, *child.find_all(nodes.Node)) if part.lineno), default=0)
        text = lines[first - 1] if 0 < first <= len(lines) else ""
        lead = LEAD.match(text)
        assert lead is not None
        is_item = bool(lead.group(2))
        indent = lead.group(1) + ("    " if is_item else "")
        before = node.nodes[number - 1] if number else None
        after = node.nodes[number + 1] if number + 1 < len(node.nodes) else None
        is_alone = text[lead.end() :].startswith("{{") and begins_line(before) and ends_line(after)
        if is_alone or indent:
            if is_alone and not is_item:
                last = max((part.lineno for part in (child, *child.find_all(nodes.Node)) if part.lineno), default=first)
                while last < len(lines) and "}}" not in lines[last - 1]:
                    last += 1
                printing = printing_of_block(lines, first, last, indent, False)
            else:
                printing = Printing(rest=indent)
            child.foreword_printing = printing  # type: ignore[attr-defined]


def begins_line(before: nodes.Node | None) -> bool:
    """Whether what stands before an expression is the beginning of its line, a list marker at the most."""
    if before is None:
        return True
    if not isinstance(before, nodes.TemplateData):
        return False
    return not before.data.rpartition("\n")[2].strip(" \t>-*+.)0123456789")


def ends_line(after: nodes.Node | None) -> bool:
    """Whether nothing but blanks stands between an expression and the end of its line."""
    return after is None or (
        isinstance(after, nodes.TemplateData) and re.match(r"[ \t]*(\n|\Z)", after.data) is not None
    )
