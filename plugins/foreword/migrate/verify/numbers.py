"""Numbers that Liquid's `increment` puts into ids: Jekyll counts on through the whole site, Foreword on each page.

What such an id is depends on which pages Jekyll happens to render before. A page whose ids are the same but for that,
each everywhere in the same way, is compared as if it had Foreword's.
"""

from __future__ import annotations

import re

from foreword.migrate.verify.dom import Content

NUMBERED = re.compile(r"(.*?)\d+")
NAME = re.compile(r"[^\s\"#]+")


def renumbered(jekyll: Content, foreword: Content) -> tuple[Content, int]:
    """Jekyll's content with the numbers in its ids as Foreword has them, and how many ids that are.

    The content is as it was where ids differ in anything else.
    """
    names = numbers_of(jekyll.ids, foreword.ids)
    if not names:
        return jekyll, 0

    def of_page(line: str) -> str:
        return NAME.sub(lambda found: names.get(found[0], found[0]), line) if line.startswith("<") else line

    def of_link(link: str) -> str:
        path, mark, anchor = link.partition("#")
        return f"{path}{mark}{names.get(anchor, anchor)}"

    lines, links = [of_page(line) for line in jekyll.lines], [of_link(link) for link in jekyll.links]
    return Content(lines, jekyll.text, links, [names.get(one, one) for one in jekyll.ids]), len(names)


def numbers_of(jekyll: list[str], foreword: list[str]) -> dict[str, str]:
    """Jekyll's ids that have another number, each with Foreword's; nothing where the ids differ in another way."""
    names: dict[str, str] = {}
    if len(jekyll) != len(foreword):
        return {}
    for theirs, ours in zip(jekyll, foreword, strict=True):
        if theirs == ours:
            continue
        left, right = NUMBERED.fullmatch(theirs), NUMBERED.fullmatch(ours)
        if left is None or right is None or left[1] != right[1] or names.setdefault(theirs, ours) != ours:
            return {}
    is_one_to_one = len(set(names.values())) == len(names)
    return names if is_one_to_one else {}
