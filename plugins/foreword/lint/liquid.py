"""Liquid: the tags and filters of Jekyll's language that stand where Jinja is read, and what Jinja has for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from foreword.lint.liquid_words import ARGUMENTS, BASE_URL, ELSEWHERE, FILTERS, IN_FILTER, INCLUDE, TAGS
from foreword.render.lexer import segments

CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
OPENING = re.compile(r"\{[{%#]")
RAW = re.compile(r"[-+]?\s*raw\s*[-+]?\Z")
END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
WORD = re.compile(r"[-+]?\s*(\w+)")
EXPRESSION = re.compile(
    r"\|\s*(?P<filter>\w+)(?P<colon>\s*:)?"
    r"|(?<![\w.])(?P<loop>(?:forloop|tablerowloop)\.\w+)"
    r"|(?<![\w.])(?P<name>site\.baseurl|(?:include|jekyll)\.\w+)"
    r"|(?P<nothing>[!=]=\s*(?:nil|blank|empty)(?![\w.(\[]))"
)
OPERATOR = re.compile(r"\s(contains)\s")
LOOP_WORDS = re.compile(r"\b(limit|offset)\s*:|\s(reversed)\s*[-+]?\Z|(\(\s*\w+(?:\.\w+)*\s*\.\.\s*\w+(?:\.\w+)*\s*\))")
FILE_NAME = re.compile(r"\{\{[^{}]*\}\}|[\w./-]+\.(?:html?|md|markdown|liquid|txt|svg|xml|json|js|css|ya?ml)(?![\w.(])")
ARGUMENT = re.compile(r"\s[\w-]+\s*=(?!=)")


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

    Where `are_names_known`, names that Jekyll gives (`site.baseurl`, `include.x`, `forloop.index`) are there.
    """
    if not OPENING.search(source):
        return
    special = is_markdown and ("```" in source or "~~~" in source or "{#" in source)
    for start, end, literal in segments(source) if special else [(0, len(source), None)]:
        for index, kind, inside in tags(source[start:end]) if literal is None else ():
            found = liquid_of(kind, inside, known_filters, are_names_known)
            if found is not None:
                yield Liquid(start + index + found.index, found.what, found.hint)


def tags(source: str) -> Iterator[tuple[int, str, str]]:
    """The tags of a source: index, how it opens, what stands inside. Comments and raw blocks are passed over."""
    at = 0
    unclosed: set[str] = set()
    while (opening := OPENING.search(source, at)) is not None:
        kind = opening.group()
        close = -1 if kind in unclosed else source.find(CLOSING[kind], opening.end())
        if close < 0:
            unclosed.add(kind)
            at = opening.end()
            continue
        inside = source[opening.end() : close]
        at = close + 2
        if kind == "{%" and RAW.match(inside):
            end = END_RAW.search(source, at)
            at = end.end() if end is not None else len(source)
        elif kind != "{#":
            yield opening.start(), kind, inside


def liquid_of(kind: str, inside: str, known_filters: Collection[str], are_names_known: bool) -> Liquid | None:
    """What is Liquid's in a tag, by its index from where the tag begins; None where all is Jinja."""
    blanked = STRING.sub(lambda found: '"' + "_" * (len(found.group()) - 2) + '"', inside)
    if kind == "{%":
        word = WORD.match(inside)
        name = word.group(1) if word is not None else ""
        if name in TAGS:
            return Liquid(0, f"{{% {name} %}}", TAGS[name])
        special = {"include": of_include, "for": of_loop, "if": of_test, "elif": of_test}.get(name)
        found = special(blanked) if special is not None else None
        if found is not None:
            return found
    for part in EXPRESSION.finditer(blanked):
        filter_, at = part["filter"], 2 + part.start()
        if filter_ and (part["colon"] or (filter_ in FILTERS and filter_ not in known_filters)):
            hint = f"write a filter's arguments in brackets: `| {filter_}(...)`" if part["colon"] else ELSEWHERE
            what = f"| {filter_}:" if part["colon"] else f"| {filter_}"
            return Liquid(2 + part.start("filter"), what, IN_FILTER.get(filter_, hint))
        if are_names_known and (part["loop"] or part["name"]):
            continue
        if part["loop"]:
            return Liquid(at, part["loop"], "in Jinja the loop is `loop`: `loop.first`, `loop.index`")
        if part["name"]:
            return Liquid(at, part["name"], BASE_URL if part["name"] == "site.baseurl" else ARGUMENTS)
        if part["nothing"]:
            return Liquid(at, part["nothing"], "write `{% if x is none %}`, or `{% if not x %}`")
    return None


def of_include(blanked: str) -> Liquid | None:
    """An include of a file without quotes, or with arguments."""
    rest = blanked.strip("-+ \n\t").removeprefix("include").strip()
    file = FILE_NAME.match(rest)
    if file is not None:
        return Liquid(0, f"{{% include {file.group()} %}}", INCLUDE)
    return Liquid(0, "{% include %} with arguments", INCLUDE) if ARGUMENT.search(rest) else None


def of_loop(blanked: str) -> Liquid | None:
    """A word in the head of a loop, or a range."""
    found = LOOP_WORDS.search(blanked)
    if found is None:
        return None
    number = found.lastindex or 0
    hints = {"limit": "`x[:5]`", "offset": "`x[5:]`", "reversed": "`x | reverse`"}
    hint = f"write {hints.get(found[number], '`range(1, 6)`')}"
    return Liquid(2 + found.start(number), found[number], hint)


def of_test(blanked: str) -> Liquid | None:
    """The operator `contains`."""
    found = OPERATOR.search(blanked)
    return Liquid(2 + found.start(1), found[1], "write `b in a`") if found is not None else None
