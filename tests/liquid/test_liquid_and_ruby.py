"""Liquid itself, with Jekyll's tags, reads every case as the parser does, and thousands that are made of them."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path

import pytest
from as_read import as_read
from liquid_cases import CASES

from foreword.liquid import parse

SCRIPT = Path(__file__).with_name("ruby_tree.rb")
PIECES = [
    *"{}%|:,.'\"[]()-=<>! \n?#@01a",
    " and ",
    " or ",
    "contains",
    "..",
    "{{",
    "}}",
    "{%",
    "%}",
    "é",
    "limit:",
    "-",
]
OURS = re.compile(r"\{%-\s*endraw|comment|liquid\s+liquid|include\w*\s*[\"']|\([^)]*\(")
"""What is read otherwise on purpose: Liquid 5.5's ways with comments and `liquid`, Liquid's own `include`, and a range
in a range, which Ruby refuses or fails to print."""

KEY = re.compile(r"""(?:(?<=([\w?\]-]))|(?<![\w?\]-]))\[('[^']*'|"[^"]*")\]""")


@pytest.fixture(scope="module")
def ruby() -> None:
    """Skips where Jekyll is not installed."""
    try:
        subprocess.run(["ruby", "-e", "require 'jekyll'"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Jekyll is not installed")


def read_by_ruby(sources: list[str]) -> list[tuple[str | None, bool]]:
    """How Liquid reads each source, None where it refuses it, and whether its strict parser did not."""
    done = subprocess.run(
        ["ruby", str(SCRIPT)], input=json.dumps(sources), capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [(reads, is_lax) for reads, is_lax in json.loads(done.stdout)]


def plain(reads: str) -> str:
    """A reading without what Ruby's tree does not keep: that a key was a string in brackets, that an end of a range was
    no name."""
    keyed = KEY.sub(lambda found: "." * bool(found[1]) + found[2][1:-1], reads)
    return keyed.replace("..nil)", "..0)").replace("(nil..", "(0..")


@pytest.mark.usefixtures("ruby")
def test_liquid_reads_each_case_so() -> None:
    read = read_by_ruby([case.source for case in CASES])
    for case, (reads, _) in zip(CASES, read, strict=True):
        is_refused = any(told.startswith("refused") for told in case.told)
        assert (reads is None) == is_refused, case
        if reads is not None:
            assert plain(reads) == plain(case.reads)


@pytest.mark.usefixtures("ruby")
def test_liquid_reads_what_is_made_of_the_cases_so() -> None:
    chance = random.Random(7)
    sources = []
    for _ in range(3000):
        source = list(chance.choice(CASES).source)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(source))
            source[at : at + chance.randint(0, 1)] = chance.choice([*PIECES, ""])
        sources.append("".join(source))
    for source, (reads, is_lax) in zip(sources, read_by_ruby(sources), strict=True):
        template = parse(source)
        kinds = {problem.kind for problem in template.problems}
        if OURS.search(source):
            continue
        assert (reads is None) == ("refused" in kinds), (source, template.problems)
        if reads is not None:
            assert plain(as_read(template.nodes)) == plain(reads), source
            assert not is_lax or "lax" in kinds, source
