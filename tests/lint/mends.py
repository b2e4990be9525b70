"""How the tests of `--fix` lint and mend a site, and the files of one."""

from __future__ import annotations

from pathlib import Path

import yaml

from engine import write
from foreword.lint.config import LintOptions, read_config
from foreword.lint.fix import Fixed, apply, fixes_for
from foreword.lint.linted import Linted
from foreword.lint.linter import findings_of, selection_of
from foreword.lint.reading import read_site, render_site
from foreword.lint.rule import all_rules
from foreword.source.diagnostic import Diagnostic

RULES = all_rules()
CONFIG = yaml.safe_dump(
    {
        "site_name": "Harbour",
        "site_url": "https://docs.example.com/v1/",
        "markdown_extensions": ["attr_list"],
        "plugins": [{"foreword": {"aliases": {"api": "site.data.connect.api"}}}],
    }
)
DATA: dict[str, str | bytes] = {
    "data/core-objects.yml": "long-name: 1\nboth-names: 1\nboth_names: 2\nmixed_long-name: 3\nx: [{a-b: 1}]\n",
    "data/connect/api.yml": "base-url: https://api.example.com\n",
    "data/broken-file.yml": "a: [\n",
}
PAGES: dict[str, str | bytes] = {
    "docs/index.md": "# Start\n",
    "docs/b.md": "# B\n",
    "docs/deep/c.md": "# C\n",
    "docs/picture.png": b"",
}
OWN = "https://docs.example.com/v1"


def lint(root: Path, *codes: str) -> tuple[Linted, list[Diagnostic]]:
    """What is found of some codes in the site at a folder."""
    linted = read_site(read_config(root / "mkdocs.yml"))
    for _ in render_site(linted):
        pass
    return linted, findings_of(linted, RULES, selection_of(LintOptions(select=codes), RULES))


def fix(root: Path, *codes: str) -> Fixed:
    """Mend what is found of some codes in the site at a folder."""
    linted, findings = lint(root, *codes)
    return apply(fixes_for(linted, findings, RULES), linted.site.root)


def mended(root: Path, code: str, path: str, before: str, files: dict[str, str | bytes]) -> str:
    """A file after the mends of a code, which leave nothing to be mended."""
    write(root, {"mkdocs.yml": CONFIG, **files, path: before})
    fix(root, code)
    after = (root / path).read_bytes()
    linted, findings = lint(root, code)
    assert fixes_for(linted, findings, RULES) == []
    return after.decode()
