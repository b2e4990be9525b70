"""A build that is killed at any moment leaves nothing that the next one falls for."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cache.edits import EPOCH, SLOTS, EditedSite

KILLS = int(os.environ.get("FOREWORD_EXAMPLES", "10"))

BUILD = """
import os, signal, sys

root, left, written = sys.argv[1], int(sys.argv[2]), 0
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")

def watch(event, arguments):
    global written
    opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (opened or event in CHANGES) and str(arguments[0]).startswith(root):
        written += 1
        if written == left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
from mkdocs.__main__ import cli
try:
    cli(["build", "-q", "-f", f"{root}/mkdocs.yml", "-d", f"{root}/site"])
finally:
    print(written)
"""
"""A build that kills itself when it is about to change a file for the n-th time; it prints how often it did."""


def build_until(root: Path, change: int) -> subprocess.CompletedProcess[str]:
    """Build, up to the n-th change of a file."""
    return subprocess.run(
        [sys.executable, "-c", BUILD, str(root), str(change)],
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(("kills", "seed"), [(2, 1), pytest.param(KILLS, 6, marks=pytest.mark.slow)])
def test_a_killed_build_is_mended_by_the_next(tmp_path: Path, kills: int, seed: int) -> None:
    site = EditedSite(tmp_path / "project")
    site.create()
    whole = build_until(site.root, 0)
    changes = int(whole.stdout)
    assert changes > 40
    chance = random.Random(seed)
    names = [name for name in SLOTS if not name.startswith("docs/notes")]  # a file where a folder is: no build ends
    for number in range(kills):
        for name in chance.sample(names, 3):
            site.edit({name: chance.randrange(SLOTS[name])})
        # A build with a cache changes fewer files than the first one did; one that ends before is no kill, but right.
        change = chance.randint(1, changes // (1 + number % 3))
        done = build_until(site.root, change)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        assert site.warm().differences(site.clean()) == [], f"killed at change {change}"


@pytest.mark.parametrize(
    "change", [pytest.param(1, marks=pytest.mark.slow), 20, pytest.param(45, marks=pytest.mark.slow)]
)
def test_a_first_build_that_is_killed_is_mended_too(tmp_path: Path, change: int) -> None:
    site = EditedSite(tmp_path / "project")
    site.create()
    done = build_until(site.root, change)
    assert done.returncode == -signal.SIGKILL
    assert site.warm().differences(site.clean()) == []
