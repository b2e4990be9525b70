"""The steps of the command `foreword migrate`: each ends the command where it cannot go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from foreword.echo import say, show
from foreword.liquid.parser import parse
from foreword.migrate.destination import DestinationError, check_destination, write_site
from foreword.migrate.facts import gather
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_site import JekyllSite, read_site
from foreword.migrate.jinja import convert
from foreword.migrate.migration import migrated
from foreword.migrate.report import FORMATS, Report, as_text, report_of, told
from foreword.migrate.source_files import decoded
from foreword.migrate.table import Table, TableError, packaged
from foreword.source.diagnostic import Place

if TYPE_CHECKING:
    from foreword.migrate.verify.run import Wishes

T = TypeVar("T")
STANDARD_INPUT = "-"


def migrate_site(source: Path, destination: Path, shell: str, force: bool, table: Table) -> tuple[JekyllSite, Report]:
    """Migrate a site. Ends the command where it cannot."""
    try:
        earlier = check_destination(source, destination, force)
        site = read(source)
        result = migrated(site, table, shell, progress)
        kept = write_site(result.files, destination, earlier)
    except DestinationError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{error.filename or destination}: {error.strerror or error}")
    message = f"you had changed this file in {destination}; what you wrote is kept under this name"
    findings = [*result.findings, *(Finding("changed", Place(path), message) for path in kept)]
    return site, report_of(str(source), str(destination), findings, result.counts, result.left_out, len(result.files))


def read(source: Path) -> JekyllSite:
    """Read a Jekyll site. Ends the command where there is none."""
    if not source.is_dir():
        stop(f"{source} is no folder; SRC is the folder of the Jekyll site, in which _config.yml is")
    try:
        site = read_site(source, progress)
    except OSError as error:
        stop(f"{error.filename or source}: {error.strerror or error}")
    if not site.files.paths:
        stop(f"{source} is empty; SRC is the folder of the Jekyll site, in which _config.yml is")
    return site


def convert_one(table: Table) -> None:
    """Convert a template from standard input, and tell what is found beside it."""
    text, damage = decoded(sys.stdin.buffer.read(), STANDARD_INPUT)
    template = parse(text, blocks=table.blocks, inline=table.inline)
    found = convert(template, STANDARD_INPUT, gather({STANDARD_INPUT: template}, (), table), table)
    show(found.source)
    for finding in [*damage, *found.findings]:
        for line in told(finding):
            say(line.removeprefix("  "))


def check_verifying(source: Path, wishes: Wishes) -> None:
    """End the command before anything is done, where both sites could not be compared in the end."""
    from foreword.migrate.verify.failure import VerifyError
    from foreword.migrate.verify.run import check

    try:
        check(source, wishes)
    except VerifyError as error:
        stop(str(error))


def verify_site(
    site: JekyllSite, destination: Path, table: Table, wishes: Wishes, report: Path | None, on_output: bool
) -> None:
    """Compare both sites, tell the verdict (on the standard output, or beside it), and end the command with it."""
    from foreword.migrate.verify.failure import VerifyError
    from foreword.migrate.verify.run import run, write_report
    from foreword.migrate.verify.terminal import lines_of

    try:
        verdict = run(site, destination, table, wishes, say, progress)
        if report is not None:
            write_report(verdict, report)
    except VerifyError as error:
        stop(str(error))
    text = "\n".join(lines_of(verdict))
    if on_output:
        show(f"\n{text}\n")
    else:
        say(text)
    sys.exit(verdict.exit_code)


def progress(items: Iterable[T], count: int, label: str) -> AbstractContextManager[Iterable[T]]:
    """Show a terminal how far a pass has come."""
    if not sys.stderr.isatty():
        return nullcontext(items)
    return click.progressbar(items, length=count, label=f"{label:10}", file=sys.stderr)


def read_table(paths: Iterable[Path]) -> Table:
    """The known filters and tags. Ends the command for a file that is no table."""
    try:
        return packaged(*paths)
    except TableError as error:
        stop(str(error))


def report_text(location: Path, report: Report) -> str:
    """The report in the form that a file's ending says: JSON, Markdown, else text."""
    form = {".json": "json", ".md": "markdown"}.get(location.suffix.lower())
    return FORMATS[form](report) if form else as_text(report)


def check_report(location: Path, source: Path) -> None:
    """End the command where a report would be written into the Jekyll site, which is only read, or into no folder."""
    if Path(os.path.realpath(source)) in Path(os.path.realpath(location)).parents:
        stop(f"{location} lies in {source}, which is only read; write the report elsewhere")
    if not location.absolute().parent.is_dir():
        stop(f"{location} cannot be written: there is no folder {location.parent}")


def write(location: Path, text: str) -> None:
    """Write a file. Ends the command where that cannot be."""
    try:
        location.write_text(text, "utf-8")
    except OSError as error:
        stop(f"{location} cannot be written: {error.strerror or error}")


def stop(message: str) -> NoReturn:
    """End the command: it could not do its work."""
    say(f"foreword: {message}")
    sys.exit(1)
