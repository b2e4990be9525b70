"""The tags of Liquid that stand alone: `assign`, `cycle`, `include` and the like (`tags/*.rb`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from foreword.liquid.expressions import expression
from foreword.liquid.filters import filtered
from foreword.liquid.includes import include_of_jekyll
from foreword.liquid.lexer import Token
from foreword.liquid.nodes import (
    Assign,
    Comment,
    Count,
    Cycle,
    Data,
    Include,
    Jump,
    Link,
    Node,
    Output,
    Problem,
    Unknown,
)
from foreword.liquid.patterns import FRAGMENT, FRAGMENTS, SIGNATURE, STRING, attributes
from foreword.liquid.texts import texts_and_outputs

ASSIGNED = re.compile(rf"({SIGNATURE})\s*(=)?", re.ASCII)
"""`Assign::Syntax`; a word without `=` matches as well, so that a long one is looked at once."""
GROUP = re.compile(rf"({FRAGMENT})\s*:\s*", re.ASCII)
FIRST = re.compile(FRAGMENT, re.ASCII)
INCLUDED = re.compile(
    rf"({FRAGMENTS})(\s+(with|for)\s+({FRAGMENTS}))?(\s+as\s+([\w-]+))?",
    re.ASCII,
)
RENDERED = re.compile(rf"((?:{STRING})+)(\s+(with|for)\s+({FRAGMENTS}))?(\s+as\s+([\w-]+))?", re.ASCII)
NO_COMMENT = re.compile(r"\n\s*[^#\s]", re.ASCII)
POST = re.compile(r"(?:^/?|(?<=[^\n]/))\d+-\d+-\d+-", re.ASCII | re.MULTILINE)
"""What `post_url` must name (`PostComparer::MATCHER`)."""


def refused(token: Token, message: str, problems: list[Problem]) -> Unknown:
    """A tag that Liquid refuses, as it stands, with what is wrong."""
    problems.append(Problem(token.span, message))
    return Unknown(token.span, token.trim, token.name, token.markup.text)


def output(token: Token, problems: list[Problem]) -> Output:
    """`{{ ... }}`, or `echo`."""
    return Output(token.span, token.trim, filtered(token.markup, problems), token.kind == "tag")


def assign(token: Token, problems: list[Problem]) -> Assign | Unknown:
    """`assign`: the first word that `=` follows, and all behind that."""
    for found in ASSIGNED.finditer(token.markup.text):
        if found[2]:
            value = filtered(token.markup.slice(found.end()), problems)
            return Assign(token.span, token.trim, found[1], value)
    return refused(token, "`assign` has no name and value: write `{% assign name = value %}`", problems)


def cycle(token: Token, problems: list[Problem]) -> Cycle | Unknown:
    """`cycle`: values between commas, those in strings as well, and a group before a colon."""
    group = GROUP.match(token.markup.text)
    if group is None and FIRST.match(token.markup.text) is None:
        return refused(token, "`cycle` has no values: write `{% cycle a, b %}`", problems)
    at = group.end() if group is not None else 0
    values = []
    for text in token.markup.text[at:].split(","):
        value = FIRST.search(text)
        if value is not None:
            values.append(expression(token.markup.slice(at + value.start(), at + value.end()), problems))
        at += len(text) + 1
    named = expression(token.markup.slice(*group.span(1)), problems) if group is not None else None
    return Cycle(token.span, token.trim, named, tuple(values))


def count(token: Token, problems: list[Problem]) -> Count:
    """`increment` and `decrement`: all that stands there is the name."""
    return Count(token.span, token.trim, token.markup.stripped().text, token.name == "decrement")


def jump(token: Token, problems: list[Problem]) -> Jump:
    """`break` and `continue`."""
    return Jump(token.span, token.trim, token.name)


def comment(token: Token, problems: list[Problem]) -> Comment | Unknown:
    """`# ...`, each line of which begins so."""
    if NO_COMMENT.search(token.markup.text):
        return refused(token, "Each line of a `#` comment begins with `#`: write one before each", problems)
    return Comment(token.span, token.trim, token.markup.text, token.trim, is_inline=True, tag="#")


def include(token: Token, problems: list[Problem]) -> Include | Unknown:
    """`include`: Liquid's own where the name stands in quotes, which no file of Jekyll's has, else Jekyll's."""
    if token.markup.text[:1] in {'"', "'"}:
        return include_of_liquid(token, INCLUDED, problems)
    return include_of_jekyll(token, problems)


def render(token: Token, problems: list[Problem]) -> Include | Unknown:
    """`render`, which takes a string only."""
    return include_of_liquid(token, RENDERED, problems)


def include_of_liquid(token: Token, pattern: re.Pattern[str], problems: list[Problem]) -> Include | Unknown:
    """Liquid's `include` and `render`: a name, `with x` or `for x`, `as name`, and `key: value` anywhere."""
    markup = token.markup
    found = pattern.search(markup.text)
    if found is None:
        return refused(token, f"`{token.name}` has no name in quotes: write `{{% {token.name} 'name' %}}`", problems)

    name = expression(markup.slice(*found.span(1)), problems)
    variable = expression(markup.slice(*found.span(4)), problems) if found[4] else None
    arguments = {key: expression(value, problems) for key, value in attributes(markup)}
    return Include(
        token.span,
        token.trim,
        token.name,
        name,
        tuple(arguments.items()),
        variable,
        # A list that `with` gives to Liquid's own `include` is gone through as well, at run time.
        is_each=found[3] == "for",
        alias=found[6],
    )


def link(token: Token, problems: list[Problem]) -> Link:
    """Jekyll's `link`, whose target may hold outputs."""
    return Link(token.span, token.trim, token.name, texts_and_outputs(token.markup.stripped(), problems))


def post_url(token: Token, problems: list[Problem]) -> Link | Unknown:
    """Jekyll's `post_url`, whose target is a post's file name without its ending."""
    target = token.markup.stripped()
    if POST.search(target.text) is None:
        message = "`post_url` has no name with a date: write `{% post_url 2024-12-31-name %}`"
        return refused(token, message, problems)
    return Link(token.span, token.trim, token.name, (Data(target.span, target.text),))


SINGLE: Mapping[str, Callable[[Token, list[Problem]], Node]] = {
    "#": comment,
    "assign": assign,
    "break": jump,
    "continue": jump,
    "cycle": cycle,
    "decrement": count,
    "echo": output,
    "include": include,
    "include_cached": include,
    "include_relative": include,
    "increment": count,
    "link": link,
    "post_url": post_url,
    "render": render,
}
"""The tags without a body, by name."""
