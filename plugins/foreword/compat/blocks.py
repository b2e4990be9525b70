"""Blocks of content that a page fills for its layouts, as the plugin jekyll-contentblocks has them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Blocks:
    """The blocks of one page by name; a block that is filled twice has both."""

    filled: dict[str, list[str]] = field(default_factory=dict)

    def fill(self, name: str, html: str) -> None:
        """Add to a block."""
        self.filled.setdefault(name, []).append(html)

    def size(self, name: str) -> int:
        """How many characters are in a block."""
        return sum(map(len, self.filled.get(name, ())))

    def shown(self, name: str) -> str:
        """What is in a block, nothing where it was not filled or is blank."""
        html = "".join(self.filled.get(name, ()))
        return html if html.strip() else ""

    def size_of_all(self) -> int:
        """The characters in all blocks."""
        return sum(map(self.size, self.filled))
