"""Sites of many pages for the benchmarks: four sections, a table of five credentials and two snippets a page.

Sixty credentials and forty snippets are in data, of which each page uses its own few.
"""

from __future__ import annotations

from pathlib import Path

CREDENTIALS = 60
SNIPPETS = 40

CONFIG = """\
site_name: Benchmark
site_url: https://docs.example.com/
theme: mkdocs
plugins:
  - search
  - foreword:
      aliases: {keys: site.data.credentials, code: site.data.snippets}
"""
PAGE = """\
---
title: Page {number}
description: Page {number} of a benchmark.
sections:
  - title: Overview
    content: |
      The page {number} is about one thing. It begins with what it does, and goes on with *how*. See
      [the next page](page-{next}.md) for more, and `GET /v1/things/{number}` for all of it.

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

      {{{{ code_snippet(code.snippet_{first}, language="python", title="First") }}}}

      Or so:

      {{{{ code_snippet(code.snippet_{second}, language="bash", title="Second") }}}}
  - title: Limits
    content: |
      | Plan | Requests |
      | --- | --- |
      | Free | {number} |
      | Team | 600 |
---
"""


def write_pages(root: Path, pages: int) -> None:
    """A site of so many pages."""
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Benchmark\n\nSee [the first page](page-0.md).\n"}
    files["data/credentials.yml"] = "".join(
        f"key-{number}:\n"
        f"  name: Key {number}\n"
        f"  id: key-{number}\n"
        f"  prefix: k{number}_\n"
        f"  definition: Opens the door {number}. It is sent in the `Authorization` header.\n"
        f"  required-for: Requests of kind {number}\n"
        f"  obtained-by: Asking for it\n"
        f"  expiration: None\n"
        for number in range(CREDENTIALS)
    )
    files["data/snippets.yml"] = "".join(snippet(number) for number in range(SNIPPETS))
    for number in range(pages):
        keys = [(number * 5 + offset) % CREDENTIALS for offset in range(5)]
        listed = "\n".join(f'      - "{{{{ keys.key_{key} }}}}"' for key in keys)
        files[f"docs/page-{number}.md"] = PAGE.format(
            number=number,
            next=(number + 1) % pages,
            credentials=listed,
            first=number % (SNIPPETS // 2) * 2,
            second=number % (SNIPPETS // 2) * 2 + 1,
        )
    for path, content in files.items():
        location = root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text(content, "utf-8")


def snippet(number: int) -> str:
    """A snippet of the data: Python where the number is even, else shell."""
    if number % 2:
        command = f"curl https://api.example.com/v1/things/{number}"
        return f"snippet-{number}: |\n  {command} \\\n       -H 'Accept: text/plain'\n"
    return (
        f"snippet-{number}: |\n  import requests\n\n"
        f'  answer = requests.get("https://api.example.com/v1/things/{number}")\n  print(answer.status_code)\n'
    )
