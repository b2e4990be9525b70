"""An image has no alternative text.

Why it matters: Who cannot see the image hears its file name, or nothing. The alternative also stands where the image
cannot be loaded.

Wrong:

```markdown
![](img/token-form.png)
```

Right:

```markdown
![The form for a new token, with its name and its scopes](img/token-form.png)
```

An image in Markdown needs a text between the brackets. In HTML, `alt=""` says that the image is decoration; an `<img>`
without `alt` is told. An image in Markdown is decoration with `{ alt="" }` or `{ role="presentation" }` behind it. Code
is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.markdown_keys import may_be_markdown
from foreword.lint.written_links import WrittenLink
from foreword.source.diagnostic import Diagnostic

ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\b(?:alt|role|aria-hidden|aria-label)[ ]?=")
HIDDEN = re.compile(r"\b(?:role|aria-hidden|aria-label|aria-labelledby)\s*=", re.IGNORECASE)


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every image without an alternative text."""
    for link in linted.written_links:
        if link.kind in ("image", "img") and may_be_markdown(link.prose) and lacks_alternative(link):
            named = f"the image `{link.target}`" if link.target else "the image"
            yield Diagnostic(
                "LK007", link.place, f"{named} has no alternative text", 'write what it shows, or `alt=""` in HTML'
            )


def lacks_alternative(link: WrittenLink) -> bool:
    """Whether nothing is said in place of an image."""
    if link.kind == "img":
        return link.text is None and not HIDDEN.search(link.attributes)
    return not (link.text or "").strip() and not ATTRIBUTES.match(link.prose.text, link.end)
