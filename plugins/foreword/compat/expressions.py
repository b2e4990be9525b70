"""Expressions that are interpreted: functions that give what the code of `foreword.compat.compiler` would, but for what
Python's own compiler refuses, such as a hundred lists in each other.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.utils import missing

from foreword.compat.compiler import is_step
from foreword.compat.parsing import Dependencies, is_truthy
from foreword.render.compiler import QUIET_TESTS, is_short
from foreword.render.loads import chain_of
from foreword.source.text import Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.compat.dialect import CompatEnvironment
    from foreword.render.sandbox import ScopeFunction

COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


class LocalScope:
    """What a statement sees: the scope of its template, and the names that the statements around it have set."""

    __slots__ = ("context", "names")

    def __init__(self, context: Context, names: dict[str, Any]) -> None:
        self.context = context
        self.names = names

    def inner(self, names: Mapping[str, Any]) -> LocalScope:
        """What the statements in a block see, which has these names too."""
        return LocalScope(self.context, {**self.names, **names})

    def derived(self) -> Context:
        """Both as one scope."""
        return self.context.derived(self.names)

    @property
    def scope(self) -> ScopeFunction | None:
        """What gives the scope, when it is asked for; None where that is its template's."""
        return self.derived if self.names else None


Evaluate = Callable[[LocalScope], Any]
"""What gives the value of an expression."""


class NotInterpretedError(Exception):
    """Something has to be compiled."""


@dataclass(frozen=True)
class Frame:
    """A block that has names of its own, or a branch in one; see `jinja2.compiler.Frame`."""

    met: dict[str, str] = field(default_factory=dict)
    """Whether a name that it sets and that was met in it is at first loaded (`load`) or set (`store`)."""
    is_top: bool = False
    """Whether it is that of the whole template."""
    is_branch: bool = False


