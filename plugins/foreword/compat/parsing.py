"""Parsing: what is changed in the tree of a template that came from Jekyll before it is compiled."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from foreword.compat.chains import Chain, Chains
from foreword.render.parsing import ITERATED
from foreword.render.slots import ANY
from foreword.source.text import printable

LIQUID = "liquid "
"""What stands before the name of a filter or test of Liquid's. An author cannot write a name with a space."""
NAMED = "named"
"""The function that gives the value of a name that is computed, in the scope of its place."""
PASSING_ON = (nodes.Assign, nodes.With, nodes.Pair)
"""Nodes that give names to values."""
WITH_SCOPE = frozenset(["where_exp", "find_exp", "find_index_exp", "group_by_exp", "reject_exp", "has_exp"])
"""Filters that evaluate an expression in the scope of their place."""


@dataclass(frozen=True)
class Dependencies:
    """What the code of a template names: filters, tests, and chains of filters by number."""

    filters: set[str]
    tests: set[str]
    chains: list[Chain]


def prepare(tree: nodes.Template, filters: Container[str], tests: Container[str]) -> nodes.Template:
    """Change the tree of a template in place, and give it back: loops are counted, and filters and tests that Liquid
    has are Liquid's."""
    found = list(tree.find_all(nodes.Node))
    chains = Chains(filters, LIQUID)
    named: set[str] = set()
    asked: set[str] = set()
    for node in found:
        if isinstance(node, nodes.Filter):
            if node.name in WITH_SCOPE:
                node.args.insert(0, nodes.DerivedContextReference(environment=node.environment))
            if LIQUID + node.name in filters:
                node.name = LIQUID + node.name
            chains.meet(node)
            if not chains.has(node):
                named.add(node.name)
        elif isinstance(node, nodes.Test):
            if LIQUID + node.name in tests:
                node.name = LIQUID + node.name
            if not is_truthy(node):
                asked.add(node.name)
        elif isinstance(node, nodes.Call):
            if isinstance(node.node, nodes.Name) and node.node.name == NAMED:
                node.args.insert(0, nodes.DerivedContextReference(environment=node.environment))
        elif isinstance(node, PASSING_ON):
            for value in values_of(node):
                if isinstance(value, nodes.Name | nodes.Getattr | nodes.Getitem):
                    value.foreword_is_passed_on = True  # type: ignore[union-attr]
        elif isinstance(node, nodes.For):
            place = {"lineno": node.iter.lineno, "environment": node.environment}
            node.iter = nodes.Filter(node.iter, ITERATED, [], [], None, None, **place)
            named.add(ITERATED)
        elif isinstance(node, nodes.Import | nodes.FromImport):
            node.with_context = True
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            node.value = printable(ANY.sub("", node.value))
    tree.foreword_dependencies = Dependencies(named, asked, chains.all())  # type: ignore[attr-defined]
    # The compiler looks for blocks, imports and `extends`: a walk for each costs more than what is done here.
    tree.find_all = lambda kinds: (node for node in found if isinstance(node, kinds))  # type: ignore[method-assign,assignment]
    return tree


def dependencies_of(tree: nodes.Template) -> Dependencies | None:
    """What the code of a template names; None for a native one."""
    found: Dependencies | None = getattr(tree, "foreword_dependencies", None)
    return found


def is_truthy(node: nodes.Test) -> bool:
    """Whether a test is Liquid's `truthy`, which is no call of a test."""
    return node.name == LIQUID + "truthy" and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)


def values_of(node: nodes.Node) -> Sequence[nodes.Node]:
    """What a node gives a name to. A text that is only passed on expands where it is used, as Liquid's filter would."""
    if isinstance(node, nodes.Assign):
        return [node.node]
    if isinstance(node, nodes.With):
        return node.values
    assert isinstance(node, nodes.Pair)
    return [node.value]
