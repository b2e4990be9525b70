"""Calls of the components that show code, `code_snippet` and `request_snippet`, with what they say literally."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from foreword.lint.prose import Prose
from foreword.lint.snippet import spans_between
from foreword.render.components import BODY
from foreword.render.lexer import segments

STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
CALLED = re.compile(rf"\b(?P<name>{'|'.join(BODY)})\s*\(")
UP_TO_BRACKET = re.compile(rf"(?:{STRING.pattern}|[^()\"'])*(?P<sign>[()])", re.DOTALL)
LENGTH = 50_000
"""The longest call that is read."""
NEAR = 5_000
"""How far before a call the sign stands that opens its tag, at the most."""
BLOCK = re.compile(
    r"\{%[-+]?\s*(?P<word>call|endcall|set|endset)\b(?P<rest>(?:[^%]|%(?!\})){0,5000}?)[-+]?%\}\n?", re.DOTALL
)
LITERAL = (
    (re.compile(r"\{#"), re.compile(r"#\}")),
    (re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}"), re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")),
)
OPENED = re.compile(r"\{[{%]|[}%]\}")
ENVIRONMENT = jinja2.Environment()
"""It reads what is between the parentheses of a call, and runs nothing."""


@dataclass(frozen=True, eq=False)
class Call:
    """A call at an index of its prose. `end` is behind it and its block, `inside` the span between its brackets,
    `body` that of its block, and `named` those of the blocks before it that `set` gave a name."""

    prose: Prose
    named: dict[str, tuple[int, int]]
    name: str
    start: int
    end: int
    inside: tuple[int, int]
    tree: nodes.Call
    body: tuple[int, int] | None = None

    def argument(self, name: str, position: int) -> nodes.Expr | None:
        """An argument by its name, or by its position where the call has no block."""
        named = next((argument.value for argument in self.tree.kwargs if argument.key == name), None)
        if named is not None or self.body is not None:
            return named
        return self.tree.args[position] if position < len(self.tree.args) else None

    def literal(self, name: str, position: int) -> str | None:
        """The literal string of an argument: empty where it is computed, None where it is left out or none."""
        node = self.argument(name, position)
        if node is None or (isinstance(node, nodes.Const) and node.value is None):
            return None
        return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""

    def string_of(self, name: str, position: int) -> re.Match[str] | None:
        """The string, with its quotes, that is an argument."""
        start, end = self.inside
        text = self.prose.text
        for found in STRING.finditer(text, start, end):
            before = text[start : found.start()].rstrip()
            if re.search(rf"\b{name}\s*=$", before) or (position == 0 and not before):
                return found
        return None


def calls_in(prose: Prose) -> Iterator[Call]:
    """The calls in a prose, in turn."""
    if "_snippet" not in prose.text or CALLED.search(prose.text) is None:
        return
    shown = without_literal(prose.text)
    blocks = list(named_blocks(shown)) if "endset" in shown else []
    for found in CALLED.finditer(shown):
        opened = last_opened(shown, found.start())
        if opened is None:
            continue
        close = closing_bracket(shown, found.end())
        if not close:
            # This is no valid Jinja, and the build tells it.
            return
        tree = parsed(prose.text[found.start() : close])
        if tree is None:
            continue
        named = {name: inside for name, inside in blocks if inside[1] <= found.start()}
        inside = (found.end(), close - 1)
        block = BLOCK.match(shown, opened.start())
        if block is None or block["word"] != "call":
            yield Call(prose, named, found["name"], found.start(), close, inside, tree)
            continue
        end = end_of(shown, block)
        if end is None:
            return
        yield Call(prose, named, found["name"], found.start(), end.end(), inside, tree, (block.end(), end.start()))


def named_blocks(shown: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The insides of the blocks that `set` gives names, in turn, each with its name."""
    for block in BLOCK.finditer(shown):
        if block["word"] == "set" and "=" not in block["rest"]:
            end = end_of(shown, block)
            if end is None:
                return
            yield block["rest"].strip(), (block.end(), end.start())


def without_literal(text: str) -> str:
    """A text in which fences, comments and what `raw` keeps are blank, so that each index means the same."""
    parts = []
    for start, end, literal in segments(text):
        part = text[start:end]
        if literal is not None:
            part = blank(part)
        for opening, closing in LITERAL if "{" in part else ():
            for left, right in list(spans_between(part, opening, closing)):
                part = part[:left] + blank(part[left:right]) + part[right:]
        parts.append(part)
    return "".join(parts)


def blank(part: str) -> str:
    """As many blanks, on as many lines."""
    return re.sub(r"[^\n]", " ", part)


def last_opened(text: str, end: int) -> re.Match[str] | None:
    """The sign that opens the expression or the tag in which an index stands."""
    signs = list(OPENED.finditer(text, max(0, end - NEAR), end))
    return signs[-1] if signs and signs[-1].group() in ("{{", "{%") else None


def closing_bracket(text: str, start: int) -> int:
    """The index behind the `)` that closes the `(` before `start`; 0 where there is none."""
    depth, limit = 1, start + LENGTH
    while depth:
        found = UP_TO_BRACKET.match(text, start, limit)
        if found is None:
            return 0
        depth += 1 if found["sign"] == "(" else -1
        start = found.end()
    return start


def parsed(call: str) -> nodes.Call | None:
    """The tree of a call; None where it is not valid."""
    try:
        return ENVIRONMENT.parse("{{ " + call + " }}").find(nodes.Call)
    except (jinja2.TemplateError, RecursionError):
        return None


def end_of(shown: str, block: re.Match[str]) -> re.Match[str] | None:
    """The tag that ends a block of `call` or `set`; None where there is none."""
    depth, word = 1, block["word"]
    for found in BLOCK.finditer(shown, block.end()):
        if found["word"] == word:
            depth += 0 if word == "set" and "=" in found["rest"] else 1
        elif found["word"] == f"end{word}":
            depth -= 1
        if not depth:
            return found
    return None
