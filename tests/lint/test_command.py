"""`foreword lint` as it is run: what it prints where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine import write
from foreword.cli import main

Lint = Callable[..., Result]

CONFIG = "site_name: Harbour\nplugins:\n  - foreword:\n      collections: {api: api/**}\n"
CLEAN: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "---\ntitle: Harbour\n---\n\nRead [the rules](rules.md).\n",
    "docs/rules.md": "# Rules\n\nNone.\n",
    "docs/api/note.yml": "title: A note\n",
}
BROKEN = {
    **CLEAN,
    "docs/index.md": "---\ntitle: Harbour\ndescripton: x\n---\n\nRead [the rules]() and {{ page.nope }}.\n",
    "docs/rules.md": "# Rules\n\n![](berth.png)\n",
}


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lint:
    monkeypatch.chdir(tmp_path)

    def run(files: dict[str, str | bytes], *arguments: str) -> Result:
        write(tmp_path, files)
        return CliRunner().invoke(main, ["lint", *arguments])

    return run


def codes(result: Result) -> list[str]:
    """The codes of a concise report, in order."""
    return [line.split(": ", 1)[1].split()[0] for line in result.stdout.splitlines()]


def test_a_clean_site(lint: Lint) -> None:
    result = lint(CLEAN)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "nothing found\n"


def test_findings_stand_alone_on_standard_output_in_the_order_of_files_and_lines(lint: Lint) -> None:
    result = lint(BROKEN, "--format", "concise")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "docs/index.md:3:1: FM001 the key `descripton` is not known",
        "docs/index.md:6:6: LK001 the link `the rules` has no target",
        "docs/index.md:6:32: DT001 the mapping (`title`, `descripton`, `url`, `path`, `kind`, `id`, ...) has no `nope`",
        "docs/rules.md:3:1: LK007 the image `berth.png` has no alternative text",
        "docs/rules.md:3:5: LK002 the link `berth.png` leads nowhere: there is no `berth.png` in the docs",
    ]
    assert result.stderr == "5 findings: 1 error, 4 warnings\n"


def test_the_full_format_shows_the_place_and_the_mend(lint: Lint) -> None:
    shown = lint(BROKEN, "--select", "FM").stdout
    assert "docs/index.md:3:1: FM001 unknown-key: the key `descripton` is not known" in shown
    assert "3 | descripton: x" in shown
    assert "| ^" in shown
    assert "did you mean `description`?" in shown
    assert "\x1b" not in shown, "colour is for terminals"


def test_selecting_and_ignoring(lint: Lint) -> None:
    assert codes(lint(BROKEN, "--format", "concise", "--select", "LK,FM001")) == ["FM001", "LK001", "LK007", "LK002"]
    assert codes(lint(BROKEN, "--format", "concise", "--select", "LK", "--ignore", "LK007")) == ["LK001", "LK002"]
    assert codes(lint(BROKEN, "--format", "concise", "--ignore", "LK,DT")) == ["FM001"]
    assert codes(lint(BROKEN, "--format", "concise", "--ignore", "LK", "--select", "LK001")) == ["LK001"]


def test_options_in_mkdocs_yml(lint: Lint) -> None:
    options = "      lint: {ignore: [DT001], per-path-ignores: {docs/rules.md: [LK]}}\n"
    assert codes(lint({**BROKEN, "mkdocs.yml": CONFIG + options}, "--format", "concise")) == ["FM001", "LK001"]


def test_a_pattern_may_begin_with_a_slash(lint: Lint) -> None:
    patterns = CONFIG.replace("api/**", "/api/**") + "      lint: {per-path-ignores: {/docs/rules.md: [LK]}}\n"
    result = lint({**BROKEN, "mkdocs.yml": patterns}, "--format", "concise")
    assert codes(result) == ["FM001", "LK001", "DT001"], "the collection is not empty, and docs/rules.md has its way"


def test_paths_leave_out_other_files(lint: Lint) -> None:
    assert codes(lint(BROKEN, "--format", "concise", "docs/rules.md")) == ["LK007", "LK002"]
    assert codes(lint(BROKEN, "--format", "concise", "docs")) == ["FM001", "LK001", "DT001", "LK007", "LK002"]


def test_comments_hide_findings_and_are_told_where_they_hide_none(lint: Lint) -> None:
    page = """\
---
# foreword: ignore[FM001] ours
descripton: x
title: Harbour  # foreword: ignore[FM003]
---

<!-- foreword: ignore[LK001] -->
[the rules]()

