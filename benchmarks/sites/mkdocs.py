"""Plain MkDocs: the pages with all that the other tools take from data already in them. Also with Material."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sites.content import HOME, MARKDOWN, Page, all_pages, credential, fence, snippet, write_files
from sites.site import Site, Tool

MKDOCS = (sys.executable, "-m", "mkdocs")
BUILD = (*MKDOCS, "build", "--quiet")
SERVE = (*MKDOCS, "serve", "--quiet", "--dev-addr", "127.0.0.1:{port}")
CONFIG = """\
site_name: Benchmark
site_url: https://docs.example.com/
theme: {theme}
markdown_extensions:
{extensions}
plugins:
  - search
"""
CODEHILITE = "  - codehilite: {guess_lang: false}"
EXTENSIONS = {"mkdocs": CODEHILITE, "material": "  - pymdownx.highlight\n  - pymdownx.superfences"}
"""What highlights code while building, as the theme asks for it."""
TABLE = "| Credential | Prefix | Details |\n| --- | --- | --- |\n"
ROW = (
    "| {name} | `{prefix}` | {definition}<br>Required for: {required-for}<br>"
    "Obtained by: {obtained-by}<br>Expiration: {expiration} |"
)


def markdown_page(page: Page) -> str:
    """A page in Markdown."""
    return MARKDOWN.format(
        number=page.number,
        more="",
        before="",
        link=f"page-{page.following}.md",
        table=TABLE + "\n".join(ROW.format(**credential(key)) for key in page.keys),
        first=fence("python", snippet(page.python)),
        second=fence("bash", snippet(page.bash)),
    )


def write_pages(root: Path, pages: int, theme: str = "mkdocs") -> Site:
    """A site of so many pages."""
    files = {
        "mkdocs.yml": CONFIG.format(theme=theme, extensions=EXTENSIONS[theme]),
        "docs/index.md": HOME.format(link="page-0.md"),
    }
    files.update((f"docs/page-{page.number}.md", markdown_page(page)) for page in all_pages(pages))
    write_files(root, files)
    return Site(root, BUILD, SERVE)


def missing(distribution: str) -> str | None:
    """Why a distribution of Python cannot be used."""
    try:
        version(distribution)
    except PackageNotFoundError:
        return f'{distribution} is not installed: `pip install -e ".[benchmark]"` installs it'
    return None


def versions(*distributions: str) -> str:
    """Distributions of Python with their versions."""
    return ", ".join(f"{name} {version(name)}" for name in distributions)


PLAIN = Tool("plain MkDocs", lambda: missing("mkdocs"), lambda: versions("mkdocs"), write_pages)
MATERIAL = Tool(
    "plain Material",
    lambda: missing("mkdocs-material"),
    lambda: versions("mkdocs-material"),
    lambda root, pages: write_pages(root, pages, "material"),
)
