"""golden-liquid's cases that are one output of literals and data: the filters give what it expects."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from foreword.compat.errors import LiquidError
from foreword.compat.liquid_filters import filters_of
from foreword.compat.printing import printed
from foreword.compat.services import Services

CORPUS = Path(os.environ.get("FOREWORD_CORPUS") or Path(__file__).parents[2] / "../shared/corpus").resolve()
FILE = CORPUS / "golden-liquid/golden_liquid.json"
CASES = json.loads(FILE.read_text("utf-8"))["tests"] if FILE.is_file() else []
needs_corpus = pytest.mark.skipif(
    not CASES and os.environ.get("FOREWORD_REQUIRE_CORPUS") != "1", reason=f"no golden-liquid at {CORPUS}"
)
OUTPUT = re.compile(r"\{\{([^{}]*)\}\}")
TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\(\S+\.\.\S+\)|[^\s,:|]+|[,:|]")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
RANGE = re.compile(r"\((\d+)\.\.(\d+)\)")
FILTERS = filters_of(5, "liquid", Services())
SIMPLE = [case for case in CASES if case["name"].startswith("filters") and OUTPUT.fullmatch(case["template"])]


def value_of(token: str, data: Any) -> Any:
    """The value of a literal, or of a name in the data."""
    if token[0] in "'\"":
        return token[1:-1]
    if NUMBER.fullmatch(token):
        return json.loads(token)
    if (found := RANGE.fullmatch(token)) is not None:
        return range(int(found[1]), int(found[2]) + 1)
    return {"true": True, "false": False, "empty": ""}.get(token, data.get(token))


def rendered(markup: str, data: Any) -> str:
    """What the markup of an output prints. Raises LiquidError."""
    (first, *_), *filters = split_at(TOKEN.findall(markup), "|")
    value = value_of(first, data)
    for name, *rest in filters:
        arguments: list[Any] = []
        named: dict[str, Any] = {}
        for argument in split_at(rest[1:], ","):
            if argument[1:2] == [":"]:
                named[argument[0]] = value_of(argument[2], data)
            else:
                arguments.append(value_of(argument[0], data))
        value = FILTERS[name](value, *arguments, **named)
    return printed(value)


def split_at(tokens: list[str], mark: str) -> list[list[str]]:
    """The parts of a row of tokens between marks."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


@pytest.mark.parametrize("case", SIMPLE, ids=lambda case: case["name"])
def test_filters_give_what_golden_liquid_expects(case: dict[str, Any]) -> None:
    markup = OUTPUT.fullmatch(case["template"])
    assert markup is not None
    if case.get("invalid"):
        with pytest.raises(LiquidError):
            rendered(markup[1], case.get("data") or {})
    else:
        assert rendered(markup[1], case.get("data") or {}) in (case.get("results") or [case["result"]])


@needs_corpus
def test_there_are_cases() -> None:
    assert len(SIMPLE) > 500
