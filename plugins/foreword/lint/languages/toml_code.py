"""TOML: whether code is TOML."""

from __future__ import annotations

import re
import sys

from foreword.lint.languages.lenient import (
    ELLIPSIS_LINE,
    PLACEHOLDER,
    blanked,
    is_template,
    line_start,
    replaced,
    string_of,
)
from foreword.model.examples import Break

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib

VALUE = re.compile(rf"(?<=[=,\[ ])(?:{PLACEHOLDER.pattern})")
POSITION = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def toml_break(code: str) -> Break | None:
    """Where code stops being TOML, or None."""
    found = first_break(code)
    if found is None or is_template(code):
        return None
    return first_break(replaced(blanked(code, ELLIPSIS_LINE), VALUE, string_of))


def first_break(code: str) -> Break | None:
    """The first mistake. That something is given twice is none: docs show one thing in two ways."""
    try:
        tomllib.loads(code)
    except tomllib.TOMLDecodeError as error:
        place = POSITION.search(str(error))
        problem = POSITION.sub("", str(error)).removesuffix(".")
        if problem.startswith("Cannot"):
            return None
        at = len(code.rstrip())
        if place is not None and place["line"]:
            at = line_start(code, int(place["line"])) + int(place["column"]) - 1
        return Break(at, problem[:1].lower() + problem[1:], "look at the quotes, the brackets and the `=` here")
    except (RecursionError, ValueError):
        return None
    return None
