"""What is made of a whole document: the table of contents and the items of footnotes."""

from __future__ import annotations

from foreword.compat.kramdown.node import Node

BACK = "\u21a9"


def contents(kind: str, attributes: dict[str, str], headings: list[Node]) -> Node:
    """The table of contents: a list of links to headings, in lists by their levels."""
    top = Node(kind, attributes={"id": "markdown-toc"} | attributes)
    open_items: list[Node] = []
    for heading in headings:
        identifier = heading.attributes["id"]
        link = Node("a", attributes={"href": f"#{identifier}", "id": f"{top.attributes['id']}-{identifier}"})
        link.children = unlinked(heading.children)
        item = Node("li", level=heading.level)
        item.children = [Node("p", transparent=True, children=[link])]
        while open_items and open_items[-1].level >= item.level:
            open_items.pop()
        if not open_items:
            top.children.append(item)
        else:
            around = open_items[-1]
            if around.children[-1].kind != kind:
                around.children.append(Node(kind))
            around.children[-1].children.append(item)
        open_items.append(item)
    return top


def unlinked(nodes: list[Node]) -> list[Node]:
    """The content of a heading without its links and footnotes."""
    kept: list[Node] = []
    for node in nodes:
        if node.kind == "a":
            kept += unlinked(node.children)
        elif node.kind != "footnote":
            kept.append(
                Node(
                    node.kind,
                    node.value,
                    node.attributes,
                    unlinked(node.children),
                    raw_text=node.raw_text,
                    model=node.model,
                    is_closed=node.is_closed,
                )
            )
    return kept


def footnote_item(name: str, content: Node, markers: int) -> Node:
    """The item of a footnote: what it says, and links back to its markers."""
    item = Node("li", attributes={"id": f"fn:{name}", "role": "doc-endnote"}, children=list(content.children))
    last = item
    if item.children and item.children[-1].kind == "p":
        last = item.children[-1] = Node("p", children=list(item.children[-1].children))
        last.children.append(Node("text", "\xa0"))
    else:
        last = Node("p")
        item.children.append(last)
    for number in range(markers):
        if number:
            last.children.append(Node("text", "\xa0"))
        target = f"#fnref:{name}:{number}" if number else f"#fnref:{name}"
        sign = [Node("text", BACK)]
        if number:
            sign.append(Node("html", "sup", children=[Node("text", str(number + 1))], model="span"))
        attributes = {"href": target, "class": "reversefootnote", "role": "doc-backlink"}
        last.children.append(Node("a", attributes=attributes, children=sign))
    return item
