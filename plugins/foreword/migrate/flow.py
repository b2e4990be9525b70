"""Flow: which values a name may have at each place of a template, and which of them Jinja would not see there.

Liquid writes every variable into one scope; Jinja's `set` ends with the loop or block around it. A template is
walked in the order in which it runs. At each place a name has the definitions that may have reached it: those of the
template, with the blocks in which they stand, what an include may have written, and none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.names import name_of
from foreword.migrate.tree import names_in, names_written, parts_of
from foreword.migrate.value_flow import nodes_in


class Definition(NamedTuple):
    """Where a name got its value: the blocks around it, and whether the end of one of them was passed since."""

    scope: tuple[int, ...] = ()
    has_escaped: bool = False
    is_own: bool = True


UNSET = Definition(is_own=False)
FOREIGN = Definition(has_escaped=True, is_own=False)
DEEP = 4
"""Loops in loops beyond this are walked once, and all that they set counts as read outside."""

State = dict[str, frozenset[Definition]]


class Effects(NamedTuple):
    """What an include or a text may write, and what it may read without having written it."""

    writes: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()


class Surroundings(NamedTuple):
    """What else runs where a template runs: its includes, and by node of a value (see `value_flow`) what
    the texts there do."""

    include: Callable[[liquid.Include], Effects] = lambda node: Effects()
    texts: Mapping[str, Effects] = {}


@dataclass
class Flow:
    """What is known of one template's names.

    `writes`: set or captured. `free`: read where the template may not have set it (an include may have). `escaped`:
    read where Jinja would not see what was set. `passed`: read by an include where it may be unset. `loops_read`: the
    offsets of the loops whose `forloop` an include reads. `shadowed`: loop variables that an include sets.
    `in_texts`: read by texts that the template names. `texts_write`: written by them.
    """

    writes: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    escaped: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    loops_read: set[int] = field(default_factory=set)
    shadowed: set[str] = field(default_factory=set)
    in_texts: set[str] = field(default_factory=set)
    texts_write: set[str] = field(default_factory=set)


def flow_of(template: Sequence[liquid.Node], around: Surroundings) -> Flow:
    """The flow of a template."""
    writes = names_written(template)
    read = names_in(*(part for node in inside(template) for part in parts_of(node)))
    walk = Walk(around, frozenset(writes), frozenset(writes.union(map(name_of, read), counted(template))))
    walk.body(template, {})
    return walk.flow


def counted(template: Sequence[liquid.Node]) -> set[str]:
    """The names of the counters of a template."""
    return {name_of(node.name) for node in inside(template) if isinstance(node, liquid.Count)}


class Walk:
    """One walk over a template, which writes some names and uses some more."""

    def __init__(self, around: Surroundings, written: frozenset[str], used: frozenset[str]) -> None:
        self.flow = Flow()
        self._around = around
        self._written = written
        self._used = used
        self._scope: tuple[int, ...] = ()
        self._blocks = 0
        self._bound: list[str] = []
        self._loops: list[int] = []

    def body(self, nodes: Sequence[liquid.Node], state: State) -> State:
        """The state behind some nodes."""
        for node in nodes:
            state = self._node(node, state)
        return state

    def _node(self, node: liquid.Node, state: State) -> State:
        match node:
            case liquid.Assign():
                return self._set(node.name, self._read(parts_of(node), state))
            case liquid.Capture():
                return self._set(node.name, self._block(node.body, state))
            case liquid.If():
                return self._if(node, state)
            case liquid.Case():
                return self._case(node, state)
            case liquid.For():
                return self._for(node, state)
            case liquid.TableRow():
                state = self._read(parts_of(node), state)
                return self._loop(node, [node.variable, "tablerowloop"], node.body, state)
            case liquid.Include():
                return self._include(node, state)
            case liquid.Highlight() | liquid.IfChanged():
                return self._block(node.body, state)
            case liquid.Unknown():
                return self._block(node.body or (), state)
            case liquid.Lines():
                return self.body(node.body, state)
            case liquid.Count():
                self._read_name(name_of(node.name), state)
            case _:
                return self._read(parts_of(node), state)
        return state

    def _if(self, node: liquid.If, state: State) -> State:
        ends: list[State] = []
        for branch in node.branches:
            state = self._read([branch.condition], state)
            ends.append(self.body(branch.body, state))
        if all(branch.condition is not None for branch in node.branches):
            ends.append(state)
        return joined(ends)

    def _case(self, node: liquid.Case, state: State) -> State:
        ends = [self._read([node.subject], state)]
        for when in node.whens:
            ends.append(self.body(when.body, self._read(when.values, joined(ends))))
        return joined(ends)

    def _for(self, node: liquid.For, state: State) -> State:
        state = self._read(parts_of(node), state)
        after = self._loop(node, [node.variable, "forloop"], node.body, state)
        return joined([after, self.body(node.otherwise, state)]) if node.otherwise else after

    def _loop(
        self, node: liquid.For | liquid.TableRow, names: list[str], body: Sequence[liquid.Node], state: State
    ) -> State:
        """The state behind a loop, whose end leads to its beginning once more."""
        self._bound += map(name_of, names)
        self._loops.append(node.span.start)
        once = joined([state, self._block(body, state)])
        is_deep = len(self._loops) > DEEP
        if is_deep:
            self.flow.escaped |= names_written(body)
        twice = once if is_deep else self._block(body, once)
        self._loops.pop()
        del self._bound[-len(names) :]
        return joined([once, twice])

    def _block(self, body: Sequence[liquid.Node], state: State) -> State:
        """The state behind a block that has a scope of its own in Jinja."""
        outer = self._scope
        self._blocks += 1
        self._scope = (*outer, self._blocks)
        behind = self.body(body, state)
        depth, self._scope = len(self._scope), outer
        return {name: frozenset(left(one, depth) for one in found) for name, found in behind.items()}

    def _set(self, name: str, state: State) -> State:
        name = name_of(name)
        self.flow.writes.add(name)
        if name in self._bound:
            self.flow.escaped.add(name)
        return {**state, name: frozenset([Definition(self._scope)])}

    def _read(self, parts: Iterable[object], state: State) -> State:
        """The state behind some expressions, whose values may be texts that read and write."""
        parts = list(parts)
        for name in names_in(*parts):
            self._read_name(name_of(name), state)
        for node in nodes_in(*parts) if self._around.texts else ():
            if node in self._around.texts:
                state = self._elsewhere(self._around.texts[node], state)
                self.flow.in_texts |= self._around.texts[node].reads
                self.flow.texts_write |= self._around.texts[node].writes
        return state

    def _read_name(self, name: str, state: State) -> None:
        if name in self._bound:
            return
        for one in state.get(name, (UNSET,)):
            if not one.is_own:
                self.flow.free.add(name)
            elif one.has_escaped or one.scope != self._scope[: len(one.scope)]:
                self.flow.escaped.add(name)

    def _include(self, node: liquid.Include, state: State) -> State:
        state = self._read(parts_of(node), state)
        return state if node.tag == "render" else self._elsewhere(self._around.include(node), state)

    def _elsewhere(self, effects: Effects, state: State) -> State:
        """The state behind what an include or a text reads and writes here."""
        if "forloop" in effects.reads and self._loops:
            self.flow.loops_read.add(self._loops[-1])
        for name in effects.reads & self._written:
            for one in () if name in self._bound else state.get(name, (UNSET,)):
                if not one.is_own:
                    self.flow.passed.add(name)
                elif one.has_escaped:
                    self.flow.escaped.add(name)
        self.flow.shadowed |= effects.writes.intersection(self._bound)
        changed = {name for name in effects.writes & self._used if FOREIGN not in state.get(name, ())}
        if not changed:
            return state
        return {**state, **{name: state.get(name, frozenset([UNSET])) | {FOREIGN} for name in changed}}


def left(one: Definition, depth: int) -> Definition:
    """A definition when the block at `depth` has ended."""
    return one._replace(has_escaped=True) if len(one.scope) >= depth else one


def joined(states: Sequence[State]) -> State:
    """What may hold where several ways meet."""
    names = {name for state in states for name in state}
    unset = frozenset([UNSET])
    return {name: frozenset().union(*(state.get(name, unset) for state in states)) for name in names}
