"""Bytes to text: UTF-8, with or without a BOM, with any ends of lines."""

from __future__ import annotations

import pytest

from foreword.source.diagnostic import ContentError, Place
from foreword.source.text import decode


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("é 日本 😀".encode(), "é 日本 😀"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a\r\nb\rc\nd\r\n\r\n", "a\nb\nc\nd\n\n"),
        ("a\u2028b\x85c".encode(), "a\u2028b\x85c"),
        ("a\ufdd0b\ufdefc".encode(), "abc"),
    ],
    ids=["empty", "UTF-8", "BOM", "two BOMs", "ends of lines", "not ends of lines", "noncharacters"],
)
def test_what_is_read(raw: bytes, text: str) -> None:
    assert decode(raw, "data/api.yml") == text


@pytest.mark.parametrize(
    ("raw", "line", "column", "byte"),
    [
        ("name: café\n".encode("latin-1"), 1, 10, "e9"),
        (b"\xef\xbb\xbf" + "name: café\n".encode("latin-1"), 1, 10, "e9"),
        ("one: é\ntwo: 日本 ".encode() + b"\x93", 2, 9, "93"),
        (b"a: 1\r\nb: 2\r\nc: \xe9\r\n", 3, 4, "e9"),
        (b"a: 1\rb: 2\rc: \xe9\r", 3, 4, "e9"),
        ("a: 1\n".encode("utf-16"), 1, 1, "ff"),
        (b"a: \xe6\x97", 1, 4, "e6"),
        (b"a: \xed\xa0\x80", 1, 4, "ed"),
    ],
    ids=["Latin-1", "Latin-1 and a BOM", "Windows-1252", "CRLF", "CR", "UTF-16", "cut off", "half a character"],
)
def test_another_encoding_is_told_at_its_first_byte(raw: bytes, line: int, column: int, byte: str) -> None:
    with pytest.raises(ContentError) as caught:
        decode(raw, "data/api.yml")
    assert caught.value.code == "YM005"
    assert caught.value.place == Place("data/api.yml", line, column)
    assert caught.value.message == f"the file is not UTF-8: byte 0x{byte} cannot be read"
    assert "UTF-8" in caught.value.hint
