"""Liquid: the tags and filters of Jekyll's language that stand where Jinja is read, and what Jinja has for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from foreword.lint.liquid_words import ARGUMENTS, BASE_URL, ELSEWHERE, FILTERS, IN_FILTER, INCLUDE, TAGS
from foreword.lint.tags import OPENING, tags
from foreword.liquid.conditions import condition
from foreword.liquid.nodes import (
    Branch,
    Capture,
    Case,
    Comparison,
    Condition,
    Data,
    For,
    Highlight,
    If,
    IfChanged,
    Logical,
    Node,
    Range,
    Raw,
    TableRow,
    Unknown,
    When,
)
from foreword.liquid.parser import parse
from foreword.liquid.part import Part
from foreword.render.lexer import segments

STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
WORD = re.compile(r"\{%[-+]?\s*(\w+)")
EXPRESSION = re.compile(
    r"\|\s*(?P<filter>\w+)(?P<colon>\s*:)?"
    r"|(?<![\w.])(?P<loop>(?:forloop|tablerowloop)\.\w+)"
    r"|(?<![\w.])(?P<name>site\.baseurl|(?:include|jekyll)\.\w+)"
    r"|(?P<nothing>[!=]=\s*(?:nil|blank|empty)(?![\w.(\[]))"
)
FILE_NAME = re.compile(r"\{\{[^{}]*\}\}|[\w./-]+\.(?:html?|md|markdown|liquid|txt|svg|xml|json|js|css|ya?ml)(?![\w.(])")
ARGUMENT = re.compile(r"(?:\A|\s)[\w-]+\s*=(?!=)")
LOOP_WORDS = {"limit": "`x[:5]`", "offset": "`x[5:]`", "reversed": "`x | reverse`"}

Block = Capture | For | Highlight | IfChanged | TableRow | Unknown


@dataclass(frozen=True)
class Liquid:
    """What is Liquid's in a tag: its index in the source, how it is written, and what to write in its place.

    The index is that of the tag where Jinja has no such tag, else that of the filter, the name or the word in it.
    """

    index: int
    what: str
    hint: str


def liquid_in(
    source: str, known_filters: Collection[str], is_markdown: bool = True, are_names_known: bool = False
) -> Iterator[Liquid]:
    """Each tag in a source that is Liquid, once; not in raw blocks and comments, nor in fences where it is Markdown.

    The source is read as Liquid: what is Jinja's only is a tag that nobody knows there. Where `are_names_known`, names
    that Jekyll gives (`site.baseurl`, `include.x`, `forloop.index`) are there.
    """
    if not OPENING.search(source):
        return
    source = without_literals(source, is_markdown)
    for start, node in written(parse(source).nodes, source):
        found = of_tag(source, start, node) if source[start + 1] == "%" else None
        found = found or of_expression(source, start, known_filters, are_names_known)
        if found is not None:
            yield found


def without_literals(source: str, is_markdown: bool) -> str:
    """A source with blanks in the place of comments, of fences where it is Markdown, and of outputs that are never
    closed, which for Liquid go on to the next tag's end."""
    special = is_markdown and ("```" in source or "~~~" in source or "{#" in source)
    parts = segments(source) if special else [(0, len(source), None)]
    plain = "".join(
        without_comments(source[start:end]) if literal is None else " " * (end - start) for start, end, literal in parts
    )
    last = plain.rfind("}}") + 1
    return plain[:last] + plain[last:].replace("{{", "  ")


def without_comments(source: str) -> str:
    """A source with blanks in the place of comments."""
    if "{#" not in source:
        return source
    plain, at = [], 0
    for index, kind, inside in tags(source):
        if kind == "{#":
            plain += [source[at:index], " " * (len(inside) + 4)]
            at = index + len(inside) + 4
    return "".join([*plain, source[at:]])


def written(nodes: Sequence[Node], source: str) -> Iterator[tuple[int, Node | Branch | When | None]]:
    """Each tag of a tree as it stands in the source: where it begins, and its node; None for the end of a block."""
    for node in nodes:
        if isinstance(node, Raw) or (isinstance(node, Data) and not node.text.startswith("{{")):
            continue  # what is broken for Liquid may be Jinja's: `{{ {"a": 1} }}`
        if isinstance(node, If):
            for branch in node.branches:
                yield branch.span.start, branch
                yield from written(branch.body, source)
        elif isinstance(node, Case):
            yield node.span.start, node
            yield from written(node.lead, source)
            for when in node.whens:
                yield when.span.start, when
                yield from written(when.body, source)
        else:
            yield node.span.start, node
            if isinstance(node, Block):
                yield from written(node.body or (), source)
            if isinstance(node, For):
                yield from written(node.otherwise or (), source)
        end = source.rfind("{%", node.span.start + 2, node.span.end)
        if end >= 0 and word_at(source, end).startswith("end"):
            yield end, None


