"""Links and images as they are written, in Markdown and in HTML: with their texts, targets and places."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from foreword.lint.prose import Prose
from foreword.source.diagnostic import Place

Kind = Literal["link", "image", "definition", "autolink", "a", "img", "value"]

FILLER = "\ue000"
"""What stands for a character of Jinja's: no space, no letter, and no sign of Markdown."""
HIDDEN = (("<!--", "-->", " "), ("{#", "#}", " "), ("{{", "}}", FILLER), ("{%", "%}", FILLER))
BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
TARGET = re.compile(
    r"\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>(?:\\.|[^\s()<>\\]|\([^\s()]*\))*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
REFERENCE = re.compile(r"\[(?P<label>[^\]\[]*)\]")
DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]\n^][^\]\n]*)\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)
AUTOLINK = re.compile(r"<(?P<target>https?://[^\s<>]+)>")
TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][\w-]*)(?=[\s/>])(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"(?<![\w:-])(?P<name>[a-zA-Z][\w:-]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


@dataclass(frozen=True, eq=False)
class WrittenLink:
    """A link or an image that stands in a piece of prose: `start` and `end` of it and of its `target` are indexes.

    `text` is what is shown of it, or the alternative of an image; None where it has none. Of a value that is an
    address alone, the target is the whole.
    """

    prose: Prose
    kind: Kind
    start: int
    end: int
    target_start: int
    target: str
    text: str | None = None
    attributes: str = ""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.prose.place(self.start)

    @property
    def target_place(self) -> Place:
        """Where its target begins."""
        return self.prose.place(self.target_start)

    @property
    def holds_jinja(self) -> bool:
        """Whether its target is known only when it is rendered."""
        return "{{" in self.target or "{%" in self.target


def visible(prose: Prose) -> str:
    """A piece of prose without code and comments, and with its Jinja filled up; each index means the same."""
    text = prose.outside_code if "`" in prose.text or "~~~" in prose.text or "{#" in prose.text else prose.text
    for opening, closing, sign in HIDDEN:
        if opening in text:
            text = without(text, opening, closing, sign)
    return text


def without(text: str, opening: str, closing: str, sign: str) -> str:
    """A text with `sign` for each character from an opening to its closing; what is not closed stays."""
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        parts += [text[at:start], "\n".join(sign * len(line) for line in text[start:end].split("\n"))]
        at = end
    return "".join([*parts, text[at:]])


def links_in(prose: Prose) -> Iterator[WrittenLink]:
    """Every link and image in a piece of prose, those in Markdown first."""
    text = prose.text
    value = text.strip()
    if prose.keys and value and not re.search(r"[\s<>\[\]{}]", value) and ("/" in value or "." in value):
        start = text.index(value)
        yield WrittenLink(prose, "value", start, start + len(value), start, value)
        return
    has_html = "<" in text
    if "](" not in text and "]:" not in text and "![" not in text and not has_html:
        return
    shown = visible(prose)
    yield from markdown_links(prose, shown)
    for found in DEFINITION.finditer(shown):
        start, end = found.span("target")
        yield WrittenLink(prose, "definition", found.start(), end, start, text[start:end])
    if has_html:
        for found in AUTOLINK.finditer(shown):
            start, end = found.span("target")
            yield WrittenLink(prose, "autolink", found.start(), found.end(), start, text[start:end], text[start:end])
        yield from html_links(prose, shown)


def markdown_links(prose: Prose, shown: str) -> Iterator[WrittenLink]:
    """`[text](target)` and `![alternative](target)`, those within others too, and images by a label."""
    opened: list[re.Match[str]] = []
    for bracket in BRACKET.finditer(shown):
        sign = bracket.group()
        if sign.startswith("\\"):
            continue
        if sign.endswith("["):
            opened.append(bracket)
            continue
        if not opened:
            continue
        opening = opened.pop()
        inside = prose.text[opening.end() : bracket.start()]
        if "\n\n" in inside:
            opened.clear()
            continue
        kind: Kind = "image" if opening.group().startswith("!") else "link"
        target = TARGET.match(shown, bracket.end())
        if target is not None:
            start, end = target.span("pointed" if target["pointed"] is not None else "plain")
            yield WrittenLink(prose, kind, opening.start(), target.end(), start, prose.text[start:end], inside)
            continue
        label = REFERENCE.match(shown, bracket.end()) if kind == "image" else None
        if label is not None:
            yield WrittenLink(prose, kind, opening.start(), label.end(), label.start(), "", inside)


def html_links(prose: Prose, shown: str) -> Iterator[WrittenLink]:
    """Each `<a>` with `href` and each `<img>`."""
    for found in TAG.finditer(shown):
        name = found["name"].lower()
        if name not in ("a", "img") or found["close"]:
            continue
        attributes = attributes_of(found["attributes"])
        key = "href" if name == "a" else "src"
        if name == "a" and key not in attributes:
            continue
        at, value = attributes.get(key, (0, ""))
        start = found.start("attributes") + at
        target = entities.unescape(prose.text[start : start + len(value)])
        kind: Kind = "a" if name == "a" else "img"
        text = attributes["alt"][1] if "alt" in attributes else None
        if name == "a":
            close = re.compile(r"</a\s*>", re.IGNORECASE).search(shown, found.end(), found.end() + 5000)
            text = prose.text[found.end() : close.start()] if close is not None else "?"
        yield WrittenLink(prose, kind, found.start(), found.end(), start, target, text, found["attributes"])


def attributes_of(source: str) -> dict[str, tuple[int, str]]:
    """The attributes of a tag by name, each with the index at which its value begins, and the value."""
    found: dict[str, tuple[int, str]] = {}
    for attribute in ATTRIBUTE.finditer(source):
        value = attribute["value"] or ""
        quoted = value[:1] in ("'", '"')
        start = attribute.start("value") + quoted if value else attribute.end()
        found.setdefault(attribute["name"].lower(), (start, value[1:-1] if quoted else value))
    return found
