"""Jekyll: whether it is there, and a build of a site by it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

from foreword.migrate.verify.failure import VerifyError, last_lines

PLAIN = ["jekyll"]
BACKTRACE = "\tfrom "
"""What Ruby's lines begin with that say where in Jekyll an error came up."""


def jekyll_command(source: Path, given: str | None) -> list[str] | None:
    """The command that runs Jekyll for a site: the one that is given; the site's own by Bundler, where its gems are
    installed; else the `jekyll` of this machine. None where there is none.

    Raises VerifyError for a command that cannot be run.
    """
    if given is not None:
        try:
            command = shlex.split(given)
        except ValueError as error:
            raise VerifyError(f"--jekyll-command: {error}: {given}") from error
        if not command or shutil.which(command[0]) is None:
            raise VerifyError(
                f"--jekyll-command: there is no program `{' '.join(command[:1])}`. Give the command that you build the "
                "site with, up to `jekyll`, as 'bundle exec jekyll'."
            )
        return command
    if (source / "Gemfile").is_file() and shutil.which("bundle") and _has_gems(source):
        return ["bundle", "exec", "jekyll"]
    return PLAIN if shutil.which("jekyll") else None


def _has_gems(source: Path) -> bool:
    """Whether all gems of a site are installed, as its Gemfile says; nothing is installed or written."""
    environment = {**os.environ, "BUNDLE_GEMFILE": str((source / "Gemfile").resolve()), "BUNDLE_FROZEN": "true"}
    done = subprocess.run(["bundle", "check", "--dry-run"], env=environment, capture_output=True, check=False)
    return done.returncode == 0


def build_jekyll(command: list[str], source: Path, site: Path) -> float:
    """Build a site into a folder; gives the seconds it took. Raises VerifyError where Jekyll fails."""
    environment = {"LC_ALL": "C.UTF-8", **os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    if command == PLAIN:
        environment["JEKYLL_NO_BUNDLER_REQUIRE"] = "true"  # else Jekyll asks Bundler for the gems that are not there
    full = [*command, "build", "--source", str(source), "--destination", str(site)]
    began = time.monotonic()
    try:
        done = subprocess.run(
            full, cwd=source, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        raise VerifyError(f"Jekyll cannot be started by `{shlex.join(command)}`: {error.strerror}.") from error
    if done.returncode:
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        output = "\n".join(line for line in lines if not line.startswith(BACKTRACE))
        raise VerifyError(
            f"Jekyll cannot build the site (`{shlex.join(command)} build` ended with {done.returncode}). It said:\n"
            f"{last_lines(output)}\n"
            "Mend this until the site builds as it did before, or say how it is built with --jekyll-command, "
            "as `--jekyll-command 'bundle exec jekyll'`."
        )
    return time.monotonic() - began
