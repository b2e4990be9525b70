"""Parts of Python-Markdown's tree, and attributes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from foreword.compat.kramdown.tags import LONE_AMPERSAND


def append(parent: Element, text: str) -> None:
    """Add text behind what an element has so far."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def attributes_html(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a start tag."""
    parts = []
    for name, value in attributes.items():
        if name == "id" and not value.strip():
            continue
        if "&" in value:
            value = LONE_AMPERSAND.sub("&amp;", value)
        value = value.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        parts.append(f' {name}="{value}"')
    return "".join(parts)


def remove(parent: Element, element: Element) -> None:
    """Take an element away, but not the text behind it."""
    tail = element.tail
    index = list(parent).index(element)
    parent.remove(element)
    if tail and index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def shown(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without an empty id."""
    if "id" in attributes and not attributes["id"].strip():
        return {name: value for name, value in attributes.items() if name != "id"}
    return attributes
