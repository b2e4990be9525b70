"""A link or an image leads to nothing in the site.

Why it matters: The reader meets an error page, or a picture that is not there. A page that was renamed breaks the links
to it without a sign.

Wrong:

```markdown
See [Tokens](token.md) and ![the form](img/from.png).
```

Right:

```markdown
See [Tokens](tokens.md) and ![the form](img/form.png).
```

The finished pages are looked at, so links of the `url` filter, in HTML and from components count as well. A path is
relative to the file in which it stands; one in data, to the docs folder. In HTML it is relative to the URL of the page,
or goes through the `url` filter. Addresses of other hosts are not asked. Where another plugin or a hook adds pages
(`gen-files`, `blog`), only links of the `url` filter are told.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from foreword.lint.linted import Linted
from foreword.lint.neighbours import is_made, may_have_more_pages
from foreword.lint.page_links import PageLink, PageLinks
from foreword.source.diagnostic import Diagnostic

MARKDOWN = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)$")

IN_BUILDS = True


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every link of a finished page that leads to no page and no file."""
    if may_have_more_pages(linted.config):
        return
    links = PageLinks(linted)
    for link in links:
        if link.url in links.by_url or not link.has_path or not is_meant_here(links, link):
            continue
        if is_made(linted.config, link.url):
            continue
        wanted = wanted_path(linted, links, link)
        is_hidden = (linted.config.options.docs / wanted).is_file()
        reason = f"`{wanted}` makes no page" if is_hidden else f"there is no `{wanted}` in the docs"
        mend = "link to a page that shows it" if is_hidden else hint(linted, wanted)
        for place, written in links.places(link):
            yield Diagnostic("LK002", place, f"the link `{written}` leads nowhere: {reason}", mend)


def is_meant_here(links: PageLinks, link: PageLink) -> bool:
    """Whether a link is surely meant to lead into the docs: what begins at the root of the host, or leads above the
    root of the site, may be meant for what stands beside them."""
    path = path_of(link.href)
    if link.absolute:
        return MARKDOWN.search(path) is not None or link.url.split("/")[0] in links.folders
    return not (links.base and link.url.startswith("..")) or MARKDOWN.search(path) is not None


def path_of(href: str) -> str:
    """The path of an href, decoded."""
    return unquote(re.split(r"[?#]", href, maxsplit=1)[0])


def wanted_path(linted: Linted, links: PageLinks, link: PageLink) -> str:
    """What a link names, as a path from the docs: the file of a Markdown link, else the URL."""
    path = path_of(link.href)
    if (MARKDOWN.search(path) or links.is_markdown(link)) and not link.absolute:
        folder = posixpath.dirname(link.page.rendered.path.removeprefix(linted.site.docs))
        return posixpath.normpath(posixpath.join(folder, path))
    return link.url + ("/" if path.endswith("/") else "")


def hint(linted: Linted, wanted: str) -> str:
    """What may be meant: a path of the same name, else one in the same folder that looks like it."""
    urls = linted.files.urls
    known = list(urls) if posixpath.splitext(wanted)[1] else [*urls, *urls.values()]
    folder, name = posixpath.split(wanted.rstrip("/"))
    close = [path for path in urls if name and posixpath.basename(path) == name]
    if not close:
        near = [path for path in known if posixpath.dirname(path.rstrip("/")) == folder]
        close = difflib.get_close_matches(wanted, near, 1)
    return f"did you mean `{close[0]}`?" if close else "a path is relative to the file in which it stands"
