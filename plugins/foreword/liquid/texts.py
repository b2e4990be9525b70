"""A text with outputs in it, as Jekyll's `include` and `link` have it for a file's name."""

from __future__ import annotations

from foreword.liquid.filters import filtered
from foreword.liquid.lexer import tokens
from foreword.liquid.nodes import Data, Output, Problem, Span
from foreword.liquid.part import Part


def texts_and_outputs(markup: Part, problems: list[Problem]) -> tuple[Data | Output, ...]:
    """The texts and the outputs of a markup, in order. What is broken stays text, and is told."""
    nodes: list[Data | Output] = []
    for token in tokens(markup.text):
        part = markup.slice(*token.span)
        if token.kind == "output":
            inner = markup.slice(*inside(token.markup))
            nodes.append(Output(part.span, token.trim, filtered(inner, problems)))
        else:
            if token.kind != "text":
                problems.append(Problem(part.span, f"`{part.text}` is no output: write `{{{{ name }}}}`"))
            nodes.append(Data(part.span, part.text))
    return tuple(nodes)


def inside(markup: Part) -> Span:
    """Where a token's markup stands in the text it was cut from, empty or not."""
    return Span(markup.places[0], markup.places[0] + len(markup.text))
