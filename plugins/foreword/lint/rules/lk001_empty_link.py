"""A link has no target, or no text to click on.

Why it matters: `[form]()` looks like a link and leads to the page that the reader is on. A link without a text cannot
be seen, and a screen reader reads out its address.

Wrong:

```markdown
Send us the [interest form](), then see the page [](tokens.md).
```

Right:

```markdown
Send us the [interest form](https://forms.example.com/api), then see the page [Tokens](tokens.md).
```

Links in Markdown and `<a href="">` are looked at. Images are not (see LK007), nor is code. An expression between the
brackets is a text, and an image is one too. `[](){#id}` is an anchor and no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.markdown_keys import may_be_markdown
from foreword.lint.written_links import WrittenLink
from foreword.source.diagnostic import Diagnostic

SHOWS = re.compile(r"<(?:img|svg|picture|i|span|video)\b|!\[", re.IGNORECASE)
TOLD_OTHERWISE = re.compile(r"\b(?:aria-label|aria-labelledby|title|aria-hidden)\s*=", re.IGNORECASE)
ATTRIBUTES = re.compile(r"\{:?[ ]?[^{}\n]*\}")


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every link without a target or a text."""
    for link in linted.written_links:
        if link.kind not in ("link", "a") or not may_be_markdown(link.prose):
            continue
        attributes = ATTRIBUTES.match(link.prose.text, link.end)
        listed = link.attributes or (attributes.group() if attributes is not None else "")
        text = link.text or ""
        if not link.target.strip():
            if text.strip() or "#" not in listed:
                yield Diagnostic("LK001", link.place, without_target(text), "write where it leads")
        elif is_empty(link) and not TOLD_OTHERWISE.search(listed):
            yield Diagnostic(
                "LK001", link.place, f"the link to `{link.target}` has no text", "write what the reader clicks on"
            )


def without_target(text: str) -> str:
    """What is wrong with a link that leads nowhere."""
    text = " ".join(text.split())
    return f"the link `{text}` has no target" if text else "the link has neither a target nor a text"


def is_empty(link: WrittenLink) -> bool:
    """Whether nothing is shown of a link."""
    text = link.text or ""
    return not SHOWS.search(text) and not re.sub(r"<[^<>]*>", "", text).strip()
