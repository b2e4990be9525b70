"""golden-liquid's cases: each is converted, and what its Jinja prints is what Liquid prints."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from engine import make_site, renderer_of
from foreword.compat.blocks import Blocks
from foreword.compat.dialect import CompatEnvironment
from foreword.compat.errors import LiquidError
from foreword.compat.liquid_filters import filters_of
from foreword.compat.parsing import LIQUID
from foreword.compat.services import Services
from foreword.compat.stage import SHARED, Stage
from foreword.liquid import parse
from foreword.migrate.facts import gather
from foreword.migrate.jinja import convert
from foreword.migrate.names import name_of
from foreword.migrate.table import packaged
from foreword.render.run import Run
from foreword.render.slots import FAILURE

CORPUS = Path(os.environ.get("FOREWORD_CORPUS") or Path(__file__).parents[2] / "../shared/corpus").resolve()
FILE = CORPUS / "golden-liquid/golden_liquid.json"
CASES = json.loads(FILE.read_text("utf-8"))["tests"] if FILE.is_file() else []
needs_corpus = pytest.mark.skipif(
    not CASES and os.environ.get("FOREWORD_REQUIRE_CORPUS") != "1", reason=f"no golden-liquid at {CORPUS}"
)
VALID = [case for case in CASES if not case.get("invalid")]
INVALID = [case for case in CASES if case.get("invalid")]
MAIN = "page.html"
TABLE = packaged()

LINE_ENDS = "Jinja reads `\\r\\n` and `\\r` as a line end, and writes `\\n`"
TWICE = "a `when` that two of its values match is shown once: Jinja's `if` has no second time"
OUT_OF_PARTIAL = "Jinja's `break` ends no loop of another template: it is left for a person, and told"
OUT_OF_CALL = "a row of a table is a call in Jinja, which `break` and `continue` cannot leave: told"
MISSES = {
    "output, nested bracketed variable resolving to a string": "Liquid 4 and 5 read `list[settings.zero` as the name",
    "whitespace control, white space control with  carriage return, newline and spaces": LINE_ENDS,
    "whitespace control, white space control with carriage return and spaces": LINE_ENDS,
    "tags, case, evaluate multiple matching blocks": TWICE,
    "tags, case, mix or and comma separated when expression": TWICE,
    "tags, include, break from include": OUT_OF_PARTIAL,
    "tags, include, break from nested include": OUT_OF_PARTIAL,
    "tags, include, name from identifier": "a name without quotes is a file to Jekyll",
    "tags, render, render loops don't add parentloop": "`parentloop` in a partial is the includer's",
    "tags, tablerow, break from a tablerow loop": OUT_OF_CALL,
    "tags, tablerow, break from a tablerow loop inside a for loop": OUT_OF_CALL,
    "tags, tablerow, continue from a tablerow loop": OUT_OF_CALL,
}
"""The valid cases that come out otherwise, and why."""


def converted(case: dict[str, Any]) -> tuple[dict[str, str], bool]:
    """The Jinja sources of a case's templates by name, and whether anything was told."""
    partials = {f"_includes/{name}": source for name, source in case.get("templates", {}).items()}
    sources = {name: parse(source) for name, source in {MAIN: case["template"], **partials}.items()}
    facts = gather(sources, [case.get("data") or {}], TABLE)
    found = {name: convert(template, name, facts, TABLE) for name, template in sources.items()}
    names = {name: name.replace("_includes/", "includes/") for name in sources}
    return {names[name]: one.source for name, one in found.items()}, any(one.findings for one in found.values())


def environment_in(root: Path, partials: dict[str, str]) -> tuple[CompatEnvironment, Run]:
    """An environment of the dialect, with Liquid's newest filters in place of Jekyll's."""
    files: dict[str, str | bytes] = {f"templates/{name}": source for name, source in partials.items()}
    site = make_site(root, {"docs/page.md": "---\ntitle: A page\n---\n", **files}, compat="jekyll-liquid-5")
    environment = site.environment
    assert isinstance(environment, CompatEnvironment)
    environment.filters.update({LIQUID + name: one for name, one in filters_of(5, "liquid", Services()).items()})
    return environment, renderer_of(site)[0].run


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[CompatEnvironment, Run]:
    return environment_in(tmp_path_factory.mktemp("golden"), {})


def printed(source: str, data: Any, environment: CompatEnvironment, run: Run) -> str:
    """What a template prints with some data."""
    stage = Stage({**environment.globals, **data, **{name_of(name): value for name, value in data.items()}})
    environment.begin(run, stage, Blocks())
    template = environment.from_string(source)
    context = template.new_context({**stage.names, SHARED: stage.shared}, shared=True)
    return "".join(template.root_render_func(context))


@pytest.mark.parametrize("case", VALID, ids=lambda case: case["name"])
def test_a_converted_template_prints_what_liquid_prints(
    case: dict[str, Any], plain: tuple[CompatEnvironment, Run], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if case["name"] in MISSES:
        request.applymarker(pytest.mark.xfail(reason=MISSES[case["name"]], strict=True))
    sources, _ = converted(case)
    source = sources.pop(MAIN)
    environment, run = environment_in(tmp_path, sources) if sources else plain
    expected = case.get("results") or [case["result"]]
    assert printed(source, case.get("data") or {}, environment, run) in expected


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case["name"])
def test_an_invalid_template_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    sources, is_told = converted(case)
    if not is_told:
        source = sources.pop(MAIN)
        environment, run = environment_in(tmp_path, sources)
        try:
            found = printed(source, case.get("data") or {}, environment, run)
        except LiquidError:
            found = FAILURE
        assert FAILURE in found


@needs_corpus
def test_the_figure_is_reached() -> None:
    assert len(VALID) == 928
    assert len(VALID) - len(MISSES) >= 900
