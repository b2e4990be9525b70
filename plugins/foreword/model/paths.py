"""The parameters of an endpoint's path: each `{name}` has a parameter, each parameter a `{name}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foreword.model.closest import closest
from foreword.model.flaw import Flaw

PARAMETER = re.compile(r"\{([^{}]*)\}")


def path_flaws(values: dict[Any, Any]) -> Iterator[Flaw]:
    """The parameters that only the path or only the list of parameters has. What a text may hold is not known."""
    path = values.get("path")
    parameters = values.get("parameters")
    listed = parameters.get("path") if isinstance(parameters, dict) else parameters
    if not isinstance(path, str) or not isinstance(listed, list | None):
        return
    named = [
        (number, str(item["name"]))
        for number, item in enumerate(listed or [])
        if isinstance(item, dict) and isinstance(item.get("name"), str | int | float)
    ]
    names = {name for _, name in named}
    in_path = {found.group(1) for found in PARAMETER.finditer(path)}
    if len(named) == len(listed or []):
        yield from without_parameter(path, names, names - in_path)
    for number, name in named:
        if name not in in_path:
            close = closest(name, in_path - names)
            yield Flaw(
                "AP001",
                ("parameters", "path", number, "name"),
                f"the path `{path}` has no `{{{name}}}`",
                f"did you mean `{close}`?" if close else f"write `{{{name}}}` in `path`, or list it under `query`",
            )


def without_parameter(path: str, names: set[str], free: set[str]) -> Iterator[Flaw]:
    """The `{name}`s of a path that no parameter has; `free` are the parameters that the path lacks."""
    told: set[str] = set()
    for found in PARAMETER.finditer(path):
        name = found.group(1)
        if name in names or name in told:
            continue
        told.add(name)
        close = closest(name, free)
        line, column = path.count("\n", 0, found.start()) + 1, found.start() - path.rfind("\n", 0, found.start())
        yield Flaw(
            "AP001",
            ("path",),
            f"no parameter has the name `{name}` that stands in the path",
            f"did you mean `{{{close}}}`?" if close else f"add `- name: {name}` below `path` in `parameters`",
            offset=(line, column),
        )
