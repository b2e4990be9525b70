"""Baselines: what is known stays quiet, wherever it moves; what is new, gone or broken is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.lint.baseline import BaselineError, Known, read_baseline, written
from foreword.lint.report import Report, closing_line
from foreword.source.diagnostic import Diagnostic, Place

PAGE = "See [](a.md).\n\nSee [](b.md).\n\nSee [](a.md).\n"


def report(root: Path, text: str, *found: Diagnostic) -> Report:
    """A report of findings in a page; without any, an empty link on each line that has one."""
    (root / "page.md").write_text(text, "utf-8")
    lines = text.split("\n")
    links = [
        Diagnostic("LK001", Place("page.md", number, line.index("[]") + 1), "a link without a text")
        for number, line in enumerate(lines, 1)
        if "[]" in line
    ]
    return Report(root, found or links, {})


def baseline_of(report: Report) -> frozenset[Known]:
    """A baseline of all that a report tells, written and read again."""
    location = report.root / "baseline.json"
    location.write_text(written(report.fingerprints), "utf-8")
    return read_baseline(location)


def against(report: Report, baseline: frozenset[Known]) -> Report:
    """A report without what a baseline knows, where all codes and paths were looked for."""
    return report.against(baseline, lambda known: True)


def lines(report: Report) -> list[int]:
    """The lines of the findings."""
    return [finding.place.line for finding in report.findings]


def test_what_is_known_is_not_told(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = against(report(tmp_path, PAGE), known)
    assert (lines(told), told.known, told.gone) == ([], 3, 0)


def test_moved_lines_stay_known(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = against(report(tmp_path, "A new line.\n\n> " + PAGE.replace("See", "  See  ").replace("> ", "")), known)
    assert (lines(told), told.known, told.gone) == ([3], 2, 1)  # `>` is no white space
    told = against(report(tmp_path, "A new line.\n\n" + PAGE.replace("See", "  See  ")), known)
    assert (lines(told), told.known, told.gone) == ([], 3, 0)


def test_a_new_finding_is_told_though_its_line_looks_like_a_known_one(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = against(report(tmp_path, PAGE + "\nSee [](a.md).\n"), known)
    assert (lines(told), told.known, told.gone) == ([7], 3, 0)


def test_a_line_that_is_written_anew_is_new(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = against(report(tmp_path, PAGE.replace("b.md", "c.md")), known)
    assert (lines(told), told.known, told.gone) == ([3], 2, 1)


def test_what_is_mended_is_counted(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = against(report(tmp_path, PAGE.replace("[](a.md)", "it")), known)
    assert closing_line(told) == "nothing found; 1 more in the baseline; 2 of the baseline no longer occur"


def test_what_was_not_looked_for_is_not_gone(tmp_path: Path) -> None:
    known = baseline_of(report(tmp_path, PAGE))
    told = Report(tmp_path, [], {}).against(known, lambda entry: entry.code == "CR001")
    assert (told.known, told.gone) == (0, 0)


def test_another_code_or_another_file_is_new(tmp_path: Path) -> None:
    place = Place("page.md", 1, 5)
    known = baseline_of(report(tmp_path, PAGE, Diagnostic("LK001", place, "x")))
    (tmp_path / "other.md").write_text(PAGE, "utf-8")
    others = [Diagnostic("LK002", place, "x"), Diagnostic("LK001", place._replace(file="other.md"), "x")]
    assert against(report(tmp_path, PAGE, *others), known).findings == others
    assert against(report(tmp_path, PAGE, Diagnostic("LK001", place, "other words")), known).findings == []


def test_findings_on_one_line_are_each_known(tmp_path: Path) -> None:
    two = [Diagnostic("LK001", Place("page.md", 1, column), "x") for column in (1, 5)]
    known = baseline_of(report(tmp_path, PAGE, *two))
    assert len(known) == 2
    assert against(report(tmp_path, PAGE, *two), known).findings == []


def test_the_fingerprint_of_a_finding_does_not_depend_on_the_baseline(tmp_path: Path) -> None:
    first = report(tmp_path, PAGE)
    known = frozenset(
        entry for entry in baseline_of(first) if entry.fingerprint == first.fingerprints[first.findings[0]]
    )
    told = against(first, known)
    assert lines(told) == [3, 5]
    assert [told.fingerprints[finding] for finding in told.findings] == [
        first.fingerprints[finding] for finding in first.findings[1:]
    ]


@given(
    words=st.lists(st.sampled_from(["one", "two", "See [](a.md)", "See [](b.md)", ""]), max_size=12),
    added=st.lists(st.tuples(st.integers(0, 12), st.sampled_from(["new", "  ", "# Title"]))),
)
def test_any_lines_put_between_leave_all_known(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], added: list[tuple[int, str]]
) -> None:
    root = tmp_path_factory.mktemp("site")
    known = baseline_of(report(root, "\n".join(words)))
    for index, line in added:
        words.insert(index, line)
    told = against(report(root, "\n".join(words)), known)
    assert (lines(told), told.gone) == ([], 0)


# The file


def test_the_file_has_a_line_for_each_finding_in_a_fixed_order(tmp_path: Path) -> None:
    first = report(tmp_path, PAGE)
    text = written(first.fingerprints)
    assert text == written(dict(reversed(first.fingerprints.items())))
    content = json.loads(text)
    assert content["version"] == 1
    assert [entry.keys() for entry in content["findings"]] == [{"path", "code", "fingerprint"}] * 3
    assert len(text.splitlines()) == 8
    assert written({}) == '{\n  "version": 1,\n  "findings": []\n}\n'


def test_the_file_shows_no_secret(tmp_path: Path) -> None:
    secret = "oc_live_4f9d2ab87cc1e03377aa"
    found = Diagnostic("CR004", Place("page.md", 1, 6), "this looks like a live credential")
    first = report(tmp_path, f"key: {secret}\n", found)
    assert secret[8:] not in written(first.fingerprints)
    known = baseline_of(first)
    assert against(report(tmp_path, f"key: {secret}\n", found), known).findings == []
    assert against(report(tmp_path, f"key: {secret[:-1]}b\n", found), known).findings == [found]


AGAIN = "write it again with `foreword lint --write-baseline`"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": 2, "findings": []}',
         f"the baseline FILE is of version 2; this Foreword reads version 1: update Foreword, or {AGAIN}"),
        ('{"version": 0, "findings": []}', f"the baseline FILE is of the old version 0, not 1; {AGAIN}"),
        ('{"version": "1", "findings": []}', f"FILE is not a baseline: it does not say its version; {AGAIN}"),
        ('{"version": true, "findings": []}', f"FILE is not a baseline: it does not say its version; {AGAIN}"),
        ("{}", f"FILE is not a baseline: it does not say its version; {AGAIN}"),
        ("[]", f"FILE is not a baseline: it does not say its version; {AGAIN}"),
        ('{"version": 1}', f"the baseline FILE is broken: its `findings` are no list of them; {AGAIN}"),
        ('{"version": 1, "findings": [1]}',
         f"the baseline FILE is broken: its `findings` are no list of them; {AGAIN}"),
        ('{"version": 1, "findings": [{"path": "a", "code": "b", "fingerprint": 1}]}',
         f"the baseline FILE is broken: its `findings` are no list of them; {AGAIN}"),
        ('{"version": 1,\n<<<<<<< main',
         "the baseline FILE is not valid JSON (line 2: Expecting property name enclosed in double quotes); " + AGAIN),
        (b"\xff", f"the baseline FILE is not valid JSON (not UTF-8); {AGAIN}"),
        ("[" * 100_000, f"the baseline FILE is not valid JSON (nested too deeply); {AGAIN}"),
        (None, "the baseline FILE cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_used_is_told(text: str | bytes | None, message: str, tmp_path: Path) -> None:
    location = tmp_path / "baseline.json"
    if text is not None:
        location.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BaselineError) as told:
        read_baseline(location)
    assert str(told.value) == message.replace("FILE", str(location))
