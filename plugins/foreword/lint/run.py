"""A run of the linter: from mkdocs.yml to what is told, for the command and for a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from foreword.lint.config import Config
from foreword.lint.host import check_extensions
from foreword.lint.linted import Linted
from foreword.lint.linter import Selection, findings_of
from foreword.lint.reading import read_site, render_site
from foreword.lint.rule import Rule
from foreword.render.entry import Entry
from foreword.source.diagnostic import Diagnostic

Progress = Callable[[Iterator[Entry], int], AbstractContextManager[Iterable[Entry]]]


@dataclass(frozen=True)
class Outcome:
    """What a run found: the site, and the findings in order, of which `paths` may leave out some."""

    linted: Linted
    findings: list[Diagnostic]


def silent(entries: Iterator[Entry], count: int) -> AbstractContextManager[Iterable[Entry]]:
    """No progress is shown."""
    return nullcontext(entries)


def lint_site(
    config: Config,
    rules: dict[str, Rule],
    selection: Selection,
    paths: Iterable[Path] = (),
    progress: Progress = silent,
) -> Outcome:
    """Read and render a site, and find what is wrong with it; `paths` are the files and folders that are told of.

    Raises UnusableExtensionError.
    """
    check_extensions(config)
    linted = read_site(config)
    pages = sum(entry.url is not None for entry in linted.entries)
    with progress(render_site(linted), pages) as entries:
        for _ in entries:
            pass
    findings = findings_of(linted, rules, selection)
    return Outcome(linted, [one for one in findings if is_within(config.options.root / one.place.file, paths)])


def is_within(file: Path, paths: Iterable[Path]) -> bool:
    """Whether a file is one of the paths or below one; with no paths, any is."""
    wanted = [path.resolve() for path in paths]
    return not wanted or any(file.resolve().is_relative_to(path) for path in wanted)
