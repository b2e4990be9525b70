"""Typographic quotes, dashes and dots, as kramdown's SmartyPants parser puts them."""

from __future__ import annotations

import html
import re

PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
NAMES = {"ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’"}
RULES: list[tuple[re.Pattern[str], tuple[str | int, ...]]] = [
    (re.compile(r"(\"|')(?=[_*]{1,2}\S)"), ("l1",)),
    (re.compile(rf"(\"|')(?={PUNCTUATION}(?!\.\.)\B)"), ("r1",)),
    (re.compile(r"(\s?)\"'(?=\w)"), (1, "ldquo", "lsquo")),
    (re.compile(r"(\s?)'\"(?=\w)"), (1, "lsquo", "ldquo")),
    (re.compile(r"(\s?)'(?=\d\ds)"), (1, "rsquo")),
    (re.compile(r"(\s)('|\")(?=\w)"), (1, "l2")),
    (re.compile(r"([^ \\\t\r\n\[{(-])('|\")"), (1, "r2")),
    (re.compile(r"(\"|')(?=\s|s\b|$)", re.MULTILINE), ("r1",)),
    (re.compile(r"(.?)'", re.DOTALL), (1, "lsquo")),
    (re.compile(r"(.?)\"", re.DOTALL), (1, "ldquo")),
]
"""What a quote is, by what stands beside it; the first rule that fits counts. From kramdown's smart_quotes.rb."""
SYMBOLS = {
    "---": "—",
    "--": "–",
    "...": "…",
    "\\<<": "&lt;&lt;",
    "\\>>": "&gt;&gt;",
    "<< ": "«\u00a0",
    " >>": "\u00a0»",
    "<<": "«",
    ">>": "»",
}
SPECIAL = re.compile(
    r"(?P<tag><(?:!--.*?-->|/?[a-zA-Z][^<>]*>))"
    r"|(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);)"
    r"|(?P<symbol>---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>)"
    r"|(?P<quote>[^\\\"']?[\"'])"
    r"|(?P<plain>[&<>])",
    re.DOTALL,
)
KEPT = frozenset(["&amp;", "&lt;", "&gt;", "&quot;"])
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def smartened(source: str) -> str:
    """A text with typographic quotes, dashes, dots and guillemets; tags and entities in it stay."""
    source = source.replace("\r\n", "\n")
    parts: list[str] = []
    position = 0
    while (found := SPECIAL.search(source, position)) is not None:
        parts.append(source[position : found.start()])
        position = found.end()
        if found["quote"] is not None:
            quotes, position = smart_quote(source, found.start())
            parts.append(quotes)
        elif found["entity"] is not None:
            parts.append(found.group() if found.group() in KEPT else html.unescape(found.group()))
        else:
            parts.append(SYMBOLS.get(found.group()) or ESCAPES.get(found.group()) or found.group())
    return "".join([*parts, source[position:]])


def smart_quote(source: str, start: int) -> tuple[str, int]:
    """The quotes that stand here in print, with the character before them, and where the text goes on."""
    for rule, parts in RULES:
        found = rule.match(source, start)
        if found is not None:
            return "".join(quote_part(found, part) for part in parts), found.end()
    return source[start], start + 1


def quote_part(found: re.Match[str], part: str | int) -> str:
    """One part of what a rule puts: a group as it is, a quote by its name, or one that keeps its kind (`l1`, `r2`)."""
    if isinstance(part, int):
        return ESCAPES.get(found[part], found[part])
    if part in NAMES:
        return NAMES[part]
    kind = "dquo" if found[int(part[1])] == '"' else "squo"
    return NAMES[part[0] + kind]
