"""The step `--verify` of the command: both sites are built and compared, and the verdict is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.table import Table
from foreword.migrate.verify.jekyll import jekyll_command
from foreword.migrate.verify.progress import Progress
from foreword.migrate.verify.report_html import html_of
from foreword.migrate.verify.report_json import json_of
from foreword.migrate.verify.verdict import Verdict, verify
from foreword.migrate.verify.without_jekyll import verify_without_jekyll


@dataclass(frozen=True)
class VerifyOptions:
    """How a migration is verified: the command that runs Jekyll, where the main content is, and the report's file."""

    command: str | None = None
    main_in_jekyll: str | None = None
    main_in_foreword: str | None = None
    report: Path | None = None


def verdict_of(
    site: JekyllSite,
    destination: Path,
    table: Table,
    options: VerifyOptions,
    tell: Callable[[str], None],
    progress: Progress,
) -> Verdict:
    """The verdict on a migrated site, by Jekyll where it is there, else by python-liquid. Raises VerifyError."""
    command = jekyll_command(site.files.root, options.command)
    if command is None:
        tell("There is no Jekyll here: pages and texts are compared with what python-liquid makes of them.")
        return verify_without_jekyll(site, destination, table, progress)
    return verify(
        site.files.root,
        destination,
        site.config,
        command,
        main_in_jekyll=options.main_in_jekyll,
        main_in_foreword=options.main_in_foreword,
        tell=tell,
        progress=progress,
    )


def write_verdict(verdict: Verdict, location: Path) -> None:
    """Write a verdict as JSON or as an HTML page, as the file's ending says. Raises OSError."""
    location.write_text(json_of(verdict) if location.suffix.lower() == ".json" else html_of(verdict), "utf-8")
