"""Python: whether code is Python, as far as the Python that looks at it knows."""

from __future__ import annotations

import ast
import re
import warnings

from foreword.lint.languages.lenient import PLACEHOLDER, is_template, line_start, name_of, replaced
from foreword.model.examples import Break

CONSOLE = re.compile(r"^(?:>>> |\.\.\. |In \[\d+\]: |[!%])", re.MULTILINE)
REST = re.compile(r"(?<=[{\[(,])\s*(?:\.\.\.|…)\s*,?(?=\s*[}\])\n])")
NEWER = ("f-string", "except", "type parameter")
"""The beginnings of what an older Python says of the syntax of a newer one."""


def python_break(code: str) -> Break | None:
    """Where code stops being Python, or None."""
    if CONSOLE.search(code):
        return None
    found = first_break(code)
    if found is None or is_template(code):
        return None
    return first_break(replaced(replaced(code, PLACEHOLDER, name_of), REST, lambda length: " " * length))


def first_break(code: str) -> Break | None:
    """The first mistake."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except SyntaxError as error:
        if error.msg.startswith(NEWER):
            return None
        at = line_start(code, error.lineno or 1) + max(0, (error.offset or 1) - 1)
        return Break(min(at, len(code)), error.msg, "mend it, or name the language that it is")
    except (ValueError, RecursionError, MemoryError):
        return None
    return None
