"""The formats: one report in each of them, as it stands in `formats/`, and whatever a message may hold."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import FINDINGS, FOLDER, REPORT, SECRET, findings

from engine import write
from foreword.lint.colour import wants_colour
from foreword.lint.config import read_config
from foreword.lint.formats import FORMATS, note_of
from foreword.lint.reading import read_site
from foreword.lint.report import Report, closing_line, report_of, repository_prefix, statistics
from foreword.source.diagnostic import Diagnostic, Place


def golden(name: str, extension: str) -> str:
    """What a format makes of the report."""
    return (FOLDER / f"{name}.{extension}").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "extension"),
    [("full", "txt"), ("concise", "txt"), ("json", "json"), ("github", "txt"), ("gitlab", "json"), ("junit", "xml")],
)
def test_golden(name: str, extension: str) -> None:
    assert FORMATS[name](REPORT) == golden(name, extension)


def test_golden_sarif() -> None:
    """The rules and the version are left out of the golden file."""
    log = json.loads(FORMATS["sarif"](REPORT))
    driver = log["runs"][0]["tool"]["driver"]
    del driver["rules"], driver["semanticVersion"]
    assert log == json.loads(golden("sarif", "json"))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    shown = FORMATS[name](replace(REPORT, findings=[]))
    assert {
        "full": shown == "",
        "concise": shown == "",
        "github": shown == "",
        "gitlab": shown == "[]\n",
        "json": shown.startswith('{\n  "version": 1,\n  "findings": [],\n'),
        "sarif": '"results": []' in shown,
        "junit": '<testcase name="nothing found" classname="foreword"/>' in shown,
    }[name]


def test_every_format_has_a_golden_file() -> None:
    assert FORMATS.keys() == {file.stem for file in FOLDER.iterdir() if file.is_file()}


# Colour


def test_colour_changes_no_letter() -> None:
    for name in ("full", "concise"):
        coloured = FORMATS[name](replace(REPORT, colour=True))
        assert "\x1b[31m\x1b[1mCR004\x1b[0m" in coloured
        assert re.sub(r"\x1b\[\d*m", "", coloured) == FORMATS[name](REPORT)


class Stream:
    """A stream that may be a terminal."""

    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals(terminal: bool, environment: dict[str, str], wanted: bool) -> None:
    assert wants_colour(Stream(terminal), environment) is wanted  # type: ignore[arg-type]


# Excerpts


def excerpt(root: Path, text: str, line: int, column: int) -> list[str]:
    """The lines of an excerpt as `full` shows them, without head and hint."""
    (root / "page.md").write_bytes(text.encode())
    report = Report(root, [Diagnostic("LK001", Place("page.md", line, column), "x")], {})
    return FORMATS["full"](report).split("\n")[2:-1]


def test_the_caret_stands_below_the_place_whatever_is_before_it(tmp_path: Path) -> None:
    assert excerpt(tmp_path, "a\n\t漢字e\u0301 x\nb\n", 2, 7) == [
        "1 | a",
        "2 |     漢字e\u0301 x",
        "  | " + " " * (4 + 2 + 2 + 1 + 1) + "^",
        "3 | b",
    ]


def test_line_ends_and_a_byte_order_mark_move_nothing(tmp_path: Path) -> None:
    expected = ["1 | one", "  |   ^", "2 | two"]
    assert excerpt(tmp_path, "one\ntwo\n", 1, 3) == expected
    assert excerpt(tmp_path, "\ufeffone\r\ntwo\r\n", 1, 3) == expected


def test_the_end_of_a_file_is_a_place(tmp_path: Path) -> None:
    assert excerpt(tmp_path, "a: [\n", 2, 1) == ["1 | a: [", "2 |", "  | ^"]
    assert excerpt(tmp_path, "a: [\n", 3, 1) == []
    assert excerpt(tmp_path, "a: [\n", 1, 99) == ["1 | a: [", "  |     ^"]


def test_numbers_are_set_to_the_right(tmp_path: Path) -> None:
    assert excerpt(tmp_path, "x\n" * 12, 9, 1) == [" 8 | x", " 9 | x", "   | ^", "10 | x"]


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    line, marked = excerpt(tmp_path, "a" * 1000 + "X" + "b" * 1000, 1, 1001)
    assert line == "1 | …" + "a" * 60 + "X" + "b" * 59 + "…"
    assert marked == "  | " + " " * 61 + "^"
    assert line[marked.index("^")] == "X"


def test_what_a_terminal_obeys_is_shown_as_its_escape(tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07 \u202egnp.exe \x9b2J \x7f"
    line, _ = excerpt(tmp_path, evil, 1, 1)
    assert line == r"1 | \x1b]0;owned\x07 \u202egnp.exe \x9b2J \x7f"
    finding = Diagnostic("LK001", Place("a\x1b[2J\n.md", 1, 1), evil, evil, (Place("b\x1b.md", 1, 1),))
    for name, render in FORMATS.items():
        shown = render(Report(tmp_path, [finding], {}))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown), name


def test_words_of_any_language_and_emoji_stay() -> None:
    message = "می\u200cخواهم, Straße, 漢字, 👩\u200d💻"
    shown = FORMATS["concise"](replace(REPORT, findings=[Diagnostic("LK001", Place("a.md"), message)]))
    assert shown == f"a.md:1:1: LK001 {message}\n"


# Any message


@given(finding=findings)
def test_any_message_is_one_line_of_concise_and_github(finding: Diagnostic) -> None:
    report = replace(REPORT, findings=[finding])
    for name in ("concise", "github"):
        shown = FORMATS[name](report)
        assert shown.endswith("\n")
        assert len(shown.splitlines()) == 1
        shown.encode()


@given(finding=findings)
def test_a_command_of_github_says_what_was_put_in(finding: Diagnostic) -> None:
    report = replace(REPORT, findings=[finding])
    command, given, message = re.fullmatch(r"::(\w+) (.*?)::(.*)\n", FORMATS["github"](report)).groups()  # type: ignore[union-attr]
    unescaped = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    decode = lambda text: re.sub("%(25|0D|0A|3A|2C)", lambda found: unescaped[found[0]], text)  # noqa: E731
    properties = dict(pair.split("=", 1) for pair in given.split(","))
    assert command in {"error", "warning", "notice"}
    assert decode(properties["file"]) == finding.place.file.replace("\n", "\\n")
    assert (int(properties["line"]), int(properties["col"])) == finding.place[1:]
    assert decode(properties["title"]) == f"{finding.code} {finding.name}"
    assert decode(message).split("\nhint: ")[0].endswith(f": {finding.code} {report.message(finding)}")


@given(finding=findings)
def test_any_message_is_a_block_of_full(finding: Diagnostic) -> None:
    lines = FORMATS["full"](replace(REPORT, findings=[finding])).splitlines()
    assert lines[0].startswith(f"{finding.place}: ".replace("\n", "\\n"))
    assert all(re.match(r" *\d* [|=]", line) for line in lines[1:])


@given(found=st.lists(findings, max_size=4, unique=True))
def test_any_messages_are_valid_xml(found: list[Diagnostic]) -> None:
    root = ElementTree.fromstring(FORMATS["junit"](replace(REPORT, findings=found)))
    assert [case.find("failure").get("message") for case in root.iter("testcase") if found] == [  # type: ignore[union-attr]
        REPORT.message(finding) for finding in found
    ]
    assert int(root.get("tests", "")) == sum(int(suite.get("tests", "")) for suite in root) == max(len(found), 1)


@given(found=st.lists(findings, max_size=4, unique=True))
def test_any_messages_are_valid_json(found: list[Diagnostic]) -> None:
    report = replace(REPORT, findings=found)
    shown = {name: FORMATS[name](report) for name in ("json", "gitlab", "sarif")}
    assert all(text.isascii() for text in shown.values())
    content = json.loads(shown["json"])
    assert [(entry["path"], entry["line"], entry["column"]) for entry in content["findings"]] == [
        tuple(finding.place) for finding in found
    ]
    prints = [entry["fingerprint"] for entry in json.loads(shown["gitlab"])]
    assert len(prints) == len(set(prints)) == len(found)
    results = json.loads(shown["sarif"])["runs"][0]["results"]
    messages = [result["message"]["text"].split("\nHint: ")[0] for result in results]
    assert messages == [report.message(finding) for finding in found]


# Secrets


@pytest.mark.parametrize("name", FORMATS)
def test_a_secret_is_shown_in_no_format(name: str, tmp_path: Path) -> None:
    """Neither where it stands, nor beside another finding, nor in the message of another rule."""
    (tmp_path / "keys.yml").write_text(f"a: 1\nkey: {SECRET}, or so\nb: http://x.example/?k={SECRET}\n", "utf-8")
    findings = [
        Diagnostic("CR004", Place("keys.yml", 2, 6), "this looks like a live credential"),
        Diagnostic("LK005", Place("keys.yml", 3, 4), f"`http://x.example/?k={SECRET}` is insecure", f"not {SECRET}"),
    ]
    for report in (Report(tmp_path, findings, {}), Report(tmp_path, findings[1:], {}, all_findings=findings)):
        shown = FORMATS[name](report)
        assert SECRET not in shown
        assert SECRET[8:] not in shown
        assert "LK005" in shown


def test_a_private_key_is_hidden_to_its_end(tmp_path: Path) -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\n  MIIEowIBAAKCAQEA\n  q83vEjRWeJq83v==\n  -----END RSA PRIVATE KEY-----"
    (tmp_path / "page.md").write_text(f"key: |\n  {key}\nnext: 1\n", "utf-8")
    findings = [Diagnostic("CR004", Place("page.md", 2, 3), "a private key")]
    findings += [Diagnostic("LK001", Place("page.md", line, 1), "x") for line in range(1, 7)]
    shown = FORMATS["full"](Report(tmp_path, findings, {}))
    assert not re.search("BEGIN|MIIE|q83v|END", shown)
    assert "1 | key: |" in shown
    assert "6 | next: 1" in shown


def test_a_secret_is_hidden_though_its_rule_was_not_selected(tmp_path: Path) -> None:
    """And though a comment tells the linter to ignore it."""
    token = "oc_live_" + "4f9d2ab87cc1e033" * 2
    page = "---\ncredentials:\n  - name: Key\n    pattern: oc_live_[0-9a-f]{32}\n---\n\n"
    write(tmp_path, {
        "mkdocs.yml": "site_name: Harbour\nplugins:\n  - foreword\n",
        "docs/index.md": f"{page}Send {token} in [](#).\n",
    })  # fmt: skip
    linted = read_site(read_config(tmp_path / "mkdocs.yml"))
    finding = Diagnostic("LK001", Place("docs/index.md", 7, 49), f"after {token}")
    report = report_of(linted, [finding], {})
    for name, render in FORMATS.items():
        assert token[8:] not in render(report), name
    assert f"7 | Send {'*' * 40} in [](#)." in FORMATS["full"](report)
    assert "primaryLocationLineHash" not in FORMATS["sarif"](report)


# Paths from the root of the repository


def test_services_get_paths_from_the_root_of_the_repository() -> None:
    report = replace(REPORT, findings=FINDINGS[1:2], prefix="manual/")
    assert "file=manual/docs/50%25 off.md," in FORMATS["github"](report)
    assert json.loads(FORMATS["gitlab"](report))[0]["location"]["path"] == "manual/docs/50% off.md"
    assert '"uri": "manual/docs/50%25%20off.md"' in FORMATS["sarif"](report)
    assert FORMATS["concise"](report).startswith("docs/50% off.md:3:5: MD001 ")


def test_the_repository_is_the_folder_with_git_in_it(tmp_path: Path) -> None:
    site = tmp_path / "manual/site"
    site.mkdir(parents=True)
    assert repository_prefix(site) == ""
    (tmp_path / ".git").write_text("gitdir: elsewhere", "utf-8")
    assert repository_prefix(site) == "manual/site/"
    assert repository_prefix(tmp_path) == ""


# What is said beside a report


def many(count: int, code: str = "LK001") -> list[Diagnostic]:
    """Findings of one code."""
    return [Diagnostic(code, Place("a.md", line), "x") for line in range(1, count + 1)]


def test_the_closing_line_counts() -> None:
    assert closing_line(REPORT) == "7 findings: 2 errors, 4 warnings, 1 info"
    assert closing_line(replace(REPORT, findings=many(1))) == "1 finding: 1 warning"
    assert closing_line(replace(REPORT, findings=[])) == "nothing found"
    told = closing_line(replace(REPORT, findings=[], known=12, gone=1))
    assert told == "nothing found; 12 more in the baseline; 1 of the baseline no longer occurs"
    assert closing_line(replace(REPORT, findings=[], gone=2)) == "nothing found; 2 of the baseline no longer occur"


def test_statistics_count_by_code() -> None:
    report = replace(REPORT, findings=[*many(11), *many(2, "DT001"), *many(2, "CR007")])
    assert statistics(report).splitlines() == [
        "11  LK001  empty-link             warning",
        " 2  CR007  incomplete-credential  info",
        " 2  DT001  unknown-name           error",
    ]
    assert statistics(replace(REPORT, findings=[])) == ""


def test_a_note_tells_what_github_does_not_show() -> None:
    assert note_of("github", replace(REPORT, findings=many(10))) == ""
    note = note_of("github", replace(REPORT, findings=many(11)))
    assert note == "GitHub shows 10 annotations of each severity for a step; all of them stand in its log"
    assert note_of("full", replace(REPORT, findings=many(11))) == ""


def test_of_too_many_findings_sarif_gives_the_worst() -> None:
    found = [*many(3000), *many(3000, "DT001"), *many(10, "CR007")]
    report = replace(REPORT, findings=found)
    run: dict[str, Any] = json.loads(FORMATS["sarif"](report))["runs"][0]
    assert len(run["results"]) == 5000
    assert [result["ruleId"] for result in run["results"]] == ["LK001"] * 2000 + ["DT001"] * 3000
    note = "GitHub keeps 5000 results: 1010 of the lowest severity were left out"
    assert run["invocations"][0]["toolExecutionNotifications"] == [{"level": "warning", "message": {"text": note}}]
    assert note_of("sarif", report) == note
    assert note_of("sarif", REPORT) == ""
