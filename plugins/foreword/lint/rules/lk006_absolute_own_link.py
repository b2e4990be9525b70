"""A link into the own site is written with the host.

Why it matters: It leads out of a preview and of an older version of the docs, into the published ones. Nothing checks
it, so it breaks without a sign when the page moves.

Wrong:

```markdown
See [Tokens](https://docs.harbour.example/guide/tokens/).
```

Right:

```markdown
See [Tokens](guide/tokens.md).
```

An address counts that begins with `site_url` of mkdocs.yml and is that of a page or a file of the docs. Links in
Markdown and HTML are looked at, and values that a page has as a link, but for the address of the site itself; code is
not. `--fix` writes the path in Markdown.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from foreword.lint.fix import Edit, written_at
from foreword.lint.linted import Linted
from foreword.lint.page_links import plain_url
from foreword.lint.written_links import WrittenLink
from foreword.render.links import split_href
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every absolute link to a page or a file of the docs."""
    if not linted.config.options.url:
        return
    by_url = {plain_url(url): path for path, url in linted.files.urls.items()}
    shown: set[str] | None = None
    for link in linted.written_links:
        path = own_path(linted, link.target, by_url)
        if path is None:
            continue
        if link.kind == "value":
            if is_address_of_site(linted, link.target):
                continue
            if shown is None:
                shown = {href for page in linted.pages.values() for href in page.rendered.links}
            if link.target not in shown:
                continue
        yield Diagnostic("LK006", link.target_place, told(link), f"write the path: `{path_from(linted, link, path)}`")


def told(link: WrittenLink) -> str:
    """What is wrong with a link."""
    return f"`{link.target}` is a page of this site"


def own_path(linted: Linted, target: str, by_url: dict[str, str]) -> str | None:
    """The path from the docs that an address of the own site means, with its anchor; None for any other."""
    base = re.sub(r"^https?://", "", linted.config.options.url).rstrip("/")
    found = re.match(rf"(?:https?:)?//{re.escape(base)}(?=[/?#]|$)(?P<url>[^?#\s]*)(?P<tail>[?#]\S*)?$", target, re.I)
    if not base or found is None:
        return None
    path = by_url.get(plain_url(found["url"].lstrip("/")))
    return None if path is None else path + (found["tail"] or "")


def is_address_of_site(linted: Linted, target: str) -> bool:
    """Whether a value is the address of the site itself, which other addresses are made of."""
    return target.rstrip("/") == linted.config.options.url.rstrip("/")


def path_from(linted: Linted, link: WrittenLink, path: str) -> str:
    """A path from the docs, as the file of a link writes it."""
    file, docs = link.prose.file.path, linted.site.docs
    if link.kind == "value":
        return path if not file.startswith(docs) else f"/{path}"
    folder = posixpath.dirname(file[len(docs) :]) if file.startswith(docs) else ""
    name, tail = split_href(path)
    return posixpath.relpath(name, folder or ".") + tail


def fix(linted: Linted, finding: Diagnostic) -> Edit | None:
    """Writes the path of a Markdown link; in HTML and in values it may be another."""
    file, start = written_at(linted, finding.place)
    link = next(
        (
            link
            for link in linted.written_links
            if link.kind in ("link", "image", "definition")
            and told(link) == finding.message
            and link.target_place == finding.place
        ),
        None,
    )
    path = finding.hint.split("`")[1]
    if link is None or file is None or not file.text.startswith(link.target, start) or re.search(r"[\s()]", path):
        return None
    return Edit(file, start, start + len(link.target), path, finding)
