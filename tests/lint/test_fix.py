"""Mends: what `--fix` writes, and that it writes nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import write
from foreword.lint.config import LintOptions, read_config
from foreword.lint.fix import Edit, Fixed, Left, apply, edited, fixes_for
from foreword.lint.linted import Linted, read_site, render_site
from foreword.lint.linter import findings_of, selection_of
from foreword.lint.rule import all_rules
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.formats import load_data
from foreword.source.text import SourceFile, Text, decode

RULES = all_rules()
CONFIG = yaml.safe_dump(
    {
        "site_name": "Harbour",
        "site_url": "https://docs.example.com/v1/",
        "markdown_extensions": ["attr_list"],
        "plugins": [{"foreword": {"aliases": {"api": "site.data.connect.api"}}}],
    }
)
FINDING = Diagnostic("YM006", Place("docs/a.md"), "")


def lint(root: Path, *codes: str) -> tuple[Linted, list[Diagnostic]]:
    """What is found of some codes in the site at a folder."""
    linted = read_site(read_config(root / "mkdocs.yml"))
    for _ in render_site(linted):
        pass
    return linted, findings_of(linted, RULES, selection_of(LintOptions(select=codes), RULES))


def fix(root: Path, *codes: str) -> Fixed:
    """Mend what is found of some codes in the site at a folder."""
    linted, findings = lint(root, *codes)
    return apply(fixes_for(linted, findings, RULES), linted.site.root)


def mended(root: Path, code: str, path: str, before: str, files: dict[str, str | bytes]) -> str:
    """A file after the mends of a code, which leave nothing to be mended."""
    write(root, {"mkdocs.yml": CONFIG, **files, path: before})
    fix(root, code)
    after = (root / path).read_bytes()
    linted, findings = lint(root, code)
    assert fixes_for(linted, findings, RULES) == []
    return after.decode()


# Edits


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


# YM006: quotes


SCALARS = [
    pytest.param("a: NO", 'a: "NO"', id="word"),
    pytest.param("a: 3.10 # a version", 'a: "3.10" # a version', id="number, and a comment"),
    pytest.param("a:   1:30   ", 'a:   "1:30"   ', id="spaces"),
    pytest.param("a: 2017-01-01", 'a: "2017-01-01"', id="date"),
    pytest.param("a: 2017-01-01 10:00:00", 'a: "2017-01-01 10:00:00"', id="date and time"),
    pytest.param("a: [NO, yes,010]", 'a: ["NO", "yes","010"]', id="flow"),
    pytest.param("a: {on: off}", 'a: {"on": "off"}', id="flow mapping"),
    pytest.param("on: 1", '"on": 1', id="key"),
    pytest.param("a: &x NO\nb: *x", 'a: &x "NO"\nb: *x', id="anchor"),
    pytest.param("a:\n  - NO\n  - - 0x1F", 'a:\n  - "NO"\n  - - "0x1F"', id="lists"),
    pytest.param("a:\n  # foreword\n  NO", 'a:\n  # foreword\n  "NO"', id="on a line of its own"),
    pytest.param("a: |\n  NO\nb: >-\n  1:30", "a: |\n  NO\nb: >-\n  1:30", id="block scalars are text"),
    pytest.param("a: \"NO\"\nb: 'NO'", "a: \"NO\"\nb: 'NO'", id="quotes are there"),
    pytest.param("a: !!str NO", "a: !!str NO", id="a tag says what it is"),
    pytest.param("a: true\nb: 1\nc: 1.5\nd: null\ne: ~", "a: true\nb: 1\nc: 1.5\nd: null\ne: ~", id="no text"),
    pytest.param("a: # foreword: ignore[YM006]\n  NO", 'a: # foreword: ignore[YM006]\n  "NO"', id="ignored elsewhere"),
    pytest.param("a: NO # foreword: ignore[YM006]", "a: NO # foreword: ignore[YM006]", id="ignored"),
]


@pytest.mark.parametrize(("before", "after"), SCALARS)
def test_ambiguous_scalars_are_quoted_in_data(before: str, after: str, tmp_path: Path) -> None:
    assert mended(tmp_path, "YM006", "data/a.yml", f"{before}\n", {}) == f"{after}\n"


@pytest.mark.parametrize(("before", "after"), SCALARS)
def test_ambiguous_scalars_are_quoted_in_front_matter(before: str, after: str, tmp_path: Path) -> None:
    found = mended(tmp_path, "YM006", "docs/a.md", f"\ufeff---\r\n{before}\n---\nNO\r\n", {})
    assert found == f"\ufeff---\r\n{after}\n---\nNO\r\n"


PLAIN = st.sampled_from(
    ["NO", "yes", "on", "Off", "1:30", "010", "3.10", "0x1F", "1_000", "2017-01-01", "+1", "1e3", ".5", "true", "~",
     "7", "1.5", "NOT", "a b", "'NO'", '"1:30"', "&x NO", "[NO, 1:30, 'on']", "{no: yes, a: 010}", "|\n  NO\n  1:30",
     ">-\n  NO", "# NO\n  NO", "a {{ x }}", '"{{ NO }}"', "no # NO", "é NO", "!!str NO"]
)  # fmt: skip
LINES = st.lists(st.tuples(PLAIN, st.sampled_from(["\n", "\r\n"])), min_size=1, max_size=8)


def plain(values: object) -> object:
    """Values that can be compared."""
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    if isinstance(values, list):
        return [plain(value) for value in values]
    return values.source if isinstance(values, Text) else values


def values_of(path: Path) -> object:
    """What a file of YAML holds, to Foreword."""
    file = SourceFile(path.name, decode(path.read_bytes(), path.name))
    load_data(file)
    return plain(file.values)


@settings(max_examples=settings.default.max_examples // 4)
@given(LINES, st.booleans())
def test_mends_of_scalars_change_no_value(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], bom: bool
) -> None:
    root = tmp_path_factory.getbasetemp() / "scalars"
    path = root / "data/a.yml"
    before = "\ufeff" * bom + "".join(
        f"k{number}: {value}{end}".replace("&x", f"&x{number}") for number, (value, end) in enumerate(lines)
    )
    write(root, {"mkdocs.yml": CONFIG, "data/a.yml": before})
    values = values_of(path)
    fix(root, "YM006")
    after = path.read_bytes().decode()
    assert after.replace('"', "") == before.replace('"', "")
    assert values_of(path) == values
    assert lint(root, "YM006")[1] == []
    assert fix(root, "YM006") == Fixed()


# DT004: names with hyphens


DATA: dict[str, str | bytes] = {
    "data/core-objects.yml": "long-name: 1\nboth-names: 1\nboth_names: 2\nmixed_long-name: 3\nx: [{a-b: 1}]\n",
    "data/connect/api.yml": "base-url: https://api.example.com\n",
    "data/broken-file.yml": "a: [\n",
}
NAMES = [
    pytest.param("{{ site.data.core-objects.x }}", "{{ site.data.core_objects.x }}", id="a file"),
    pytest.param("{{ site.data.core-objects.long-name }}", "{{ site.data.core_objects.long_name }}", id="twice"),
    pytest.param("{{ site.data.core_objects.long-name }}", "{{ site.data.core_objects.long_name }}", id="a key"),
    pytest.param("{{ api.base-url }}", "{{ api.base_url }}", id="an alias"),
    pytest.param("{{ page.own-key }}", "{{ page.own_key }}", id="the page"),
    pytest.param("{{ 1 - 2 }} {{ api.base-url }}", "{{ 1 - 2 }} {{ api.base_url }}", id="not the first on its line"),
    pytest.param("{% if api.base-url %}a{% endif %}", "{% if api.base_url %}a{% endif %}", id="a tag"),
    pytest.param("{% for x in site.data.core-objects.x %}{% endfor %}",
                 "{% for x in site.data.core_objects.x %}{% endfor %}", id="a loop"),
    pytest.param("{{ api.base-url }} é {{ page.own-key }}", "{{ api.base_url }} é {{ page.own_key }}", id="two"),
    pytest.param("{{ site.data.core-objects.nothing }}", "{{ site.data.core_objects.nothing }}",
                 id="as far as it is there"),
    pytest.param("{{ site.data.core - objects.x }}", None, id="with spaces it subtracts"),
    pytest.param("{{ site.data.other-objects.x }}", None, id="there is no such key"),
    pytest.param("{{ nothing-known.x }}", None, id="there is no such name"),
    pytest.param("{{ page.no-such-key }}", None, id="no page has such a key"),
    pytest.param("{{ site.data.core_objects.both-names }}", None, id="two keys that may be meant"),
    pytest.param("{{ site.data.core_objects.mixed_long-name }}", None, id="a key with both signs"),
    pytest.param("{{ site.data.broken-file.x }}", None, id="a file that cannot be read"),
    pytest.param("`{{ api.base-url }}`", "`{{ api.base_url }}`", id="a code span"),
    pytest.param("```\n{{ api.base-url }}\n```", None, id="a fence is literal"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NAMES)
def test_hyphens_are_mended_in_a_body(before: str, after: str | None, tmp_path: Path) -> None:
    head = "---\r\nown-key: 1\r\n---\r\n\r\n# A\r\n\r\n"
    found = mended(tmp_path, "DT004", "docs/a.md", f"{head}{before}\r\n", DATA)
    assert found == f"{head}{before if after is None else after}\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('title: "{{ api.base-url }}"', 'title: "{{ api.base_url }}"', id="double quotes"),
        pytest.param("title: '{{ api.base-url }} it''s'", "title: '{{ api.base_url }} it''s'", id="single quotes"),
        pytest.param('title: "\\u00e9 {{ api.base-url }}"', 'title: "\\u00e9 {{ api.base_url }}"', id="an escape"),
        pytest.param('title: "{{ api.base\\x2durl }}"', 'title: "{{ api.base\\x2durl }}"', id="an escaped hyphen"),
        pytest.param("title: a {{ api.base-url }}", "title: a {{ api.base_url }}", id="plain"),
        pytest.param("title: &t a {{ api.base-url }}\nx: *t", "title: &t a {{ api.base_url }}\nx: *t", id="anchor"),
        pytest.param("title: |\n  a\n  {{ api.base-url }}\n", "title: |\n  a\n  {{ api.base_url }}\n", id="block"),
        pytest.param("title: >-\n  a\n  {{ api.base-url }}", "title: >-\n  a\n  {{ api.base_url }}", id="folded"),
    ],
)
def test_hyphens_are_mended_in_front_matter(before: str, after: str, tmp_path: Path) -> None:
    body = "---\n\n{{ page.title }}\n"
    assert mended(tmp_path, "DT004", "docs/a.md", f"---\n{before}\n{body}", DATA) == f"---\n{after}\n{body}"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("data/a.json", '{"a": "{{ api.base-url }}"}', '{"a": "{{ api.base_url }}"}', id="JSON"),
        pytest.param("data/a.toml", "a = '{{ api.base-url }}'", "a = '{{ api.base_url }}'", id="TOML"),
        pytest.param("templates/a.md", "{{ api.base-url }}", "{{ api.base_url }}", id="a partial"),
    ],
)
def test_hyphens_are_mended_wherever_they_stand(path: str, before: str, after: str, tmp_path: Path) -> None:
    body = '{% include "a.md" %}' if path.endswith(".md") else "{{ site.data.a.a }}"
    assert mended(tmp_path, "DT004", path, before, {**DATA, "docs/a.md": f"# A\n\n{body}\n"}) == after


# LK006: paths


PAGES: dict[str, str | bytes] = {
    "docs/index.md": "# Start\n",
    "docs/b.md": "# B\n",
    "docs/deep/c.md": "# C\n",
    "docs/picture.png": b"",
}
OWN = "https://docs.example.com/v1"
LINKS = [
    pytest.param(f"[b]({OWN}/b/)", "[b](b.md)", "[b](../b.md)", id="page"),
    pytest.param(f"[b]({OWN}/b/#b) x", "[b](b.md#b) x", "[b](../b.md#b) x", id="anchor"),
    pytest.param(f'[b]({OWN}/b/?a=1#b "T")', '[b](b.md?a=1#b "T")', '[b](../b.md?a=1#b "T")', id="query and title"),
    pytest.param(f"[b](<{OWN}/b/>)", "[b](<b.md>)", "[b](<../b.md>)", id="angle brackets"),
    pytest.param(f"[c]({OWN}/deep/c/)", "[c](deep/c.md)", "[c](c.md)", id="folder"),
    pytest.param(f"[s]({OWN}/) [s]({OWN})", "[s](index.md) [s](index.md)", "[s](../index.md) [s](../index.md)",
                 id="start"),
    pytest.param(f"![p]({OWN}/picture.png)", "![p](picture.png)", "![p](../picture.png)", id="image"),
    pytest.param(f"[b]: {OWN}/b/", "[b]: b.md", "[b]: ../b.md", id="definition"),
    pytest.param(f"[x]({OWN}/gone/) [x](https://docs.example.com/v2/b/)", None, None, id="no page of the site"),
    pytest.param(f'<a href="{OWN}/b/">b</a> <{OWN}/b/>', None, None, id="HTML and bare addresses stay"),
    pytest.param(f"`[b]({OWN}/b/)`", None, None, id="code"),
    pytest.param(f"[b]({OWN}/{{{{ page.title }}}}/)", None, None, id="Jinja"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "root", "deep"), LINKS)
def test_absolute_links_become_paths(before: str, root: str | None, deep: str | None, tmp_path: Path) -> None:
    folders = [("docs/a.md", root), ("docs/deep/a.md", deep), ("templates/partials/a.md", root)]
    for path, after in folders:
        files = {**PAGES, "docs/deep/page.md": '# P\n\n{% include "partials/a.md" %}\n', "templates/partials/a.md": ""}
        found = mended(tmp_path, "LK006", path, f"é\r\n\r\n{before}\r\n", files)
        assert found == f"é\r\n\r\n{before if after is None else after}\r\n"
    for path, after in [("docs/deep/d.md", deep), ("data/d.yml", root)]:
        lead, tail = ("---\n", "---\n") if path.endswith(".md") else ("", "")
        found = mended(tmp_path, "LK006", path, f"{lead}x: |\n  é\n  {before}\n{tail}", PAGES)
        assert found == f"{lead}x: |\n  é\n  {before if after is None else after}\n{tail}"


def test_links_lead_to_the_same_page_after_the_mend(tmp_path: Path) -> None:
    page = f"# A\n\n[b]({OWN}/b/#b) {{{{ site.data.d.x }}}}\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, **PAGES, "docs/deep/a.md": page, "data/d.yml": f"x: '[c]({OWN}/deep/c/)'\n"})
    fix(tmp_path, "LK006")
    linted, findings = lint(tmp_path, "LK")
    assert findings == []
    assert '<a href="../../b/#b">b</a> <a href="../c/">c</a>' in linted.pages["docs/deep/a.md"].rendered.html


# All at once


def test_these_are_mended() -> None:
    assert [code for code, rule in RULES.items() if rule.fix is not None] == ["DT004", "LK006", "YM006"]


def test_a_typo_of_a_key_and_an_insecure_link_are_told_and_left(tmp_path: Path) -> None:
    page = "---\ntitel: A\n---\n\n[x](http://harbour.io/)\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, "docs/a.md": page})
    findings = lint(tmp_path, "FM001", "LK005")[1]
    assert [one.code for one in findings] == ["FM001", "LK005"]
    assert fix(tmp_path, "ALL").mended == []
    assert (tmp_path / "docs/a.md").read_text() == page


def test_all_mends_of_one_file_are_done_at_once(tmp_path: Path) -> None:
    page = f'\ufeff---\r\nt: NO\r\nu: "[b]({OWN}/b/) {{{{ api.base-url }}}} é"\r\n---\r\n{{{{ page.u }}}} [b]({OWN}/b/)'
    write(tmp_path, {"mkdocs.yml": CONFIG, **DATA, **PAGES, "docs/a.md": page})
    fixed = fix(tmp_path, "YM006", "DT004", "LK006")
    assert [one.code for one in fixed.mended] == ["YM006", "LK006", "DT004", "LK006"]
    assert (tmp_path / "docs/a.md").read_bytes().decode() == (
        '\ufeff---\r\nt: "NO"\r\nu: "[b](b.md) {{ api.base_url }} é"\r\n---\r\n{{ page.u }} [b](b.md)'
    )
    assert fix(tmp_path, "YM006", "DT004", "LK006") == Fixed()
