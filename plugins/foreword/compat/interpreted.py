"""Interpreted texts: most are expanded once or twice, which takes less time than to compile them.

They come to what the code of `foreword.compat.compiler` comes to, as far as `foreword.compat.statements` says. Those
that only print names and keys, which are most, need not even be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.runtime import new_context

from foreword.compat.expressions import Evaluate, LocalScope, NotInterpretedError, joined, looked_up
from foreword.compat.statements import Statements, Write, printed, run, written
from foreword.render.text import Evaluated, only_expression
from foreword.source.text import holds_jinja

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

STRING = r"\"[ !#-\[\]-~]*\""
PATH = rf"[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*|\[(?:{STRING}|0|[1-9]\d{{0,8}})\])*"
OPERAND = rf"(?:{PATH}|{STRING})"
OUTPUT = re.compile(rf"\{{\{{([ \t\n]*{OPERAND}(?:[ \t\n]*~[ \t\n]*{OPERAND})*)[ \t\n]*\}}\}}", re.ASCII)
EACH_OPERAND = re.compile(OPERAND, re.ASCII)
NAME = re.compile(r"\w+", re.ASCII)
KEY = re.compile(rf"\.(\w+)|\[(?:({STRING})|(\d+))\]", re.ASCII)
RESERVED = re.compile(r"(?:true|false|none|True|False|None|not|and|or|if|else|in|is|self)\b", re.ASCII)
"""A name that means something to Jinja."""


@dataclass(frozen=True)
class Interpreted:
    """A text of statements."""

    statements: Sequence[Write]

    def evaluate(self, environment: CompatEnvironment, variables: dict[str, Any]) -> str:
        """See `foreword.render.text.Compiled.evaluate`."""
        parts: list[str] = []
        run(self.statements, local_scope(environment, variables), parts)
        return "".join(parts)


@dataclass(frozen=True)
class InterpretedExpression:
    """A text that is one expression, and gives its value, of whatever type."""

    value: Evaluate

    def evaluate(self, environment: CompatEnvironment, variables: dict[str, Any]) -> Any:
        """See `foreword.render.text.Compiled.evaluate`."""
        local = local_scope(environment, variables)
        try:
            return self.value(local)
        except Exception as error:
            return environment.failed(local.context, error, 0)


def local_scope(environment: CompatEnvironment, variables: dict[str, Any]) -> LocalScope:
    """What a text sees that is expanded with these variables."""
    return LocalScope(new_context(environment, None, {}, variables, shared=True), {})


def interpreted(environment: CompatEnvironment, tree: nodes.Template, is_body: bool) -> Evaluated | None:
    """The text with this tree; None for one that has to be compiled."""
    try:
        statements = Statements(environment, tree)
        expression = None if is_body else only_expression(tree)
        if expression is not None:
            return InterpretedExpression(statements.value(expression, 0))
        return Interpreted(statements.functions(tree.body))
    except NotInterpretedError:
        return None


def simple(environment: CompatEnvironment, source: str, is_body: bool) -> Evaluated | None:
    """A text that only prints names, keys and strings; None for any other."""
    parts: list[str] = []
    values: list[Evaluate] = []
    at = 0
    for found in OUTPUT.finditer(source):
        parts.append(source[at : found.start()])
        operands = EACH_OPERAND.findall(found.group(1))
        if any(map(RESERVED.match, operands)):
            return None
        found_values = [value_of(environment, one, len(values)) for one in operands]
        values.append(found_values[0] if len(operands) == 1 else joined(environment, found_values))
        at = found.end()
    parts.append(source[at:])
    if not values or any(holds_jinja(part) or part.endswith("{") or "\r" in part for part in parts):
        return None
    if not is_body and len(values) == 1 and not "".join(parts).strip():
        return InterpretedExpression(values[0])
    statements = [written(parts[0])] if parts[0] else []
    for number, value in enumerate(values):
        statements.append(printed(environment, value, number))
        if parts[number + 1]:
            statements.append(written(parts[number + 1]))
    return Interpreted(statements)


def value_of(environment: CompatEnvironment, operand: str, number: int) -> Evaluate:
    """What gives the value of a path, or the string between quotation marks, for the statement of this number."""
    if operand[0] == '"':
        string = operand[1:-1]
        return lambda local: string
    name = NAME.match(operand)
    assert name is not None
    keys = [attribute or (text[1:-1] if text else int(index)) for attribute, text, index in KEY.findall(operand)]
    return looked_up(environment, name[0], tuple(keys), number)
