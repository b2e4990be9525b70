"""Builds of the migrated site, each in a process of its own: plugins and Markdown leave their state behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from foreword.migrate.verify.failure import VerifyError, last_lines


def build_foreword(folder: Path, site: Path) -> float:
    """Build the site of a folder's mkdocs.yml from nothing; gives the seconds it took. Then it is in the folder `site`,
    with marks around the main content of its pages.

    Raises VerifyError where MkDocs fails, OSError.
    """
    config = config_of(folder)
    with tempfile.TemporaryDirectory(prefix=".foreword-verify-", dir=folder) as cache:  # the project has to have it
        began = time.monotonic()
        build(config, site.with_name(f"{site.name}-unmarked"), cache)
        seconds = time.monotonic() - began
        build(config, site, cache, "--marked")
    return seconds


def build(config: Path, site: Path, cache: str, *options: str) -> None:
    """Build a site by `foreword.mkdocs.verified_build`. Raises VerifyError where MkDocs fails."""
    done = subprocess.run(
        [sys.executable, "-m", "foreword.mkdocs.verified_build", str(config), str(site), cache, *options],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise VerifyError(
            f"MkDocs cannot build the migrated site ({config}). It said:\n{last_lines(output)}\n"
            f"Try `mkdocs build -f {config}`, and mend what it says."
        )


def config_of(folder: Path) -> Path:
    """The mkdocs.yml of a migrated site. Raises VerifyError where there is none."""
    config = folder / "mkdocs.yml"
    if not config.is_file():
        raise VerifyError(f"{folder} has no mkdocs.yml. Verify what `foreword migrate` has written.")
    return config
