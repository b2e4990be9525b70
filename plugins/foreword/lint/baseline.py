"""A baseline: the findings of an old site that are known and left alone, so that only new ones are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from foreword.source.diagnostic import Diagnostic

VERSION = 1
AGAIN = "write it again with `foreword lint --write-baseline`"


class BaselineError(Exception):
    """A baseline that cannot be used, said in a sentence."""


class Known(NamedTuple):
    """A finding as the baseline knows it."""

    path: str
    code: str
    fingerprint: str


@dataclass(frozen=True)
class Told:
    """What a baseline leaves to tell: the findings that it does not know, how many it knows, and how many that it
    knows are gone."""

    new: list[Diagnostic]
    known: int = 0
    gone: int = 0


def written(prints: Mapping[Diagnostic, str]) -> str:
    """The text of a baseline that knows all these findings, by their fingerprints: a line for each, in a fixed order.

    Lines and columns are left out, so that it changes only where a finding comes or goes.
    """
    entries = sorted(Known(finding.place.file, finding.code, one) for finding, one in prints.items())
    lines = ",\n".join(f"    {json.dumps(entry._asdict())}" for entry in entries)
    listed = f"[\n{lines}\n  ]" if entries else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {listed}\n}}\n'


def read_baseline(location: Path) -> frozenset[Known]:
    """What a baseline knows. Raises BaselineError where it cannot be read, is broken, or is of another version."""
    try:
        content = json.loads(location.read_bytes())
    except OSError as error:
        raise BaselineError(f"the baseline {location} cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"the baseline {location} is not valid JSON ({problem_of(error)}); {AGAIN}") from None
    version = content.get("version") if isinstance(content, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise BaselineError(f"{location} is not a baseline: it does not say its version; {AGAIN}")
    if version > VERSION:
        message = f"the baseline {location} is of version {version}; this Foreword reads version {VERSION}"
        raise BaselineError(f"{message}: update Foreword, or {AGAIN}")
    if version < VERSION:
        raise BaselineError(f"the baseline {location} is of the old version {version}, not {VERSION}; {AGAIN}")
    try:
        return frozenset(known(entry) for entry in content["findings"])
    except (KeyError, TypeError):
        raise BaselineError(f"the baseline {location} is broken: its `findings` are no list of them; {AGAIN}") from None


def problem_of(error: ValueError | RecursionError) -> str:
    """What is wrong with JSON that cannot be read."""
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}: {error.msg}"
    return "nested too deeply" if isinstance(error, RecursionError) else "not UTF-8"


def known(entry: Any) -> Known:
    """A finding from its entry in the file. Raises KeyError or TypeError where it is none."""
    fields = [entry[name] for name in Known._fields]
    if not all(isinstance(field, str) for field in fields):
        raise TypeError(entry)
    return Known(*fields)


def without_known(
    findings: Iterable[Diagnostic],
    prints: Mapping[Diagnostic, str],
    baseline: frozenset[Known],
    looked_for: Callable[[Known], bool] = lambda known: True,
) -> Told:
    """The findings that a baseline does not know.

    Of those that it knows, one is gone where it was looked for at all (its code was selected, its file is among the
    paths) and not found.
    """
    new: list[Diagnostic] = []
    found: set[Known] = set()
    for finding in findings:
        entry = Known(finding.place.file, finding.code, prints[finding])
        if entry in baseline:
            found.add(entry)
        else:
            new.append(finding)
    gone = sum(looked_for(entry) for entry in baseline - found)
    return Told(new, len(found), gone)
