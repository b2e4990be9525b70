"""Golden Liquid: each invalid case is told, and each valid one is not, but for those named here with the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import REPOSITORY
from foreword.liquid import parse

CORPUS = REPOSITORY.parent / "shared/corpus/golden-liquid/golden_liquid.json"

ONLY_VALUES_TELL = "the type of a value is wrong, which shows when the filter gets it"
JEKYLL_TAKES_IT = "Jekyll's own `sort` takes a second argument"
ACCEPTED = {
    "filters, sort, too many arguments": JEKYLL_TAKES_IT,
    **dict.fromkeys(
        [
            "filters, base64 decode, not a string",
            "filters, base64 url safe decode, not a string",
            "filters, concat, non array-like argument is an error",
            "filters, concat, undefined argument is an error",
            "filters, divided by, undefined argument",
            "filters, has, array of ints, string argument, default value",
            "filters, map, array containing a non object",
            "filters, map, left value not an array",
            "filters, modulo, undefined argument",
            "filters, reject, array containing an int, default value",
            "filters, slice, undefined first argument",
            "filters, sort, incompatible types",
            "filters, sum, properties arguments with non-hash items",
            "filters, truncate, undefined first argument",
            "filters, truncatewords, undefined first argument",
            "filters, where, left value is not an array",
            "tags, for, limit is not a string or number",
            "tags, for, offset is not a string or number",
        ],
        ONLY_VALUES_TELL,
    ),
}
"""Invalid cases that are not told."""
TOLD = {
    "tags, case, unexpected when token": "Liquid reads past `and 'Hello', 'Hello'`",
    "tags, for, comma separated arguments": "Liquid's strict parser refuses the commas",
    "tags, for, some comma separated arguments": "Liquid's strict parser refuses the commas",
    "tags, if, else tag expressions are ignored": "Liquid reads past `nonsense`",
    "tags, unless, else tag expressions are ignored": "Liquid reads past `nonsense`",
}
"""Valid cases that are told, each as `lax`: they are read as Liquid reads them."""


def cases() -> list[dict[str, Any]]:
    """The cases, where the corpus is beside this repository."""
    if not CORPUS.is_file():
        pytest.skip("golden-liquid is not beside this repository")
    found: list[dict[str, Any]] = json.loads(CORPUS.read_text("utf-8"))["tests"]
    return found


def test_each_invalid_case_is_told() -> None:
    silent = [case["name"] for case in cases() if case.get("invalid") and not parse(case["template"]).problems]
    assert sorted(silent) == sorted(ACCEPTED)


def test_no_valid_case_is_told() -> None:
    told = {
        case["name"]: {problem.kind for problem in parse(case["template"]).problems}
        for case in cases()
        if not case.get("invalid")
    }
    assert {name: kinds for name, kinds in told.items() if kinds} == {name: {"lax"} for name in TOLD}
