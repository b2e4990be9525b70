"""How long Foreword takes to build and preview a site, against other tools on the same pages.

    python benchmarks/build.py [--pages 100 1000 5000] [--tools foreword macros ...] [--runs 3] [--markdown FILE]

Needs `pip install -e ".[benchmark]"`, and Debian's packages `jekyll`, `ruby-jekyll-include-cache` and `hugo`; what is
missing is skipped. All of 5,000 pages takes hours: a tool whose first build takes longer than `--patience` seconds is
built cold only, and once. `--markdown` puts the tables between two comment lines of a page.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from figures import required
from machine import description
from measure import FailedError, run
from preview import edits_to_visible
from report import Table, check_place, number, say, seconds, times, write_between
from results import Measured, Results
from sites import data_files
from sites.content import all_pages
from sites.foreword import FOREWORD, FOREWORD_MATERIAL
from sites.hugo import HUGO
from sites.jekyll import JEKYLL
from sites.macros import MACROS
from sites.mkdocs import MATERIAL, PLAIN
from sites.site import Site, Tool

TOOLS = {
    "foreword": FOREWORD,
    "macros": MACROS,
    "mkdocs": PLAIN,
    "jekyll": JEKYLL,
    "hugo": HUGO,
    "material": MATERIAL,
    "foreword-material": FOREWORD_MATERIAL,
}
EDITED = 3
"""The page that is edited between two builds; the preview edits the pages after it."""
BASE = "macros"
"""The tool against which ratios are."""
COLUMNS = {"cold": "Cold", "warm": "Unchanged", "edited": "One edit", "visible": "Edit to visible"}
NOTES = f"""\
Each time is the shortest of some runs, but for edit to visible, which is the median of some edits. In brackets: how
many times as fast as {MACROS.title}. Memory is the peak of a cold build, children included.

Each page has the entries of all pages in its navigation. Code is highlighted while building in all. Foreword,
mkdocs-macros, MkDocs and Material write a search index; Jekyll and Hugo do not. Jekyll runs with `--incremental`, but
for the cold build, which is faster without; it and Hugo make the navigation once and mark the active page in it. Plain
MkDocs and Material have the data already in their pages."""


def main() -> None:
    """Measure, and print the tables."""
    options = read_options()
    if options.markdown:
        check_place(options.markdown)
    tools = chosen(options.tools)
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        roots = {pages: Path(folder) / str(pages) for pages in options.pages}
        for pages, root in roots.items():
            results.tools[pages] = measured_tools(root, tools, pages, options)
        if "foreword" in tools:
            results.engine = measured_engine({pages: root / "foreword" for pages, root in roots.items()}, options.runs)
        if options.data_pages:
            results.data_pages = options.data_pages
            results.data = measured_data(Path(folder) / "data", tools, options)
    tables = [table(results, pages) for pages in options.pages]
    tables += [data_table(results)] if results.data else []
    tables += [required(results)] if results.tools else []
    machine = description(tools.values())
    print("\n\n".join(["", *(table.as_text() for table in tables), NOTES, machine]))
    if any(name not in found for found in results.tools.values() for name in tools):
        raise SystemExit("a tool failed; see above")
    if options.markdown:
        prose = [paragraph.replace("\n", " ") for paragraph in [*machine.split("\n"), *NOTES.split("\n\n")]]
        write_between(options.markdown, "\n\n".join([*prose, *(table.as_markdown() for table in tables)]))


def read_options() -> argparse.Namespace:
    """The options of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000, 5000], help="sizes of the sites")
    parser.add_argument("--tools", choices=TOOLS, nargs="+", default=list(TOOLS), help="`material` brings both of it")
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind")
    parser.add_argument("--edits", type=int, default=5, help="edits while the preview runs; 0: no preview")
    parser.add_argument("--data-pages", type=int, default=1000, help="pages of the site with 40 MB of data; 0: none")
    parser.add_argument("--patience", type=float, default=120, help="seconds of a build that is not repeated")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="a page for the tables")
    options = parser.parse_args()
    if min(options.pages) <= EDITED + options.edits:
        parser.error(f"sites need more than {EDITED + options.edits} pages")
    return options


def chosen(names: Sequence[str]) -> dict[str, Tool]:
    """The tools of these names that can run; says of each other why not."""
    tools = {}
    for name, tool in TOOLS.items():
        if name in names or (name == "foreword-material" and "material" in names):
            reason = tool.missing()
            if reason is None:
                tools[name] = tool
            else:
                say(f"{tool.title} is skipped: {reason}")
    return tools


