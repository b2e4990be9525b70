"""The commands `foreword lint`, `foreword rule` and `foreword rules`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from foreword.echo import say, show
from foreword.lint.baseline import BaselineError, Known, read_baseline, written
from foreword.lint.colour import wants_colour
from foreword.lint.config import Config, LintOptions, read_config
from foreword.lint.fix import Fixed, apply, fixes_for
from foreword.lint.formats import FORMATS, note_of
from foreword.lint.host import UnusableExtensionError
from foreword.lint.linter import Selection, selection_of, unknown_codes
from foreword.lint.manual import in_terminal, listing, page
from foreword.lint.report import Report, closing_line, counted, report_of, statistics
from foreword.lint.rule import Rule, all_rules
from foreword.lint.run import Outcome, is_within, lint_site
from foreword.render.entry import Entry
from foreword.source.diagnostic import ContentError

LONG = 40
"""From so many pages on, a terminal is shown how far the run has come."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[PATHS]...")
@click.option(
    "--config", default="mkdocs.yml", type=click.Path(path_type=Path), help="The file that describes the site."
)
@click.option("--select", help="Look for these codes only, as CR or CR001,LK.", metavar="CODES", multiple=True)
@click.option("--ignore", help="Do not look for these codes.", metavar="CODES", multiple=True)
@click.option("--format", "form", default="full", type=click.Choice([*FORMATS]), help="How findings are told.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt, and tell the rest.")
@click.option("--baseline", type=click.Path(path_type=Path), help="A file of findings that are known, and not told.")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="Write what is found into such a file.")
@click.option("--statistics", "counts", is_flag=True, help="Tell how often each code was found.")
def lint(
    paths: tuple[Path, ...],
    config: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    fix: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    counts: bool,
) -> None:
    """Check the docs: front matter, data, templates, links, credentials, endpoints and snippets.

    With PATHS, only what is wrong in these files and folders is told; the whole site is read all the same.

    It ends with 0 when nothing is wrong, with 1 when there are errors or warnings, and with 2 when it could not run.
    """
    rules = all_rules()
    site = configuration(config, select, ignore)
    selection = selection_of(site.lint, rules)
    per_path = [code for codes in site.lint.per_path.values() for code in codes]
    unknown = unknown_codes([*site.lint.select, *site.lint.ignore, *per_path], rules)
    if unknown:
        cannot_run(f"there is no rule {', '.join(unknown)}; `foreword rules` lists them")
    outcome = run(site, rules, selection, paths)
    if fix:
        outcome = mended(outcome, site, rules, selection, paths)
    root = site.options.root
    report = report_of(outcome.linted, outcome.findings, rules)
    if write_baseline is not None:
        if paths:
            cannot_run("a baseline is of the whole site; leave the paths out")
        write_known(write_baseline, written(report.fingerprints), len(report.findings))
        return
    known = baseline or (root / site.lint.baseline if site.lint.baseline else None)
    if known is not None:
        report = report.against(read_known(known), lambda one: is_looked_for(one, root, selection, paths))
    tell(report, form, counts)
    if report.counts["error"] or report.counts["warning"]:
        sys.exit(1)


def configuration(location: Path, select: Iterable[str], ignore: Iterable[str]) -> Config:
    """What mkdocs.yml says, with the codes of the command in place of those that it names."""
    if not location.is_file():
        cannot_run(f"there is no {location}; run it where mkdocs.yml is, or name the file: --config docs/mkdocs.yml")
    try:
        site = read_config(location)
    except ContentError as error:
        hint = f"\n  hint: {error.hint}" if error.hint else ""
        cannot_run(f"{error.place}: {error.message}{hint}")
    options: LintOptions = site.lint
    chosen, left = codes_in(select), codes_in(ignore)
    options = replace(options, select=chosen or options.select, ignore=(*options.ignore, *left))
    return replace(site, lint=options)


def codes_in(values: Iterable[str]) -> tuple[str, ...]:
    """The codes in the values of an option, which may stand in one, between commas."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def run(site: Config, rules: dict[str, Rule], selection: Selection, paths: Iterable[Path]) -> Outcome:
    """Lint the site, and show a terminal how far it has come where that takes a while."""

    def progress(entries: Iterator[Entry], count: int) -> AbstractContextManager[Iterable[Entry]]:
        if count < LONG or not sys.stderr.isatty():
            return nullcontext(entries)
        return click.progressbar(entries, length=count, label="Reading", file=sys.stderr)

    try:
        return lint_site(site, rules, selection, paths, progress)
    except UnusableExtensionError as error:
        cannot_run(f"{error}; install it where `foreword` is")
    except OSError as error:
        cannot_run(f"{error.filename or 'a file'} cannot be read: {error.strerror or error}")


def mended(
    outcome: Outcome, site: Config, rules: dict[str, Rule], selection: Selection, paths: Iterable[Path]
) -> Outcome:
    """Mend what can be mended, say so, and lint what is left."""
    fixed: Fixed = apply(fixes_for(outcome.linted, outcome.findings, rules), site.options.root)
    for left in fixed.left:
        say(f"{left.path}: left as it is: {left.reason}")
    if not fixed.mended:
        return outcome
    say(f"mended {counted(len(fixed.mended), 'finding')}")
    return run(site, rules, selection, paths)


def read_known(location: Path) -> frozenset[Known]:
    """What a baseline knows."""
    try:
        return read_baseline(location)
    except BaselineError as error:
        cannot_run(str(error))


def write_known(location: Path, text: str, count: int) -> None:
    """Write a baseline."""
    try:
        location.write_text(text, "utf-8")
    except OSError as error:
        cannot_run(f"{location} cannot be written: {error.strerror or error}")
    say(f"wrote {location}: {counted(count, 'finding')}")


def is_looked_for(known: Known, root: Path, selection: Selection, paths: Iterable[Path]) -> bool:
    """Whether this run would have found what a baseline knows."""
    return known.code in selection.codes and is_within(root / known.path, paths)


def tell(report: Report, form: str, counts: bool) -> None:
    """Print what was found, and a closing line beside it."""
    coloured = replace(report, colour=wants_colour(sys.stdout, os.environ))
    show(statistics(report) if counts else FORMATS[form](coloured), coloured.colour)
    note = note_of(form, report)
    if note and not counts:
        say(note)
    say(closing_line(report))


@click.command()
@click.argument("code")
def rule(code: str) -> None:
    """Print the manual of the rule CODE."""
    rules = all_rules()
    named = [one for one in rules.values() if code.upper() == one.code or code.lower() == one.name]
    if not named:
        cannot_run(f"there is no rule {code}; `foreword rules` lists them")
    show(in_terminal(named[0]) + "\n")


@click.command()
@click.option("--format", "form", default="text", type=click.Choice(["text", "markdown"]), help="How they are listed.")
def rules(form: str) -> None:
    """List the rules; with `--format markdown`, the page of the guide."""
    found = all_rules()
    show((page if form == "markdown" else listing)(found))


def cannot_run(message: str) -> NoReturn:
    """End the command: it could not run."""
    say(f"foreword: {message}")
    sys.exit(2)
