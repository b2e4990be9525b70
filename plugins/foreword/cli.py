"""The command `foreword`."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from foreword import echo
from foreword.cache_command import cache
from foreword.lint.command import lint, rule, rules
from foreword.migrate.command import migrate
from foreword.model.reference import page
from foreword.model.schema import FORMS, schema_of
from foreword.new_site import (
    NewSiteError,
    Outcome,
    SiteConfig,
    check_folder,
    files_of,
    find_config,
    is_here,
    read_config,
    steps_left,
    write_missing,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-foreword", prog_name="foreword")
def main() -> None:
    """API docs written as data, for MkDocs."""


for command in (lint, rule, rules, cache, migrate):
    main.add_command(command)


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Make a small site in the folder NAME.

    It builds as it is, and its comments say where to go on.

    In a MkDocs site that you already have, run `foreword new .`: this adds a page and its data where they
    are missing, and prints the lines for your mkdocs.yml.

    No file is ever overwritten.
    """
    if not name.strip():
        raise click.UsageError("NAME is empty. `foreword new .` means the folder that you are in.")
    folder = Path(name)
    outcomes: list[Outcome] = []
    try:
        location = find_config(folder)
        config = read_config(location) if location else None
        if config is None:
            check_folder(folder)
        for outcome in write_missing(files_of(folder, config)):
            outcomes.append(outcome)  # told when all are written, so that a closed pipe leaves no half a site
    except NewSiteError as error:
        stop(str(error), folder, outcomes)
    except OSError as error:
        stop(f"{error.filename or folder}: {error.strerror or error}", folder, outcomes)
    tell(outcomes)
    left = steps_left(config, outcomes[0].location) if config else []
    if not left and all(outcome.verb == "kept" for outcome in outcomes):
        say("Nothing is missing.")
    say("")
    for line in [*left, "Then look at it:" if left else "Look at it:", "", *preview(folder, config)]:
        say(line)


@main.command()
@click.argument("kind", type=click.Choice([*FORMS]), default="document", metavar="[KIND]")
@click.option("--format", "form", default="json", type=click.Choice(["json", "markdown"]), help="How it is written.")
def schema(kind: str, form: str) -> None:
    """Print the JSON Schema of a KIND of files, from which an editor completes and checks them.

    Without KIND, it is the schema of any document, which looks at the document's own `kind`. The schema of
    documents that do not say their kind is one of: doc, object, structure, endpoint.

    For data files KIND is one of: credentials, attributes, parameters, responses, examples.

    With `--format markdown`, it is the page of the guide with the keys of all kinds.
    """
    if form == "markdown" and kind != "document":
        raise click.UsageError("The page has the keys of all kinds. Leave KIND out.")
    say(page().removesuffix("\n") if form == "markdown" else json.dumps(schema_of(kind), indent=2))


def preview(folder: Path, config: SiteConfig | None) -> list[str]:
    """The commands that show the site in `folder`, as lines to print."""
    builder = config.location.stem if config else "mkdocs"
    enter = [] if is_here(folder) else [f"  cd {shlex.quote(str(folder))}"]
    return [*enter, f"  {builder} serve"]


def stop(message: str, folder: Path, outcomes: list[Outcome]) -> NoReturn:
    """End the command with an error, and say what of it was done."""
    tell(outcomes)
    say(message, err=True)
    if any(outcome.verb == "wrote" for outcome in outcomes):
        again = "again" if is_here(folder) else f"in {folder}"
        say(f"What was written stays. To go on, run `foreword new .` {again}.", err=True)
    sys.exit(1)


def tell(outcomes: list[Outcome]) -> None:
    """Print a line for each file."""
    for outcome in outcomes:
        say(f"{outcome.verb} {outcome.location}")


def say(line: str, err: bool = False) -> None:
    """Print a line; what the terminal's encoding lacks (a file's name may hold anything) is escaped."""
    if err:
        echo.say(line)
    else:
        echo.show(f"{line}\n")


if __name__ == "__main__":
    main()
