"""Snippets: every piece of code in a prose, be it in a fence or given to the component `code_snippet`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from foreword.lint.fences import fences_in
from foreword.lint.prose import Prose
from foreword.lint.snippet import Run, Snippet, lines_of, unindented
from foreword.lint.snippet_calls import Call, calls_in

ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|N\{[^}]*\}|.)", re.DOTALL)


def snippets_in(prose: Prose) -> list[Snippet]:
    """Every snippet in a prose, in turn. What is fenced inside a call belongs to the call."""
    calls = list(calls_in(prose))
    found = [snippet for call in calls if call.name == "code_snippet" for snippet in snippet_of(call)]
    found += fences_in(prose, [(call.start, call.end) for call in calls])
    return sorted(found, key=lambda snippet: snippet.index)


def snippet_of(call: Call) -> Iterator[Snippet]:
    """The code that a call shows: its block, its literal argument, or the block that `set` gave a name before it.

    None where it comes from elsewhere.
    """
    language = call.literal("language", 1)
    language = language.lower() if language else language
    argument = call.argument("code", 0)
    span = call.body
    if isinstance(argument, nodes.Name):
        span = call.named.get(argument.name)
    elif isinstance(argument, nodes.Const):
        found = literal_of(call, "code", 0)
        if found is not None:
            yield Snippet(call.prose, call.start, language, *found)
        return
    if span is not None:
        text = call.prose.text
        is_quoted = text[text.rfind("\n", 0, call.start) + 1 : call.start].lstrip().startswith(">")
        code, lines = unindented(lines_of(text, *span, is_quoted))
        yield Snippet(call.prose, call.start, language, code, lines, True)


def literal_of(call: Call, name: str, position: int) -> tuple[str, tuple[Run, ...]] | None:
    """The literal string of an argument with the runs of its characters; None where it is no such string."""
    written = call.string_of(name, position) if call.literal(name, position) else None
    code, runs = unescaped(written.group()) if written is not None else ("", [])
    if written is None or code != call.literal(name, position):
        return None
    return code, tuple((at, written.start() + 1 + raw) for at, raw in runs)


def unescaped(written: str) -> tuple[str, list[Run]]:
    """What a string of Jinja means, and the runs of its characters between its quotes."""
    inside = written[1:-1]
    meant: list[str] = []
    runs: list[Run] = [(0, 0)]
    at = length = 0
    for found in ESCAPE.finditer(inside):
        character = character_of(found.group())
        meant += [inside[at : found.start()], character]
        length += found.start() - at
        runs.append((length, found.start()))
        length, at = length + len(character), found.end()
        runs.append((length, at))
    return "".join([*meant, inside[at:]]), runs


def character_of(escape: str) -> str:
    """What an escape means, as Jinja reads it."""
    try:
        return escape.encode("ascii", "backslashreplace").decode("unicode-escape")
    except UnicodeDecodeError:
        return escape
