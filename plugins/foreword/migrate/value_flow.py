"""Value flow: which names and keys may hold values of which others, over the whole site.

A node is a key or a name; `key[]` is what a list under it holds. It is asked what may be hollow (`''`, 0, or empty:
true to Liquid, false to Jinja), what may be no list, which texts reach a filter that expands them, and where a text
may be.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.names import name_of
from foreword.migrate.tree import variables_in

UNKNOWN, FULL, TEXT, LIST = "(unknown)", "(full)", "(text)", "(list)"
"""The nodes of values that have no name: of any kind; never hollow; a text with something in it; a list."""

HOLLOW_BY_JEKYLL = frozenset(
    "content excerpt output tags categories pages posts docs documents static_files related_posts html_pages"
    " html_files baseurl index0 rindex0 col0 size".split()
)
SAME = frozenset(
    "upcase downcase capitalize markdownify slugify sort sort_natural reverse uniq date escape"
    " jsonify smartify newline_to_br".split()
)
"""Filters whose result is hollow only where their input is."""
SAME_ELEMENTS = frozenset("sort sort_natural reverse uniq where where_exp compact concat push unshift slice".split())
ONE_ELEMENT = frozenset("first last find find_exp sample pop shift".split())
MAPPINGS = frozenset("group_by group_by_exp".split())


class ValueFlow:
    """The graph, filled with `add_value` and `add_template`."""

    def __init__(self, expanding: Container[str], wanted: Container[str] = ()) -> None:
        self.keys: set[str] = set()
        self.texts: dict[str, set[str]] = {}
        """The strings that hold Liquid, with the keys at which they stand."""
        self.strings: dict[str, set[str]] = {}
        """The values of the keys that are wanted."""
        self._wanted = wanted
        self._expanding = expanding
        self._sources: dict[str, set[str]] = {}
        self._derived: dict[str, set[str]] = {}
        """What a name was made of, by a filter or a capture."""
        self._hollow: set[str] = {UNKNOWN, LIST, *HOLLOW_BY_JEKYLL}
        self._not_lists: set[str] = {UNKNOWN, TEXT, "page", "site", "layout", "include"}
        self._expanded: set[str] = set()
        self._printed: set[str] = set()

    def add_value(self, value: Any, node: str = "") -> None:
        """Add a value of front matter or data."""
        if isinstance(value, Mapping):
            for key, inner in value.items():
                self.keys.add(str(key))
                self.add_value(inner, str(key))
        elif isinstance(value, list):
            for inner in value:
                self.add_value(inner, node + "[]")
        if node in self._wanted:
            self.strings.setdefault(node, set()).add(str(value))
        is_text = isinstance(value, str) and ("{{" in value or "{%" in value)
        if is_text:
            self.texts.setdefault(value, set()).add(node)
        if isinstance(value, str | Mapping):
            self._not_lists.add(node)
        is_hollow = (not value and value is not None and value is not False) or (is_text and not words_around(value))
        if is_hollow and node:
            self._hollow.add(node)

    def add_template(
        self,
        template: liquid.Template,
        reached: Callable[[liquid.Include], Iterable[str]],
        sources: Mapping[str, liquid.Template],
    ) -> None:
        """Add what a template does. `reached` tells which of the `sources` an include may run."""
        for node in inside(template.nodes):
            match node:
                case liquid.Assign():
                    self._set(name_of(node.name), node.value)
                case liquid.Capture():
                    self._capture(node, reached, sources)
                case liquid.Output():
                    self._note_expanded(node.expression)
                    if not any(entry.name in self._expanding for entry in node.expression.filters):
                        self._printed.add(node_of(node.expression.value))
                case liquid.For() | liquid.TableRow():
                    self._link(name_of(node.variable), self._elements(node.iterable))
                    self._derive(name_of(node.variable), nodes_in(node.iterable))
                case liquid.Include():
                    for key, value in node.arguments:
                        self._link(key, node_of(value))
                        self._link(key + "[]", node_of(value) + "[]")
                        self._derive(key, nodes_in(value))
                case _:
                    pass

    def hollow(self) -> frozenset[str]:
        """The names and keys that may hold something hollow."""
        return reachable(self._hollow, turned(self._sources))

    def not_lists(self) -> frozenset[str]:
        """The names and keys that may hold a string or a mapping."""
        return reachable(self._not_lists, turned(self._sources))

    def by_node(self, names: Mapping[str, Iterable[str]], named: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
        """By node, the names that are read (or written) where it is named, for it may hold a text that does.

        `names` has the names that each text reads (or writes), `named` the nodes that it names itself.
        """
        steps = turned(self._derived)
        starts: dict[str, set[str]] = {}
        for text, nodes in self.texts.items():
            for node in named[text]:
                steps.setdefault(node, set()).update(nodes)
            for name in names[text]:
                starts.setdefault(name, {UNKNOWN}).update(nodes)
        found: dict[str, set[str]] = {}
        for name, nodes in starts.items():
            for node in reachable(nodes, steps):
                found.setdefault(node, set()).add(name)
        return found

    def expanded(self) -> frozenset[str]:
        """The names and keys whose values reach a filter that expands texts."""
        return reachable(self._expanded, merged(self._sources, self._derived))

    def printed(self) -> frozenset[str]:
        """The names and keys whose values are printed as they are."""
        return reachable(self._printed, merged(self._sources, self._derived))

    def _link(self, target: str, source: str) -> None:
        self._sources.setdefault(target, set()).add(source)

    def _derive(self, target: str, sources: Iterable[str]) -> None:
        """Note that a name is made of some nodes, or of elements of theirs."""
        for source in sources:
            for depth in ("", "[]"):
                self._derived.setdefault(target + depth, set()).update((source, source + depth, source + depth + "[]"))

    def _elements(self, iterable: liquid.Expression) -> str:
        return node_of(iterable) + "[]" if not isinstance(iterable, liquid.Range) else range_node(iterable)

    def _set(self, name: str, value: liquid.Filtered) -> None:
        self._note_expanded(value)
        node = node_of(value.value)
        elements = node + "[]"
        for entry in value.filters:
            node, elements = self._behind(entry, node, elements)
        self._link(name, node)
        self._link(name + "[]", elements)
        self._derive(name, nodes_in(value))
        if any(entry.name in self._expanding for entry in value.filters):
            self._expanded.add(name)

    def _behind(self, entry: liquid.Filter, node: str, elements: str) -> tuple[str, str]:
        """The nodes of a filter's result and of its elements."""
        if entry.name in self._expanding or entry.name in SAME:
            return node, elements
        if entry.name in ("append", "prepend") and has_words(entry.arguments):
            return TEXT, FULL
        if entry.name in ONE_ELEMENT:
            return elements, elements + "[]"
        if entry.name in MAPPINGS:
            return LIST, TEXT
        if entry.name == "split":
            return LIST, UNKNOWN
        if entry.name == "map" and entry.arguments and isinstance(entry.arguments[0], liquid.Literal):
            return LIST, str(entry.arguments[0].value)
        if entry.name in SAME_ELEMENTS:
            return LIST, elements
        if entry.name == "default" and entry.arguments:
            return node_of(entry.arguments[0]), node_of(entry.arguments[0]) + "[]"
        return UNKNOWN, UNKNOWN

    def _capture(
        self,
        node: liquid.Capture,
        reached: Callable[[liquid.Include], Iterable[str]],
        sources: Mapping[str, liquid.Template],
    ) -> None:
        name = name_of(node.name)
        self._not_lists.add(name)
        is_full = any(isinstance(one, liquid.Data) and one.text and not one.text.isspace() for one in node.body)
        if not is_full:
            self._hollow.add(name)
        printed: list[liquid.Node] = list(inside(node.body))
        for one in list(printed):
            if isinstance(one, liquid.Include):
                printed += [inner for path in reached(one) for inner in inside(sources[path].nodes)]
        for one in printed:
            if isinstance(one, liquid.Output):
                self._derive(name, nodes_in(one.expression))

    def _note_expanded(self, value: liquid.Filtered) -> None:
        """Note what an expanding filter gets."""
        if any(entry.name in self._expanding for entry in value.filters):
            node = node_of(value.value)
            self._expanded.update((node, node + "[]"))