def measured_tools(root: Path, tools: dict[str, Tool], pages: int, options: argparse.Namespace) -> dict[str, Measured]:
    """Build a site of so many pages with each tool in turn, as often as is asked, then preview it with each. A tool
    that fails is told of and left out."""
    sites = {name: tool.write(root / name, pages) for name, tool in tools.items()}
    found = {name: Measured() for name in tools}
    steps = [("builds", measure_builds)] * options.runs + [("preview", measure_preview)] * bool(options.edits)
    for title, step in steps:
        for name in [name for name, measured in found.items() if not tired(measured, options)]:
            say(f"{tools[name].title}, {number(pages)} pages: {title}")
            try:
                step(sites[name], found[name], pages, options)
            except FailedError as error:
                say(f"{tools[name].title} is left out: {error}")
                del found[name]
    return found


def tired(measured: Measured, options: argparse.Namespace) -> bool:
    """Whether a tool takes too long to go on."""
    return any(cost.seconds > options.patience for cost in measured.cold)


def measure_builds(site: Site, measured: Measured, pages: int, options: argparse.Namespace) -> None:
    """Build a site cold, unchanged, and after an edit; what was built is looked at, and removed at the end."""
    page = list(all_pages(pages))[EDITED]
    site.clear()
    measured.cold.append(run(site.cold or site.build, site.root))
    site.check(page, pages)
    measured.size = site.size()
    if not tired(measured, options):
        if site.cold:
            run(site.build, site.root)
        measured.warm.append(run(site.build, site.root))
        site.check(page, pages)
        word = site.edit(EDITED)
        measured.edited.append(run(site.build, site.root))
        if word not in site.built(EDITED):
            raise FailedError(f"{site.root}: the edit is not in what was built")
    site.clear()


def measure_preview(site: Site, measured: Measured, pages: int, options: argparse.Namespace) -> None:
    """Edit pages while the preview runs."""
    first = EDITED + 1
    measured.visible = edits_to_visible(site, range(first, first + options.edits))
    site.clear()


def measured_engine(roots: dict[int, Path], runs: int) -> dict[int, list[float]]:
    """The seconds that the engine takes for each site, each in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("engine_time.py"))]
    found: dict[int, list[float]] = {pages: [] for pages in roots}
    for _ in range(runs):
        for pages, root in roots.items():
            say(f"the engine, {number(pages)} pages")
            said = subprocess.run([*command, str(root)], check=True, capture_output=True, text=True).stdout
            found[pages].append(float(said))
    return found


def measured_data(root: Path, tools: dict[str, Tool], options: argparse.Namespace) -> dict[str, Measured]:
    """Build the site of many data files: with Foreword as often as is asked, with mkdocs-macros once."""
    found = {}
    if "foreword" in tools:
        site = data_files.write_foreword(root / "foreword", options.data_pages)
        found["foreword"] = Measured()
        for _ in range(options.runs):
            say("Foreword, many data files")
            site.clear()
            found["foreword"].cold.append(run(site.build, site.root))
            found["foreword"].warm.append(run(site.build, site.root))
    if BASE in tools:
        say("mkdocs-macros, many data files")
        site = data_files.write_macros(root / BASE, options.data_pages)
        found[BASE] = Measured(cold=[run(site.build, site.root)])
    return found


def table(results: Results, pages: int) -> Table:
    """The table of a size: a row for each tool."""
    rows = [row(tool, results.tools[pages], list(COLUMNS)) for tool in results.tools[pages]]
    return Table(f"{number(pages)} pages", ["Tool", *COLUMNS.values(), "Cold, CPU", "Memory"], rows)


def data_table(results: Results) -> Table:
    """The table of the site of many data files."""
    rows = [row(tool, results.data, ["cold", "warm"]) for tool in results.data]
    title = f"{number(results.data_pages)} pages, {number(data_files.FILES)} data files of 40 MB"
    return Table(title, ["Tool", COLUMNS["cold"], COLUMNS["warm"], "Cold, CPU", "Memory"], rows)


def row(tool: str, found: dict[str, Measured], measures: Sequence[str]) -> list[str]:
    """The row of a tool: each time, with its ratio."""
    measured, base = found[tool], found[BASE].seconds if BASE in found else {}
    cells = [TOOLS[tool].title]
    for name in measures:
        value, other = measured.seconds.get(name), base.get(name)
        ratio = f" ({times(other / value)})" if value and other else ""
        cells.append(f"{seconds(value)}{ratio}" if value else "-")
    return [*cells, seconds(measured.cpu), f"{measured.memory:.0f} MB"]


if __name__ == "__main__":
    main()
