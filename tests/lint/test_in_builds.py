"""`lint: true`: the rules in a build, which tells the same as the command."""

from __future__ import annotations

from conftest import Build

PAGE = """\
# Home

[empty]()

{{ page.nope }}  {# foreword: ignore[DT001] on purpose #}
"""


def test_a_build_tells_what_the_rules_find_and_leaves_out_what_is_ignored(build_site: Build) -> None:
    built = build_site({"index.md": PAGE}, plugins=[{"foreword": {"lint": True}}], strict=True)
    assert built.aborted
    assert [warning.splitlines()[0] for warning in built.warnings] == [
        "foreword: docs/index.md:3:1: LK001 empty-link: the link `empty` has no target"
    ]


def test_options_of_the_linter_alone_do_not_make_a_build_lint(build_site: Build) -> None:
    built = build_site({"index.md": "# Home\n\n[empty]()\n"}, plugins=[{"foreword": {"lint": {"ignore": ["MD"]}}}])
    assert built.warnings == []


def test_a_build_knows_the_options_of_the_linter(build_site: Build) -> None:
    options = {"build": True, "per-path-ignores": {"docs/index.md": ["LK", "DT001"]}}
    built = build_site({"index.md": PAGE}, plugins=[{"foreword": {"lint": options}}], strict=True)
    assert [warning for warning in built.warnings if "IG001" not in warning] == []
