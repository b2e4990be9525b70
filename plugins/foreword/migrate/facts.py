"""Facts: what is known of the whole site before anything is converted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from foreword.liquid import nodes as liquid
from foreword.liquid import parse
from foreword.liquid.tree import inside
from foreword.migrate.flow import Effects, Flow, Surroundings, flow_of
from foreword.migrate.kinds import Kind, kind_of_filtered
from foreword.migrate.names import name_of
from foreword.migrate.sources import Sources, is_key_of_value
from foreword.migrate.table import Table, packaged
from foreword.migrate.tree import parts_of, pieces_of
from foreword.migrate.value_flow import UNKNOWN, ValueFlow, node_of, nodes_in

TEXT = ""
"""What stands among the paths of templates for any text of front matter or data."""


@dataclass(frozen=True)
class Facts:
    """What is known of the site's names and keys.

    `shared`: by template, the names that it writes for others. `elsewhere`: the names that some template or text
    shares, or reads without having set them. `unset`: by template, the names that may be nil when it reads them.
    `loops`: by template, the offsets of the loops whose `forloop` is read by what they include, or by texts that they
    name; `loops_in_texts` has those of texts, by the text.
    """

    shared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    unset: Mapping[str, frozenset[str]] = field(default_factory=dict)
    loops: Mapping[str, frozenset[int]] = field(default_factory=dict)
    loops_in_texts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    hollow: frozenset[str] = frozenset()
    not_lists: frozenset[str] = frozenset()
    expanded: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()
    texts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)

    def may_be_hollow(self, key: str) -> bool:
        """Whether a key or a name may hold `''`, 0, or something empty, which are true to Liquid and false to Jinja."""
        return key in self.hollow

    def may_be_no_list(self, key: str) -> bool:
        """Whether a key or a name may hold a string or a mapping, which Jinja goes through in another way."""
        return key in self.not_lists

    def is_expanded(self, text: str) -> bool:
        """Whether Jekyll expands the Liquid in a value of front matter or data: a filter may get it, or at least
        nothing prints it as it is. Where such a filter gets what nobody can know before (`page[key]`), any value may be
        expanded. One that is a key of a mapping as well is compared with it, and keys are not expanded."""
        if text in self.keys:
            return False
        if UNKNOWN in self.expanded:
            return True
        nodes = self.texts.get(text, frozenset())
        return bool(self.expanded) and (not self.expanded.isdisjoint(nodes) or self.printed.isdisjoint(nodes))


def gather(sources: Mapping[str, liquid.Template], values: Iterable[Any], table: Table | None = None) -> Facts:
    """What is known of a site: of its templates by path (pages, layouts, includes), and of the values of its front
    matter and data. Strings with Liquid among the values are read as templates."""
    table = packaged() if table is None else table
    value_flow = ValueFlow(table.expanding, keys_of_names(sources.values()))
    for value in values:
        value_flow.add_value(value)
    site = Sources(sources, value_flow.strings)
    texts = {text: parse(text, blocks=table.blocks, inline=table.inline) for text in sorted(value_flow.texts)}
    for path, template in [*sources.items(), *(("", text) for text in texts.values())]:
        value_flow.add_template(template, partial(site.reached, path), sources)
    named = {text: nodes_in(*all_parts(found.nodes)) for text, found in texts.items()}
    run_by_texts = {text: site.run_by(found.nodes) for text, found in texts.items()}
    add_includes_of_texts(site, value_flow.by_node(run_by_texts, named))
    text_flows = {
        text: flow_of(found.nodes, Surroundings(partial(effects, site, {}, ""))) for text, found in texts.items()
    }
    first = {
        path: flow_of(found.nodes, Surroundings(partial(effects, site, {}, path))) for path, found in sources.items()
    }
    reads = {path: flow.free for path, flow in first.items()}
    done_by_texts = {
        text: Effects(
            frozenset(flow.writes.union(*(site.writes[one] for one in site.closure_of(run_by_texts[text])))),
            frozenset(flow.free.union(*(reads[one] for one in site.closure_of(run_by_texts[text])))),
        )
        for text, flow in text_flows.items()
    }
    around = where_texts(value_flow, done_by_texts, named)
    flows = {
        path: flow_of(found.nodes, Surroundings(partial(effects, site, reads, path), around))
        for path, found in sources.items()
    }
    shared = shared_names(site, flows)
    return Facts(
        shared=shared,
        elsewhere=frozenset[str]().union(
            *shared.values(), *(flow.free for flow in (*flows.values(), *text_flows.values()))
        ),
        unset={
            path: frozenset(flow.free | flow.escaped | flow.texts_write | (value_flow.keys & {"size"}))
            for path, flow in flows.items()
        },
        loops={path: frozenset(flow.loops_read) for path, flow in flows.items()},
        loops_in_texts={
            text: frozenset(flow_of(found.nodes, Surroundings(partial(effects, site, reads, ""), around)).loops_read)
            for text, found in texts.items()
            if any(isinstance(node, liquid.For | liquid.TableRow) for node in inside(found.nodes))
        },
        keys=frozenset(value_flow.keys),
        hollow=value_flow.hollow(),
        not_lists=value_flow.not_lists(),
        expanded=value_flow.expanded(),
        printed=value_flow.printed(),
        texts={text: frozenset(nodes) for text, nodes in value_flow.texts.items()},
        kinds=kinds_in([*sources.values(), *texts.values()]),
    )


def where_texts(
    value_flow: ValueFlow, done: Mapping[str, Effects], named: Mapping[str, Iterable[str]]
) -> dict[str, Effects]:
    """By node, what the texts that may be there read and write."""
    reads = value_flow.by_node({text: one.reads for text, one in done.items()}, named)
    writes = value_flow.by_node({text: one.writes for text, one in done.items()}, named)
    return {
        node: Effects(frozenset(writes.get(node, ())), frozenset(reads.get(node, ()))) for node in {*reads, *writes}
    }


def add_includes_of_texts(site: Sources, by_node: Mapping[str, Iterable[str]]) -> None:
    """Let each template run what the texts that it names include."""
    more = {
        path: frozenset(one for node in nodes_in(*all_parts(found.nodes)) for one in by_node.get(node, ()))
        for path, found in site.templates.items()
    }
    site.add(more)


def effects(site: Sources, reads: Mapping[str, set[str]], path: str, node: liquid.Include) -> Effects:
    """What an include in a file does. `reads` has the names that each template reads without having set them."""
    reached = site.reached(path, node)
    return Effects(
        frozenset[str]().union(*(site.writes[one] for one in reached)),
        frozenset[str]().union(*(reads.get(one, ()) for one in reached)),
    )


def shared_names(site: Sources, flows: Mapping[str, Flow]) -> dict[str, frozenset[str]]:
    """By template, the names that it must write into `shared`, for others read them or Jinja's scopes end too early."""
    shared = {path: flow.writes & flow.escaped for path, flow in flows.items()}
    for path, flow in flows.items():
        for one in site.closures[path]:
            shared[one] |= flows[one].writes & flow.shadowed
    together_by_path = dict(stages(site))
    elsewhere = cache(site.without)
    for path, together in together_by_path.items():
        writers: dict[str, list[str]] = {}
        readers: dict[str, list[str]] = {}
        for one in sorted(together):
            for name in flows[one].writes:
                writers.setdefault(name, []).append(one)
            for name in flows[one].texts_write:
                writers.setdefault(name, []).append(TEXT)
            for name in flows[one].free | flows[one].in_texts:
                readers.setdefault(name, []).append(one)
        for name, written in writers.items():
            read = readers.get(name, [])
            if read and written != [TEXT] and not is_covered(name, path, written, read, elsewhere, flows):
                for one in set(written) - {TEXT}:
                    shared[one].add(name)
    spread(shared, flows, list(together_by_path.values()))
    return {path: frozenset(names) for path, names in shared.items()}


