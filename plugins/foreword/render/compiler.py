"""The compiler: Jinja's, made to expand texts at each load and to recover at each statement.

It adds three things to the code that Jinja generates. A value that is loaded (a name, `a.b`, `a[b]`) is expanded
where it is a `Text`; see `foreword.render.loads`. A statement that fails leaves a marker and the rest goes on. What can
grow (`~`, comparisons) goes through the environment, which counts it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.compiler import DependencyFinderVisitor, Frame

from foreword.render.loads import LoadGenerator
from foreword.render.parsing import Printing

QUIET_TESTS = frozenset(["defined", "undefined"])
OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


class Generator(LoadGenerator):
    """Code for one template. `statements` holds each statement that can fail, in the order of its number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statements: list[nodes.Node] = []

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module: what the generated code names comes first."""
        self.writeline("from foreword.render.includes import rendered")
        self.writeline("from foreword.source.text import Text")
        super().visit_Template(node, frame)

    # Statements

    def recovering(self, node: nodes.Node, frame: Frame, write: Callable[[], None]) -> None:
        """Write a statement so that what it raises becomes a marker in its place."""
        number, around = len(self.statements), self.number
        self.statements.append(node)
        self.writeline("try:")
        self.indent()
        self.number = number
        write()
        self.number = around
        self.outdent()
        self.writeline("except Exception:")
        self.indent()
        failed = f"environment.caught({self.get_context_ref()}, {number})"
        if isinstance(node, nodes.Assign | nodes.AssignBlock):
            self.assign_failure(node, frame, failed)
        elif frame.require_output_check and (self.has_known_extends or self.extends_so_far):
            self.writeline(failed)
        else:
            indent = getattr(node, "foreword_block", None)
            block = f"environment.markdown_block(str({failed}), {indent!r})"
            self.simple_write(f"str({failed})" if indent is None else block, frame)
        self.outdent()

    def assign_failure(self, node: nodes.Assign | nodes.AssignBlock, frame: Frame, failed: str) -> None:
        """What was to be set holds the failure, which is seen where it is printed."""
        names = [name.name for name in node.target.find_all(nodes.Name)]
        if isinstance(node.target, nodes.Name):
            names = [node.target.name]
        if not names:
            self.writeline(failed)
            return
        targets = [frame.symbols.ref(name) for name in names]
        self.writeline(f"{' = '.join(targets)} = {failed}")
        if frame.toplevel:
            for name, target in zip(names, targets, strict=True):
                self.writeline(f"context.vars[{name!r}] = {target}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Each output is a statement of its own."""
        if frame.require_output_check:
            if self.has_known_extends:
                return
            self.writeline("if parent_template is None:")
            self.indent()
            self.writeline("pass")
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                if child.data:
                    self.simple_write(repr(child.data), frame, child)
            else:
                self.recovering(child, frame, partial(self.write_output, child, frame))
        if frame.require_output_check:
            self.outdent()

    def write_output(self, node: nodes.Expr, frame: Frame) -> None:
        """One expression, printed as HTML or as Markdown."""
        self.start_write(frame, node)
        if frame.eval_ctx.autoescape:
            self.write("environment.html(")
            self.visit(node, frame)
            self.write(")")
        else:
            printing = getattr(node, "foreword_printing", None)
            self.write("environment.markdown(" if printing is None else "environment.markdown_lines(")
            self.visit(node, frame)
            self.write(f", {self.get_context_ref()}, {self.number}{arguments_of(printing)})")
        self.end_write(frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        self.warn_of_shadows(node.target, frame)
        self.recovering(node, frame, lambda: super(Generator, self).visit_For(node, frame))

    def visit_If(self, node: nodes.If, frame: Frame) -> None:
        self.recovering(node, frame, lambda: super(Generator, self).visit_If(node, frame))

    def visit_With(self, node: nodes.With, frame: Frame) -> None:
        self.recovering(node, frame, lambda: super(Generator, self).visit_With(node, frame))

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:
        """A filter block, which prints what its filter gives."""
        node.filter.foreword_is_printed = True  # type: ignore[attr-defined]
        self.recovering(node, frame, lambda: super(Generator, self).visit_FilterBlock(node, frame))

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:
        self.warn_of_shadows(node.target, frame)
        self.recovering(node, frame, lambda: super(Generator, self).visit_Assign(node, frame))

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:
        self.warn_of_shadows(node.target, frame)
        self.recovering(node, frame, lambda: super(Generator, self).visit_AssignBlock(node, frame))

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        """An include; see `foreword.render.includes.rendered` and `jinja2.compiler.CodeGenerator.visit_Include`."""

        def write() -> None:
            self.writeline("yield from " if frame.buffer is None else f"{frame.buffer}.extend(", node)
            self.write(f"rendered(environment, {self.get_context_ref()}, {self.number}, ")
            self.visit(node.template, frame)
            names = self.dump_local_context(frame) if node.with_context else None
            self.write(f", {self.name!r}, {names}, {node.ignore_missing})")
            self.write("" if frame.buffer is None else ")")

        self.recovering(node, frame, write)

    def visit_Import(self, node: nodes.Import, frame: Frame) -> None:
        self.recovering(node, frame, lambda: super(Generator, self).visit_Import(node, frame))

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:
        self.recovering(node, frame, lambda: super(Generator, self).visit_FromImport(node, frame))

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        self.warn_of_shadows(node, frame)
        super().visit_Macro(node, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        """A call block: what it gives is printed like an output that stands alone on its lines."""

        def write() -> None:
            call_frame, macro = self.macro_body(node, frame)
            self.writeline("caller = ")
            self.macro_def(macro, call_frame)
            self.start_write(frame, node)
            printing = getattr(node, "foreword_printing", None) or Printing(is_block=True, end="\n")
            self.write("environment.html(" if frame.eval_ctx.autoescape else "environment.markdown_lines(")
            self.visit_Call(node.call, frame, forward_caller=True)
            place = f", {self.get_context_ref()}, {self.number}{arguments_of(printing)}"
            self.write(")" if frame.eval_ctx.autoescape else f"{place})")
            self.end_write(frame)

        self.recovering(node, frame, write)

    def warn_of_shadows(self, node: nodes.Node, frame: Frame) -> None:
        """Write a diagnostic for each name that hides a component."""
        names = [node.name] if isinstance(node, nodes.Macro | nodes.Name) else []
        names += [name.name for name in node.find_all(nodes.Name) if name.ctx in ("store", "param")]
        for name in dict.fromkeys(names):
            if name in self.environment.components:
                self.writeline(f"environment.shadowed({self.get_context_ref()}, {name!r}, {len(self.statements)})")
                self.statements.append(node)

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:
        """Name the filters and tests; those that there are not are told where they stand: see `visit_Filter`."""
        filters, tests = self.dependencies_in(nodes)
        for kind, names, known, own in (
            ("filters", filters, self.environment.filters, self.filters),
            ("tests", tests, self.environment.tests, self.tests),
        ):
            for name in sorted(names & known.keys()):
                if name not in own:
                    own[name] = self.temporary_identifier()
                self.writeline(f"{own[name]} = environment.{kind}[{name!r}]")

    def dependencies_in(self, nodes: Iterable[nodes.Node]) -> tuple[set[str], set[str]]:
        """The names of the filters and of the tests in nodes."""
        found = DependencyFinderVisitor()
        for node in nodes:
            found.visit(node)
        return found.filters, found.tests

    # Expressions

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        if node.name in QUIET_TESTS:
            with self._filter_test_common(node, frame, False):
                self.unexpanded(node.node, frame)
        elif node.name not in self.environment.tests:
            self.write(f"environment.unknown_test({node.name!r})")
        else:
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        if node.name not in self.environment.filters:
            self.write(f"environment.unknown_filter({node.name!r})")
        elif getattr(node, "foreword_is_printed", False):
            self.write("environment.printed(")
            self.write_filter(node, frame)
            self.write(")")
        else:
            self.write_filter(node, frame)

    def write_filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Write what a filter gives."""
        super().visit_Filter(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call; a component is given the scope of the place, and the number of the statement."""
        extra = {"caller": "caller"} if forward_caller else {}
        if isinstance(node.node, nodes.Name) and node.node.name in self.environment.components:
            self.write(f"environment.call_component({self.place_of(frame)}, ")
        else:
            self.write(f"environment.call({self.get_context_ref()}, ")
            # Context.call looks these up for functions that take the context.
            if frame.loop_frame:
                extra["_loop_vars"] = "_loop_vars"
            if frame.block_frame:
                extra["_block_vars"] = "_block_vars"
        self.unexpanded(node.node, frame)
        self.signature(node, frame, extra)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write(f"environment.concatenated({bool(frame.eval_ctx.autoescape)}, (")
        for child in node.nodes:
            self.visit(child, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        """A comparison: its sides are counted by their size, a short constant with the other side."""
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        signs = ["", *(f" {OPERATORS[operand.op]} " for operand in node.ops)]
        self.write("(")
        for sign, side in zip(signs, sides, strict=True):
            is_counted = len(sides) > 2 or not is_short(side)
            self.write(f"{sign}environment.compared(" if is_counted else sign)
            self.visit(side, frame)
            self.write(")" if is_counted else "")
        self.write(")")


def arguments_of(printing: Printing | None) -> str:
    """The arguments with which the code of an output prints lines, none where it need not."""
    if printing is None:
        return ""
    return "".join(f", {value!r}" for value in dataclasses.astuple(printing))


def is_short(side: nodes.Expr) -> bool:
    """Whether a side of a comparison is a short constant."""
    return isinstance(side, nodes.Const) and len(str(side.value)) < 100
