"""How the tests of `foreword new` run it, and look at what it has written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from foreword.cli import main

FILES = ["data/credentials.yml", "docs/authentication.md", "docs/index.md", "mkdocs.yml"]
COMMAND = [sys.executable, "-c", "from foreword.cli import main; main()"]


def foreword(*arguments: str) -> Result:
    """Run the command. A bug in it fails the test, an exit code does not."""
    result = CliRunner().invoke(main, arguments, prog_name="foreword")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def build(site: Path, builder: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in a site."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", builder, "build", "--strict"]
    return subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)


def files_in(folder: Path) -> list[str]:
    """The paths of all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of change of all files below a folder."""
    return {path: ((folder / path).read_bytes(), (folder / path).stat().st_mtime_ns) for path in files_in(folder)}


def write(path: str, text: str = "") -> Path:
    """Write a file, and the folders around it."""
    location = Path(path)
    location.parent.mkdir(parents=True, exist_ok=True)
    location.write_text(text, "utf-8")
    return location


def refused(*arguments: str) -> str:
    """Run the command, which must end with exit code 1 and change nothing; returns what it says."""
    before = state(Path())
    result = foreword(*arguments)
    assert result.exit_code == 1
    assert state(Path()) == before
    return result.output
