"""What docs write into code that is no code: placeholders and ellipses, each replaced by as many characters."""

from __future__ import annotations

import re
from collections.abc import Callable

PLACEHOLDER = re.compile(r"<[A-Za-z][\w .:/-]{0,80}>|\{\{[^{}\n]{0,80}\}\}")
ELLIPSIS_LINE = re.compile(r"^[ \t]*(?:\.\.\.|…)[ \t]*$", re.MULTILINE)
TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}")


def is_template(code: str) -> bool:
    """Whether code is filled in by a template first: it holds `{{ ... }}` or `{% ... %}`."""
    return TEMPLATE.search(code) is not None


def blanked(code: str, pattern: re.Pattern[str]) -> str:
    """The code with blanks in place of what a pattern finds; lines stay."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), code)


def replaced(code: str, pattern: re.Pattern[str], fill: Callable[[int], str]) -> str:
    """The code with as many other characters in place of what a pattern finds."""
    return pattern.sub(lambda found: fill(len(found.group())), code)


def name_of(length: int) -> str:
    """A name of a length, which is a word in most languages."""
    return "_" * length


def string_of(length: int) -> str:
    """A string in double quotes of a length of at least two."""
    return '"' + "_" * (length - 2) + '"'


def line_start(code: str, line: int) -> int:
    """The index at which a line (from 1) begins; that of the last one where there are fewer."""
    at = 0
    for _ in range(line - 1):
        found = code.find("\n", at)
        if found < 0:
            break
        at = found + 1
    return at
