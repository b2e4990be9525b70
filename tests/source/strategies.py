"""Data as writers might have it, for the tests that hold for any."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import strategies as st

AWKWARD = [
    "NO",
    "on",
    "yes",
    "true",
    "null",
    "~",
    "",
    " ",
    "1:30",
    "010",
    "0x1F",
    "3.10",
    "1e3",
    "-0",
    "+1",
    "1_000",
    ".inf",
    "2017-01-01",
    "{{ x }}",
    "{% if x %}",
    "{#",
    "}}",
    "- a",
    "a: b",
    "a #b",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "@a",
    "`a`",
    "%a",
    "'",
    '"',
    "\\",
    "\\n",
    "a\nb",
    "a\n\n  b\n",
    "\n",
    "\ta",
    " a ",
    "é",
    "日本",
    "😀",
    "\u2028",
    "\x85",
    "\x00",
    "\x7f",
    "\ufeff",
    "---",
    "...",
    "<<",
    "=",
]
"""Strings that YAML, JSON or Jinja could take for something else."""

FREE = st.characters(exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(0xFDD0, 0xFDF0)])
"""Any character but those that no file can hold, and those that Foreword takes out (see `decode`)."""

strings = st.one_of(
    st.sampled_from(AWKWARD),
    st.lists(st.sampled_from([*AWKWARD, "a", "b", " ", "\n", "  ", ": ", "word"]), max_size=6).map("".join),
    st.text(FREE, max_size=20),
)

scalars = st.one_of(
    strings,
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)

values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(strings, inner, max_size=4),
    max_leaves=12,
)
mappings = st.dictionaries(strings, values, max_size=5)

styles = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([False, True, None]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([20, 80, 10_000]),
        "indent": st.sampled_from([2, 4]),
        "sort_keys": st.just(False),
    }
)
"""The ways in which PyYAML writes the same values."""

json_styles = st.fixed_dictionaries({"indent": st.sampled_from([None, 2, "\t"]), "ensure_ascii": st.booleans()})


def as_yaml(value: Any, style: dict[str, Any]) -> str:
    """A value as YAML."""
    return str(yaml.safe_dump(value, **style))


def as_json(value: Any, style: dict[str, Any]) -> str:
    """A value as JSON."""
    return json.dumps(value, **style)
