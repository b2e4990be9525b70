"""A placeholder in angle brackets stands outside of code, where HTML takes it for an element.

Why it matters: The browser shows nothing in its place. The reader sees `Send as your token`, and does not know that a
word is missing.

Wrong:

```markdown
Send <ACCESS_TOKEN> as your token.
```

Right:

```markdown
Send `<ACCESS_TOKEN>` as your token.
```

A placeholder is a word that is no element of HTML, SVG or MathML, or one in capitals that is never closed. It is told
where a finished page has it as an element: values as `placeholder` and `example` are shown as they are written.
Addresses in angle brackets, comments and elements of your own (`<my-box>...</my-box>`) are no placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from foreword.lint.elements import ELEMENTS, OPTIONAL_END, VOID
from foreword.lint.linted import Linted
from foreword.lint.markdown_keys import may_be_markdown
from foreword.lint.written_links import TAG, visible
from foreword.source.diagnostic import Diagnostic

CANDIDATE = re.compile(r"<[A-Za-z][\w-]*(?=[\s/>])")


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every placeholder that is swallowed on a page."""
    pages = Swallowed(linted)
    for prose in linted.prose:
        if "<" not in prose.text or not CANDIDATE.search(prose.text) or not may_be_markdown(prose):
            continue
        tags = list(TAG.finditer(visible(prose)))
        closed = {tag["name"].lower() for tag in tags if tag["close"]}
        for tag in tags:
            if tag["close"] or not is_placeholder(tag["name"], tag["attributes"], closed):
                continue
            if pages.have(tag["name"], prose.file.path):
                written = " ".join(tag.group().split())
                yield Diagnostic(
                    "MD001",
                    prose.place(tag.start()),
                    f"`{written}` is not shown: HTML takes it for an element",
                    f"put it between backticks, or write `&lt;{written[1:]}`",
                )


def is_placeholder(name: str, attributes: str, closed: set[str]) -> bool:
    """Whether a tag is none; `closed` are the names of the elements that are closed in its text."""
    lower = name.lower()
    if "=" in attributes or attributes.rstrip().endswith("/"):
        return False
    if lower in ELEMENTS and (not name.isupper() or lower in VOID or lower in OPTIONAL_END):
        return False
    return lower not in closed


class Swallowed:
    """The elements of the finished pages that a file may have given them."""

    def __init__(self, linted: Linted) -> None:
        self.linted = linted
        self._known: dict[tuple[str, str], bool] = {}

    @cached_property
    def readers(self) -> dict[str, list[str]]:
        """The HTML of the pages that have read a file, by its path."""
        found: dict[str, list[str]] = {}
        for page in self.linted.pages.values():
            for path in page.rendered.reads:
                found.setdefault(path, []).append(page.rendered.html)
        return found

    def have(self, name: str, path: str) -> bool:
        """Whether an element of this name stands on a page that has read a file."""
        if (name, path) not in self._known:
            element = re.compile(rf"<{re.escape(name)}(?=[\s/>])")
            self._known[name, path] = any(element.search(html) for html in self.readers.get(path, []))
        return self._known[name, path]
