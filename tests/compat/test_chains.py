"""A chain of filters gives what its filters give one by one, and costs the same whether it is remembered or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import make_site, render, shown
from foreword.compat.chains import PURE, chained
from foreword.compat.dialect import CompatEnvironment
from foreword.compat.parsing import LIQUID
from foreword.render.budget import Budget
from foreword.render.run import Run
from foreword.source.diagnostic import ContentError
from foreword.source.reading import Reading

FILTERS = st.sampled_from(sorted(PURE))
ARGUMENTS = st.lists(st.text("ab \\&0é", max_size=3) | st.integers(-1, 3), max_size=2).map(tuple)
STEPS = st.lists(st.tuples(FILTERS, ARGUMENTS), min_size=2, max_size=5)
GIVEN = st.text("ab \n<&é") | st.integers() | st.none() | st.lists(st.text("ab"), max_size=3)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> CompatEnvironment:
    """The environment of a site that came from Jekyll, in the middle of a page."""
    files = {"docs/index.md": "# A"}
    found = make_site(tmp_path_factory.mktemp("site"), files, compat="jekyll-liquid-5").environment
    assert isinstance(found, CompatEnvironment)
    found.run = Run("docs/index.md", "docs/", None, Reading())  # type: ignore[arg-type]
    return found


def one_by_one(environment: CompatEnvironment, steps: list[tuple[str, tuple[object, ...]]], given: object) -> object:
    """What the filters give one after another."""
    value = given
    for name, arguments in steps:
        value = environment.filters[LIQUID + name](value, *arguments)
    return value


def outcome(environment: CompatEnvironment, call: object) -> tuple[object, int, int]:
    """The result of a call, or its error, and what is left of the budget."""
    environment.run.budget = budget = Budget()
    try:
        result = call()  # type: ignore[operator]
    except ContentError as error:
        result = str(error)
    return result, budget.steps, budget.characters


@given(steps=STEPS, value=GIVEN)
def test_a_chain_is_its_filters(
    environment: CompatEnvironment, steps: list[tuple[str, tuple[object, ...]]], value: object
) -> None:
    chain = chained(environment, tuple((LIQUID + name, arguments) for name, arguments in steps))
    expected = outcome(environment, lambda: one_by_one(environment, steps, value))
    assert [outcome(environment, lambda: chain(value)) for _ in range(3)] == [expected] * 3


def test_what_is_remembered_uses_up_the_budget(environment: CompatEnvironment) -> None:
    chain = chained(environment, ((LIQUID + "strip", ()), (LIQUID + "upcase", ())))
    environment.run.budget = Budget(steps=5)
    assert (chain(" a"), chain(" a")) == ("A", "A")
    with pytest.raises(ContentError, match="too many steps"):
        chain(" a")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ x | strip | upcase }}", ["strip upcase"]),
        ("{{ x | strip | upcase | markdownify }}", ["strip upcase"]),
        ("{{ x | markdownify | strip | upcase }}", ["strip upcase"]),
        ('{{ x | replace("a", "b") | strip | upcase }}', ["replace strip upcase"]),
        ("{{ x | append(y) | strip | upcase }}", ["strip upcase"]),
        ("{{ x | strip }}{{ y | date | strip }}{{ z | default(1) | strip }}", []),
        ("{% filter strip | upcase %}a{% endfilter %}", []),
        ("{{ (x | strip | upcase) ~ (y | upcase | strip) }}", ["strip upcase", "upcase strip"]),
    ],
)
def test_what_a_chain_is(environment: CompatEnvironment, source: str, expected: list[str]) -> None:
    tree = environment.parse(source)
    chains = tree.foreword_dependencies.chains  # type: ignore[attr-defined]
    assert [" ".join(name.removeprefix(LIQUID) for name, _ in chain) for chain in chains] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% filter strip | split(',') | size %}a,b{% endfilter %}", "2"),
        ("{% filter strip | split(',') | reverse | first %}a,b{% endfilter %}", "b"),
        ("{% filter upcase | split(',') | last %}{% endfilter %}.", "."),
    ],
)
def test_a_filter_block_prints_what_its_chain_gives(tmp_path: Path, source: str, expected: str) -> None:
    assert shown(render(make_site(tmp_path, {"docs/page.md": source}, compat="jekyll"))) == f"<p>{expected}</p>\n"


def test_what_failed_stays_so_where_it_is_asked_whether_it_is_true(tmp_path: Path) -> None:
    source = "{% set a = 1 | nosuch %}[{{ a is truthy }}]{% if a is truthy %}yes{% else %}no{% endif %}"
    assert shown(render(make_site(tmp_path, {"docs/page.md": source}, compat="jekyll"))) == "<p>[[TP006]]no</p>\n"
