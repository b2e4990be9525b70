"""Any plain data, in any of PyYAML's styles, loads back as it was: strings stay strings."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import assume, given
from loading import load
from strategies import as_json, as_yaml, json_styles, mappings, styles, values

from foreword.source.front_matter import read_document
from foreword.source.text import decode


def is_same(found: Any, value: Any) -> bool:
    """Whether what was loaded is what was written, in type and in value."""
    if isinstance(value, dict):
        return (
            isinstance(found, dict)
            and list(found) == list(value)
            and all(is_same(found[key], item) for key, item in value.items())
        )
    if isinstance(value, list):
        return isinstance(found, list) and len(found) == len(value) and all(map(is_same, found, value))
    if isinstance(value, float):
        # PyYAML writes 1e20 as `1.0e+20`, which would print otherwise and so is text.
        return found == value if isinstance(found, float) else found == str(yaml.safe_dump(value)).split("\n")[0]
    if isinstance(value, str) and isinstance(found, float):
        # PyYAML writes the string "1e-07" without quotes; it is no number to YAML 1.1 alone, and prints the same.
        return repr(found) == value
    if isinstance(value, str):
        return isinstance(found, str) and found == value  # a SitePath is a string
    return type(found) is type(value) and found == value


@given(values, styles)
def test_yaml(value: Any, style: dict[str, Any]) -> None:
    written = as_yaml(value, style)
    assume(is_written_well(written, value))
    assert is_same(load(written), value)


@given(values, json_styles)
def test_json(value: Any, style: dict[str, Any]) -> None:
    assert is_same(load(as_json(value, style), "json"), value)


@given(mappings, styles)
def test_front_matter(value: dict[str, Any], style: dict[str, Any]) -> None:
    written = as_yaml(value, {**style, "default_flow_style": False})
    assume(is_written_well(written, value) and written.endswith("\n"))
    if written.endswith("\n...\n"):  # which would close the front matter
        written = written[:-4]
    page = read_document(decode(f"---\n{written}---\nBody".encode(), "docs/page.md"), "docs/page.md", jinja=False)
    assert page.diagnostics == []
    assert page.body == "Body"
    assert is_same(page.values, value)


def is_written_well(written: str, value: Any) -> bool:
    """Whether PyYAML itself reads what it has written (it does not write each string well in each style)."""
    try:
        return bool(yaml.load(written, yaml.CSafeLoader) == value)
    except yaml.YAMLError:
        return False
