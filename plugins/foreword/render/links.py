"""Links in Markdown that is moved: a relative link is relative to the file in which its text stands."""

from __future__ import annotations

import posixpath
import re

from foreword.render.slots import ANY

LITERAL = re.compile(r"(^[ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\2[`~]*[ \t]*$|(`+)(?!`).+?(?<!`)\3(?!`))", re.M | re.S)
INLINE = re.compile(r"(\]\(\s*<?)([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)")
DEFINITION = re.compile(r"(^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)([^\s<>]+)", re.M)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def rebase(markdown: str, base: str, onto: str, keep: set[str]) -> str:
    """The Markdown with the relative links of a file in the folder `base`, for a file in the folder `onto`.

    Both folders are relative to the root of the docs. Code, anchors, URLs, site paths and the hrefs in `keep`
    stay as they are.
    """
    if "](" not in markdown and "]:" not in markdown:
        return markdown

    def moved(found: re.Match[str]) -> str:
        lead, href = found.group(1), found.group(2)
        if href in keep or href[0] in "#/?" or SCHEME.match(href) or ANY.search(href):
            return found.group()
        path, mark, tail = re.match(r"([^#?]*)([#?]?)(.*)$", href, re.S).groups()  # type: ignore[union-attr]
        target = posixpath.relpath(posixpath.join("/", base, path), posixpath.join("/", onto))
        return lead + target + ("/" if path.endswith("/") else "") + mark + tail

    parts = LITERAL.split(markdown)
    # LITERAL has three groups, so each literal part is followed by its two inner groups.
    return "".join(
        part if number % 4 == 1 else DEFINITION.sub(moved, INLINE.sub(moved, part or ""))
        for number, part in enumerate(parts)
        if number % 4 in (0, 1)
    )
