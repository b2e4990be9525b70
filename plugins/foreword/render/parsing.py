"""Parsing: what is changed in a template's tree before it is compiled."""

from __future__ import annotations

import re

from jinja2 import nodes

from foreword.render.components import BODY
from foreword.render.slots import ANY

LEAD = re.compile(r"^([ \t>]*)((?:[-*+]|\d+[.)])[ \t]+)?")
ITERATED = "foreword iterated"
INCLUDED = "foreword included"


def prepare(tree: nodes.Template, source: str, name: str | None, components: set[str]) -> nodes.Template:
    """Change the tree of a template in place, and give it back.

    Loops are counted. In Markdown, an expression alone on its line knows the line's indent. An include of a
    Markdown partial goes through a filter. The body of a call that is an argument is not escaped.
    """
    html = (name or "").endswith(".html.jinja")
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    change(tree, lines, html, components)
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
    elif isinstance(node, nodes.For):
        # A name with a space cannot be written by an author.
        node.iter = nodes.Filter(node.iter, ITERATED, [], [], None, None, lineno=node.iter.lineno)
    elif isinstance(node, nodes.CallBlock):
        if not html:
            indent = indent_of(lines, node.lineno)
            node.foreword_lines = (True, indent, indent)  # type: ignore[attr-defined]
        function = node.call.node
        if isinstance(function, nodes.Name) and function.name in BODY and function.name in components:
            plain = nodes.Keyword("autoescape", nodes.Const(False))
            node.body = [nodes.ScopedEvalContextModifier([plain], node.body, lineno=node.lineno)]


def changed_node(node: object, lines: list[str], html: bool, components: set[str]) -> object:
    """A node, changed with all below it; an include of Markdown inside its filter."""
    if not isinstance(node, nodes.Node):
        return node
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        # The renderer's own tokens cannot be written by an author.
        node.value = ANY.sub("", node.value)
    elif isinstance(node, nodes.TemplateData):
        node.data = ANY.sub("", node.data)
    change(node, lines, html, components)
    if isinstance(node, nodes.Include) and is_markdown(node.template, html):
        arguments: list[nodes.Expr] = [
            nodes.Const(html),
            nodes.Const("" if html else indent_of(lines, node.lineno)),
        ]
        through = nodes.Filter(None, INCLUDED, arguments, [], None, None, lineno=node.lineno)
        return nodes.FilterBlock([node], through, lineno=node.lineno)
    return node


def is_markdown(template: nodes.Expr, html: bool) -> bool:
    """Whether an include names a partial of Markdown; where the name is computed, it is of its includer's kind."""
    if isinstance(template, nodes.Const):
        return not str(template.value).endswith(".html.jinja")
    return not html


def indent_of(lines: list[str], line: int) -> str:
    """The indent of a line (from 1) of the source, when a tag begins it."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    lead = LEAD.match(text)
    assert lead is not None
    return lead.group(1) if text[lead.end(1) :].startswith("{%") else ""


def starts_line(lines: list[str], line: int) -> bool:
    """Whether a tag of a statement begins a line (from 1) of the source."""
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return text.lstrip(" \t>").startswith("{%")


def mark_lone_outputs(node: nodes.Output, lines: list[str]) -> None:
    """Tell each expression that stands alone on its line how to print lines.

    That is whether it is a block of its own (in a list item it is not), and what comes before its first line and
    before its others.
    """
    for number, child in enumerate(node.nodes):
        if isinstance(child, nodes.TemplateData):
            continue
        after = node.nodes[number + 1] if number + 1 < len(node.nodes) else None
        if after is not None and not (isinstance(after, nodes.TemplateData) and re.match(r"[ \t]*(\n|\Z)", after.data)):
            continue
        before = node.nodes[number - 1] if number else None
        if before is not None and not isinstance(before, nodes.TemplateData):
            continue
        first = min((part.lineno for part in (child, *child.find_all(nodes.Node)) if part.lineno), default=0)
        text = lines[first - 1] if 0 < first <= len(lines) else ""
        lead = LEAD.match(text)
        assert lead is not None
        if not text[lead.end() :].startswith("{{"):
            continue
        if before is not None and before.data.rpartition("\n")[2].strip(" \t>-*+.)0123456789"):
            continue
        is_item = bool(lead.group(2))
        indent = lead.group(1) + ("    " if is_item else "")
        child.foreword_lines = (not is_item, "", indent)  # type: ignore[attr-defined]
