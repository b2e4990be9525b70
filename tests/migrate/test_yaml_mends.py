"""Mends of YAML: a source reads in Foreword as Ruby's Psych read it in Jekyll."""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import is_absent
from foreword.migrate.front_matter import split
from foreword.migrate.json_mends import mended_json
from foreword.migrate.psych import psych_value, spelled
from foreword.migrate.yaml_mends import mended
from foreword.migrate.yaml_scalars import edited
from foreword.source.text import SourceFile, newlines
from foreword.source.yaml import load_yaml

CASES = yaml.safe_load((Path(__file__).parent / "yaml_mends.yml").read_text("utf-8"))
CORPUS = Path(os.environ.get("FOREWORD_CORPUS") or Path(__file__).parents[2] / "../shared/corpus") / "stitch-data"
RUBY = """
require "yaml"; require "date"; require "json"
module NilAlias
  def visit_Psych_Nodes_Alias(node) = @st.fetch(node.anchor) { nil }
end
Psych::Visitors::ToRuby.prepend(NilAlias)
def printed(value)
  case value
  when Hash then value.map { |key, inner| [printed(key), printed(inner)] }.sort_by(&:to_s)
  when Array then value.map { |inner| printed(inner) }
  else value.to_s
  end
end
sources = JSON.parse(STDIN.read)
puts JSON.generate(sources.map { |source|
  printed(Psych.safe_load(source, permitted_classes: [Date, Time], aliases: true))
})
"""


@pytest.fixture(scope="module")
def corpus() -> dict[str, str]:
    """The YAML of a real site's data, by its path."""
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}: name its folder in FOREWORD_CORPUS")
    files = sorted([*CORPUS.rglob("*.yml"), *CORPUS.rglob("*.yaml")])
    return {file.relative_to(CORPUS).as_posix(): file.read_bytes().decode("utf-8-sig") for file in files}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mend_is_made_and_told(case: dict[str, Any]) -> None:
    found = mended(case["input"])
    assert found.text == case["output"]
    assert [f"{mend.line}:{mend.column} {mend.code}: {mend.message}" for mend in found.mends] == case["mends"]
    assert found.broken is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_mended_needs_no_mend(case: dict[str, Any]) -> None:
    again = mended(case["output"])
    assert again.text == case["output"]
    assert [mend.code for mend in again.mends if mend.code != "kept"] == []


def test_what_is_no_yaml_stays_and_is_told() -> None:
    found = mended("a: b: c\n")
    assert (found.text, found.mends) == ("a: b: c\n", [])
    assert found.broken is not None
    assert (found.broken.line, found.broken.column, found.broken.message) == (
        *(1, 5),
        "not valid YAML: mapping values are not allowed in this context",
    )


@pytest.mark.skipif(is_absent("ruby"), reason="Ruby is not installed")
def test_ruby_reads_the_source_as_foreword_reads_it_mended() -> None:
    sources = [case["input"].lstrip("\ufeff") for case in CASES]
    command = ["ruby", "-e", RUBY]
    run = subprocess.run(
        command, input=json.dumps(sources), capture_output=True, text=True, check=True, env={"TZ": "UTC"}
    )
    for case, expected in zip(CASES, json.loads(run.stdout), strict=True):
        file = SourceFile("a.yml", mended(case["input"]).text)
        load_yaml(file)
        assert printed(file.values) == expected, case["name"]


def printed(value: Any) -> Any:
    """Values as Ruby prints them, in the order of their keys."""
    if isinstance(value, dict):
        return sorted(([printed(key), printed(inner)] for key, inner in value.items()), key=str)
    if isinstance(value, list):
        return [printed(inner) for inner in value]
    if isinstance(value, float) and "e" in repr(value) and "." not in repr(value):
        return repr(value).replace("e", ".0e")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(
    ("spelling", "written"),
    [
        ("hello", None),
        ("~", "null"),
        ("OFF", "false"),
        ("n", None),
        (":symbol", None),
        ("0b101", "5"),
        ("0o17", None),
        ("12,34", "1234"),
        ("1__0", None),
        ("1.5e3", None),
        ("1.5e+3", "1500.0"),
        ("0.00001", "1.0e-05"),
        ("-1:30", "-1800"),
        ("1:30.5", "5430.0"),
        ("2017-13-01", None),
        ("2017-01-01 10:00:00 -0530", "2017-01-01 10:00:00 -0530"),
        (".inf", "Infinity"),
        (".NaN", "NaN"),
        (".e+3", None),
        ("0b_", None),
    ],
)
def test_a_plain_scalar_means_what_ruby_reads(spelling: str, written: str | None) -> None:
    assert spelled(psych_value(spelling)) == written


def test_not_a_number_is_one() -> None:
    value = psych_value(".nan")
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\nb\n", ("---\n", "a: 1\n", "---\n", "b\n")),
        ("---\n---\nb", ("---\n", "", "---\n", "b")),
        ("---  \n\na: 1\n...\n\n\nb", ("---  \n\n", "a: 1\n", "...\n\n\n", "b")),
        ("---\r\na: 1\r\n---\r\nb", ("---\r\n", "a: 1\r\n", "---\r\n", "b")),
        ("---\na: 1\n---", ("---\n", "a: 1\n", "---", "")),
        ("---\na: 1\n", ("", "", "", "---\na: 1\n")),
        ("\n---\na: 1\n---\n", ("", "", "", "\n---\na: 1\n---\n")),
        ("---\na: 1\n----\nb\n---\n", ("---\n", "a: 1\n----\nb\n", "---\n", "")),
    ],
)
def test_front_matter_is_cut_off_as_jekyll_does_it(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(split(text)) == parts
    assert split(text).has_front_matter is (parts[0] != "")


def test_a_real_site_loads_after_its_mends(corpus: dict[str, str]) -> None:
    left = {}
    for path, text in corpus.items():
        file = SourceFile(path, newlines(mended(text).text))
        left[path] = load_yaml(file)
    assert [path for path, diagnostics in left.items() if diagnostics] == []


def test_a_real_site_changes_in_place(corpus: dict[str, str]) -> None:
    for path, text in corpus.items():
        wrapped = edited(text, lambda scalar: scalar.value.replace("}}", "| y }}"))
        assert wrapped.replace("| y }}", "}}") == text, path


def test_json_is_mended_as_the_yaml_that_it_is_to_ruby() -> None:
    found = mended_json('{"a": 1e-08, "b": 3.10, "c": 1, "c": [true, null]}')
    assert found.text == '{"a": "1e-08", "b": 3.1, "c": [true, null]}'
    assert [f"{mend.line}:{mend.column} {mend.code}: {mend.message}" for mend in found.mends] == [
        "1:7 scalar: `1e-08` is text in Ruby: it has quotes now",
        "1:19 scalar: `3.10` is 3.1 in Ruby, and is printed so",
        '1:25 duplicate: the key `c` stands again on line 1, and the last one counts; deleted: `"c": 1`',
    ]


def test_what_is_no_json_stays_and_is_told() -> None:
    found = mended_json('{"a": 1, # one\n}')
    assert (found.text, found.mends) == ('{"a": 1, # one\n}', [])
    assert found.broken is not None
    assert found.broken.message.endswith("; Jekyll reads it as YAML: give the file the ending `.yml`")
