"""Rules: what the linter looks for beside what a build tells. Each stands in a file of its own in `rules/`."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foreword.source.diagnostic import CODES, Diagnostic, Severity

if TYPE_CHECKING:
    from foreword.lint.fix import Edit
    from foreword.lint.linted import Linted

Check = Callable[["Linted"], Iterable[Diagnostic]]
Fix = Callable[["Linted", Diagnostic], "Edit | None"]


@dataclass(frozen=True)
class Rule:
    """A code with its manual. `check` gives its findings; it is None for a code that reading and rendering tell.

    `on` tells whether it is looked for where nobody selects it. `fix` gives the edit that mends a finding, where that
    can be done without a doubt. `in_builds` tells that a build reports the code beside what the check finds.
    """

    code: str
    manual: str
    check: Check | None = None
    on: bool = True
    fix: Fix | None = None
    in_builds: bool = False

    @property
    def name(self) -> str:
        """The name of the code, as `shared-prefix`."""
        return CODES[self.code].name

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `info`."""
        return CODES[self.code].severity


def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in order.

    A module of `rules/` is named after its code (`cr001_shared_prefix`), its docstring is the manual, its function
    `check` looks for the code; a module without one is the manual of a code that a build tells. `ON = False` in it
    leaves the rule off where nobody selects it; `IN_BUILDS = True` says that a build reports the code as well. A
    function `fix` mends what is found, by a build too.
    """
    from foreword.lint import rules

    found: dict[str, Rule] = {}
    for module in sorted(pkgutil.iter_modules(rules.__path__), key=lambda module: module.name):
        loaded = importlib.import_module(f"{rules.__name__}.{module.name}")
        code = module.name.split("_", 1)[0].upper()
        manual = inspect.cleandoc(loaded.__doc__ or "")
        check, fix = getattr(loaded, "check", None), getattr(loaded, "fix", None)
        in_builds = getattr(loaded, "IN_BUILDS", False)
        found[code] = Rule(code, manual, check, getattr(loaded, "ON", True), fix, in_builds)
    return found
