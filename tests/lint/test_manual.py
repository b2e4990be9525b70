"""The manual: the page of the guide is made of the rules, and is the one that they make now."""

from __future__ import annotations

from pathlib import Path

from foreword.lint.manual import GROUPS, in_terminal, kind, listing, page, why
from foreword.lint.rule import Rule, all_rules
from foreword.source.diagnostic import CODES

REPOSITORY = Path(__file__).parent.parent.parent
MANUAL = "Two credentials begin alike.\n\nWhy it matters: nobody can tell `a`\nfrom `b`.\n\nWrong:"
RULES = {
    "LK002": Rule("LK002", "A link leads nowhere."),
    "CR001": Rule("CR001", MANUAL, lambda linted: ()),
    "CR006": Rule("CR006", "Nothing needs it.", lambda linted: (), on=False),
}


def test_the_page_of_the_guide_is_the_one_that_the_rules_make() -> None:
    """Otherwise run `foreword rules --format markdown > docs/guide/rules.md`."""
    assert (REPOSITORY / "docs/guide/rules.md").read_text("utf-8") == page(all_rules())


def test_every_code_has_a_group() -> None:
    assert {code[:2] for code in CODES} == GROUPS.keys()


def test_the_page_has_a_table_for_each_group_and_a_section_for_each_code() -> None:
    _, _, shown = page(RULES).partition("from the rules themselves.\n\n")
    assert (
        shown
        == """\
## Links {#lk}

| Code | Name | Severity | What is wrong |
| --- | --- | --- | --- |
| [`LK002`](#lk002) | broken-link | warning | A link or an image that leads to nothing in the site |

### LK002 broken-link {#lk002}

*Warning, reported in builds as well*

A link leads nowhere.

## Credentials {#cr}

| Code | Name | Severity | What is wrong |
| --- | --- | --- | --- |
| [`CR001`](#cr001) | shared-prefix | warning | One prefix for two credentials |
| [`CR006`](#cr006) | unused-credential | info | A credential that no endpoint needs |

### CR001 shared-prefix {#cr001}

*Warning, found by `foreword lint`*

Two credentials begin alike.

Why it matters: nobody can tell `a`
from `b`.

Wrong:

### CR006 unused-credential {#cr006}

*Info, found by `foreword lint`, off unless it is selected*

Nothing needs it.
"""
    )


def test_nothing_on_the_page_is_jinja() -> None:
    """The manuals show Jinja, in code spans too."""
    assert page(RULES).startswith("---\ntitle: Rules\njinja: false\n---\n")


def test_the_manual_of_a_rule_in_the_terminal() -> None:
    assert in_terminal(RULES["CR001"]) == f"CR001 shared-prefix\nWarning, found by foreword lint\n\n{MANUAL}\n"


def test_a_line_for_each_rule() -> None:
    assert listing(RULES).splitlines() == [
        "LK002  broken-link        warning  A link or an image that leads to nothing in the site",
        "CR001  shared-prefix      warning  One prefix for two credentials",
        "CR006  unused-credential  info     A credential that no endpoint needs (off)",
    ]


def test_why_a_rule_matters() -> None:
    assert why(MANUAL) == "Nobody can tell a from b."
    assert why("A link leads\nnowhere.") == "A link leads nowhere."


def test_a_rule_that_mends_says_so() -> None:
    assert kind(Rule("LK006", "x", lambda linted: (), fix=lambda linted, finding: None)) == (
        "Warning, found by `foreword lint`, mended by `--fix`"
    )
