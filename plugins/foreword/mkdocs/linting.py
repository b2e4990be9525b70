"""Linting in a build: the rules of `foreword lint` over the site that MkDocs has rendered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from foreword.link.references import LinkedPage
from foreword.lint.config import read_config
from foreword.lint.host import Files as LintedFiles
from foreword.lint.linted import Linted
from foreword.lint.linter import findings_of, selection_of
from foreword.lint.rule import all_rules
from foreword.site import Site
from foreword.source.diagnostic import ContentError, Diagnostic, Place


def lint_build(site: Site, pages: Iterable[LinkedPage], files: Files, config: MkDocsConfig) -> list[Diagnostic]:
    """What is wrong with a site whose pages are rendered and linked; what the build tells itself may be among it."""
    location = Path(config.config_file_path or "mkdocs.yml")
    try:
        options = read_config(location)
    except ContentError as error:
        return [Diagnostic(error.code, error.place or Place(location.name), error.message, error.hint)]
    built = {file.src_uri: file.url for file in files if file.inclusion != InclusionLevel.EXCLUDED}
    linted = Linted(options, site, LintedFiles(built), {page.rendered.path: page for page in pages})
    rules = all_rules()
    return findings_of(linted, rules, selection_of(options.lint, rules))