```html
<!-- foreword: ignore[LK001] -->
```
"""
    result = lint({**CLEAN, "docs/index.md": page}, "--format", "concise")
    assert result.stdout.splitlines() == ["docs/index.md:4:17: IG001 nothing on this line is `FM003`"]


def test_a_baseline_leaves_the_known_alone_where_lines_have_moved(lint: Lint, tmp_path: Path) -> None:
    assert lint(BROKEN, "--write-baseline", "known.json").exit_code == 0
    moved = {**BROKEN, "docs/rules.md": "# Rules\n\nNew.\n\n![](berth.png)\n\n[]()\n"}
    result = lint(moved, "--format", "concise", "--baseline", "known.json")
    assert codes(result) == ["LK001"]
    assert "5 more in the baseline" in result.stderr
    (tmp_path / "known.json").write_text('{"version": 99}')
    result = lint(moved, "--baseline", "known.json")
    assert result.exit_code == 2
    assert "version 99" in result.stderr
    assert result.stdout == ""


def test_statistics(lint: Lint) -> None:
    shown = lint(BROKEN, "--statistics").stdout
    assert "1  LK001  empty-link" in shown
    assert "docs/index.md" not in shown


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_formats_for_machines_are_whole_where_nothing_is_found(lint: Lint, form: str) -> None:
    result = lint(CLEAN, "--format", form)
    assert result.exit_code == 0
    assert json.loads(result.stdout) is not None


@pytest.mark.parametrize(
    ("files", "arguments", "told"),
    [
        ({}, (), "there is no mkdocs.yml"),
        ({"mkdocs.yml": "a: [\n"}, (), "mkdocs.yml:2:1"),
        ({"mkdocs.yml": "- a\n"}, (), "mkdocs.yml:1:1: the configuration has to be a mapping"),
        (CLEAN, ("--select", "XX"), "there is no rule XX"),
        ({**CLEAN, "mkdocs.yml": CONFIG + "      lint: {foo: 1}\n"}, (), "the option `lint` has no `foo`"),
        ({**CLEAN, "mkdocs.yml": CONFIG + "      lint: {per-path-ignores: {a: [XX9]}}\n"}, (), "there is no rule XX9"),
        (
            {**CLEAN, "mkdocs.yml": CONFIG + "markdown_extensions: [no_such_extension]\n"},
            (),
            "the Markdown extension `no_such_extension` cannot be loaded",
        ),
        (CLEAN, ("--baseline", "nope.json"), "the baseline nope.json cannot be read"),
        ({"mkdocs.yml": "plugins: [{foreword: {data: ../../etc}}]\n"}, (), "`../../etc` is outside of the site"),
        ({"mkdocs.yml": "plugins: [{foreword: {compat: jekil}}]\n"}, (), "mkdocs.yml:1:31: `compat` cannot be `jekil`"),
    ],
)
def test_what_cannot_run(lint: Lint, files: dict[str, str | bytes], arguments: tuple[str, ...], told: str) -> None:
    result = lint(files, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_a_site_with_everything_wrong_gives_each_finding_once_in_one_order(lint: Lint) -> None:
    files: dict[str, str | bytes] = {
        **BROKEN,
        "docs/latin.md": "caf\xe9".encode("latin-1"),
        "docs/twice.md": "---\ntitle: a\ntitle: b\n---\n",
        "docs/broken.md": "---\ntitle: [\n---\n",
        "data/broken.json": "{",
        "data/tabs.yml": "a:\n\tb: 1\n",
        "templates/components/x_y.html.jinja": "{# x_y( #}{% if %}",
    }
    first = lint(files, "--format", "concise")
    again = lint(files, "--format", "concise")
    lines = first.stdout.splitlines()
    assert first.stdout == again.stdout
    assert len(lines) == len(set(lines))
    assert {"YM001", "YM002", "YM005", "TP001", "LK001", "DT001"} <= set(codes(first))


def test_output_that_is_closed_early_ends_quietly(tmp_path: Path) -> None:
    files = {**CLEAN, "docs/many.md": "[]()\n\n" * 5000}
    write(tmp_path, files)
    command = f"{sys.executable} -m foreword.cli lint | head -n 1"
    run = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert len(run.stdout.splitlines()) == 1
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr


def test_windows_line_ends_and_a_byte_order_mark_move_nothing(lint: Lint) -> None:
    plain = lint(BROKEN, "--format", "concise").stdout
    marked = {
        path: b"\xef\xbb\xbf" + str(text).replace("\n", "\r\n").encode() if path.startswith("docs") else text
        for path, text in BROKEN.items()
    }
    assert lint(marked, "--format", "concise").stdout == plain


def test_the_manual_of_a_rule_and_the_list_of_all() -> None:
    assert "CR001" in CliRunner().invoke(main, ["rule", "cr001"]).stdout
    assert (
        CliRunner().invoke(main, ["rule", "shared-prefix"]).stdout == CliRunner().invoke(main, ["rule", "CR001"]).stdout
    )
    assert CliRunner().invoke(main, ["rule", "XX999"]).exit_code == 2
    listed = CliRunner().invoke(main, ["rules"]).stdout
    assert "YM001" in listed
    assert "shared-prefix" in listed


def test_code_is_no_markdown_however_it_is_written(lint: Lint) -> None:
    page = """\
# Code

    indented [a]() ![](x.png)

- In a list:

        deeper [b]()

  [told]()

<pre>
[c]()
</pre>

<!-- <TOKEN> --> `[d]()`
"""
    result = lint({**CLEAN, "docs/index.md": page}, "--format", "concise")
    assert result.stdout == "docs/index.md:9:3: LK001 the link `told` has no target\n"


def test_a_comment_in_a_file_that_cannot_be_read_is_left_alone(lint: Lint) -> None:
    page = "---\ntitle: a: b\nz: 1  # foreword: ignore[LK001] x\n---\n"
    assert codes(lint({**CLEAN, "docs/index.md": page}, "--format", "concise")) == ["YM001"]
