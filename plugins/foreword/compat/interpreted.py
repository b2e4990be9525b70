"""Interpreted texts: those that only print names and keys, which are most, need not be compiled to be expanded.

They come to what the code of `foreword.compat.compiler` comes to: each output is a statement, by its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2.runtime import new_context

from foreword.source.text import holds_jinja

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.compat.dialect import CompatEnvironment

STRING = r"\"[ !#-\[\]-~]*\""
PATH = rf"[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*|\[(?:{STRING}|0|[1-9]\d{{0,8}})\])*"
OPERAND = rf"(?:{PATH}|{STRING})"
OUTPUT = re.compile(rf"\{{\{{([ \t\n]*{OPERAND}(?:[ \t\n]*~[ \t\n]*{OPERAND})*)[ \t\n]*\}}\}}", re.ASCII)
EACH_OPERAND = re.compile(OPERAND, re.ASCII)
NAME = re.compile(r"\w+", re.ASCII)
KEY = re.compile(rf"\.(\w+)|\[(?:({STRING})|(\d+))\]", re.ASCII)
RESERVED = frozenset("true false none True False None not and or if else in is self super caller loop".split())
"""Names that mean something to Jinja."""


@dataclass(frozen=True)
class Path:
    """A name and the keys behind it: `a.b["c"]`."""

    name: str
    keys: tuple[str | int, ...]


Operands = tuple["Path | str", ...]
"""What an output joins: one operand, or several with `~` between them."""


@dataclass(frozen=True)
class Interpreted:
    """A text as its parts in turn: what is written, and the operands of each output."""

    parts: Sequence[str | Operands]
    is_expression: bool
    """Whether it is one output and nothing else, and gives its value, of whatever type."""

    def evaluate(self, environment: CompatEnvironment, variables: dict[str, Any]) -> Any:
        """See `foreword.render.text.Compiled.evaluate`."""
        context = new_context(environment, None, {}, variables, shared=True)
        outputs = [part for part in self.parts if not isinstance(part, str)]
        if self.is_expression:
            try:
                return value_of(environment, context, outputs[0], 0)
            except Exception as error:
                return environment.failed(context, error, 0)
        found, number = [], 0
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
                continue
            try:
                found.append(environment.markdown(value_of(environment, context, part, number), context, number))
            except Exception as error:
                found.append(str(environment.failed(context, error, number)))
            number += 1
        return "".join(found)


def value_of(environment: CompatEnvironment, context: Context, operands: Operands, number: int) -> Any:
    """What an output prints."""
    if len(operands) == 1:
        return operand_value(environment, context, operands[0], number)
    return environment.concatenated(
        False, tuple(operand_value(environment, context, operand, number) for operand in operands)
    )


def operand_value(environment: CompatEnvironment, context: Context, operand: Path | str, number: int) -> Any:
    """The value of a path, each text on the way expanded; a string as it is."""
    if isinstance(operand, str):
        return operand
    value = environment.named(context, operand.name)
    return environment.quiet_value(value, operand.keys, None, context, number)


def interpreted(source: str, is_body: bool) -> Interpreted | None:
    """A text that only prints names, keys and strings; None for any other, which has to be compiled."""
    parts: list[str | Operands] = []
    at = 0
    for found in OUTPUT.finditer(source):
        parts.append(source[at : found.start()])
        operands = tuple(operand_of(one) for one in EACH_OPERAND.findall(found.group(1)))
        if any(isinstance(one, Path) and one.name in RESERVED for one in operands):
            return None
        parts.append(operands)
        at = found.end()
    parts.append(source[at:])
    written = [part for part in parts if isinstance(part, str)]
    if len(parts) == 1 or any(holds_jinja(part) or part.endswith("{") or "\r" in part for part in written):
        return None
    is_expression = not is_body and len(parts) == 3 and not "".join(written).strip()
    return Interpreted([part for part in parts if part], is_expression)


def operand_of(source: str) -> Path | str:
    """A path, or the string between quotation marks."""
    if source.startswith('"'):
        return source[1:-1]
    name = NAME.match(source)
    assert name is not None
    keys = [attribute or (string[1:-1] if string else int(index)) for attribute, string, index in KEY.findall(source)]
    return Path(name.group(), tuple(keys))
