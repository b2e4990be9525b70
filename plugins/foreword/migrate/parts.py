"""Parts: the texts and tags of a Jinja template, and how they are written one behind the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OPENING = re.compile(r"\{(?:[{%#]|\Z)")
HEADING_ID = re.compile(r"\{#[\w:.-][^\n{}]{0,197}\}")


@dataclass
class Text:
    """What stands for itself."""

    text: str


@dataclass
class Tag:
    """`{% code %}`, `{{ code }}` or `{# code #}`, and on which sides it eats the white space."""

    kind: Literal["%", "{", "#"]
    code: str
    left: bool = False
    right: bool = False

    def __str__(self) -> str:
        end = "}" if self.kind == "{" else self.kind
        left, right = "-" if self.left else "", "-" if self.right else ""
        tag = f"{{{self.kind}{left} {self.code} {right}{end}}}"
        if self.kind == "#" and HEADING_ID.match(tag):
            # `{#-` and a `}` would be read as a heading's id.
            return '{{- "" }}' + str(Tag("#", self.code, right=self.right))
        return tag


@dataclass
class Literally:
    """The body of `{% raw %}`, which is written as it is."""

    text: str


Part = Text | Tag | Literally


def written(parts: Sequence[Part]) -> str:
    """The source of a template. What Jinja would read as its own in a text is taken apart."""
    pieces: list[str] = []
    texts: list[str] = []
    for part in parts:
        if isinstance(part, Text):
            texts.append(part.text)
            continue
        pieces.append(escaped("".join(texts), is_last=False))
        texts.clear()
        pieces.append(part.text if isinstance(part, Literally) else str(part))
    pieces.append(escaped("".join(texts), is_last=True))
    return "".join(pieces)


def on_lines(parts: Sequence[Part]) -> list[Part]:
    """Parts with each tag on a line of its own; the line breaks between tags are eaten."""
    made: list[Part] = []
    for part in parts:
        last = made[-1] if made else None
        if isinstance(last, Tag) and isinstance(part, Tag):
            last.right = True
            made.append(Text("\n"))
        made.append(part)
    return made


def escaped(text: str, *, is_last: bool) -> str:
    """A text in which nothing opens a tag. `{#id}` is a heading's id and stays."""

    def instead(found: re.Match[str]) -> str:
        if HEADING_ID.match(text, found.start()) and not text.startswith("#}", text.index("}", found.start()) - 1):
            return found[0]
        if found[0] == "{" and is_last:
            return found[0]
        return f'{{{{ "{found[0]}" }}}}'

    return OPENING.sub(instead, text)
