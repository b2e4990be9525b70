"""mkdocs-macros: data files named in its options, loops and outputs in the pages."""

from __future__ import annotations

from pathlib import Path

from sites.content import HOME, MARKDOWN, Page, all_pages, data_files, fence, write_files
from sites.mkdocs import BUILD, CODEHILITE, CONFIG, SERVE, TABLE, missing, versions
from sites.site import Site, Tool

OPTIONS = """\
  - macros:
      include_yaml: [keys: data/credentials.yml, code: data/snippets.yml]
"""
ROWS = (
    "{{% for id in {ids} %}}| {{{{ keys[id].name }}}} | `{{{{ keys[id].prefix }}}}` | {{{{ keys[id].definition }}}}<br>"
    'Required for: {{{{ keys[id]["required-for"] }}}}<br>Obtained by: {{{{ keys[id]["obtained-by"] }}}}<br>'
    "Expiration: {{{{ keys[id].expiration }}}} |\n{{% endfor %}}"
)


def macros_page(page: Page) -> str:
    """A page with Jinja."""
    return MARKDOWN.format(
        number=page.number,
        more="",
        before="",
        link=f"page-{page.following}.md",
        table=TABLE + ROWS.format(ids=[f"key-{key}" for key in page.keys]),
        first=fence("python", f'{{{{ code["snippet-{page.python}"] }}}}'),
        second=fence("bash", f'{{{{ code["snippet-{page.bash}"] }}}}'),
    )


def write_pages(root: Path, pages: int) -> Site:
    """A site of so many pages."""
    files = {
        "mkdocs.yml": CONFIG.format(theme="mkdocs", extensions=CODEHILITE) + OPTIONS,
        "docs/index.md": HOME.format(link="page-0.md"),
    }
    files.update((f"data/{name}", text) for name, text in data_files().items())
    files.update((f"docs/page-{page.number}.md", macros_page(page)) for page in all_pages(pages))
    write_files(root, files)
    return Site(root, BUILD, SERVE)


MACROS = Tool(
    "mkdocs-macros",
    lambda: missing("mkdocs-macros-plugin"),
    lambda: versions("mkdocs-macros-plugin"),
    write_pages,
)
