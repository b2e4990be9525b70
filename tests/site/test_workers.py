"""Workers: what several processes do together is what one does alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cache.edits import EPOCH, Result, files_of, here, lines_of
from engine import write
from foreword.mkdocs import workers
from foreword.mkdocs.workers import MOST, NUMBER, blocks_of, queue_of, shared

PIPE = 4096
"""The bytes that find room in the smallest pipe that Linux makes."""


@given(length=st.integers(0, 3_000_000), count=st.integers(1, MOST))
def test_each_item_is_in_one_block_and_their_numbers_find_room_in_a_pipe(length: int, count: int) -> None:
    blocks = blocks_of(length, count)
    assert len(blocks) * NUMBER <= PIPE
    at = 0
    for block in blocks:
        assert block.start == at < block.stop
        at = block.stop
    assert at == length


def test_a_queue_gives_each_number_once_and_ends() -> None:
    queue = queue_of(3)
    assert [os.read(queue, NUMBER) for _ in range(5)] == [b"\0\0\0\0", b"\1\0\0\0", b"\2\0\0\0", b"", b""]
    os.close(queue)


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers for whatever there is, however many processors there are."""
    monkeypatch.setattr(workers, "workers_for", lambda count: 2)


@pytest.mark.usefixtures("two_workers")
def test_all_results_come_back_but_those_of_items_that_fail() -> None:
    found = list(shared(range(100), lambda number: 1000 // (number - 50)))
    assert sorted(found) == sorted(1000 // (number - 50) for number in range(100) if number != 50)


@pytest.mark.usefixtures("two_workers")
def test_a_worker_that_is_killed_leaves_its_share_to_the_parent() -> None:
    def work(number: int) -> int:
        if number == 30:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    found = list(shared(range(100), work))
    assert len(found) == len(set(found)) < 100
    assert 30 not in found


# Templates that came from Jekyll are compiled once for all processes

NOTE = '<p class="note">{{ include.text }} {{ page.title | upcase }}</p>\n'
TEMPLATES = {
    "layouts/base.html": "<main>\n{{ content }}\n{% include 'includes/foot.html' %}\n</main>\n",
    "layouts/page.html": "---\nlayout: base\n---\n{{ content }}\n",
    "includes/foot.html": "<p>{{ site.data.site.foot }}</p>\n",
    "includes/note.html": NOTE,
    "includes/broken.html": "<p>{% if page.title %}</p>\n",
    "includes/broken-and-unused.html": "{% nothing %}\n",
}


def jekyll_site(root: Path) -> Path:
    """A migrated site in a folder, with more pages than templates; its mkdocs.yml."""
    pages = {
        f"docs/page-{number}.md": f"---\nlayout: page\ntitle: Page {number}\n---\n# Page {number}\n\n"
        '{% with include = {"text": "So"} %}{% include "includes/note.html" %}{% endwith %}\n'
        for number in range(8)
    }
    broken = {"docs/broken.md": "---\nlayout: page\ntitle: Broken\n---\n# B\n\n{% include 'includes/broken.html' %}\n"}
    data = {"data/site.yml": "foot: At the foot\n"}
    write(root, {**pages, **broken, **data, **{f"templates/{path}": text for path, text in TEMPLATES.items()}})
    plugins: list[Any] = ["search", {"foreword": {"compat": "jekyll"}}]
    settings = {"site_name": "Harbour", "theme": {"name": "mkdocs"}, "plugins": plugins}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return root / "mkdocs.yml"


TOGETHER = """
import atexit
from mkdocs.__main__ import cli
from foreword.mkdocs import ahead, workers
code = ahead.SharedCode()
workers.PAYS, ahead.SharedCode = 2, lambda: code
atexit.register(lambda: print("compiled", len(code.codes)))
cli()
"""
"""`mkdocs`, with workers for a site however small; a process of its own, as one with other threads does not fork."""


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="one processor shares nothing")
def test_pages_are_the_same_by_code_of_another_process(tmp_path: Path) -> None:
    config = jekyll_site(tmp_path)
    alone = here(config, tmp_path / "alone")
    shutil.rmtree(tmp_path / ".cache")
    command = [sys.executable, "-c", TOGETHER, "build", "--strict", "-f", str(config), "-d", str(tmp_path / "together")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "COLUMNS": "9999"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.endswith(f"compiled {len(TEMPLATES) - len(['broken', 'broken-and-unused'])}\n"), done.stderr
    together = Result(files_of(tmp_path / "together"), lines_of(done.stderr), done.returncode == 0)
    assert together.differences(alone) == []
    assert b'<p class="note">So PAGE 3</p>' in together.files["page-3/index.html"]
    assert [line for line in together.told if "broken.html" in line]
    assert not [line for line in together.told if "unused" in line]