def word_at(source: str, start: int) -> str:
    """The name of the tag that begins there."""
    found = WORD.match(source, start)
    return found[1] if found is not None else ""


def of_tag(source: str, start: int, node: Node | Branch | When | None) -> Liquid | None:
    """What is Liquid's in a tag, but for its expressions."""
    name = word_at(source, start)
    if name in TAGS:
        return Liquid(start, f"{{% {name} %}}", TAGS[name])
    if name == "include":
        return of_include(source, start)
    if isinstance(node, For):
        return of_loop(source, start, node)
    if isinstance(node, Branch) and node.condition is not None:
        return of_test(source, node.condition)
    if isinstance(node, Unknown) and name == "elif":
        at = source.index(name, start) + len(name)
        return of_test(source, condition(Part.of(source, at, max(at, node.span.end - 2)), "if", []))
    return None


def of_include(source: str, start: int) -> Liquid | None:
    """An include of a file without quotes, or with arguments."""
    at = source.index("include", start) + len("include")
    rest = STRING.sub(blanked, source[at : source.index("%}", at)]).strip("-+ \n\t")
    file = FILE_NAME.match(rest)
    if file is not None:
        return Liquid(start, f"{{% include {file.group()} %}}", INCLUDE)
    return Liquid(start, "{% include %} with arguments", INCLUDE) if ARGUMENT.search(rest) else None


def of_loop(source: str, start: int, loop: For) -> Liquid | None:
    """A word in the head of a loop, or a range."""
    if isinstance(loop.iterable, Range):
        span = loop.iterable.span
        return Liquid(span.start, source[span.start : span.end], "write `range(1, 6)`")
    given = {"limit": loop.limit, "offset": loop.offset, "reversed": loop.is_reversed}
    head = source[loop.iterable.span.end : source.index("%}", start)]
    for word, hint in LOOP_WORDS.items():
        found = re.search(rf"(?<=[\s,]){word}\b", head) if given[word] else None
        if found is not None:
            return Liquid(loop.iterable.span.end + found.start(), word, f"write {hint}")
    return None


def of_test(source: str, test: Condition) -> Liquid | None:
    """The operator `contains`."""
    while isinstance(test, Logical):
        found = of_test(source, test.left)
        if found is not None:
            return found
        test = test.right
    if isinstance(test, Comparison) and test.operator == "contains":
        return Liquid(source.index("contains", test.left.span.end), "contains", "write `b in a`")
    return None


def of_expression(source: str, start: int, known_filters: Collection[str], are_names_known: bool) -> Liquid | None:
    """What is Liquid's in the expressions of a tag: much of them may be Jinja already, so they are looked through for
    words."""
    close = source.find("%}" if source[start + 1] == "%" else "}}", start + 2)
    inside = source[start + 2 : close] if close >= 0 else ""
    for part in EXPRESSION.finditer(STRING.sub(blanked, inside)):
        filter_, at = part["filter"], start + 2 + part.start()
        if filter_ and (part["colon"] or (filter_ in FILTERS and filter_ not in known_filters)):
            hint = f"write a filter's arguments in brackets: `| {filter_}(...)`" if part["colon"] else ELSEWHERE
            what = f"| {filter_}:" if part["colon"] else f"| {filter_}"
            return Liquid(start + 2 + part.start("filter"), what, IN_FILTER.get(filter_, hint))
        if are_names_known and (part["loop"] or part["name"]):
            continue
        if part["loop"]:
            return Liquid(at, part["loop"], "in Jinja the loop is `loop`: `loop.first`, `loop.index`")
        if part["name"]:
            return Liquid(at, part["name"], BASE_URL if part["name"] == "site.baseurl" else ARGUMENTS)
        if part["nothing"]:
            return Liquid(at, part["nothing"], "write `{% if x is none %}`, or `{% if not x %}`")
    return None


def blanked(string: re.Match[str]) -> str:
    """A string of the same length with nothing in it."""
    return '"' + "_" * (len(string.group()) - 2) + '"'
