"""Sources: the templates of a site, and which of them an include may run."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import product
from math import prod
from posixpath import dirname, join, normpath

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.tree import names_written
from foreword.migrate.value_flow import node_of

INCLUDES = "_includes/"
ANY = "*"
MOST = 1000
"""How many names are tried for one include; beyond that, any will do."""


class Sources:
    """The templates of a site, and which of them an include may mean."""

    def __init__(
        self, templates: Mapping[str, liquid.Template], values: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self.templates = templates
        self._values = values or {}
        self._names = {path: path.removeprefix(INCLUDES) for path in templates}
        self._has_folder = any(path != name for path, name in self._names.items())
        self._found: dict[str, frozenset[str]] = {}
        self.included = {path: self.run_by(found.nodes, path) for path, found in templates.items()}
        self.closures = {path: self.without(path) for path in templates}
        self.writes = {path: frozenset(names_written(template.nodes)) for path, template in templates.items()}

    def meant(self, path: str, node: liquid.Include) -> frozenset[str]:
        """The paths of the templates that an include in a file may mean."""
        found: set[str] = set()
        for pattern in patterns_of(node, self._values):
            is_relative = node.tag == "include_relative"
            found |= self._matching(normpath(join(dirname(path), pattern)) if is_relative else pattern)
        return frozenset(found)

    def reached(self, path: str, node: liquid.Include) -> frozenset[str]:
        """The templates that an include may run, with those that they include."""
        return frozenset().union(*(self.closures[target] for target in self.meant(path, node)))

    def _matching(self, pattern: str) -> frozenset[str]:
        if ANY not in pattern:
            return frozenset(path for path in (INCLUDES + pattern, pattern) if path in self.templates)
        if pattern not in self._found:
            matches = re.compile(".*".join(map(re.escape, pattern.split(ANY)))).fullmatch
            self._found[pattern] = frozenset(
                path for path, name in self._names.items() if (path != name or not self._has_folder) and matches(name)
            )
        return self._found[pattern]

    def run_by(self, nodes: Sequence[liquid.Node], path: str = "") -> frozenset[str]:
        """The templates that some nodes of a file may include."""
        found: set[str] = set()
        for node in inside(nodes):
            if isinstance(node, liquid.Include):
                found |= self.meant(path, node)
        return frozenset(found)

    def add(self, more: Mapping[str, frozenset[str]]) -> None:
        """Let templates run more than they include themselves."""
        self.included = {path: found | more.get(path, frozenset()) for path, found in self.included.items()}
        self.closures = {path: self.without(path) for path in self.templates}

    def closure_of(self, paths: Collection[str]) -> frozenset[str]:
        """Some templates, and all that they may include."""
        return frozenset().union(*(self.closures[path] for path in paths))

    def without(self, path: str, left_out: str = "") -> frozenset[str]:
        """A template and all that it may include, directly or through others, but for what only `left_out` includes."""
        reached: set[str] = set()
        waiting = [path]
        while waiting:
            at = waiting.pop()
            if at not in reached and at != left_out:
                reached.add(at)
                waiting += self.included[at]
        return frozenset(reached)


def patterns_of(node: liquid.Include, values: Mapping[str, Collection[str]]) -> list[str]:
    """The names that an include may ask for, with `*` for what is not known before it runs. A part that is the value
    of a key is one of the values that the key has anywhere in the site."""
    if isinstance(node.name, liquid.Literal):
        return [str(node.name.value)]
    if isinstance(node.name, liquid.Special | liquid.Range | liquid.Variable):
        return [ANY]
    choices: list[Collection[str]] = []
    for piece in node.name:
        if isinstance(piece, liquid.Data):
            choices.append([piece.text])
        else:
            known = values.get(node_of(piece.expression.value), ()) if is_key_of_value(piece.expression) else ()
            choices.append(known or [ANY])
    if prod(len(choice) for choice in choices) > MOST:
        choices = [choice if len(choice) == 1 else [ANY] for choice in choices]
    return ["".join(parts) for parts in product(*choices)]


def pattern_of(node: liquid.Include) -> str:
    """The name that an include asks for, with `*` for what is not known before it runs."""
    return patterns_of(node, {})[0]


def is_key_of_value(name: liquid.Filtered) -> bool:
    """Whether an expression is a key of front matter or data, and not a parameter of an include."""
    value = name.value
    return not name.filters and isinstance(value, liquid.Variable) and bool(value.keys) and value.name != "include"
