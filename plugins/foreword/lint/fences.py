"""Fences: the code between lines of backticks or tildes, also in lists and block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foreword.lint.prose import Prose
from foreword.lint.snippet import Snippet, lines_of, spans_between, unindented
from foreword.render.lexer import CLOSING_FENCE, OPT_IN

FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)(?:\n|\Z)", re.MULTILINE
)
BRACES = re.compile(r"\{[^}\n]*\}?")
COMMENTS = ((re.compile("<!--"), re.compile("-->")), (re.compile(r"\{#(?![\w:.-]+\})"), re.compile(r"#\}")))


def fences_in(prose: Prose, apart: Iterable[tuple[int, int]] = ()) -> Iterator[Snippet]:
    """The fenced code of a prose, but for what is in comments and in the spans that are told `apart`."""
    text = prose.text
    if "```" not in text and "~~~" not in text:
        return
    concealed = list(apart)
    if "<!--" in text or "{#" in text:
        for opening, closing in COMMENTS:
            concealed += spans_between(prose.outside_code, opening, closing)
    at = 0
    unclosed: set[str] = set()
    while (found := FENCE.search(text, at)) is not None:
        start = at = found.end()
        fence, info = found["fence"], found["info"]
        if fence in unclosed or (fence[0] == "`" and "`" in info):
            continue
        closing_line = closing_of(text, at, fence)
        if closing_line is None:
            unclosed.add(fence)
            continue
        at = closing_line.end()
        index = found.start("fence")
        if not any(left <= index < right for left, right in concealed):
            is_quoted = ">" in text[found.start() : index]
            code, runs = unindented(lines_of(text, start, closing_line.start(), is_quoted))
            yield Snippet(prose, index, language_of(info), code, runs, OPT_IN.search(info) is not None)


def closing_of(text: str, start: int, fence: str) -> re.Match[str] | None:
    """The line that closes the fence whose code begins at `start`."""
    return next((line for line in CLOSING_FENCE.finditer(text, start) if line.group(1).startswith(fence)), None)


def language_of(info: str) -> str | None:
    """The language that the line of a fence says: its first word, or the first class in its braces."""
    braces = BRACES.search(info)
    words = (info[: braces.start()] if braces else info).split()
    if words and "=" not in words[0]:
        return words[0].lower()
    inside = braces.group().strip("{}").split() if braces else []
    classes = [word[1:] for word in inside if word.startswith(".") and word != ".jinja"]
    if not classes and inside and re.fullmatch(r"[\w+-]+", inside[0]):
        classes = [inside[0]]
    return classes[0].lower() if classes else None
