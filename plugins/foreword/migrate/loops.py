"""Loops: what a `for` goes through in Jinja, and the names of the loops around it."""

from __future__ import annotations

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.code import Code, Level, filtered
from foreword.migrate.expressions import Expressions
from foreword.migrate.names import quoted
from foreword.migrate.tree import parts_of, variables_in

CONTINUE = "continue"


def loop_name(node: liquid.For | liquid.TableRow, source: str) -> str:
    """The name by which a loop goes on where an earlier one has ended; see `liquid/tags/for.rb`."""
    return f"{node.variable}-{source[node.iterable.span.start : node.iterable.span.end]}"


def continued_in(template: liquid.Template) -> frozenset[str]:
    """The names of the loops that go on from where another of their name has ended (`offset:continue`)."""
    return frozenset(
        loop_name(node, template.source)
        for node in inside(template.nodes)
        if isinstance(node, liquid.For | liquid.TableRow) and node.offset == CONTINUE
    )


def iterable(node: liquid.For | liquid.TableRow, values: Expressions, continued: str) -> Code:
    """What a loop goes through: any value, cut with `limit` and `offset`, and turned round.

    `continued` is the name of the loop where it, or another of its name, goes on from an earlier one.
    """
    code = values.value(node.iterable)
    if not values.is_list(node.iterable):
        code = filtered(code, "items")
    code = gone_on(code, node, values, continued) if continued else cut(code, node, values)
    return filtered(code, "reverse") if isinstance(node, liquid.For) and node.is_reversed else code


def gone_on(code: Code, node: liquid.For | liquid.TableRow, values: Expressions, name: str) -> Code:
    """The part of a value from where an earlier loop of a name has ended."""
    given = [quoted(name), code.text]
    if node.limit is not None:
        given.append(f"limit={values.value(node.limit).text}")
    if not isinstance(node.offset, str):
        given.append("offset=0" if node.offset is None else f"offset={values.value(node.offset).text}")
    return Code(f"continued({', '.join(given)})")


def cut(code: Code, node: liquid.For | liquid.TableRow, values: Expressions) -> Code:
    """The part of a value that `limit` and `offset` leave."""
    limit, offset = node.limit, node.offset
    if (limit is None and offset is None) or isinstance(offset, str):
        return code
    start = "0" if offset is None else values.value(offset).text
    if (offset is None or is_count(offset)) and (limit is None or is_count(limit)):
        first = int(start)
        end = "" if limit is None else str(first + int(values.value(limit).text))
        return Code(f"{code.at(Level.ATOM)}[{first or ''}:{end}]")
    return filtered(code, "slice_of", start + ("" if limit is None else f", {values.value(limit).text}"))


def is_count(expression: liquid.Expression) -> bool:
    """Whether an expression is a whole number from 0 on."""
    if not isinstance(expression, liquid.Literal) or isinstance(expression.value, bool):
        return False
    return isinstance(expression.value, int) and expression.value >= 0


def parent_name(depth: int) -> str:
    """The name that stands for a loop inside loops within it."""
    return "outer_loop" if not depth else f"outer_loop_{depth + 1}"


def has_parent_read(node: liquid.For) -> bool:
    """Whether a loop within this one reads `forloop.parentloop`."""
    inner = [one for one in inside(node.body) if isinstance(one, liquid.For)]
    parts = (part for loop in inner for one in inside(loop.body) for part in parts_of(one))
    return any(
        one.name == "forloop" and any(key.value == "parentloop" for key in one.keys) for one in variables_in(*parts)
    )
