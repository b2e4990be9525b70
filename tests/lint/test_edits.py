"""Edits: what is written of a file, and that nothing else is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import write
from foreword.lint.fix import Edit, Fixed, Left, apply, edited
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.text import SourceFile, decode

FINDING = Diagnostic("YM006", Place("docs/a.md"), "")


def file_of(root: Path, path: str, raw: bytes) -> SourceFile:
    """A file that is written and read."""
    write(root, {path: raw})
    return SourceFile(path, decode(raw, path))


def word(file: SourceFile, old: str, new: str, finding: Diagnostic = FINDING) -> Edit:
    """The edit of a word that stands once in a file."""
    start = file.text.index(old)
    return Edit(file, start, start + len(old), new, finding)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"a: NO\nb: 1\n", b'a: "NO"\nb: 1\n', id="plain"),
        pytest.param(b"a: 1\r\nb: NO\r\nc: 2\r\n", b'a: 1\r\nb: "NO"\r\nc: 2\r\n', id="CRLF"),
        pytest.param(b"a: 1\rb: NO\rc: 2\r", b'a: 1\rb: "NO"\rc: 2\r', id="CR alone"),
        pytest.param(b"a: 1\r\nb: NO\nc: 2\r\r\n", b'a: 1\r\nb: "NO"\nc: 2\r\r\n', id="mixed ends of lines"),
        pytest.param(b"\xef\xbb\xbfa: NO\n", b'\xef\xbb\xbfa: "NO"\n', id="BOM"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfa: NO\n", b'\xef\xbb\xbf\xef\xbb\xbfa: "NO"\n', id="two BOMs"),
        pytest.param(b"a: NO", b'a: "NO"', id="no newline at the end"),
        pytest.param(b"a: NO\n\n\n", b'a: "NO"\n\n\n', id="blank lines at the end"),
        pytest.param("ä: \U0001f600 NO é\n".encode(), 'ä: \U0001f600 "NO" é\n'.encode(), id="not ASCII"),
        pytest.param("\ufdd0a: \ufdd1NO\ufdd2 x\n".encode(), '\ufdd0a: \ufdd1"NO"\ufdd2 x\n'.encode(),
                     id="noncharacters, which are not read"),
        pytest.param("a: \u2028\x85 NO\x00\n".encode(), 'a: \u2028\x85 "NO"\x00\n'.encode(),
                     id="characters that end lines elsewhere"),
    ],
)  # fmt: skip
def test_an_edit_leaves_every_other_byte(before: bytes, after: bytes, tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.yml", before)
    assert apply([word(file, "NO", '"NO"')], tmp_path) == Fixed(mended=[FINDING])
    assert (tmp_path / "a.yml").read_bytes() == after


PIECES = st.lists(
    st.tuples(
        st.text(st.sampled_from("a\r\n\ufeff\ufdd0é\u2028😀: "), max_size=6),
        st.text("xyz", min_size=1, max_size=4),
        st.text("'\"N\\", max_size=5),
    ),
    max_size=6,
)


@given(PIECES, st.text(st.sampled_from("a\r\n\ufdd0é"), max_size=4))
def test_nothing_changes_but_the_edited_spans(pieces: list[tuple[str, str, str]], tail: str) -> None:
    written = "".join(between + old for between, old, _ in pieces) + tail
    file = SourceFile("a.md", decode(written.encode(), "a.md"))
    edits, at = [], ""
    for between, old, new in pieces:
        at += between
        start = len(decode(at.encode(), "a.md"))
        at += old
        edits.append(Edit(file, start, start + len(old), new, FINDING))
    assert edited(written, edits) == "".join(between + new for between, _, new in pieces) + tail


def test_an_edit_may_add_text_and_delete_it(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.yml", b"\xef\xbb\xbfab\r\n")
    edits = [Edit(file, 3, 3, "end", FINDING), Edit(file, 0, 0, "<", FINDING), Edit(file, 1, 2, "", FINDING)]
    apply(edits, tmp_path)
    assert (tmp_path / "a.yml").read_bytes() == b"\xef\xbb\xbf<a\r\nend"


def test_edits_come_in_any_order_and_of_many_files(tmp_path: Path) -> None:
    first, second = file_of(tmp_path, "a.yml", b"one two three"), file_of(tmp_path, "docs/b.md", b"four")
    apply([word(first, "three", "3"), word(second, "four", "4"), word(first, "one", "1")], tmp_path)
    assert (tmp_path / "a.yml").read_bytes() == b"1 two 3"
    assert (tmp_path / "docs/b.md").read_bytes() == b"4"


def test_of_edits_that_overlap_the_first_is_done(tmp_path: Path) -> None:
    findings = [Diagnostic("YM006", Place("a.yml", 1, column), "") for column in range(1, 5)]
    file = file_of(tmp_path, "a.yml", b"one two three")
    edits = [
        Edit(file, 0, 7, "12", findings[0]),
        Edit(file, 4, 9, "23", findings[1]),
        Edit(file, 7, 8, "-", findings[2]),
        Edit(file, 7, 8, "-", findings[3]),
    ]
    fixed = apply(edits, tmp_path)
    assert (tmp_path / "a.yml").read_bytes() == b"12-three"
    assert fixed == Fixed([findings[0], findings[2]], [findings[1], findings[3]], [])


def test_permissions_stay_and_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.sh.yml", b"a: NO\n")
    os.chmod(tmp_path / "a.sh.yml", 0o754)
    apply([word(file, "NO", '"NO"')], tmp_path)
    assert stat.S_IMODE((tmp_path / "a.sh.yml").stat().st_mode) == 0o754
    assert os.listdir(tmp_path) == ["a.sh.yml"]


def test_a_file_that_has_changed_is_left(tmp_path: Path) -> None:
    file, other = file_of(tmp_path, "a.yml", b"a: NO\n"), file_of(tmp_path, "b.yml", b"b: NO\n")
    gone, broken = file_of(tmp_path, "c.yml", b"c: NO\n"), file_of(tmp_path, "d.yml", b"d: NO\n")
    write(tmp_path, {"a.yml": b"# new\na: NO\n", "d.yml": b"d: \xff\n"})
    (tmp_path / "c.yml").unlink()
    fixed = apply([word(one, "NO", '"NO"') for one in (file, other, gone, broken)], tmp_path)
    changed = "it has changed since it was read"
    assert fixed.left == [
        Left("a.yml", changed),
        Left("c.yml", "it cannot be written: No such file or directory"),
        Left("d.yml", changed),
    ]
    assert fixed.mended == [FINDING]
    assert (tmp_path / "a.yml").read_bytes() == b"# new\na: NO\n"
    assert (tmp_path / "b.yml").read_bytes() == b'b: "NO"\n'


def test_other_ends_of_lines_are_no_change_of_the_text(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.yml", b"x: 1\na: NO\n")
    write(tmp_path, {"a.yml": b"x: 1\r\na: NO\r\n"})
    apply([word(file, "NO", '"NO"')], tmp_path)
    assert (tmp_path / "a.yml").read_bytes() == b'x: 1\r\na: "NO"\r\n'


@pytest.mark.parametrize("path", ["../outside.yml", "link.yml", "folder/outside.yml"])
def test_nothing_outside_of_the_site_is_written(path: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    write(tmp_path, {"outside.yml": "a: NO\n", "site/mkdocs.yml": ""})
    (root / "link.yml").symlink_to(tmp_path / "outside.yml")
    (root / "folder").symlink_to(tmp_path)
    fixed = apply([word(SourceFile(path, "a: NO\n"), "NO", '"NO"')], root)
    assert fixed == Fixed(left=[Left(path, "it is outside of the site")])
    assert (tmp_path / "outside.yml").read_text() == "a: NO\n"


def test_a_link_inside_of_the_site_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"data/a.yml": "a: NO\n"})
    (tmp_path / "data/b.yml").symlink_to("a.yml")
    apply([word(SourceFile("data/b.yml", "a: NO\n"), "NO", '"NO"')], tmp_path)
    assert (tmp_path / "data/b.yml").is_symlink()
    assert (tmp_path / "data/a.yml").read_text() == 'a: "NO"\n'
