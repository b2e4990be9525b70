"""A site with much data: 3,000 files of 40 MB in all, of which each page reads one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sites import foreword
from sites.content import HOME, write_files
from sites.mkdocs import BUILD, CODEHILITE, CONFIG
from sites.site import Site

FILES = 3000
ITEMS = 72
"""Items in a file, which make it 13 kB."""
ITEM = """\
  - id: {file}-{number}
    name: Thing {number} of file {file}
    description: The thing that stands in file {file} at place {number}, with some words about what it is good for.
    count: {number}
    tags: [one, two]
"""
PAGE = """\
---
title: Page {number}
---
The page {number} is about one thing.

| Thing | Description |
| --- | --- |
{{% for item in {data}["items"][:5] %}}
| {{{{ item.name }}}} | {{{{ item.description }}}} |
{{% endfor %}}
"""


def data_files(suffix: str) -> Iterator[tuple[str, str]]:
    """The path and the text of each file."""
    for file in range(FILES):
        items = "".join(ITEM.format(file=file, number=number) for number in range(ITEMS))
        yield f"data/things/file-{file}{suffix}", f"title: File {file}\nitems:\n{items}"


def write_site(root: Path, pages: int, config: str, data: str) -> None:
    """A site of so many pages, where `data` is what a file is called in a page."""
    write_files(root, {"mkdocs.yml": config, "docs/index.md": HOME.format(link="page-0.md")})
    write_files(root, dict(data_files(".yml")))
    for number in range(pages):
        text = PAGE.format(number=number, data=data.format(number % FILES))
        write_files(root, {f"docs/page-{number}.md": text})


def write_foreword(root: Path, pages: int) -> Site:
    """The site for Foreword, which finds the files by itself."""
    write_site(root, pages, foreword.CONFIG.format(theme="mkdocs"), "site.data.things.file_{}")
    return Site(root, BUILD, kept=(".cache",))


def write_macros(root: Path, pages: int) -> Site:
    """The site for mkdocs-macros, which has to be told each of the files."""
    listed = "".join(f"        - file_{file}: data/things/file-{file}.yml\n" for file in range(FILES))
    config = CONFIG.format(theme="mkdocs", extensions=CODEHILITE)
    write_site(root, pages, f"{config}  - macros:\n      include_yaml:\n{listed}", "file_{}")
    return Site(root, BUILD)
