"""A page as Jekyll made it and as Foreword made it, compared."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from foreword.migrate.verify.address import Address
from foreword.migrate.verify.differences import gaps, similarity
from foreword.migrate.verify.dom import Content, content_of
from foreword.migrate.verify.main_content import is_shell, main_of
from foreword.migrate.verify.numbers import renumbered

Aspect = Literal["text", "links", "ids", "structure"]
KEPT = 40
"""How many differences of a page are kept in each aspect."""
SHOWN = 10
"""How many lines are kept of each side of a difference."""
LONGEST = 600
"""How much of a line is kept, in characters."""


@dataclass(frozen=True)
class Difference:
    """One place where two pages differ: the lines of each side, and the line before them, which is in both."""

    aspect: Aspect
    jekyll: tuple[str, ...]
    foreword: tuple[str, ...]
    after: str = ""


@dataclass(frozen=True)
class PageComparison:
    """What is the same on a page in both sites.

    `similarity` is the share of its structure that is the same, from 0 to 1. `renumbered` ids are the same but for the
    number of a counter, and count as the same. `differences` are the first few of each
    aspect: text first.
    """

    page: str
    same_text: bool = True
    same_links: bool = True
    same_ids: bool = True
    same_structure: bool = True
    similarity: float = 1.0
    renumbered: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def same_content(self) -> bool:
        """Whether text and links are the same."""
        return self.same_text and self.same_links

    @property
    def is_same(self) -> bool:
        """Whether everything is the same."""
        return self.same_content and self.same_ids and self.same_structure


def compare(
    jekyll: str,
    foreword: str,
    jekyll_address: Address,
    foreword_address: Address,
    *,
    main_in_jekyll: str | None = None,
    main_in_foreword: str | None = None,
) -> PageComparison:
    """Compare the main content of a page in two HTML files. The selectors say where it is; without them see `main_of`.

    Where Foreword's page has the whole shell in its content (`--shell keep`), the whole pages are compared.
    """
    main = main_of(foreword, main_in_foreword)
    is_whole = main_in_jekyll is None and is_shell(main)
    theirs = jekyll if is_whole else main_of(jekyll, main_in_jekyll)
    if theirs == main and jekyll_address.file == foreword_address.file:
        return PageComparison(jekyll_address.page)
    return compared(jekyll_address.page, content_of(theirs, jekyll_address), content_of(main, foreword_address))


def compared(page: str, jekyll: Content, foreword: Content) -> PageComparison:
    """Compare the content of a page; see `numbers` for what is made alike first."""
    jekyll, numbers = renumbered(jekyll, foreword)
    same_text = " ".join(jekyll.text) == " ".join(foreword.text)  # where a block ends is a matter of structure
    same_links = jekyll.links == foreword.links
    same_ids = jekyll.ids == foreword.ids
    same_structure = jekyll.lines == foreword.lines
    return PageComparison(
        page,
        same_text,
        same_links,
        same_ids,
        same_structure,
        similarity(jekyll.lines, foreword.lines),
        numbers,
        (
            *(() if same_text else differences("text", jekyll.text, foreword.text)),
            *(() if same_links else differences("links", jekyll.links, foreword.links)),
            *(() if same_ids else differences("ids", jekyll.ids, foreword.ids)),
            *(() if same_structure else differences("structure", jekyll.lines, foreword.lines)),
        ),
    )


def differences(aspect: Aspect, jekyll: list[str], foreword: list[str]) -> tuple[Difference, ...]:
    """The first differences in one aspect. Text that is only cut into blocks in another way is none."""
    found = (
        Difference(aspect, shortened(gap.left), shortened(gap.right), gap.after[-LONGEST:])
        for gap in gaps(jekyll, foreword, 4 * KEPT)
        if aspect != "text" or " ".join(gap.left) != " ".join(gap.right)
    )
    return tuple(itertools.islice(found, KEPT))


def shortened(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines of a difference, none of them very long; says what is left out."""
    shown = [line if len(line) <= LONGEST else f"{line[:LONGEST]}… ({len(line)} characters)" for line in lines[:SHOWN]]
    left = len(lines) - SHOWN
    return (*shown, f"… ({left} more lines)") if left > 0 else tuple(shown)
