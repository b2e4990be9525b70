"""A reference, or the anchor of a link, leads to nothing.

Why it matters: A link to an anchor that is not there opens the head of the page, and the reader has to search. A
reference to nothing is shown as an error in place of the link.

Wrong:

```markdown
## Get a token {#get-a-token}

See [Get a token](#obtain-a-token) and [Create a source](ref:create-source).
```

Right:

```markdown
## Get a token {#get-a-token}

See [Get a token](#get-a-token) and [Create a source](ref:create-a-source).
```

References to two things, and to what no page shows, are told too. An anchor is looked for among the ids of the finished
page. Those of pages that failed to render are not looked for, nor what scripts and themes make: `#top`, `#__search`,
`#/path`. Where mkdocs.yml names code that makes the ids of headings (`slugify: !!python/...`), only references are
told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from urllib.parse import unquote

from foreword.link.references import LinkedPage
from foreword.lint.linted import Linted
from foreword.lint.neighbours import has_own_slugs, may_have_more_pages
from foreword.lint.page_links import PageLinks
from foreword.source.diagnostic import Diagnostic

OF_THEMES = re.compile(r"top|__.*|!?/.*|:~:.*", re.IGNORECASE)
AUTODOC = re.compile(r"^:::\s", re.MULTILINE)

IN_BUILDS = True


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every link to an anchor that is not on its page. References are told when the pages are linked."""
    if has_own_slugs(linted.config) or may_have_more_pages(linted.config):
        return
    links = PageLinks(linted)
    docs = linted.site.docs
    ids = {path: set(page.rendered.ids) for path, page in linted.pages.items() if is_complete(linted, page)}
    for link in links:
        if not link.fragment or OF_THEMES.fullmatch(link.fragment):
            continue
        path = links.by_url.get(link.url)
        known = ids.get(f"{docs}{path}") if path is not None else None
        if known is None or link.fragment in known or unquote(link.fragment) in known:
            continue
        close = difflib.get_close_matches(unquote(link.fragment), known, 1)
        where = "this page" if link.page.rendered.path == f"{docs}{path}" else f"the page {path}"
        message = f"the anchor `{link.fragment}` is not on {where}"
        for place in links.places_of_anchor(link):
            hint = f"did you mean `#{close[0]}`?" if close else "look at the anchors on that page"
            yield Diagnostic("LK003", place, message, hint)


def is_complete(linted: Linted, page: LinkedPage) -> bool:
    """Whether all ids of a page are known: nothing of it failed, and no other plugin writes into it."""
    if page.rendered.failures:
        return False
    entry = linted.site.entries.get(page.rendered.path)
    return entry is None or not AUTODOC.search(entry.body)
