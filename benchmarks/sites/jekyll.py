"""Jekyll: Liquid includes, and a navigation that is made once and patched on each page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from sites.content import HOME, MARKDOWN, Page, all_pages, data_files, fence, write_files
from sites.site import Site, Tool

CONFIG = """\
title: Benchmark
url: https://docs.example.com
permalink: pretty
plugins: [jekyll-include-cache]
defaults:
  - scope: {path: ""}
    values: {layout: default}
"""
LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ page.title }} - {{ site.title }}</title>
<meta name="description" content="{{ page.description }}">
<link rel="canonical" href="{{ page.url | absolute_url }}">
</head>
<body>
{% capture nav %}{% include_cached nav.html %}{% endcapture -%}
{% assign entry = '<li><a href="' | append: page.url | append: '">' -%}
{% assign active = '<li class="active"><a aria-current="page" href="' | append: page.url | append: '">' -%}
{{ nav | replace_first: entry, active }}
<main>
{{ content }}
</main>
</body>
</html>
"""
NAV = """\
{% assign pages = site.pages | where_exp: "item", "item.title" -%}
<nav>
<ul>
{% for item in pages -%}
<li><a href="{{ item.url }}">{{ item.title }}</a></li>
{% endfor -%}
</ul>
</nav>
"""
TABLE = """\
| Credential | Prefix | Details |
| --- | --- | --- |
{% for id in page.keys -%}
{% assign key = site.data.credentials[id] -%}
| {{ key.name }} | `{{ key.prefix }}` | {{ key.definition }}<br>Required for: {{ key["required-for"] -}}
<br>Obtained by: {{ key["obtained-by"] }}<br>Expiration: {{ key.expiration }} |
{% endfor %}"""
PLUGIN = 'require "jekyll"; require "jekyll-include-cache"; print "jekyll #{Jekyll::VERSION}"'


def liquid_page(page: Page) -> str:
    """A page with Liquid."""
    return MARKDOWN.format(
        number=page.number,
        more=f"keys: [{', '.join(f'key-{key}' for key in page.keys)}]\n",
        before="- Contents\n{:toc}\n\n",
        link=f"/page-{page.following}/",
        table="{% include credentials.md %}",
        first=fence("python", f'{{{{ site.data.snippets["snippet-{page.python}"] }}}}'),
        second=fence("bash", f'{{{{ site.data.snippets["snippet-{page.bash}"] }}}}'),
    )


def write_pages(root: Path, pages: int) -> Site:
    """A site of so many pages."""
    files = {
        "_config.yml": CONFIG,
        "_layouts/default.html": LAYOUT,
        "_includes/nav.html": NAV,
        "_includes/credentials.md": TABLE,
        "index.md": "---\ntitle: Benchmark\n---\n" + HOME.format(link="/page-0/"),
    }
    files.update((f"_data/{name}", text) for name, text in data_files().items())
    files.update((f"page-{page.number}.md", liquid_page(page)) for page in all_pages(pages))
    write_files(root, files)
    return Site(
        root,
        ("jekyll", "build", "--incremental", "--quiet"),
        ("jekyll", "serve", "--incremental", "--quiet", "--host", "127.0.0.1", "--port", "{port}"),
        source=".",
        output="_site",
        kept=(".jekyll-cache", ".jekyll-metadata"),
        cold=("jekyll", "build", "--quiet"),
    )


def asked() -> subprocess.CompletedProcess[str]:
    """What Ruby says of Jekyll and its plugin."""
    return subprocess.run(["ruby", "-e", PLUGIN], capture_output=True, text=True)


def missing() -> str | None:
    """Why Jekyll cannot be used."""
    if not shutil.which("jekyll") or not shutil.which("ruby"):
        return "jekyll is not installed"
    return "jekyll-include-cache is not installed" if asked().returncode else None


JEKYLL = Tool("Jekyll, cached nav", missing, lambda: asked().stdout, write_pages)
