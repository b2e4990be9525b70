"""Strings of YAML in place: they change in their own style, and nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.migrate.yaml_scalars import Scalar, edited, place_in, scalars
from foreword.source.text import SourceFile, Text
from foreword.source.yaml import load_yaml

CASES = yaml.safe_load((Path(__file__).parent / "yaml_in_place.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_string_changes_in_place(case: dict[str, str], newline: str) -> None:
    def change(scalar: Scalar) -> str:
        return scalar.value.replace("{{ x }}", case["put"])

    assert edited(case["input"].replace("\n", newline), change) == case["output"].replace("\n", newline)


def test_the_byte_order_mark_and_the_missing_last_newline_stay() -> None:
    assert edited("\ufeffa: '{{ x }}'", lambda scalar: "{{ y }}") == "\ufeffa: '{{ y }}'"
    assert edited("a: |\n  {{ x }}", lambda scalar: "{{ y }}") == "a: |\n  {{ y }}"


def test_a_change_sees_the_keys_the_place_and_the_style() -> None:
    seen = [
        (scalar.keys, scalar.line, scalar.column, scalar.style, scalar.is_key)
        for scalar in scalars("a:\n  - &x 'b'\n  - 1\nc: >\n  d\n")
    ]
    assert seen == [
        (("a",), 1, 1, "", True),
        (("a", 0), 2, 8, "'", False),
        (("c",), 4, 1, "", True),
        (("c",), 4, 4, ">", False),
    ]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: x {{ y }}", (1, 6)),
        ("a: 'x'' {{ y }}'", (1, 9)),
        ('a: "x\\u00e9\n  {{ y }}"', (2, 3)),
        ("a: |\n    x\n    x {{ y }}\n", (3, 7)),
        ("a: >\n  x\n  x {{ y }}\n", (3, 5)),
    ],
)
def test_a_place_in_a_value_is_known_in_the_file(source: str, place: tuple[int, int]) -> None:
    value = list(scalars(source))[-1]
    assert place_in(source, value, value.value.index("{{")) == place


class Styled(str):
    """A string that is dumped in a style."""

    style: str | None = None


class Dumper(yaml.SafeDumper):
    """PyYAML's dumper, with a style for each string."""


Dumper.add_representer(
    Styled, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value), value.style)
)


def styled(text: str, style: str | None) -> Styled:
    value = Styled(text)
    value.style = style
    return value


WORDS = st.text(st.sampled_from(list("ab:#'\"\\{}[]%|>&*!-,\n\t é\u2028\x07😀 ")), max_size=12)
LIQUID = st.sampled_from(["", "{{ x }}", "{% y %}", "\n\n{{ x }}\n", "  {{ x }}"])
STRINGS = st.builds(
    styled, st.builds("".join, st.lists(WORDS | LIQUID, max_size=4)), st.sampled_from([None, "'", '"', "|", ">"])
)
TREES: Any = st.recursive(
    STRINGS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    tree=TREES, new=st.builds("".join, st.lists(WORDS | LIQUID, max_size=4)), flow=st.sampled_from([None, True, False])
)
def test_any_tree_in_any_style_loads_to_the_new_values(tree: Any, new: str, flow: bool | None) -> None:
    source = yaml.dump(tree, Dumper=Dumper, default_flow_style=flow, allow_unicode=True, width=20)

    def value(old: str) -> str:
        return old.replace("{{ x }}", new) + "." if "{" in old else old

    result = edited(source, lambda scalar: value(scalar.value), lambda scalar: "{" in scalar.value)
    expected = replaced(yaml.safe_load(source), value)  # not the tree: PyYAML folds some strings wrongly
    assert yaml.safe_load(result) == expected
    file = SourceFile("a.yml", result)
    load_yaml(file)
    assert plain(file.values) == expected


def replaced(tree: Any, value: Any) -> Any:
    """A tree with new values for its strings."""
    if isinstance(tree, dict):
        return {key: replaced(item, value) for key, item in tree.items()}
    if isinstance(tree, list):
        return [replaced(item, value) for item in tree]
    return value(str(tree)) if isinstance(tree, str) else tree


def plain(tree: Any) -> Any:
    """A tree with the source of each text in its place."""
    if isinstance(tree, dict):
        return {key: plain(item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [plain(item) for item in tree]
    return tree.source if isinstance(tree, Text) else tree
