"""Marked templates: a theme's own, whose loops over the navigation ask a `Walk` which entries to go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, nodes
from jinja2.visitor import NodeTransformer

WALK = "foreword_walk"
"""The attribute of the environment that is the `Walk`."""

NUMBER, MARK = "foreword_number", "foreword_mark"


class LoopMarker(NodeTransformer):
    """Marks the loops of a template that go over the navigation, and those over an entry's children that include one of
    the partials or call the macro `render`: around the loop, and before each entry."""

    def __init__(self, partials: tuple[str, ...], name: str) -> None:
        self.partials = partials
        self.name = name
        self.count = 0
        self.names: set[str] = set()

    def visit_For(self, node: nodes.For) -> nodes.Node | list[nodes.Node]:
        self.generic_visit(node)
        if not (is_over_nav(node.iter) or (is_over_children(node.iter) and self._renders_entries(node))):
            return node
        if node.else_ or node.test or node.recursive or not isinstance(node.target, nodes.Name):
            return node
        own = list(own_nodes(node))
        if sum(is_loop(inner) for inner in own) > sum(is_loop_index(inner) for inner in own):
            return node
        LoopIndex().visit_body(node)
        self.names.update(inner.name for inner in node.find_all(nodes.Name))
        place = f"{self.name}:{self.count}"
        self.count += 1
        target = [nodes.Name(NUMBER, "store"), nodes.Name(MARK, "store"), node.target]
        node.target = nodes.Tuple(target, "store")
        node.iter = asked("entries", node.iter)
        node.body.insert(0, nodes.Output([nodes.Name(MARK, "load")]))
        before = nodes.Output([asked("opened", nodes.Const(place))])
        return [before, node, nodes.Output([asked("closed")])]

    def _renders_entries(self, node: nodes.For) -> bool:
        """Whether the body of a loop gives HTML of entries."""
        for inner in node.find_all((nodes.Include, nodes.Call)):
            if isinstance(inner, nodes.Include):
                if isinstance(inner.template, nodes.Const) and inner.template.value in self.partials:
                    return True
            elif isinstance(inner, nodes.Call) and isinstance(inner.node, nodes.Name) and inner.node.name == "render":
                return True
        return False


class LoopIndex(NodeTransformer):
    """Replaces `loop.index` of a loop by the entry's number, which is the same when others are left out."""

    def visit_body(self, node: nodes.For) -> None:
        """Replace it in the body of a loop, but not in loops within."""
        node.body = [self.visit(child) for child in node.body]

    def visit_For(self, node: nodes.For) -> nodes.Node:
        node.iter = self.visit(node.iter)
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        return nodes.Name(NUMBER, "load") if is_loop_index(node) else self.generic_visit(node)


def own_nodes(node: nodes.For) -> Iterator[nodes.Node]:
    """The nodes in the body of a loop, without those in the bodies of loops within."""
    stack = list(node.body)
    while stack:
        inner = stack.pop()
        yield inner
        stack.extend([inner.iter] if isinstance(inner, nodes.For) else inner.iter_child_nodes())


def is_loop(node: nodes.Node) -> bool:
    """Whether a node is the name `loop`."""
    return isinstance(node, nodes.Name) and node.name == "loop"


def is_loop_index(node: nodes.Node) -> bool:
    """Whether a node is `loop.index`."""
    return isinstance(node, nodes.Getattr) and node.attr == "index" and is_loop(node.node)


def is_over_nav(source: nodes.Node) -> bool:
    """Whether a loop goes over `nav` or `nav.items`."""
    if isinstance(source, nodes.Getattr) and source.attr == "items":
        source = source.node
    return isinstance(source, nodes.Name) and source.name == "nav"


def is_over_children(source: nodes.Node) -> bool:
    """Whether a loop goes over `nav_item.children`."""
    return (
        isinstance(source, nodes.Getattr)
        and source.attr == "children"
        and isinstance(source.node, nodes.Name)
        and source.node.name == "nav_item"
    )


def asked(method: str, *arguments: nodes.Node) -> nodes.Expr:
    """A call of a method of the walk."""
    attribute = nodes.Getattr(nodes.EnvironmentAttribute(WALK), method, "load")
    return nodes.Call(attribute, [*arguments], [], None, None)


class MarkedLoader(BaseLoader):
    """Loads marked templates where there are, and what another loader has otherwise."""

    def __init__(self, loader: BaseLoader, marked: dict[str, CodeType]) -> None:
        self._loader = loader
        self._marked = marked

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template, without marks."""
        return self._loader.get_source(environment, template)

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A template, marked where it is one of those."""
        if name in self._marked:
            return environment.template_class.from_code(environment, self._marked[name], globals or {})
        return super().load(environment, name, globals)
