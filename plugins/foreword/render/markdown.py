"""Markdown: a page's pieces converted together, once, and the extension that the conversion needs."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from foreword.render import slots
from foreword.render.host import Host
from foreword.render.inline import quicken
from foreword.render.prose import spare
from foreword.render.run import Piece

LABEL = "data-fw-label"
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
HEADING_ANCHOR = re.compile(f"^{slots.ANCHOR}([^{slots.END}]*){slots.END}")


class HeadingAnchors(Treeprocessor):
    """Gives a heading that a layout made its anchor, before the toc extension makes one of its own."""

    def run(self, root: Element) -> None:
        """Take the anchor off the heading's text, which inline patterns have not seen yet."""
        for element in root.iter():
            if element.tag in HEADINGS and element.text:
                found = HEADING_ANCHOR.match(element.text)
                if found:
                    element.text = element.text[found.end() :].removesuffix(slots.ANCHOR + slots.END)
                    if found.group(1):
                        element.set("id", found.group(1))


class LoneMarks(Treeprocessor):
    """Takes away a mark that has come to stand inside an element: what comes before it leaves that element open."""

    def run(self, root: Element) -> None:
        """Marks stand at the top; see `convert`."""
        top = set(root)
        for element in root.iter("p"):
            if element not in top and element.text and element.text.startswith(slots.MARK):
                element.text = ""


class HeadingLabels(Treeprocessor):
    """Keeps `data-toc-label` where the finished HTML shows it; the toc extension takes it away."""

    def run(self, root: Element) -> None:
        """Copy the attribute under a name of ours."""
        for element in root.iter():
            if element.tag in HEADINGS and element.get("data-toc-label"):
                element.set(LABEL, element.get("data-toc-label", ""))


class ForewordExtension(Extension):
    """The Python-Markdown extension with which a host converts a page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the treeprocessors: above `inline` (20), and just above `toc` (5)."""
        quicken(md)
        spare(md)
        md.treeprocessors.register(HeadingAnchors(md), "foreword_anchors", 25)
        md.treeprocessors.register(LoneMarks(md), "foreword_marks", 24)
        md.treeprocessors.register(HeadingLabels(md), "foreword_labels", 5.5)


def source_of(piece: Piece) -> str:
    """The Markdown of a piece. A heading's text is closed, so that a last `#` is its own (`C#`)."""
    if not piece.level:
        return piece.source
    title = " ".join(piece.source.split())
    anchor = f"{slots.ANCHOR}{piece.anchor}{slots.END}"
    return f"{'#' * min(piece.level, 6)} {anchor}{title}{slots.ANCHOR}{slots.END}"


def convert(host: Host, pieces: dict[int, Piece]) -> tuple[dict[int, str], str, list[int]]:
    """Convert the pieces of a page together.

    Returns the HTML of each piece, what Markdown adds at the end (footnotes), and the pieces that leave an
    element open: these are converted alone, as they would swallow what follows.
    """
    together = list(pieces)
    alone: list[int] = []
    sign = f"{slots.PROSE}\n"
    while together:
        joint = "".join(f"{slots.token(slots.MARK, number)}\n\n{source_of(pieces[number])}\n\n" for number in together)
        html = host.markdown(sign + joint + slots.token(slots.MARK, len(pieces) + max(pieces)))
        parts = slots.MARKS.split(html)
        found = [slots.number_of(digits) for digits in parts[1::2]]
        if found[:-1] == together and len(found) == len(together) + 1:
            converted = dict(zip(together, parts[2:-1:2], strict=True))
            rest = parts[-1]
            break
        if sign:
            # The marks are looked at again with no piece taken out.
            sign = ""
            continue
        # The piece before the first mark that is lost has swallowed it.
        kept = next((n for n, number in enumerate(together) if n >= len(found) or found[n] != number), len(together))
        culprit = together.pop(max(kept - 1, 0))
        alone.append(culprit)
        if len(alone) > 8:
            alone += together
            together = []
    else:
        converted, rest = {}, ""
    for number in alone:
        converted[number] = host.markdown(source_of(pieces[number])).replace(slots.ANCHOR + slots.END, "")
    return converted, rest, alone
