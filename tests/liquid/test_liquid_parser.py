"""What the parser reads, case by case, and what it tells of it."""

from __future__ import annotations

import pytest
from as_read import as_read
from liquid_cases import CASES, Case

from foreword.liquid import nodes, parse
from hang import no_hang


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.source)
def test_each_case_is_read_so(case: Case) -> None:
    template = parse(case.source)
    assert as_read(template.nodes) == case.reads
    told = [
        f"{problem.kind}: `{case.source[problem.span.start : problem.span.end]}`: {problem.message}"
        for problem in template.problems
    ]
    assert len(told) == len(case.told), told
    for wanted, message in zip(case.told, told, strict=True):
        assert message.startswith(wanted)


def test_tags_of_plugins_are_named_with_their_ends() -> None:
    source = "{% contentfor a %}{{ b }}{% endcontentfor %}{% contentblock a %}"
    template = parse(source, blocks={"contentfor": "endcontentfor"}, inline=["contentblock"])
    assert as_read(template.nodes) == source
    assert template.problems == []


def test_each_node_knows_where_it_stands_and_which_sides_it_trims() -> None:
    source = "a {%- if b -%} c {%- else %} {{ d . e | f: g -}} {% endif -%} h"
    data, branches, last = parse(source).nodes
    assert isinstance(data, nodes.Data)
    assert isinstance(branches, nodes.If)
    assert data.text == "a "
    assert source[slice(*branches.span)] == source[2:-2]
    assert (branches.branches[0].trim, branches.end_trim) == (nodes.Trim(True, True), nodes.Trim(False, True))
    assert source[slice(*branches.branches[1].span)] == "{%- else %}"
    output = branches.branches[1].body[1]
    assert isinstance(output, nodes.Output)
    assert output.trim == nodes.Trim(False, True)
    value, (filter_,) = output.expression.value, output.expression.filters
    assert [source[slice(*part.span)] for part in (value, filter_, filter_.arguments[0])] == ["d . e", "f: g", "g"]
    assert source[slice(*last.span)] == " h"


def test_blocks_may_stand_in_one_another_as_deep_as_liquid_has_it() -> None:
    def nested(depth: int) -> str:
        return "{% if a %}" * depth + "b" + "{% endif %}" * depth

    assert parse(nested(100)).problems == []
    too_deep = parse(nested(10_000))
    (problem,) = too_deep.problems  # that the blocks around are closed is not seen any more
    assert "More than 100 blocks" in problem.message
    assert len(as_read(too_deep.nodes)) == 100 * len("{% if a %}{% endif %}")


@pytest.mark.parametrize(
    "source",
    [
        "{{" * 50_000,
        "{% raw %}" * 20_000,
        "{% comment %}" * 20_000 + "{% endcomment %}" * 20_000,
        "{% raw %}" + "{{ " * 20_000 + "}}{% endraw %}",
        "{{ " + "| a " * 50_000 + "}}",
        "{{ " + "a[" * 50_000 + " }}",
        "{{ " + "(" * 50_000 + "1..2)" * 50_000 + " }}",
        "{{ '" + "\"'" * 50_001 + " }}",
        "{{ " + "9" * 100_000 + " }}",
        "{% if " + "a and " * 50_000 + "b %}{% endif %}",
        "{% if " + "a " * 50_000 + "%}",
        "{% for a in (" + "a." * 50_000 + " %}",
        "{% for " + "a" * 100_000 + " %}",
        "{% tablerow " + "a" * 100_000 + " %}",
        "{% tablerow " + "a  " * 50_000 + " %}",
        "{% assign " + "a" * 100_000 + " %}",
        "{% assign " + "a-" * 50_000 + "  " * 50_000 + " %}",
        "{% case a %}{% when " + "a, " * 50_000 + " %}{% endcase %}",
        "{% cycle " + "a," * 50_000 + " %}",
        "{% include " + "a/" * 50_000 + " %}",
        "{% include " + "a{{b|" * 20_000 + " %}",
        "{% include a.html " + "b=c " * 50_000 + " = %}",
        "{% include 'a' " + "b-" * 50_000 + " %}",
        "{% liquid " + "liquid " * 50_000 + " %}",
        "{% liquid " + "if a\n" * 50_000 + " %}",
        "{% post_url " + "a/" * 50_000 + " %}",
        "{% highlight " + "a " * 50_000 + "= %}{% endhighlight %}",
        "{% a %}" * 20_000 + "{% endb %}" * 20_000,
        "{% for a in b %}{% endif %}" * 100 + "{% endif %}" * 20_000,
    ],
    ids=lambda source: source[:20],
)
def test_no_source_takes_long(source: str) -> None:
    with no_hang():
        template = parse(source)
    assert "".join(source[slice(*node.span)] for node in template.nodes) == source
