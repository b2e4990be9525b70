"""Whatever is edited while `mkdocs serve` runs: once it is quiet, a reader sees what a clean build gives."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from cache.edits import EPOCH, FILES, EditedSite, files_of, first_difference

EDITS = int(os.environ.get("FOREWORD_EXAMPLES", "0")) or 12
LIVE_RELOAD = re.compile(rb"<script>\s*var livereload = .*?</script>", re.DOTALL)
PATIENCE = 20
"""Seconds within which the preview has to be quiet."""


class Served:
    """A site that is served by `mkdocs serve`, and what it should show."""

    def __init__(self, root: Path) -> None:
        self.site = EditedSite(root)
        self.site.create()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log = root.with_name("serve.log")
        self.start()

    def start(self) -> None:
        """Start the preview."""
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=self.site.root, stderr=log, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
            )

    def clean(self) -> dict[str, bytes]:
        """What a clean build for a preview gives, by path."""
        folder = self.site.root.with_name("clean")
        config = load_config(
            str(self.site.write_config(cache=False, name="clean.yml")), site_dir=str(folder), site_url=self.url
        )
        with patch.dict(os.environ, {"SOURCE_DATE_EPOCH": EPOCH}):
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=self.url)
        found = files_of(folder)
        shutil.rmtree(folder)
        return {path: content.replace(b"clean.yml", b"mkdocs.yml") for path, content in found.items()}

    def get(self, path: str) -> bytes | None:
        """A file of the site, as a reader gets it; None where there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
                content: bytes = answer.read()
        except urllib.error.HTTPError:
            return None
        except (urllib.error.URLError, ConnectionError):
            return b"no answer"
        return LIVE_RELOAD.sub(b"", content)

    def wrong(self, clean: dict[str, bytes]) -> str:
        """The first file that differs from a clean build's; empty where none does."""
        for path, content in clean.items():
            shown = self.get(path)
            if shown != content and path != "sitemap.xml.gz":
                return f"{path}: {first_difference(shown or b'', content)}"
        return ""

    def settles(self) -> str:
        """What is wrong when the preview should be quiet; empty where nothing is."""
        clean = self.clean()
        until = time.monotonic() + PATIENCE
        while (wrong := self.wrong(clean)) and time.monotonic() < until:
            time.sleep(0.1)
        return wrong

    def stop(self) -> None:
        """Stop the preview."""
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The site of the edits, served."""
    served = Served(tmp_path / "project")
    try:
        assert served.settles() == ""
        yield served
    finally:
        served.stop()


def test_the_reader_sees_what_a_clean_build_gives(served: Served) -> None:
    choose = random.Random(EDITS)
    names = [name for name in FILES if not name.startswith("docs/notes")]
    for number in range(EDITS):
        name = choose.choice(names)
        step = {name: choose.randrange(len(FILES[name]))}
        served.site.edit(step)
        wrong = served.settles()
        assert wrong == "", f"after step {number} {step}: {wrong}\n{served.log.read_text()[-3000:]}"


def test_a_preview_that_begins_with_what_an_earlier_one_has_left(served: Served) -> None:
    served.stop()
    served.start()
    assert served.settles() == ""
    served.site.edit({"docs/guide/plain.md": 1})
    assert served.settles() == ""


def test_two_pages_at_one_address(served: Served) -> None:
    served.site.edit({"docs/guide.md": 1, "docs/guide/index.md": 1})
    assert served.settles() == ""
    served.site.edit({"docs/guide/index.md": 2})
    assert served.settles() == ""
    assert "two pages are at guide/index.html" in served.log.read_text("utf-8")
