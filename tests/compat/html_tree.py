"""HTML as a list of tags and texts, to compare what two converters give."""

from __future__ import annotations

import re
from html.parser import HTMLParser

EMPTY = frozenset(["br", "hr", "img", "input"])
BLOCKS = frozenset(
    "blockquote dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td tfoot th thead "
    "tr ul br style script".split()
)


class Tree(HTMLParser):
    """Collects tags with sorted attributes, and texts; a token's span in code counts as its text."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, str]] = [("", "")]
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_token = tag == "span" and "code" in self.open
        if not is_token:
            shown = "".join(f' {name}="{value or ""}"' for name, value in sorted(dict(attrs).items()))
            self.parts.append((tag, f"<{tag}{shown}>"))
        if tag not in EMPTY:
            self.open.append("" if is_token else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and (not self.open or self.open.pop()):
            self.parts.append((tag, f"</{tag}>"))

    def handle_comment(self, data: str) -> None:
        self.parts.append(("p", f"<!--{data}-->"))

    def handle_data(self, data: str) -> None:
        if self.parts[-1][0] == "#":
            data = self.parts.pop()[1] + data
        self.parts.append(("#", data if "pre" in self.open else re.sub(r"[ \n\t]+", " ", data)))


def tree(html: str) -> list[str]:
    """The tags and texts of HTML, without the white space around blocks."""
    reader = Tree()
    reader.feed(html)
    reader.close()
    parts = [*reader.parts, ("p", "")]
    texts: list[str] = []
    for before, (kind, text), behind in zip(parts, parts[1:], parts[2:], strict=False):
        if kind == "#" and before[0] in (BLOCKS | {""}):
            text = text.lstrip()
        if kind == "#" and behind[0] in BLOCKS | {"code"}:
            text = text.rstrip()
        if text:
            texts.append(text)
    return texts
