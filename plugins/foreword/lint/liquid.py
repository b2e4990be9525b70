"""Liquid: the tags and filters of Jekyll's language that stand where Jinja is read, and what Jinja has for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from foreword.lint.liquid_words import ARGUMENTS, BASE_URL, ELSEWHERE, FILTERS, IN_FILTER, INCLUDE, TAGS
from foreword.lint.tags import CLOSING, OPENING, tags_and_comments
from foreword.liquid.nodes import Capture, Case, Comment, For, Highlight, If, IfChanged, Lines, Node, TableRow, Unknown
from foreword.liquid.parser import parse
from foreword.liquid.tree import tags_of
from foreword.render.lexer import segments

STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
BRACE = re.compile(r"[{}]")
WORD = re.compile(r"\{%-?\s*(\w+)")
EXPRESSION = re.compile(
    r"\|\s*(?P<filter>\w+)(?P<colon>\s*:)?"
    r"|(?<![\w.])(?P<loop>(?:forloop|tablerowloop)\.\w+)"
    r"|(?<![\w.])(?P<name>site\.baseurl|(?:include|jekyll)\.\w+)"
    r"|(?P<nothing>[!=]=\s*(?:nil|blank|empty)(?![\w.(\[]))"
)
OPERATOR = re.compile(r"(?<=\s)(contains)\s")
LOOP_WORDS = re.compile(
    r"(?<=[\s,])(limit|offset)\s*:|(?<=\s)(reversed)\s*-?\Z|(\(\s*\w+(?:\.\w+)*\s*\.\.\s*\w+(?:\.\w+)*\s*\))"
)
KEYWORDS = frozenset(["if", "elif", "else", "not", "and", "or", "is", "in"])
"""The words of Jinja behind which an operand stands, and no operator."""
NEAR = 60
"""How many characters before a word are looked through for one of these."""
TAG = -2
"""Where a tag begins, seen from what stands in it."""
FILE_NAME = re.compile(r"\{\{[^{}]*\}\}|[\w./-]+\.(?:html?|md|markdown|liquid|txt|svg|xml|json|js|css|ya?ml)(?![\w.(])")
ARGUMENT = re.compile(r"\s[\w-]+\s*=(?!=)")
CLOSED = Capture | Case | Comment | For | Highlight | If | IfChanged | TableRow | Unknown
"""The nodes that a tag of their own may close."""


@dataclass(frozen=True)
class Liquid:
    """What is Liquid's in a tag: its index in the source (or in what stands in the tag), how it is written, and what to
    write in its place.

    The index is that of the tag where Jinja has no such tag, else that of the filter, the name or the word in it.
    """

    index: int
    what: str
    hint: str


def liquid_in(
    source: str, known_filters: Collection[str], is_markdown: bool = True, are_names_known: bool = False
) -> Iterator[Liquid]:
    """Each tag in a source that is Liquid, once; not in raw blocks and comments, nor in fences where it is Markdown.

    The source is read as Liquid, in which tags of Jinja's own are unknown ones. Where `are_names_known`, names that
    Jekyll gives (`site.baseurl`, `include.x`, `forloop.index`) are there.
    """
    if not OPENING.search(source):
        return
    source = as_liquid(source, is_markdown)
    for start in starts(parse(source).nodes, source):
        close = source.find("%}" if source[start + 1] == "%" else "}}", start + 2)
        inside = source[start + 2 : close]
        found = of_tag(word_at(source, start), inside) or of_expression(inside, known_filters, are_names_known)
        if found is not None:
            yield Liquid(start - TAG + found.index, found.what, found.hint)


# What Liquid sees of it


def as_liquid(source: str, is_markdown: bool) -> str:
    """A source of the same length that Liquid cuts into the tags that Jinja sees: with blanks in the place of comments,
    raw blocks, fences where it is Markdown, what opens no tag, and what strings hold."""
    special = is_markdown and ("```" in source or "~~~" in source or "{#" in source)
    parts = segments(source) if special else [(0, len(source), None)]
    return "".join(
        blanked(source[start:end]) if literal is None else " " * (end - start) for start, end, literal in parts
    )


def blanked(source: str) -> str:
    """A part of a source that is Jinja; see `as_liquid`."""
    pieces, at = [], 0
    for index, kind, inside in tags_and_comments(source):
        pieces.append(OPENING.sub("  ", source[at:index]))
        at = index + len(inside) + 4
        if kind == "{#":
            pieces.append(" " * (len(inside) + 4))
            continue
        inside = STRING.sub(lambda found: '"' + "_" * (len(found.group()) - 2) + '"', inside)
        inside = f" {inside[1:]}" if inside.startswith("+") else inside
        inside = f"{inside[:-1]} " if inside.endswith("+") else inside
        pieces += [kind, BRACE.sub(" ", inside) if kind == "{{" else inside, CLOSING[kind]]
    return "".join([*pieces, OPENING.sub("  ", source[at:])])


def starts(nodes: Sequence[Node], source: str) -> Iterator[int]:
    """Where the tags of a tree begin, in their order: those of the parts and the ends of blocks too."""
    for node in nodes:
        for start, body in tags_of(node):
            if start is not None:
                yield start
            if not isinstance(node, Lines):  # each of which is a tag, but not written as one
                yield from starts(body, source)
        end = source.rfind("{%", node.span.start + 2, node.span.end) if isinstance(node, CLOSED) else -1
        if end >= 0 and word_at(source, end) == f"end{word_at(source, node.span.start)}":
            yield end


def word_at(source: str, start: int) -> str:
    """The name of the tag that begins there; empty for an output."""
    found = WORD.match(source, start)
    return found[1] if found is not None else ""


# What is Liquid's in a tag


def of_tag(name: str, inside: str) -> Liquid | None:
    """What is Liquid's in a tag by its name; None where all is Jinja's."""
    if name in TAGS:
        return Liquid(TAG, f"{{% {name} %}}", TAGS[name])
    special = {"include": of_include, "for": of_loop, "if": of_test, "elif": of_test}.get(name)
    return special(inside) if special is not None else None


def of_include(inside: str) -> Liquid | None:
    """An include of a file without quotes, or with arguments."""
    rest = inside.strip("- \n\t").removeprefix("include").strip()
    file = FILE_NAME.match(rest)
    if file is not None:
        return Liquid(TAG, f"{{% include {file.group()} %}}", INCLUDE)
    argument = next(outermost(ARGUMENT, rest), None)
    return Liquid(TAG, "{% include %} with arguments", INCLUDE) if argument is not None else None


def of_loop(inside: str) -> Liquid | None:
    """A word in the head of a loop, or a range."""
    for found in outermost(LOOP_WORDS, inside):
        number = found.lastindex or 0
        if number == 3 or not is_operand(inside, found.start()):
            hints = {"limit": "`x[:5]`", "offset": "`x[5:]`", "reversed": "`x | reverse`"}
            hint = f"write {hints.get(found[number], '`range(1, 6)`')}"
            return Liquid(found.start(number), found[number], hint)
    return None


def of_test(inside: str) -> Liquid | None:
    """The operator `contains`."""
    for found in outermost(OPERATOR, inside):
        if not is_operand(inside, found.start()):
            return Liquid(found.start(1), found[1], "write `b in a`")
    return None


def outermost(pattern: re.Pattern[str], inside: str) -> Iterator[re.Match[str]]:
    """What a pattern finds outside of brackets."""
    depth = at = 0
    for found in pattern.finditer(inside):
        between = inside[at : found.start()]
        depth += sum(map(between.count, "([{")) - sum(map(between.count, ")]}"))
        at = found.start()
        if depth <= 0:
            yield found


def is_operand(inside: str, index: int) -> bool:
    """Whether a word stands where Jinja has a value: behind a word of its own."""
    return re.split(r"\W", inside[max(0, index - NEAR) : index].rstrip())[-1] in KEYWORDS


def of_expression(inside: str, known_filters: Collection[str], are_names_known: bool) -> Liquid | None:
    """What is Liquid's in the expressions of a tag, much of which may be Jinja's already."""
    for part in EXPRESSION.finditer(inside):
        filter_ = part["filter"]
        if filter_ and (part["colon"] or (filter_ in FILTERS and filter_ not in known_filters)):
            hint = f"write a filter's arguments in brackets: `| {filter_}(...)`" if part["colon"] else ELSEWHERE
            what = f"| {filter_}:" if part["colon"] else f"| {filter_}"
            return Liquid(part.start("filter"), what, IN_FILTER.get(filter_, hint))
        if are_names_known and (part["loop"] or part["name"]):
            continue
        if part["loop"]:
            return Liquid(part.start(), part["loop"], "in Jinja the loop is `loop`: `loop.first`, `loop.index`")
        if part["name"]:
            return Liquid(part.start(), part["name"], BASE_URL if part["name"] == "site.baseurl" else ARGUMENTS)
        if part["nothing"]:
            return Liquid(part.start(), part["nothing"], "write `{% if x is none %}`, or `{% if not x %}`")
    return None
