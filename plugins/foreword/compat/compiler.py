"""The compiler of templates that came from Jekyll: a missing value is nil, and `shared` is looked at at each use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.compiler import Frame
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED

from foreword.compat.lexer import is_native
from foreword.compat.stage import SHARED
from foreword.render.compiler import Generator
from foreword.render.parsing import Printing

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

AS_IT_IS = Printing()


class CompatGenerator(Generator):
    """Code for one template; that of a native one is Foreword's own."""

    environment: CompatEnvironment
    _passes_on = False
    """Whether the value that is being written is given to a name as it is: a text expands where it is used."""

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
        else:
            self._passes_on = getattr(node, "foreword_is_passed_on", False)
            self.expanded(frame, lambda: self.write_name(node, frame))

    def write_name(self, node: nodes.Name, frame: Frame) -> None:
        """Write the load of a name."""
        reference = frame.symbols.ref(node.name)
        load = frame.symbols.find_load(reference)
        stored = node.name in frame.symbols.dump_stores()
        while load is not None and load[0] == VAR_LOAD_ALIAS and not stored:
            load = frame.symbols.find_load(load[1])
        found = f"environment.named({self.get_context_ref()}, {node.name!r})"
        if load is not None and load[0] == VAR_LOAD_PARAMETER and not self.parameter_is_undeclared(reference):
            self.write(reference)
        elif stored:
            self.write(f"({found} if {reference} is missing else {reference})")
        else:
            self.write(found)

    def expanded(self, frame: Frame, write: Callable[[], None]) -> None:
        """See `Generator.expanded`."""
        if self._passes_on:
            self._passes_on = False
            write()
        else:
            super().expanded(frame, write)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self._passes_on = getattr(node, "foreword_is_passed_on", False)
        super().visit_Getattr(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self._passes_on = getattr(node, "foreword_is_passed_on", False)
        super().visit_Getitem(node, frame)

    def unexpanded(self, node: nodes.Node, frame: Frame) -> None:
        """See `Generator.unexpanded`."""
        if isinstance(node, nodes.Name) and not is_native(self.name):
            self.write_name(node, frame)
        else:
            super().unexpanded(node, frame)

    def write_getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `a.b`, which is nil where there is no such key."""
        if is_native(self.name):
            super().write_getattr(node, frame)
            return
        self.write("environment.quiet_item(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def write_getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write `a[b]`, which is nil where there is no such key."""
        if is_native(self.name) or isinstance(node.arg, nodes.Slice):
            super().write_getitem(node, frame)
            return
        self.write("environment.quiet_item(")
        self.visit(node.node, frame)
        self.write(", ")
        self.visit(node.arg, frame)
        self.write(")")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        """A call block prints what it gives, and no line ends of its own."""
        if not is_native(self.name):
            node.foreword_printing = AS_IT_IS  # type: ignore[attr-defined]
        super().visit_CallBlock(node, frame)
