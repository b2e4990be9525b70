"""A build of the migrated site, in a process of its own: plugins and Markdown leave their state behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from foreword.migrate.verify.failure import VerifyError, last_lines


def build_foreword(folder: Path, site: Path) -> float:
    """Build the site of a folder's mkdocs.yml into another; gives the seconds it took.

    Raises VerifyError where MkDocs fails.
    """
    config = config_of(folder)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "foreword.mkdocs.marked_build", str(config), str(site)],
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
    return time.monotonic() - began


def config_of(folder: Path) -> Path:
    """The mkdocs.yml of a migrated site. Raises VerifyError where there is none."""
    config = folder / "mkdocs.yml"
    if not config.is_file():
        raise VerifyError(f"{folder} has no mkdocs.yml. Verify what `foreword migrate` has written.")
    return config
