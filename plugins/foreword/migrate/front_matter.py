"""Front matter as Jekyll cuts it off: the head of a file, its YAML, and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

HEAD = re.compile(r"\A(---\s*\n.*?\n?)^((?:---|\.\.\.)\s*$\n?)", re.MULTILINE | re.DOTALL | re.ASCII)
OPENING = re.compile(r"---\s*\n", re.ASCII)


class Parts(NamedTuple):
    """A file in its parts, which together are the file: `opening + yaml + closing + body`."""

    opening: str
    yaml: str
    closing: str
    body: str

    @property
    def has_front_matter(self) -> bool:
        """Whether Jekyll finds front matter, and so renders the file."""
        return self.opening != ""

    @property
    def yaml_line(self) -> int:
        """The line of the file (from 1) on which the YAML begins."""
        return 1 + self.opening.count("\n")

    @property
    def body_line(self) -> int:
        """The line of the file (from 1) on which the body begins."""
        return 1 + (self.opening + self.yaml + self.closing).count("\n")


def split(text: str) -> Parts:
    """A text at its front matter, by the expression in Jekyll's document.rb; all of it is body where there is none.

    The YAML begins below the opening line, which may take white lines with it.
    """
    found = HEAD.match(text)
    if found is None:
        return Parts("", "", "", text)
    opening = OPENING.match(found[1])
    at = opening.end() if opening else 0
    return Parts(found[1][:at], found[1][at:], found[2], text[found.end() :])
