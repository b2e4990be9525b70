"""Mends: what `--fix` writes for the rules that have one."""

from __future__ import annotations

from pathlib import Path

from mends import CONFIG, DATA, OWN, PAGES, RULES, fix, lint

from engine import write
from foreword.lint.fix import Fixed


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
