"""Hugo: shortcodes, and a navigation that is made once and patched on each page."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from sites.content import HOME, MARKDOWN, Page, all_pages, data_files, write_files
from sites.site import Site, Tool

CONFIG = """\
title: Benchmark
baseURL: https://docs.example.com/
languageCode: en
disableKinds: [taxonomy, term, RSS]
"""
LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
{{ $entry := printf `<li><a href="%s">` .RelPermalink -}}
{{ $active := printf `<li class="active"><a aria-current="page" href="%s">` .RelPermalink -}}
{{ replace (partialCached "nav.html" .) $entry $active 1 | safeHTML }}
<main>
{{ .TableOfContents }}
{{ .Content }}
</main>
</body>
</html>
"""
NAV = """\
<nav>
<ul>
{{ range site.RegularPages -}}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end -}}
</ul>
</nav>
"""
TABLE = """\
<table>
<thead><tr><th>Credential</th><th>Prefix</th><th>Details</th></tr></thead>
<tbody>
{{ range .Page.Params.keys }}{{ with index site.Data.credentials . -}}
<tr>
<td>{{ .name }}</td>
<td><code>{{ .prefix }}</code></td>
<td>{{ .definition | markdownify }}<br>Required for: {{ index . "required-for" | markdownify -}}
<br>Obtained by: {{ index . "obtained-by" | markdownify }}<br>Expiration: {{ .expiration | markdownify }}</td>
</tr>
{{ end }}{{ end -}}
</tbody>
</table>
"""
SNIPPET = """\
{{ highlight (index site.Data.snippets (.Get 0)) (.Get 1) }}
"""


def shortcode_page(page: Page) -> str:
    """A page with shortcodes."""
    return MARKDOWN.format(
        number=page.number,
        more=f"keys: [{', '.join(f'key-{key}' for key in page.keys)}]\n",
        before="",
        link=f"/page-{page.following}/",
        table="{{< credentials >}}",
        first=f'{{{{< snippet "snippet-{page.python}" "python" >}}}}',
        second=f'{{{{< snippet "snippet-{page.bash}" "bash" >}}}}',
    )


def write_pages(root: Path, pages: int) -> Site:
    """A site of so many pages."""
    files = {
        "config.yaml": CONFIG,
        "layouts/_default/single.html": LAYOUT,
        "layouts/_default/list.html": LAYOUT,
        "layouts/partials/nav.html": NAV,
        "layouts/shortcodes/credentials.html": TABLE,
        "layouts/shortcodes/snippet.html": SNIPPET,
        "content/_index.md": "---\ntitle: Benchmark\n---\n" + HOME.format(link="/page-0/"),
    }
    files.update((f"data/{name}", text) for name, text in data_files().items())
    files.update((f"content/page-{page.number}.md", shortcode_page(page)) for page in all_pages(pages))
    write_files(root, files)
    return Site(
        root,
        ("hugo", "--quiet"),
        ("hugo", "server", "--bind", "127.0.0.1", "--port", "{port}"),
        source="content",
        output="public",
        kept=("resources", ".hugo_build.lock"),
    )


def version() -> str:
    """The version of Hugo, as it says it itself."""
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True).stdout
    found = re.search(r"v([\d.]+)", said)
    return f"Hugo {found[1]}" if found else said.strip()


HUGO = Tool(
    "Hugo, cached nav",
    lambda: None if shutil.which("hugo") else "hugo is not installed",
    version,
    write_pages,
)
