"""Statements that are interpreted: functions that print what the code of `foreword.compat.compiler` would, but for what
nests more deeply than Python's own compiler takes.

A statement that fails leaves a marker and the rest goes on. Each has the number that the compiler gives it. What Jinja
decides for a frame as a whole, as which value a name has that is set in a branch, is left to the compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import find_undeclared
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import LoopContext
from jinja2.utils import Namespace

from foreword.compat.expressions import Evaluate, Expressions, Frame, LocalScope, NotInterpretedError
from foreword.compat.parsing import dependencies_of
from foreword.compat.stage import SHARED
from foreword.render.includes import rendered

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

Write = Callable[[LocalScope, list[str]], None]
"""What adds what a statement prints to a list."""
LOOP = "loop"
LARGEST_LOOP = 24
"""The nodes of a loop that is not compiled. It may take very many turns, each of which is quicker when it is; so is a
loop in a loop."""
ITSELF = "self"
"""The name of a template for itself."""


class Statements:
    """The functions of the statements of one template that has no name."""

    def __init__(self, environment: CompatEnvironment, tree: nodes.Template) -> None:
        self.environment = environment
        names = {(name.name, name.ctx == "load") for name in tree.find_all(nodes.Name)}
        stored = {name for name, is_load in names if not is_load}
        dependencies = dependencies_of(tree)
        if dependencies is None or (ITSELF, True) in names:
            raise NotInterpretedError
        if not stored.isdisjoint({SHARED, LOOP, *environment.components}):
            raise NotInterpretedError
        self.expressions = Expressions(environment, dependencies, {*stored, LOOP})
        self._count = 0

    def functions(self, body: Sequence[nodes.Node]) -> list[Write]:
        """What prints statements, in their order. Raises NotInterpretedError."""
        found: list[Write] = []
        for node in body:
            if isinstance(node, nodes.Output):
                found += [self._printed(one) for one in node.nodes]
            else:
                make = MAKERS.get(type(node))
                if make is None:
                    raise NotInterpretedError
                found.append(make(self, node, self._numbered()))
        return found

    def _numbered(self) -> int:
        self._count += 1
        return self._count - 1

    def value(self, node: nodes.Node, number: int) -> Evaluate:
        """What gives the value of an expression of a statement. Raises NotInterpretedError."""
        self.expressions.number = number
        return self.expressions.function(node)

    def _inner(self, body: Sequence[nodes.Node]) -> list[Write]:
        """The statements of a block that has names of its own."""
        with self.expressions.within(Frame()):
            return self.functions(body)

    def _branch(self, body: Sequence[nodes.Node]) -> list[Write]:
        """The statements of a branch."""
        with self.expressions.within(replace(self.expressions.frame, is_branch=True)):
            return self.functions(body)

    # Statements

    def _printed(self, node: nodes.Expr) -> Write:
        if isinstance(node, nodes.TemplateData):
            return written(node.data)
        number = self._numbered()
        return printed(self.environment, self.value(node, number), number)

    def _assign(self, node: nodes.Assign, number: int) -> Write:
        return self._assigned(node.target, number, self.value(node.node, number))

    def _assign_block(self, node: nodes.AssignBlock, number: int) -> Write:
        if node.filter is not None:
            raise NotInterpretedError
        body = self._inner(node.body)

        def value(local: LocalScope) -> str:
            parts: list[str] = []
            run(body, local.inner({}), parts)
            return "".join(parts)

        return self._assigned(node.target, number, value)

    def _assigned(self, target: nodes.Expr, number: int, value: Evaluate) -> Write:
        """What gives a name, or a key of `shared`, its value."""
        caught = self.environment.caught
        if isinstance(target, nodes.NSRef) and target.name == SHARED:
            key = target.attr

            def share(local: LocalScope, out: list[str]) -> None:
                try:
                    shared = local.context.resolve_or_missing(SHARED)
                    if not isinstance(shared, Namespace):
                        raise TemplateRuntimeError("cannot assign attribute on non-namespace object")
                    shared[key] = value(local)
                except Exception:
                    caught(local.context, number)

            return share
        frame = self.expressions.frame
        if not isinstance(target, nodes.Name) or frame.is_branch:
            raise NotInterpretedError
        if frame.met.setdefault(target.name, "store") == "load":  # Jinja looks it up where the block begins
            raise NotInterpretedError
        name, is_top = target.name, frame.is_top

        def assign(local: LocalScope, out: list[str]) -> None:
            try:
                found = value(local)
            except Exception:
                found = caught(local.context, number)
            local.names[name] = found
            if is_top:
                local.context.vars[name] = found

        return assign

    def _with(self, node: nodes.With, number: int) -> Write:
        names = [target.name for target in node.targets if isinstance(target, nodes.Name)]
        if len(names) < len(node.targets):
            raise NotInterpretedError
        pairs = [(name, self.value(value, number)) for name, value in zip(names, node.values, strict=True)]
        body, caught = self._inner(node.body), self.environment.caught

        def write(local: LocalScope, out: list[str]) -> None:
            try:
                run(body, local.inner({name: value(local) for name, value in pairs}), out)
            except Exception:
                out.append(str(caught(local.context, number)))

        return write

    def _include(self, node: nodes.Include, number: int) -> Write:
        if not node.with_context:
            raise NotInterpretedError
        environment, name, ignores_missing = self.environment, self.value(node.template, number), node.ignore_missing

        def write(local: LocalScope, out: list[str]) -> None:
            try:
                out.extend(
                    rendered(environment, local.context, number, name(local), None, local.names, ignores_missing)
                )
            except Exception:
                out.append(str(environment.caught(local.context, number)))

        return write

    def _if(self, node: nodes.If, number: int) -> Write:
        branches = [(self.value(one.test, number), self._branch(one.body)) for one in (node, *node.elif_)]
        otherwise, caught = self._branch(node.else_), self.environment.caught

        def write(local: LocalScope, out: list[str]) -> None:
            try:
                for test, body in branches:
                    if test(local):
                        run(body, local, out)
                        break
                else:
                    run(otherwise, local, out)
            except Exception:
                out.append(str(caught(local.context, number)))

        return write

    def _for(self, node: nodes.For, number: int) -> Write:
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.else_ or node.recursive:
            raise NotInterpretedError
        inside = list(islice(node.find_all((nodes.Expr, nodes.Stmt)), LARGEST_LOOP + 1))
        if len(inside) > LARGEST_LOOP or any(isinstance(one, nodes.For) for one in inside):
            raise NotInterpretedError
        items, body, name = self.value(node.iter, number), self._inner(node.body), node.target.name
        environment = self.environment
        has_loop = LOOP in find_undeclared(node.iter_child_nodes(only=("body",)), (LOOP,))

        def write(local: LocalScope, out: list[str]) -> None:
            try:
                if not has_loop:
                    for item in items(local):
                        run(body, local.inner({name: item}), out)
                    return
                for item, loop in LoopContext(items(local), environment.undefined):
                    run(body, local.inner({name: item, LOOP: loop}), out)
            except Exception:
                out.append(str(environment.caught(local.context, number)))

        return write


def run(body: Sequence[Write], local: LocalScope, out: list[str]) -> None:
    """Print statements in their order."""
    for write in body:
        write(local, out)


def written(text: str) -> Write:
    """What prints text as it is."""
    return lambda local, out: out.append(text)


def printed(environment: CompatEnvironment, value: Evaluate, number: int) -> Write:
    """What prints a value in Markdown."""

    def write(local: LocalScope, out: list[str]) -> None:
        try:
            out.append(environment.markdown(value(local), local.context, number))
        except Exception:
            out.append(str(environment.caught(local.context, number)))

    return write


MAKERS: dict[type, Callable[[Statements, Any, int], Write]] = {
    nodes.Assign: Statements._assign,
    nodes.AssignBlock: Statements._assign_block,
    nodes.With: Statements._with,
    nodes.Include: Statements._include,
    nodes.If: Statements._if,
    nodes.For: Statements._for,
}
"""What makes a function of a statement, by its type."""
