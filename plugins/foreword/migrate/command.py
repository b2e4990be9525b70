"""The command `foreword migrate`."""

from __future__ import annotations

from pathlib import Path

import click

from foreword.echo import show
from foreword.migrate.report import FORMATS


@click.command()
@click.argument("source", required=False, type=click.Path(path_type=Path), metavar="[SRC]")
@click.argument("destination", required=False, type=click.Path(path_type=Path), metavar="[DEST]")
@click.option(
    "--shell",
    default="theme",
    type=click.Choice(["theme", "keep"]),
    help="What makes the page around the content: MkDocs's theme, or the layouts of the Jekyll site.",
)
@click.option("--force", is_flag=True, help="Replace what an earlier migration wrote into DEST.")
@click.option("--format", "form", default="text", type=click.Choice([*FORMATS]), help="How the report is told.")
@click.option("--report", type=click.Path(path_type=Path), help="Write all of the report into this file as well.")
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file that says what becomes of filters and tags of your own.",
)
@click.option("--file", "one", is_flag=True, help="Convert one Liquid template from standard input, and print it.")
@click.option("--verify", "verifies", is_flag=True, help="Build both sites, and compare them page by page.")
@click.option("--verify-only", is_flag=True, help="Compare what is in DEST already; nothing is converted.")
@click.option("--verify-report", type=click.Path(path_type=Path), help="Write what differs as .html or .json.")
@click.option("--jekyll-command", help="The command that runs Jekyll, as 'bundle exec jekyll'.", metavar="COMMAND")
@click.option("--main-in-jekyll", help="A CSS selector of the main content of Jekyll's pages.", metavar="SELECTOR")
@click.option("--main-in-foreword", help="The same for the pages of the new site.", metavar="SELECTOR")
def migrate(
    source: Path | None,
    destination: Path | None,
    shell: str,
    force: bool,
    form: str,
    report: Path | None,
    table: tuple[Path, ...],
    one: bool,
    verifies: bool,
    verify_only: bool,
    verify_report: Path | None,
    jekyll_command: str | None,
    main_in_jekyll: str | None,
    main_in_foreword: str | None,
) -> None:
    """Convert the Jekyll site in the folder SRC to a Foreword site in the folder DEST.

    SRC is only read. DEST must be new or empty; with `--force` what an earlier migration wrote there is replaced, and
    what you changed since is kept beside it.

    With `--file`, one Liquid template is read from standard input and its Jinja is printed; SRC and DEST are left out.

    It ends with 0 when the site was written, also where something is left for you: the report tells what. It ends
    with 1 when it could not be written, or when `--verify` finds a page with another text or other links, and with 2
    for a wrong use of the command.
    """
    from foreword.migrate import run  # not for every command: it takes as long to load as all the others

    known = run.read_table(table)
    if one:
        if source is not None:
            raise click.UsageError("`--file` reads standard input; leave SRC and DEST out.")
        run.convert_one(known)
        return
    if source is None or destination is None:
        raise click.UsageError("Say SRC and DEST: `foreword migrate my-jekyll-site my-new-site`.")
    for location in (report, verify_report):
        if location is not None:
            run.check_report(location, source)
    wishes = None
    if verifies or verify_only:
        from foreword.migrate.verify.run import Wishes

        wishes = Wishes(jekyll_command, main_in_jekyll, main_in_foreword)
        run.check_verifying(source, wishes)
    if verify_only:
        site = run.read(source)
    else:
        site, told_of = run.migrate_site(source, destination, shell, force, known)
        if report is not None:
            run.write(report, run.report_text(report, told_of))
        show(FORMATS[form](told_of))
    if wishes is not None:
        run.verify_site(site, destination, known, wishes, verify_report, form == "text" or verify_only)