def spread(shared: Mapping[str, set[str]], flows: Mapping[str, Flow], together: Sequence[frozenset[str]]) -> None:
    """Make a name that one template of a stage shares one that all of the stage share, until nothing changes."""
    is_changed = True
    while is_changed:
        is_changed = False
        for stage in together:
            names = set[str]().union(*(shared[one] for one in stage))
            for one in stage:
                more = (flows[one].writes & names) - shared[one]
                shared[one] |= more
                is_changed = is_changed or bool(more)


def keys_of_names(templates: Iterable[liquid.Template]) -> frozenset[str]:
    """The keys whose values are parts of the names of includes."""
    return frozenset(
        node_of(part.value)
        for template in templates
        for node in inside(template.nodes)
        if isinstance(node, liquid.Include)
        for part in pieces_of(node.name)
        if isinstance(part, liquid.Filtered) and is_key_of_value(part)
    )


def all_parts(nodes: Sequence[liquid.Node]) -> list[object]:
    """All expressions, conditions and filters of some nodes and of those within them."""
    return [part for node in inside(nodes) for part in parts_of(node)]


def stages(site: Sources) -> Iterator[tuple[str, frozenset[str]]]:
    """The templates that run by themselves, each with all that may run in its stage; one for each such set."""
    included = frozenset().union(*site.included.values())
    seen: set[frozenset[str]] = set()
    for path in sorted(site.templates):
        together = site.closures[path]
        others = together - {path}
        is_root = path not in included or not path.startswith("_includes/")
        mark = others | {f"{path} itself"} if site.writes[path] else others
        if is_root and mark not in seen:
            seen.add(mark)
            yield path, together


