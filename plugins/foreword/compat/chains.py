"""Chains: filters of text one behind the other (`x | strip | upcase`). What a string comes to is remembered.

Templates that came from Jekyll take the same few strings apart in each turn of their loops.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

Chain = tuple[tuple[str, tuple[Any, ...]], ...]
"""The name and the arguments of each filter, the first first."""

PURE = frozenset(
    "append prepend remove remove_first remove_last replace replace_first replace_last upcase downcase capitalize strip"
    " lstrip rstrip squish strip_newlines newline_to_br strip_html truncate truncatewords split join first last size"
    " escape escape_once url_encode slugify xml_escape normalize_whitespace".split()
)
"""Filters whose result depends on nothing but what they are given."""
CONSTANTS = (str, int)
LONGEST = 200
"""Characters of the strings for which a result is remembered, and"""
LARGEST = 10_000
"""what it may cost in characters."""
MOST = 5_000
"""Strings that one chain remembers."""
IMMUTABLE = frozenset([str, int, float, bool, type(None)])


class Chains:
    """The chains of one template, which are numbered as they are met; the outermost filter is met first."""

    def __init__(self, known: Container[str], prefix: str) -> None:
        self._links: list[list[nodes.Filter]] = []
        self._known = known
        self._prefix = prefix
        self._linked: set[nodes.Filter] = set()

    def meet(self, node: nodes.Filter) -> None:
        """Mark a filter with the number of the chain that ends with it, and with what stands before that."""
        if node in self._linked or not isinstance(node.node, nodes.Filter):
            return
        links: list[nodes.Filter] = []
        at: nodes.Expr | None = node
        while isinstance(at, nodes.Filter) and at.node is not None and self._is_pure(at):
            links.append(at)
            at = at.node
        if len(links) > 1:
            self._linked.update(links)
            node.foreword_chain = (len(self._links), at)  # type: ignore[attr-defined]
            self._links.append(links)

    def has(self, node: nodes.Filter) -> bool:
        """Whether a filter is in a chain."""
        return node in self._linked

    def all(self) -> list[Chain]:
        """The chains by number, with their arguments as they are now."""
        return [tuple((self._name(one), tuple(constants_of(one))) for one in reversed(links)) for links in self._links]

    def _name(self, node: nodes.Filter) -> str:
        return self._prefix + node.name.removeprefix(self._prefix)

    def _is_pure(self, node: nodes.Filter) -> bool:
        name = self._name(node)
        is_fixed = len(constants_of(node)) == len(node.args) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        return name.removeprefix(self._prefix) in PURE and name in self._known and is_fixed


def constants_of(node: nodes.Filter) -> list[Any]:
    """The arguments of a filter that are texts or whole numbers."""
    return [one.value for one in node.args if isinstance(one, nodes.Const) and type(one.value) in CONSTANTS]


def chained(environment: CompatEnvironment, chain: Chain) -> Callable[[Any], Any]:
    """What gives the value of a chain for what stands before it. It costs the same where it is remembered."""
    filters = [(environment.filters[name], arguments) for name, arguments in chain]
    remembered: dict[str, tuple[Any, int, int]] = {}

    def call(given: Any) -> Any:
        budget = environment.run.budget
        is_string = type(given) is str
        found = remembered.get(given) if is_string else None
        if found is not None:
            result, steps, characters = found
            budget.step(steps)
            budget.allocate(characters)
            return result
        steps, characters = budget.steps, budget.characters
        result = given
        for function, arguments in filters:
            result = function(result, *arguments)
        if is_string and len(given) <= LONGEST and type(result) in IMMUTABLE and len(remembered) < MOST:
            steps, characters = steps - budget.steps, characters - budget.characters
            if characters <= LARGEST:
                remembered[given] = (result, steps, characters)
        return result

    return call
