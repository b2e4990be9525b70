"""The blocks of Liquid and Jekyll whose body is Liquid, by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from foreword.liquid.block import Block, BodyBlock, refused_block
from foreword.liquid.branches import CaseBlock, IfBlock
from foreword.liquid.lexer import Token
from foreword.liquid.loops import ForBlock, tablerow
from foreword.liquid.nodes import Capture, Highlight, IfChanged, Problem
from foreword.liquid.patterns import SIGNATURE

CAPTURED = re.compile(SIGNATURE, re.ASCII)
LANGUAGE = re.compile(
    r"^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|\"(?:[0-9]+\s)*[0-9]+\"))?)*)$", re.ASCII | re.MULTILINE
)
"""`HighlightBlock::SYNTAX` of Jekyll's."""


def capture(token: Token, problems: list[Problem]) -> Block:
    """`capture`: the first word that can be a name, in quotes or not."""
    found = CAPTURED.search(token.markup.text)
    if found is None:
        return refused_block(token, "`capture` has no name: write `{% capture name %}`", problems)
    name = found.group()
    return BodyBlock(token, problems, make=lambda body, span, trim: Capture(span, token.trim, name, body, trim))


def ifchanged(token: Token, problems: list[Problem]) -> Block:
    """`ifchanged`."""
    return BodyBlock(token, problems, make=lambda body, span, trim: IfChanged(span, token.trim, body, trim))


def highlight(token: Token, problems: list[Problem]) -> Block:
    """Jekyll's `highlight`."""
    found = LANGUAGE.search(token.markup.stripped().text)
    if found is None:
        return refused_block(token, "`highlight` has no language: write `{% highlight ruby linenos %}`", problems)
    language, options = found[1].lower(), found[2].strip()
    return BodyBlock(
        token,
        problems,
        make=lambda body, span, trim: Highlight(span, token.trim, language, options, body, trim),
    )


BLOCKS: Mapping[str, Callable[[Token, list[Problem]], Block]] = {
    "capture": capture,
    "case": CaseBlock,
    "for": ForBlock,
    "highlight": highlight,
    "if": IfBlock,
    "ifchanged": ifchanged,
    "tablerow": tablerow,
    "unless": IfBlock,
}
"""The blocks whose body is Liquid, by name."""