def is_covered(
    name: str,
    root: str,
    written: Sequence[str],
    read: Sequence[str],
    elsewhere: Callable[[str, str], frozenset[str]],
    flows: Mapping[str, Flow],
) -> bool:
    """Whether all who read a name in a stage see what its only writer sets as a plain variable.

    What the page or layout itself sets is seen by all that it includes. What an include sets is seen by what only this
    include includes: `elsewhere` has what a root runs without a writer.
    """
    [writer, *others] = written
    if others or writer == root:
        return not others
    if name in flows[writer].free | flows[writer].passed:
        return False
    return not elsewhere(root, writer).intersection(read)


def kinds_in(templates: Iterable[liquid.Template]) -> dict[str, Kind]:
    """The names that hold values of one kind wherever they get one: names of loops and of parameters are none."""
    values: dict[str, list[liquid.Filtered]] = {}
    kinds: dict[str, Kind] = {}
    taken: set[str] = set()
    captured: set[str] = set()
    for template in templates:
        for node in inside(template.nodes):
            match node:
                case liquid.Assign():
                    values.setdefault(name_of(node.name), []).append(node.value)
                case liquid.Capture():
                    captured.add(name_of(node.name))
                case liquid.For() | liquid.TableRow():
                    taken.add(name_of(node.variable))
                case liquid.Include():
                    taken.update(name_of(key) for key, _ in node.arguments)
                    taken.update([name_of(node.alias)] if node.alias else [])
                case _:
                    pass
    candidates = {name for name in (*values, *captured) if name not in taken}
    return settled(candidates, values, captured, kinds)


def settled(
    candidates: set[str], values: Mapping[str, Sequence[liquid.Filtered]], captured: set[str], kinds: dict[str, Kind]
) -> dict[str, Kind]:
    """The kinds of names, from what they are set to. A name may be set from itself (`i = i + 1`): first all count as
    what their first plain value is, then those that do not hold are taken away until all do."""
    for name in candidates:
        found = [kind_of_filtered(value, {}) for value in values.get(name, ())]
        known: set[Kind] = {kind for kind in found if kind is not None} | ({"text"} if name in captured else set())
        if len(known) == 1:
            [kinds[name]] = known
    is_settled = False
    while not is_settled:
        is_settled = True
        for name, kind in list(kinds.items()):
            if any(kind_of_filtered(value, kinds) != kind for value in values.get(name, ())):
                del kinds[name]
                is_settled = False
    return kinds