def node_of(expression: liquid.Expression) -> str:
    """The node of an expression: its last key, else its name."""
    match expression:
        case liquid.Literal():
            value = expression.value
            if value in ("", 0) and not isinstance(value, bool):
                return UNKNOWN
            return TEXT if isinstance(value, str) else FULL
        case liquid.Variable(name=name, keys=keys):
            at = len(keys)
            while at and not isinstance(keys[at - 1].value, str):
                at -= 1
            if at < len(keys) and isinstance(name, str):
                return subscripted(name, keys, at)
            if keys and keys[-1].dotted and keys[-1].value in ("first", "last"):
                return node_of(liquid.Variable(expression.span, name, keys[:-1])) + "[]"
            if keys:
                return str(keys[-1].value)
            return name_of(name) if isinstance(name, str) else UNKNOWN
        case _:
            return UNKNOWN


def subscripted(name: str, keys: Sequence[liquid.Key], at: int) -> str:
    """The node of `a.b[c]`: an element where the subscript is a number; a collection of `site[c]`; else unknown."""
    is_number = all(isinstance(key.value, liquid.Literal) and isinstance(key.value.value, int) for key in keys[at:])
    if is_number:
        base = str(keys[at - 1].value) if at else name_of(name)
        return base + "[]" * (len(keys) - at)
    return FULL if name == "site" and at == 0 and len(keys) == 1 else UNKNOWN


def range_node(iterable: liquid.Range) -> str:
    """The node of a range's numbers, which may be 0."""
    first = iterable.first
    return FULL if isinstance(first, liquid.Literal) and isinstance(first.value, int) and first.value > 0 else UNKNOWN


def has_words(arguments: Iterable[liquid.Expression]) -> bool:
    """Whether a string with something in it is among the arguments."""
    return any(isinstance(one, liquid.Literal) and isinstance(one.value, str) and one.value for one in arguments)


def words_around(text: str) -> bool:
    """Whether something stands around the Liquid of a text, so that it never becomes nothing."""
    return not text.lstrip().startswith("{") or not text.rstrip().endswith("}")


def nodes_in(*parts: object) -> set[str]:
    """The nodes that some expressions and filters name; a key that `map` takes is one."""
    found = {node_of(variable) for variable in variables_in(*parts)}
    for part in parts:
        for entry in part.filters if isinstance(part, liquid.Filtered) else ():
            if entry.name == "map" and entry.arguments and isinstance(entry.arguments[0], liquid.Literal):
                found.add(str(entry.arguments[0].value))
    return found


def turned(steps: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The same steps, the other way."""
    found: dict[str, set[str]] = {}
    for start, ends in steps.items():
        for end in ends:
            found.setdefault(end, set()).add(start)
    return found


def merged(first: Mapping[str, set[str]], second: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The steps of both."""
    return {name: first.get(name, set()) | second.get(name, set()) for name in {*first, *second}}


def reachable(start: Iterable[str], steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All nodes that some nodes lead to."""
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += steps.get(node, ())
    return frozenset(reached)
