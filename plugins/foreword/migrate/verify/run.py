"""A verification, from the command's options to a verdict and its reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.table import Table
from foreword.migrate.verify.failure import VerifyError
from foreword.migrate.verify.jekyll import jekyll_command
from foreword.migrate.verify.progress import Progress

if TYPE_CHECKING:
    from foreword.migrate.verify.verdict import Verdict

EXTRA = "pip install 'mkdocs-foreword[migrate]'"


@dataclass(frozen=True)
class Wishes:
    """What the options say: the command that runs Jekyll, and CSS selectors of the main content of pages."""

    jekyll_command: str | None = None
    main_in_jekyll: str | None = None
    main_in_foreword: str | None = None


def run(
    site: JekyllSite,
    destination: Path,
    table: Table,
    wishes: Wishes,
    tell: Callable[[str], None],
    progress: Progress,
) -> Verdict:
    """Compare a Jekyll site with what it was migrated to: by building both, or by python-liquid without Jekyll.

    `tell` gets what is being done. Raises VerifyError.
    """
    source = site.files.root
    command = check(source, wishes)
    if command is not None:
        from foreword.migrate.verify.verdict import verify

        return verify(
            source,
            destination,
            site.config,
            command,
            main_in_jekyll=wishes.main_in_jekyll,
            main_in_foreword=wishes.main_in_foreword,
            tell=tell,
            progress=progress,
        )
    from foreword.migrate.verify.without_jekyll import verify_without_jekyll

    tell("There is no Jekyll: pages and texts are compared with what python-liquid makes of them.")
    return verify_without_jekyll(site, destination, table, progress)


def check(source: Path, wishes: Wishes) -> list[str] | None:
    """The command that runs Jekyll for a site, None where there is none. Raises VerifyError where what comparing needs
    is not installed."""
    need("selectolax")
    command = jekyll_command(source, wishes.jekyll_command)
    if command is None:
        need("liquid")
    return command


def need(module: str) -> None:
    """Raises VerifyError where a module is not installed that only verifying needs."""
    if find_spec(module) is None:
        raise VerifyError(f"`--verify` needs packages that are not installed: {EXTRA}")


def write_report(verdict: Verdict, location: Path) -> None:
    """Write a verdict into a file: JSON where its name ends so, else HTML. Raises VerifyError."""
    from foreword.migrate.verify.report_html import html_of
    from foreword.migrate.verify.report_json import json_of

    text = json_of(verdict) if location.suffix.lower() == ".json" else html_of(verdict)
    try:
        location.write_text(text, "utf-8")
    except OSError as error:
        raise VerifyError(f"{location} cannot be written: {error.strerror or error}") from error
