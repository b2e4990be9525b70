"""How long a site that came from Jekyll takes to build, against Jekyll on the site that it came from.

    python benchmarks/migrated.py SITE [--runs 3] [--jekyll COMMAND] [--python PYTHON ...]

SITE is a folder with a Jekyll site, which is only read. `foreword migrate` brings it over; then both build their site
in turn, cold. `--jekyll` is the command that runs Jekyll, as 'bundle exec jekyll' (what else the site needs comes from
the environment). `--python` are the interpreters that Foreword runs with, each of which has it installed; this one is
the default. A ratio is that of the means.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from machine import cores, memory, processor
from measure import FailedError, run
from report import Table, say, seconds, times
from sites.site import Site

JEKYLL = "Jekyll"


def main() -> None:
    """Measure, and print the table."""
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        migrated = root / "migrated"
        say("foreword migrate")
        foreword = Path(options.python[0]).with_name("foreword")
        run((str(foreword), "migrate", str(options.site), str(migrated)), root)
        sites = {JEKYLL: jekyll_site(options.site, root, shlex.split(options.jekyll))}
        sites |= {
            python: Site(migrated, (python, "-m", "mkdocs", "build", "-q"), kept=(".cache",))
            for python in options.python
        }
        found = measured(sites, options.runs)
        unchanged = {python: run_twice(sites[python]) for python in options.python}
    rows = [row(name, found, unchanged.get(name)) for name in sites]
    table = Table("Built cold, in turn", ["Built by", "Runs", "Mean", "Against Jekyll", "Unchanged"], rows)
    print(f"\n{table.as_text()}\n\nMachine: {processor()}, {cores()} cores, {memory()}.")


def read_options() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=lambda path: Path(path).resolve(), help="the folder of a Jekyll site")
    parser.add_argument("--runs", type=int, default=3, help="builds of each")
    parser.add_argument("--jekyll", default="jekyll", metavar="COMMAND", help="what runs Jekyll")
    parser.add_argument("--python", nargs="+", default=[sys.executable], help="interpreters that have Foreword")
    return parser.parse_args()


def jekyll_site(site: Path, root: Path, command: Sequence[str]) -> Site:
    """The site that Jekyll builds, into a folder of its own and without a cache on disk."""
    folder = root / "jekyll"
    folder.mkdir()
    build = ("build", "--quiet", "--disable-disk-cache", "--source", str(site), "--destination", str(folder / "site"))
    return Site(folder, (*command, *build))


def measured(sites: dict[str, Site], runs: int) -> dict[str, list[float]]:
    """The seconds of each build, one of each in turn. Raises FailedError."""
    found: dict[str, list[float]] = {name: [] for name in sites}
    for _ in range(runs):
        for name, site in sites.items():
            say(name)
            site.clear()
            found[name].append(run(site.build, site.root).seconds)
    return found


def run_twice(site: Site) -> float:
    """The seconds of a build of a site that is built already."""
    site.clear()
    run(site.build, site.root)
    return run(site.build, site.root).seconds


def row(name: str, found: dict[str, list[float]], unchanged: float | None) -> list[str]:
    """A row of the table."""
    mean = statistics.mean(found[name])
    each = ", ".join(f"{one:.1f}" for one in found[name])
    ratio = statistics.mean(found[JEKYLL]) / mean
    return [name, each, seconds(mean), times(ratio), seconds(unchanged) if unchanged is not None else ""]


if __name__ == "__main__":
    try:
        main()
    except FailedError as error:
        raise SystemExit(str(error)) from None
