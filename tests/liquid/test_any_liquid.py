"""Any source is read, however broken: no exception, no character lost, each node within the one around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from liquid_cases import CASES

from foreword.liquid import nodes, parse

WORDS = ["{{", "}}", "{%", "%}", "-", "{", "}", "|", ":", ",", ".", "[", "]", "(", ")", "..", '"', "'", "=", "==", "é"]
NAMES = (
    "if endif unless endunless else elsif case when endcase for in endfor reversed limit offset continue raw endraw "
    "comment endcomment assign capture endcapture liquid echo include cycle render doc enddoc tablerow unknown "
    "endunknown highlight endhighlight # and or contains a b 1 nil empty"
).split()
SOURCES = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*WORDS, *NAMES, " ", "\n"])).map("".join),
    st.lists(st.sampled_from([f"{{% {name} %}}" for name in NAMES] + ["{{ a }}", "b"])).map("".join),
    st.lists(st.sampled_from(CASES).map(lambda case: case.source), max_size=4).map("".join),
)


@given(SOURCES)
def test_a_source_is_the_sum_of_its_nodes(source: str) -> None:
    template = parse(source)
    assert "".join(source[slice(*node.span)] for node in template.nodes) == source
    ends = [0, *(node.span.end for node in template.nodes)]
    assert [node.span.start for node in template.nodes] == ends[:-1]


@given(SOURCES)
def test_what_is_in_a_node_stands_within_it_and_in_order(source: str) -> None:
    template = parse(source)
    for outer, inner in [(nodes.Span(0, len(source)), template.nodes), *bodies(template.nodes)]:
        at = outer.start
        for node in inner:
            assert at <= node.span.start <= node.span.end <= outer.end
            at = node.span.end
            if isinstance(node, nodes.Data):
                assert node.text == source[slice(*node.span)]
    assert all(0 <= problem.span.start <= problem.span.end <= len(source) for problem in template.problems)


def bodies(tree: Sequence[nodes.Node]) -> Iterator[tuple[nodes.Span, Sequence[nodes.Node]]]:
    """Each list of nodes in a tree, with the span that it must stand in: a branch stands in its `if`."""
    for node in tree:
        for holder in (node, *getattr(node, "branches", ()), *getattr(node, "whens", ())):
            for name in ("body", "otherwise", "lead"):
                inner = getattr(holder, name, None)
                if inner:
                    yield node.span, inner
                    yield from bodies(inner)


@given(SOURCES)
def test_expressions_stand_within_their_tag(source: str) -> None:
    for node in parse(source).nodes:
        for part in parts(node):
            assert node.span.start <= part.start <= part.end <= node.span.end


def parts(value: Any) -> Iterator[nodes.Span]:
    """The spans of all that a node is made of."""
    if isinstance(value, nodes.Span):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from parts(getattr(value, each.name))
    elif isinstance(value, list | tuple):
        for each_value in value:
            yield from parts(each_value)
