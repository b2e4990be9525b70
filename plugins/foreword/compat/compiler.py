"""The compiler of templates that came from Jekyll: a missing value is nil, and `shared` is looked at at each use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.compiler import Frame
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED

from foreword.compat.lexer import is_native
from foreword.compat.parsing import dependencies_of, is_truthy
from foreword.compat.stage import SHARED
from foreword.render.compiler import Generator
from foreword.render.parsing import Printing

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

AS_IT_IS = Printing()


class CompatGenerator(Generator):
    """Code for one template; that of a native one is Foreword's own."""

    environment: CompatEnvironment

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module: the chains of filters are looked up once."""
        self.dependencies = dependencies_of(node)
        for number, chain in enumerate(self.dependencies.chains if self.dependencies is not None else ()):
            self.writeline(f"chain_{number} = environment.chain({chain!r})")
        super().visit_Template(node, frame)

    def dependencies_in(self, nodes: Iterable[nodes.Node]) -> tuple[set[str], set[str]]:
        """See `Generator.dependencies_in`; of the whole template, as they are known from its parsing."""
        return (
            super().dependencies_in(nodes)
            if self.dependencies is None
            else (self.dependencies.filters, self.dependencies.tests)
        )

    def write_filter(self, node: nodes.Filter, frame: Frame) -> None:
        """See `Generator.write_filter`; a chain that ends with it is called with what stands before the chain."""
        number, first = getattr(node, "foreword_chain", (None, None))
        if first is None:
            super().write_filter(node, frame)
        else:
            self.write(f"chain_{number}(")
            self.visit(first, frame)
            self.write(")")

    def enter_frame(self, frame: Frame) -> None:
        """A name that is only read is looked up where it is read: an include may set it in between."""
        if is_native(self.name):
            super().enter_frame(frame)
            return
        loads = frame.symbols.loads
        read = {
            target: load
            for target, load in loads.items()
            if load[0] == VAR_LOAD_RESOLVE and load[1] not in frame.symbols.stores and load[1] != SHARED
        }
        loads.update(dict.fromkeys(read, (VAR_LOAD_UNDEFINED, None)))  # a loop may copy it
        super().enter_frame(frame)
        loads.update(read)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        """A name that is loaded: set in this template, or found by `CompatEnvironment.named`."""
        if node.ctx != "load" or is_native(self.name):
            super().visit_Name(node, frame)
        elif getattr(node, "foreword_is_passed_on", False):  # a text expands where it is used
            self.write_name(node, frame)
        else:
            self.expanded(frame, lambda: self.write_name(node, frame))

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """A test; whether a value is true to Liquid is asked very often."""
        if is_truthy(node):
            self.write("environment.is_true(")
            self.visit(node.node, frame)
            self.write(")")
        else:
            super().visit_Test(node, frame)

    def write_name(self, node: nodes.Name, frame: Frame) -> None:
        """Write the load of a name."""
        reference = frame.symbols.ref(node.name)
        found = f"environment.named({self.get_context_ref()}, {node.name!r})"
        if self.is_parameter(node.name, frame):
            self.write(reference)
        elif self.is_stored(node.name, frame):
            self.write(f"({found} if {reference} is missing else {reference})")
        else:
            self.write(found)

    def is_stored(self, name: str, frame: Frame) -> bool:
        """Whether this template sets a name."""
        return name in frame.symbols.dump_stores()

    def is_parameter(self, name: str, frame: Frame) -> bool:
        """Whether a name is a macro's parameter, which always has a value."""
        reference = frame.symbols.ref(name)
        load = frame.symbols.find_load(reference)
        while load is not None and load[0] == VAR_LOAD_ALIAS and not self.is_stored(name, frame):
            load = frame.symbols.find_load(load[1])
        return load is not None and load[0] == VAR_LOAD_PARAMETER and not self.parameter_is_undeclared(reference)

    def write_path(self, node: nodes.Getattr | nodes.Getitem, frame: Frame, function: str) -> None:
        """See `Generator.write_path`."""
        super().write_path(node, frame, "reach" if getattr(node, "foreword_is_passed_on", False) else function)

    def lookup(self, function: str) -> str:
        """See `Generator.lookup`."""
        return function if is_native(self.name) else f"quiet_{function}"

    def unexpanded(self, node: nodes.Node, frame: Frame) -> None:
        """See `Generator.unexpanded`."""
        if isinstance(node, nodes.Name) and not is_native(self.name):
            self.write_name(node, frame)
        else:
            super().unexpanded(node, frame)

    def is_step(self, node: nodes.Expr) -> bool:
        """See `Generator.is_step`: here `a[b]` looks up as `a.b` does."""
        return super().is_step(node) if is_native(self.name) else is_step(node)

    def write_lookup(self, node: nodes.Getattr | nodes.Getitem, frame: Frame) -> None:
        """Write `a.b` or `a[b]`, which is nil where there is no such key."""
        if is_native(self.name) or (isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)):
            super().write_lookup(node, frame)
            return
        self.write("environment.quiet_item(")
        self.write_key(node, frame)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        """A call block prints what it gives, and no line ends of its own."""
        if not is_native(self.name):
            node.foreword_printing = AS_IT_IS  # type: ignore[attr-defined]
        super().visit_CallBlock(node, frame)


def is_step(node: nodes.Expr) -> bool:
    """Whether a node is a step of a path that is looked up at once: `a.b`, `a["b"]` or `a[0]`."""
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str | int)
    return isinstance(node, nodes.Getattr)