class Expressions:
    """The functions of the expressions of one template: those of the statement `number`, in a frame.

    `stored` are the names that some statement of the template sets, `loop` among them.
    """

    def __init__(self, environment: CompatEnvironment, dependencies: Dependencies, stored: Collection[str]) -> None:
        self.environment = environment
        self.stored = stored
        self.frame = Frame(is_top=True)
        self.number = -1
        self._chains = dependencies.chains

    @contextmanager
    def within(self, frame: Frame) -> Iterator[None]:
        """Go through another frame for a while."""
        before, self.frame = self.frame, frame
        try:
            yield
        finally:
            self.frame = before

    def function(self, node: nodes.Node | None) -> Evaluate:
        """What gives the value of an expression. Raises NotInterpretedError."""
        make = MAKERS.get(type(node))
        if make is None:
            raise NotInterpretedError
        return make(self, node)

    def _functions(self, found: list[Any]) -> list[Evaluate]:
        return [self.function(one) for one in found]

    # Values

    def _const(self, node: nodes.Const) -> Evaluate:
        value = node.value
        if isinstance(value, float) and math.isinf(value):
            raise NotInterpretedError  # it has no spelling in Python
        return lambda local: value

    def _list(self, node: nodes.List) -> Evaluate:
        items = self._functions(node.items)
        return lambda local: [item(local) for item in items]

    def _dict(self, node: nodes.Dict) -> Evaluate:
        pairs = [(self.function(pair.key), self.function(pair.value)) for pair in node.items]
        return lambda local: {key(local): value(local) for key, value in pairs}

    def _name(self, node: nodes.Name) -> Evaluate:
        value = self._unexpanded_name(node)
        return value if getattr(node, "foreword_is_passed_on", False) else self._expanded(value)

    def _unexpanded_name(self, node: nodes.Name) -> Evaluate:
        name, named = node.name, self.environment.named
        if name not in self.stored:
            return lambda local: named(local.context, name)
        self.frame.met.setdefault(name, "load")

        def value(local: LocalScope) -> Any:
            found = local.names.get(name, missing)
            return named(local.context, name) if found is missing else found

        return value

    def _expanded(self, value: Evaluate) -> Evaluate:
        """A value; a text is expanded."""
        expand, number = self.environment.expand_here, self.number

        def expanded(local: LocalScope) -> Any:
            found = value(local)
            return expand(found, local.scope, local.context, number) if type(found) is Text else found

        return expanded

    def _unexpanded(self, node: nodes.Expr) -> Evaluate:
        """A value as it is: what `LoadGenerator.unexpanded` writes."""
        if isinstance(node, nodes.Name):
            return self._unexpanded_name(node)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._path(node, is_expanded=False)
        return self.function(node)

    def _lookup(self, node: nodes.Getattr | nodes.Getitem) -> Evaluate:
        return self._path(node, is_expanded=not getattr(node, "foreword_is_passed_on", False))

    def _path(self, node: nodes.Getattr | nodes.Getitem, is_expanded: bool) -> Evaluate:
        """What `LoadGenerator.write_path` writes."""
        first, keys = chain_of(node, is_step)
        if keys:
            number = self.number
            if is_expanded and isinstance(first, nodes.Name) and first.name not in self.stored:
                return looked_up(self.environment, first.name, keys, number)
            look_up = self.environment.quiet_value if is_expanded else self.environment.quiet_reach
            value = self._unexpanded(first)
            return lambda local: look_up(value(local), keys, local.scope, local.context, number)
        key = self.function(node.arg if isinstance(node, nodes.Getitem) else nodes.Const(node.attr))
        item, value = self.environment.quiet_item, self.function(node.node)

        def found(local: LocalScope) -> Any:
            return item(value(local), key(local))

        return self._expanded(found) if is_expanded else found

    # Operators

    def _concat(self, node: nodes.Concat) -> Evaluate:
        return joined(self.environment, self._functions(node.nodes))

    def _compare(self, node: nodes.Compare) -> Evaluate:
        if len(node.ops) > 1:
            raise NotInterpretedError
        operand = node.ops[0]
        compare, left, right = COMPARISONS[operand.op], self._side(node.expr), self._side(operand.expr)
        return lambda local: compare(left(local), right(local))

    def _side(self, node: nodes.Expr) -> Evaluate:
        """A side of a comparison with two sides: what `Generator.visit_Compare` writes."""
        value = self.function(node)
        compared = self.environment.compared
        return value if is_short(node) else lambda local: compared(value(local))

    def _and(self, node: nodes.And) -> Evaluate:
        left, right = self.function(node.left), self.function(node.right)
        return lambda local: left(local) and right(local)

    def _or(self, node: nodes.Or) -> Evaluate:
        left, right = self.function(node.left), self.function(node.right)
        return lambda local: left(local) or right(local)

    def _not(self, node: nodes.Not) -> Evaluate:
        value = self.function(node.node)
        return lambda local: not value(local)

    # Filters and tests

    def _filter(self, node: nodes.Filter) -> Evaluate:
        ends = getattr(node, "foreword_chain", None)
        if ends is not None:
            chain, given = self.environment.chain(self._chains[ends[0]]), self.function(ends[1])
            return lambda local: chain(given(local))
        if node.name not in self.environment.filters:
            unknown, name = self.environment.unknown_filter, node.name
            return lambda local: unknown(name)
        return self._call(node, self.environment.filters[node.name])

    def _test(self, node: nodes.Test) -> Evaluate:
        if is_truthy(node):
            is_true, value = self.environment.is_true, self.function(node.node)
            return lambda local: is_true(value(local))
        if node.name in QUIET_TESTS:
            raise NotInterpretedError
        if node.name not in self.environment.tests:
            unknown, name = self.environment.unknown_test, node.name
            return lambda local: unknown(name)
        return self._call(node, self.environment.tests[node.name])

    def _call(self, node: nodes.Filter | nodes.Test, function: Callable[..., Any]) -> Evaluate:
        """The call of a filter or test; see `jinja2.compiler.CodeGenerator._filter_test_common`."""
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise NotInterpretedError
        values = [self.function(node.node), *self._functions(node.args)]
        named = {str(one.key): self.function(one.value) for one in node.kwargs}
        if len(named) < len(node.kwargs):
            raise NotInterpretedError  # Python refuses an argument that is given twice
        asked = getattr(function, "jinja_pass_arg", None)
        if asked is not None:
            values.insert(0, self._passed(asked.name))
        if named:
            return lambda local: function(
                *[value(local) for value in values], **{name: value(local) for name, value in named.items()}
            )
        return lambda local: function(*[value(local) for value in values])

    def _passed(self, what: str) -> Evaluate:
        """What a filter or test asks for."""
        if what == "environment":
            environment = self.environment
            return lambda local: environment
        return (lambda local: local.context) if what == "context" else (lambda local: local.context.eval_ctx)

    def _derived(self, node: nodes.DerivedContextReference) -> Evaluate:
        return lambda local: local.derived()


def looked_up(environment: CompatEnvironment, name: str, keys: tuple[Any, ...], number: int) -> Evaluate:
    """The value of a name that the template does not set, and of the keys behind it."""
    named, value = environment.named, environment.quiet_value
    return lambda local: value(named(local.context, name), keys, local.scope, local.context, number)


def joined(environment: CompatEnvironment, values: Sequence[Evaluate]) -> Evaluate:
    """Values one behind the other, as they print (`a ~ b`)."""
    concatenated = environment.concatenated
    return lambda local: concatenated(False, tuple([value(local) for value in values]))


MAKERS: dict[type, Callable[[Expressions, Any], Evaluate]] = {
    nodes.Const: Expressions._const,
    nodes.List: Expressions._list,
    nodes.Dict: Expressions._dict,
    nodes.Name: Expressions._name,
    nodes.Getattr: Expressions._lookup,
    nodes.Getitem: Expressions._lookup,
    nodes.Concat: Expressions._concat,
    nodes.Compare: Expressions._compare,
    nodes.And: Expressions._and,
    nodes.Or: Expressions._or,
    nodes.Not: Expressions._not,
    nodes.Filter: Expressions._filter,
    nodes.Test: Expressions._test,
    nodes.DerivedContextReference: Expressions._derived,
}
"""What makes a function of a node, by its type."""
