"""Foreword: sections in front matter, components in place of tables and fences. Also with Material."""

from __future__ import annotations

from pathlib import Path

from sites.content import HOME, Page, all_pages, data_files, write_files
from sites.mkdocs import BUILD, SERVE, missing, versions
from sites.site import Site, Tool

CONFIG = """\
site_name: Benchmark
site_url: https://docs.example.com/
theme: {theme}
plugins:
  - search
  - foreword:
      aliases: {{keys: site.data.credentials, code: site.data.snippets}}
"""
PAGE = """\
---
title: Page {number}
description: Page {number} of a benchmark.
sections:
  - title: Overview
    content: |
      The page {number} is about one thing. It begins with what it does, and goes on with *how*. See
      [the next page](page-{following}.md) for more, and `GET /v1/things/{number}` for all of it.

      - Each thing has a name.
      - Each name is **its own**.
  - title: Credentials
    anchor: credentials
    content: What a call needs.
    credentials:
{credentials}
  - title: Requests
    anchor: requests
    content: |
      Call it so:

      {{{{ code_snippet(code.snippet_{python}, language="python", title="First") }}}}

      Or so:

      {{{{ code_snippet(code.snippet_{bash}, language="bash", title="Second") }}}}
  - title: Limits
    content: |
      | Plan | Requests |
      | --- | --- |
      | Free | {number} |
      | Team | 600 |
---
"""


def foreword_page(page: Page) -> str:
    """A page of front matter."""
    return PAGE.format(
        number=page.number,
        following=page.following,
        credentials="\n".join(f'      - "{{{{ keys.key_{key} }}}}"' for key in page.keys),
        python=page.python,
        bash=page.bash,
    )


def write_pages(root: Path, pages: int, theme: str = "mkdocs") -> Site:
    """A site of so many pages."""
    files = {"mkdocs.yml": CONFIG.format(theme=theme), "docs/index.md": HOME.format(link="page-0.md")}
    files.update((f"data/{name}", text) for name, text in data_files().items())
    files.update((f"docs/page-{page.number}.md", foreword_page(page)) for page in all_pages(pages))
    write_files(root, files)
    return Site(root, BUILD, SERVE, kept=(".cache",))


FOREWORD = Tool("Foreword", lambda: missing("mkdocs-foreword"), lambda: versions("mkdocs-foreword"), write_pages)
FOREWORD_MATERIAL = Tool(
    "Foreword, Material",
    lambda: missing("mkdocs-material"),
    lambda: versions("mkdocs-foreword", "mkdocs-material"),
    lambda root, pages: write_pages(root, pages, "material"),
)
