"""Links in Markdown that is moved: a relative link is relative to the file in which its text stands."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator

from foreword.render.lexer import segments
from foreword.render.slots import ANY

TICKS = re.compile("`+")
INLINE = re.compile(r"(\]\(\s*<?)([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)")
DEFINITION = re.compile(r"(^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?)([^\s<>]+)", re.M)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
QUERY_OR_ANCHOR = re.compile("[?#]")


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
        path, tail = split_href(href)
        target = posixpath.relpath(posixpath.join("/", base, path), posixpath.join("/", onto))
        return lead + target + ("/" if path.endswith("/") else "") + tail

    return "".join(
        part if is_code else DEFINITION.sub(moved, INLINE.sub(moved, part)) for part, is_code in code_parts(markdown)
    )


def split_href(href: str) -> tuple[str, str]:
    """The path of an href, and its query and anchor."""
    path = QUERY_OR_ANCHOR.split(href, maxsplit=1)[0]
    return path, href[len(path) :]


def code_parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """The parts of a Markdown source in turn, each with whether it is code: a fence, or a span between backticks."""
    for start, end, literal in segments(markdown):
        part = markdown[start:end]
        if literal is not None:
            yield part, True
            continue
        runs = list(TICKS.finditer(part))
        later: dict[int, list[int]] = {}
        for number, run in enumerate(runs):
            later.setdefault(len(run.group()), []).append(number)
        at = number = 0
        while number < len(runs):
            run = runs[number]
            same = later[len(run.group())]
            following = bisect_right(same, number)
            if following == len(same):
                number += 1
                continue
            close = same[following]
            yield part[at : run.start()], False
            yield part[run.start() : runs[close].end()], True
            at = runs[close].end()
            number = close + 1
        yield part[at:], False
