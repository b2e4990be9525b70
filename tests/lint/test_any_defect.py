"""A defect at a random place of a clean site is found there, and nothing else is found."""

from __future__ import annotations

import shutil

import pytest
from defects import DEFECTS, MARK, Defect
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st
from small_sites import SmallSite, small_sites

from foreword.lint.config import LintOptions, read_config
from foreword.lint.linter import findings_of, selection_of
from foreword.lint.reading import read_site, render_site
from foreword.lint.rule import all_rules
from foreword.source.diagnostic import CODES
from foreword.source.text import position

RULES = all_rules()
PHASES = (Phase.explicit, Phase.generate)
"""The first site is the smallest already: looking for a smaller one takes minutes."""
EVERY = selection_of(LintOptions(select=("ALL",)), RULES)


def found_in(site: SmallSite, texts: dict[str, str], factory: pytest.TempPathFactory) -> list[str]:
    """What every rule finds in a site, each as `file:line:column: CODE`."""
    root = factory.getbasetemp() / "any"
    shutil.rmtree(root, ignore_errors=True)
    site.write(root, texts)
    linted = read_site(read_config(root / "mkdocs.yml"))
    for _ in render_site(linted):
        pass
    findings = findings_of(linted, RULES, EVERY)
    note("\n".join(map(str, findings)))
    return [f"{one.place}: {one.code}" for one in findings]


def marked(texts: dict[str, str], code: str) -> tuple[dict[str, str], str]:
    """The texts without the mark, and what has to be found where it stood."""
    path = next(path for path, text in texts.items() if MARK in text)
    line, column = position(texts[path], texts[path].index(MARK))
    return {**texts, path: texts[path].replace(MARK, "")}, f"{path}:{line}:{column}: {code}"


@settings(max_examples=settings.default.max_examples // 5, phases=PHASES)
@given(small_sites())
def test_a_clean_site_is_clean(tmp_path_factory: pytest.TempPathFactory, site: SmallSite) -> None:
    assert found_in(site, site.texts(), tmp_path_factory) == []


@pytest.mark.parametrize("defect", DEFECTS, ids=[f"{one.code} {one.about}" for one in DEFECTS])
@settings(max_examples=settings.default.max_examples // len(DEFECTS) + 1, phases=PHASES)
@given(st.data(), small_sites())
def test_a_defect_is_found_where_it_is(
    tmp_path_factory: pytest.TempPathFactory, defect: Defect, data: st.DataObject, site: SmallSite
) -> None:
    texts, wanted = marked(defect.insert(data.draw, site), defect.code)
    note(texts[wanted.split(":", 1)[0]])
    assert found_in(site, texts, tmp_path_factory) == [wanted]


def test_almost_every_code_is_looked_for() -> None:
    """The others need a site of their own; see `rules/`."""
    others = {"DT002", "DT006", "MD002", "MD003", "TP003", "TP011"}
    assert {defect.code for defect in DEFECTS} == CODES.keys() - others
