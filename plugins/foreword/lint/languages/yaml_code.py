"""YAML: whether code is YAML, be it several documents, a fragment, or front matter with a body below it."""

from __future__ import annotations

import re

import yaml

from foreword.lint.languages.lenient import ELLIPSIS_LINE, blanked, is_template
from foreword.model.examples import Break
from foreword.source.places import NodeLoader

FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:.*?\n)?---[ \t]*\n", re.DOTALL)
OTHERS = ("undefined alias", "duplicate anchor", "nesting depth")
"""What is wrong with a whole file, and may be right in a part of it."""


def yaml_break(code: str) -> Break | None:
    """Where code stops being YAML, or None."""
    found = first_break(code)
    if found is None or is_template(code):
        return None
    front_matter = FRONT_MATTER.match(code)
    if front_matter is not None:
        return first_break(code[: front_matter.end()].rstrip().removesuffix("---"))
    return first_break(blanked(code, ELLIPSIS_LINE))


def first_break(code: str) -> Break | None:
    """The first mistake of the documents in a code."""
    try:
        for _ in yaml.compose_all(code, NodeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "it cannot be read"
        if any(other in f"{problem} {error.context}" for other in OTHERS):
            return None
        return Break(mark.index if mark else 0, problem, "look at the indent, the quotes and the colons here")
    except (yaml.YAMLError, RecursionError, UnicodeError):
        return None
    return None
