"""Shell: whether code is bash, as bash itself says. Nothing is run: bash reads it with `set -n`, in one process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence

from foreword.lint.languages.lenient import PLACEHOLDER, is_template, line_start, name_of, replaced
from foreword.model.examples import Break

DRIVER = (
    'check() { ( eval "set -n"$\'\\n\'"$1" ) </dev/null; }; '
    'check "exit 9" && while IFS= read -r -d "" code; do check "$code"; printf "\\0%s\\0" "$?"; done'
)
"""Reads codes that end with NUL, and writes for each what bash says of it, and its status.

With `set -n` bash reads what follows and runs none of it. That it does so is tried first, by an `exit`.
"""
SECONDS = 60
PROMPT = re.compile(r"^[ \t]*(?:[$%>❯] |\w+@[\w.-]+[:~])", re.MULTILINE)
OUTPUT = re.compile(r"^(?:[{\[<]|HTTP/)", re.MULTILINE)
TOLD = re.compile(r"line (?P<line>\d+): (?P<reason>(?:syntax error|unexpected EOF)[^\n]*)")
TOKEN = re.compile(r"unexpected token `(?P<token>[^\n]*)'")
QUOTED = re.compile("`(.+)'")
HINT = "close each quote, bracket and block, and put `<` and `&` in quotes"


def shell_breaks(codes: Sequence[str]) -> list[Break | None]:
    """Where each of the codes stops being bash, or None; None for all where there is no bash."""
    asked = [variants(code) for code in codes]
    said = iter(bash_says([variant for several in asked for variant in several]))
    found: list[Break | None] = []
    for code, several in zip(codes, asked, strict=True):
        answers = [next(said, "") for _ in several]
        found.append(break_of(code, answers[0]) if answers and all(answers) else None)
    return found


def variants(code: str) -> list[str]:
    """What of a code has to be bash: one of these. None where it shows a terminal, or is filled in by a template."""
    if PROMPT.search(code) or "\0" in code or is_template(code):
        return []
    filled = replaced(code, PLACEHOLDER, name_of)
    # What a command prints stands below it.
    return [filled, *(filled[: found.start()] for found in list(OUTPUT.finditer(filled))[:3] if found.start())]


def bash_says(codes: Sequence[str]) -> list[str]:
    """What bash says of each code that it cannot read; empty for what it can, and where there is no bash."""
    bash = shutil.which("bash") if os.name == "posix" else None
    if bash is None or not codes:
        return []
    try:
        done = subprocess.run(
            [bash, "--norc", "--noprofile", "-r", "-c", DRIVER],
            input="".join(f"{code}\0" for code in codes).encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": "", "LC_ALL": "C"},
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    parts = done.stdout.decode("utf-8", "replace").split("\0")
    return [said if TOLD.search(said) else "" for said in parts[:-1:2]]


def break_of(code: str, said: str) -> Break | None:
    """The place and the reason of what bash says."""
    told = TOLD.search(said)
    assert told is not None
    # The first line is `set -n`.
    start = min(line_start(code, int(told["line"]) - 1), len(code))
    line = code[start:].partition("\n")[0]
    token = TOKEN.search(told["reason"])
    column = line.find(token["token"]) if token is not None else -1
    if column < 0:
        column = len(line) - len(line.lstrip())
    return Break(start + column, QUOTED.sub(r"`\1`", told["reason"]), HINT)
