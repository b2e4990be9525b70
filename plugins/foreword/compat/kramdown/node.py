"""The tree of a document as kramdown parses it: nodes, and inline attribute lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Model = Literal["block", "span", "raw"]


@dataclass(slots=True)
class AttributeList:
    """What stands in `{: ... }`: attributes, and the names of other lists (or `toc`, `footnotes`)."""

    attributes: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def add(self, other: AttributeList) -> None:
        """Take over what another list says; classes add up."""
        self.names += other.names
        for key, value in other.attributes.items():
            self.set(key, value)

    def set(self, key: str, value: str) -> None:
        """Set an attribute; a class is added to those that are there."""
        before = self.attributes.get(key, "") if key == "class" else ""
        self.attributes[key] = f"{before} {value}".lstrip() if key == "class" else value


@dataclass(slots=True, eq=False)
class Node:
    """A block, a span or a text. What the fields mean depends on `kind`."""

    kind: str
    value: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    listed: AttributeList | None = None
    """The inline attribute list that is given for this node."""
    level: int = 0
    raw_text: str = ""
    """Of a heading and a term: the text that its id is made of."""
    transparent: bool = False
    """Of a paragraph: only its content is printed, as in a tight list."""
    is_block: bool = False
    is_closed: bool = False
    """Of an HTML element: written as `<x />`, or without a body by its nature."""
    model: Model = "block"
    """Of an HTML element: how its content is parsed."""
    alignment: Sequence[str] = ()
    """Of a table: `left`, `right`, `center` or nothing for each column."""
    language: str = ""

    def add_text(self, text: str, kind: str) -> None:
        """Add text to the last child of this kind, or as a new one."""
        if self.children and self.children[-1].kind == kind:
            self.children[-1].value += text
        elif text:
            self.children.append(Node(kind, text))
