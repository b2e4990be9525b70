"""Loads: how the code of a template gets the value of a name or a path, each text in it expanded in its place's scope.

Each frame has a function for its scope, which is called for a text only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

if TYPE_CHECKING:
    from foreword.render.environment import Environment


class LoadGenerator(CodeGenerator):
    """The part of the compiler that writes loads."""

    environment: Environment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = -1
        """The number of the statement that is being written."""

    def enter_frame(self, frame: Frame) -> None:
        """The names of a frame, and the function that gives its scope to a text, where it has names of its own."""
        super().enter_frame(frame)
        if frame.symbols.dump_stores():
            name = self.temporary_identifier()
            frame.symbols.foreword_scope = name  # type: ignore[attr-defined]
            self.writeline(f"{name} = lambda: {self.derive_context(frame)}")

    def scope_of(self, frame: Frame) -> str:
        """The name of the function that gives a frame's scope; `None` where that is the context itself."""
        name: str | None = getattr(frame.symbols, "foreword_scope", None)
        assert name is not None or not frame.symbols.dump_stores()
        return str(name)

    def expanded(self, frame: Frame, write: Callable[[], None]) -> None:
        """Write a load so that a text is expanded; the scope is built for a text only."""
        self.write("(_text if (_text := ")
        write()
        self.write(f").__class__ is not Text else environment.expand_here(_text, {self.place_of(frame)}))")

    def place_of(self, frame: Frame) -> str:
        """The arguments that say where a text is expanded."""
        return f"{self.scope_of(frame)}, {self.get_context_ref()}, {self.number}"

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        if node.ctx == "load":
            self.expanded(frame, lambda: super(LoadGenerator, self).visit_Name(node, frame))
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.write_path(node, frame, "value")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        self.write_path(node, frame, "value")

    def write_path(self, node: nodes.Getattr | nodes.Getitem, frame: Frame, function: str) -> None:
        """Write the value of a path, or of its last key: expanded (`value`), or as it is (`reach`)."""
        first, keys = chain_of(node, self.is_step)
        if keys:
            self.write(f"environment.{self.lookup(function)}(")
            self.unexpanded(first, frame)
            self.write(f", {keys!r}, {self.place_of(frame)})")
        elif function == "value":
            self.expanded(frame, lambda: self.write_lookup(node, frame))
        else:
            self.write_lookup(node, frame)

    def lookup(self, function: str) -> str:
        """The name of the environment's method for `value` or `reach`."""
        return function

    def is_step(self, node: nodes.Expr) -> bool:
        """Whether a node is a step of a path that is looked up at once."""
        return isinstance(node, nodes.Getattr)

    def write_lookup(self, node: nodes.Getattr | nodes.Getitem, frame: Frame) -> None:
        """Write one key of an expression that is no path, or a slice, which Python takes itself.

        Jinja's own filters look up with `getattr`, and need the value expanded.
        """
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.attribute(" if isinstance(node, nodes.Getattr) else "environment.item(")
        self.write_key(node, frame)

    def write_key(self, node: nodes.Getattr | nodes.Getitem, frame: Frame) -> None:
        """Write the arguments of a lookup."""
        self.visit(node.node, frame)
        self.write(", ")
        if isinstance(node, nodes.Getattr):
            self.write(repr(node.attr))
        else:
            self.visit(node.arg, frame)
        self.write(")")

    def unexpanded(self, node: nodes.Node, frame: Frame) -> None:
        """Write a load without expanding it, for `is defined` and the function of a call."""
        if isinstance(node, nodes.Name):
            super().visit_Name(node, frame)
        elif isinstance(node, nodes.Getattr | nodes.Getitem):
            self.write_path(node, frame, "reach")
        else:
            self.visit(node, frame)


def chain_of(node: nodes.Expr, is_step: Callable[[nodes.Expr], bool]) -> tuple[nodes.Expr, tuple[Any, ...]]:
    """The first value of a path and the keys behind it; no keys where the node is no step of a path from a value that
    a text may stand for.
    """
    keys: list[Any] = []
    first = node
    while is_step(first):
        assert isinstance(first, nodes.Getattr | nodes.Getitem)
        if not isinstance(first.node, nodes.Name | nodes.Getattr | nodes.Getitem):
            break
        keys.append(first.attr if isinstance(first, nodes.Getattr) else first.arg.as_const())
        first = first.node
    return first, tuple(reversed(keys))
