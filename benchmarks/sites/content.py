"""What every page says, whatever tool builds it: four sections, a table of five credentials and two snippets.

Sixty credentials and forty snippets are in data, of which each page uses its own few.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CREDENTIALS = 60
SNIPPETS = 40
HOME = "# Benchmark\n\nSee [the first page]({link}).\n"
MARKDOWN = """\
---
title: Page {number}
description: Page {number} of a benchmark.
{more}---
{before}## Overview

The page {number} is about one thing. It begins with what it does, and goes on with *how*. See
[the next page]({link}) for more, and `GET /v1/things/{number}` for all of it.

- Each thing has a name.
- Each name is **its own**.

## Credentials

What a call needs.

{table}

## Requests

Call it so:

{first}

Or so:

{second}

## Limits

| Plan | Requests |
| --- | --- |
| Free | {number} |
| Team | 600 |
"""


@dataclass(frozen=True)
class Page:
    """What a page shows, by number: the page that it links to, its credentials, and a snippet of each language."""

    number: int
    following: int
    keys: tuple[int, ...]
    python: int
    bash: int


def all_pages(count: int) -> Iterator[Page]:
    """So many pages."""
    for number in range(count):
        keys = tuple((number * 5 + offset) % CREDENTIALS for offset in range(5))
        python = number % (SNIPPETS // 2) * 2
        yield Page(number, (number + 1) % count, keys, python, python + 1)


def credential(number: int) -> dict[str, str]:
    """A credential of the data."""
    return {
        "name": f"Key {number}",
        "id": f"key-{number}",
        "prefix": f"k{number}_",
        "definition": f"Opens the door {number}. It is sent in the `Authorization` header.",
        "required-for": f"Requests of kind {number}",
        "obtained-by": "Asking for it",
        "expiration": "None",
    }


def snippet(number: int) -> str:
    """A snippet of the data: Python where the number is even, else shell."""
    url = f"https://api.example.com/v1/things/{number}"
    if number % 2:
        return f"curl {url} \\\n     -H 'Accept: text/plain'\n"
    return f'import requests\n\nanswer = requests.get("{url}")\nprint(answer.status_code)\n'


def data_files() -> dict[str, str]:
    """The data in YAML, by the names of the files."""
    credentials = (
        f"key-{number}:\n" + "".join(f"  {key}: {value}\n" for key, value in credential(number).items())
        for number in range(CREDENTIALS)
    )
    snippets = (f"snippet-{number}: |\n" + textwrap.indent(snippet(number), "  ") for number in range(SNIPPETS))
    return {"credentials.yml": "".join(credentials), "snippets.yml": "".join(snippets)}


def fence(language: str, code: str) -> str:
    """A block of code in Markdown."""
    return f"``` {language}\n{code.removesuffix(chr(10))}\n```"


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write files, by their paths from a folder."""
    for path, text in files.items():
        location = root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text(text, "utf-8")
