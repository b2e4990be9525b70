"""Each rule by example: `rules/CODE.yml` holds small sites, and what that rule finds in them.

    about     what holds, in a sentence
    files     the site's files by path from its root; a mkdocs.yml among them is taken as it is
    options   the plugin's options, as they stand in mkdocs.yml; `lint` is one of them
    also      codes that are looked for beside the rule's own and IG001
    findings  all that is found, each as `file:line:column: CODE message`; nothing, where it is left out
    hints     what to do about each finding

Only the findings of the rule's own code are told, so that a case holds no more than it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import write
from foreword.lint.config import LintOptions, read_config
from foreword.lint.linter import findings_of, selection_of
from foreword.lint.reading import read_site, render_site
from foreword.lint.rule import all_rules
from foreword.source.diagnostic import CODES, Diagnostic

CASES_OF_RULES = Path(__file__).parent / "rules"
KEYS = {"about", "files", "options", "also", "findings", "hints"}
RULES = all_rules()
EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "abbr", "admonition"]


def golden() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every case of every rule, with the code."""
    for file in sorted(CASES_OF_RULES.glob("*.yml")):
        for case in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader):
            yield file.stem, case


def named(code: str, case: dict[str, Any]) -> str:
    """The name of a case: its code and its sentence."""
    slug = re.sub(r"\W+", "-", case["about"]).strip("-").lower()
    return f"{code}-{slug[:100]}"


CASES = [pytest.param(code, case, id=named(code, case)) for code, case in golden()]


def lint(root: Path, files: dict[str, str | bytes], options: dict[str, Any], codes: list[str]) -> list[Diagnostic]:
    """What is found in a site of these files, of these codes."""
    settings = {"site_name": "Harbour", "markdown_extensions": EXTENSIONS, "plugins": [{"foreword": options}]}
    write(root, {"mkdocs.yml": yaml.safe_dump(settings, sort_keys=False), **files})
    config = read_config(root / "mkdocs.yml")
    linted = read_site(config)
    for _ in render_site(linted):
        pass
    chosen = LintOptions(select=tuple(codes), per_path=config.lint.per_path)
    return findings_of(linted, RULES, selection_of(chosen, RULES))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_golden(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert case.keys() <= KEYS
    assert code in CODES
    found = lint(tmp_path, case["files"], case.get("options", {}), [code, "IG001", *case.get("also", [])])
    assert [f"{one.place}: {one.code} {one.message}" for one in found] == case.get("findings", [])
    if "hints" in case:
        assert [one.hint for one in found] == case["hints"]


def test_every_sentence_stands_once() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_case_that_passes_and_one_that_fails(code: str) -> None:
    cases = [case for own, case in golden() if own == code]
    assert [case for case in cases if not case.get("findings")], f"no case of {code} passes"
    told = [finding for case in cases for finding in case.get("findings", []) if f": {code} " in finding]
    assert told, f"no case of {code} fails"


def test_every_rule_has_a_code() -> None:
    assert RULES.keys() <= CODES.keys()


MANUAL = re.compile(
    r"(?P<wrong>[A-Z`][^\n]+\.)\n\n"
    r"Why it matters: .+?\.\n\n"
    r"Wrong:\n\n(?P<fence>```|````)\S+\n.+?\n(?P=fence)\n\n"
    r"Right:\n\n(?P<other>```|````)\S+\n.+?\n(?P=other)(?:\n\n.+)?",
    re.DOTALL,
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_manual(code: str) -> None:
    assert code in RULES, f"no module of {code} in lint/rules"
    manual = RULES[code].manual
    assert MANUAL.fullmatch(manual), manual
    assert max(map(len, manual.split("\n"))) <= 120


@pytest.mark.parametrize("code", RULES)
def test_every_module_is_named_after_its_code(code: str) -> None:
    from foreword.lint import rules

    stem = f"{code}_{CODES[code].name}".lower().replace("-", "_")
    assert (Path(rules.__path__[0]) / f"{stem}.py").is_file()
