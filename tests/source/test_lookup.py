"""How a template's names and keys find the author's, and how a key is known without reading a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foreword.source.data import ABSENT, get, known_in_bytes, read_bytes

CODES = {200: "number", "404": "text", True: "yes", None: "nothing", 1.5: "version", "no": "text"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (200, "number"),
        ("200", "number"),
        ("404", "text"),
        (404, "text"),
        (True, "yes"),
        ("true", "yes"),
        (None, "nothing"),
        ("", "nothing"),
        (1.5, "version"),
        ("1.5", "version"),
        ("no", "text"),
        (False, ABSENT),
        ("True", ABSENT),
        ("None", ABSENT),
        (2, ABSENT),
        ([200], ABSENT),
        ({}, ABSENT),
    ],
)
def test_keys_are_compared_as_they_print(key: Any, value: Any) -> None:
    assert get(CODES, key) is value


def test_a_number_is_not_true() -> None:
    assert get({"1": "one", "true": "yes", "0": "none"}, 1) == "one"
    assert get({"1": "one", "true": "yes"}, True) == "yes"
    assert get({"0": "none", "false": "no"}, 0) == "none"


def test_the_name_itself_comes_before_its_hyphens() -> None:
    assert get({"base_url": 1, "base-url": 2}, "base_url") == 1
    assert get({"base-url": 2}, "base_url") == 2
    assert get({"base_url": 1}, "base-url") is ABSENT


@pytest.mark.parametrize("value", [None, "text", 3, [1, 2]])
def test_what_is_no_mapping_has_no_names(value: Any) -> None:
    assert get(value, "name") is ABSENT


@pytest.mark.parametrize(
    ("suffix", "raw"),
    [
        (".yml", b"pagination: true\n"),
        (".yml", b"  - pagination: true\n"),
        (".yml", b'"pagination" : 1'),
        (".yml", b"'pagination': 1"),
        (".json", b'{"a": 1, "pagination": {}}'),
        (".toml", b"pagination = 1\n"),
        (".toml", b"[pagination]\n"),
        (".toml", b"[list.pagination]\n"),
        (".toml", b"[pagination.list]\n"),
        (".csv", b"name,pagination\n"),
        (".csv", b"name,pagination"),
        (".csv", b"pagination,name\r\n"),
        (".md", b"---\npagination: true\n---\n"),
    ],
)
def test_a_key_is_known_by_the_bytes_of_a_file(suffix: str, raw: bytes) -> None:
    assert known_in_bytes("pagination", raw, suffix)


def test_by_its_hyphens_too() -> None:
    assert known_in_bytes("rate_limit", b"rate-limit: 5\n", ".yml")
    assert known_in_bytes("rate_limit", b"rate_limit: 5\n", ".yml")


@pytest.mark.parametrize(
    ("suffix", "raw"),
    [
        (".yml", b""),
        (".yml", b"the pagination of a list\n"),
        (".yml", b"paginations: 1\n"),
        (".yml", b"xpagination: 1\n"),
        (".csv", b"name\npagination\n"),
        (".md", b"---\ntitle: Lists\n---\nAbout pagination: it is new.\n"),
        (".md", b'{{ credential_table(keys, columns=["pagination", "name"]) }}\n'),
    ],
)
def test_other_bytes_have_no_such_key(suffix: str, raw: bytes) -> None:
    assert not known_in_bytes("pagination", raw, suffix)


def test_a_file_that_cannot_be_read_has_no_key(tmp_path: Path) -> None:
    (tmp_path / "api.yml").write_bytes(b"a: 1")
    assert read_bytes(tmp_path / "api.yml") == b"a: 1"
    assert read_bytes(tmp_path / "gone.yml") == b""
