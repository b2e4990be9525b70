"""A text comes to the same whether it is interpreted or compiled: what it prints, what is told of it, what it costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import make_site, render_alone
from foreword.compat import dialect, page
from foreword.compat.interpreted import Interpreted, InterpretedExpression, interpreted, simple
from foreword.render.budget import Budget
from foreword.site import Site

FRONT = """---
layout: plain
name: Ada
base-url: https://x.test
number: 1
float: 1.0
list: [one, two]
numbers: [3, 1]
maps: [{name: b, kind: x}, {name: a, kind: y}]
nested: "{{ page.name }}!"
inner: "{%% for one in page.list %%}{{ one }}{%% endfor %%}"
circle: "{{ page.circle }}"
text: %s
---
Body: {{ page.text }} {{ page.text ~ "." }}
"""
FILES: dict[str, str | bytes] = {
    "docs/page.md": FRONT % "none",
    "templates/layouts/plain.html": "{{ page.text }}|{{ content }}|{{ a }}{{ include }}{{ shared.s }}",
    "templates/includes/note.html": "<i>{{ include.x }}{{ a }}{{ item }}{{ forloop.index }}{{ s }}</i>"
    "{% set a = 5 %}{% set shared.s = 6 %}",
    "templates/includes/fails.html": "before {{ page.name.nothing | nosuch }} after {% if 1 < 'a' %}{% endif %}",
}


class Sites:
    """The same site with texts that are interpreted, and with texts that are compiled."""

    def __init__(self, root: Path) -> None:
        self.interpreting = make_site(root / "interpreted", FILES, compat="jekyll")
        self.compiling = make_site(root / "compiled", FILES, compat="jekyll")

    def rendered(self, source: str) -> tuple[Any, Any]:
        """What a page that shows this text comes to in each."""
        quoted = "'" + source.replace("\n", "\n\n").replace("'", "''") + "'"
        by_interpreting = self._page(self.interpreting, quoted)
        with patch.object(dialect, "simple", not_at_all), patch.object(dialect, "interpreted", not_at_all):
            return by_interpreting, self._page(self.compiling, quoted)

    def _page(self, site: Site, text: str) -> tuple[Any, ...]:
        (site.root / "docs/page.md").write_text(FRONT % text)
        budgets: list[Budget] = []

        def budget(*bounds: int) -> Budget:
            budgets.append(Budget(*bounds))
            return budgets[-1]

        with patch.object(page, "Budget", budget):  # what is drawn around the page has another
            rendered = render_alone(site, "docs/page.md")
        cost = [(one.steps, one.characters) for one in budgets]
        return rendered.html, rendered.diagnostics, rendered.reads, cost


def not_at_all(*_: Any) -> None:
    """Interpret nothing."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))


SIMPLE = [
    "{{ page.name }}",
    " {{ page.name }}\n",
    "A {{ page.name }}, {{ page.base_url }} and {{ page.list[1] }}{{ page.list[9] }}.",
    '{{ page["base-url"] ~ "/~a" ~ page.number }}',
    "{{ page.nested }} {{ page.nested.missing.deep }}",
    "{{ page.circle }} and on",
    "{{ shared.nothing }}{{ nothing }}",
    "{{ page }}",
    "{ {{ page.name }} }}",
    "{{ page.list }}",
]
PARSED = [
    "{{ page.name | upcase }}",
    "{{ page.list | size }} and {{ page.name | strip | replace('A', 'E') | downcase }}",
    "{{ page.list[page.number] }}{{ page.maps[0][page.key] }}",
    "{{ page.list | first | append(page.nested) }}",
    "{{ page.numbers | sort | join('-') }}{{ 5 | sort }}{{ page.name | nosuch }}",
    "{% set a = page.name %}{{ a }}{% set a = a_b %}{{ a }}",
    "{% set a %}<b>{{ page.name }}</b>{% endset %}{{ a }}{{ page.inner }}",
    "{% set shared.s = page.list %}{{ s | join('+') }}{% set shared.s %}x{{ page.nested }}{% endset %}{{ s }}",
    "{% with include = {'x': page.nested} %}{% include 'includes/note.html' %}{% endwith %}{{ include }}",
    "{% set a = 1 %}{% include 'includes/note.html' %}{{ a }}{{ s }}",
    "{% include 'includes/fails.html' %} on {% include 'includes/missing.html' %} {% include page.name %}",
    "{% include 'includes/missing.html' ignore missing %}on",
    "{% for item in page.list %}{% set forloop = loop %}{{ loop.index }}{% include 'includes/note.html' %}{% endfor %}",
    "{% for item in page.maps %}{% set a = item.name %}{{ a }}{% endfor %}{% for a in page.list %}{{ a }}{% endfor %}",
    "{% for item in page.number %}{{ item }}{% endfor %}{% for item in page.circle %}{{ item }}{% endfor %}",
    "{% if page.name == 'Ada' and not page.nothing %}yes{% elif page.number > 'x' %}no{% else %}else{% endif %}",
    "{% if page.number > 'x' %}no{% endif %}{% if page.nothing %}{% elif page.number %}1{% endif %}",
    "{% if page.nested is truthy or page.nothing is nosuch %}{{ 'a' in page.list }}{% endif %}",
    "{% set a = nosuch | nosuch %}{{ a }}{{ page.name ~ a }}",
    "{{ {'a': page.name, 'b': [1, 'x', none]} }}{{ page.maps | where('kind', 'y') | map('name') | join }}",
    "{{ page.number | times(1.5) }}{{ page.name | nosuch(b) }}{% set b = 2 %}",
    "{% with self = 1 %}{% endwith %}",
    "{{ page.maps | where_exp('one', 'one.kind == page.nothing') | size }}{{ page.name | slice(0, length=2) }}",
]
COMPILED = [
    "{{- a + b }}",
    "{{ a.b() }}",
    "{{ self.a }}",
    "{{ a | slice(0, length=1, length=2) }}",
    "{{ a is defined }}",
    "{{ a[1:] }}",
    "{{ 1 if a else 2 }}",
    "{{ 1 < a < 2 }}",
    "{{ 1e999 }}",
    "{{ a | join(*b) }}",
    "{% set a, b = 1, 2 %}",
    "{% set shared = 1 %}",
    "{% set a | upcase %}x{% endset %}",
    "{{ a }}{% set a = 1 %}",  # Jinja looks such a name up where the block begins
    "{% set a = a | upcase %}",
    "{% if b %}{% set a = 1 %}{% endif %}{{ a }}",
    "{% for a in b if a %}{% endfor %}",
    "{% for a in b %}{% else %}c{% endfor %}",
    "{% for a in b %}{% break %}{% endfor %}",
    "{% for a in b %}{% set c %}{% for d in a %}{% endfor %}{% endset %}{% endfor %}",  # may take many turns
    "{% for a in b %}" + "{{ a }}" * 25 + "{% endfor %}",
    "{% for a, b in c %}{% endfor %}",
    "{% for a in b recursive %}{% endfor %}",
    "{% include 'a' without context %}",
    "{% macro a() %}{% endmacro %}",
    "{% block a %}{% endblock %}",
    "{% filter upcase %}a{% endfilter %}",
    "{% call a() %}{% endcall %}",
]


@pytest.mark.parametrize("source", SIMPLE)
def test_names_and_keys_are_not_even_parsed(source: str, sites: Sites) -> None:
    assert simple(environment_of(sites), source, False) is not None
    by_interpreting, by_compiling = sites.rendered(source)
    assert by_interpreting == by_compiling


@pytest.mark.parametrize("source", PARSED)
def test_statements_are_interpreted(source: str, sites: Sites) -> None:
    environment = environment_of(sites)
    assert simple(environment, source, False) is None
    assert interpreted(environment, environment.parse(source), False) is not None
    by_interpreting, by_compiling = sites.rendered(source)
    assert by_interpreting == by_compiling


@pytest.mark.parametrize("source", COMPILED)
def test_all_else_is_compiled(source: str, sites: Sites) -> None:
    environment = environment_of(sites)
    assert interpreted(environment, environment.parse(source), False) is None


@pytest.mark.parametrize(
    "source", ["plain", "{{ true }}", "{{ self.a }}", "{{{ a }}", "{{ a }} {# note #}", '{{ "\\n" }}']
)
def test_what_is_more_than_names_is_parsed(source: str, sites: Sites) -> None:
    assert simple(environment_of(sites), source, False) is None


def test_a_body_is_never_an_expression(sites: Sites) -> None:
    environment = environment_of(sites)
    for source in ('{{ a["b-c"].d[0] }}', "{{ a | upcase }}"):
        assert isinstance(environment.compile_text(source, is_body=False), InterpretedExpression)
        assert isinstance(environment.compile_text(source, is_body=True), Interpreted)


def environment_of(sites: Sites) -> dialect.CompatEnvironment:
    environment = sites.interpreting.environment
    assert isinstance(environment, dialect.CompatEnvironment)
    return environment


NAMES = (
    "page.name page.list page.numbers page.maps page.nested page.inner page.circle page.number page.float page"
    " page.nothing.deep a a.name b s shared.s nothing item item.name include include.x loop.index loop.last"
    " forloop.index site.title self.name caller context range"
).split()
FILTERS = (
    "upcase; strip | capitalize; size; first; replace('a', 'b'); default(a); nosuch; sort; reverse; join(', ');"
    " where('kind', 'x'); append(b); times(2); map('name'); split('d'); concat(page.list); markdownify; jsonify;"
    " where_exp('item', 'item.kind == b'); sort(1, 2, 3)"
).split("; ")
TESTS = "== 'Ada'; != b; > 1; <= page.number; in page.list; is truthy; is contains('a'); is not nosuch".split("; ")
WORDS = st.sampled_from(["word", " ", "\n", "<b>", "**bold**", "- item\n"])


def expressions() -> st.SearchStrategy[str]:
    """Expressions of Jinja."""
    first = st.sampled_from([*NAMES, "'text'", "1", "none"])
    return st.recursive(
        first,
        lambda inner: st.one_of(
            st.builds("{} | {}".format, st.sampled_from(NAMES), st.sampled_from(FILTERS)),
            st.builds("({} | {})".format, inner, st.sampled_from(FILTERS)),
            st.builds("({}) ~ ({})".format, inner, inner),
            st.builds("page.maps[{}]".format, inner),
            st.builds("[{}, {}]".format, inner, inner),
            st.builds("{{'x': {}}}".format, inner),
            st.builds("(({}) {})".format, inner, st.sampled_from(TESTS)),
            st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
            st.builds("(not {})".format, inner),
        ),
        max_leaves=4,
    )


def templates() -> st.SearchStrategy[str]:
    """Sources of texts."""
    value = expressions()
    name = st.sampled_from(["a", "b", "shared.s"])
    piece = st.one_of(
        WORDS,
        st.builds("{{{{ {} }}}}".format, value),
        st.builds("{{% set {} = {} %}}".format, name, value),
        st.builds("{{% include 'includes/{}.html' %}}".format, st.sampled_from(["note", "fails", "missing"])),
    )
    return st.recursive(
        st.lists(piece, min_size=1, max_size=4).map("".join),
        lambda inner: st.one_of(
            st.builds("{}{}".format, inner, inner),
            st.builds("{{% set {} %}}{}{{% endset %}}".format, name, inner),
            st.builds("{{% with include = {{'x': {}}} %}}{}{{% endwith %}}".format, value, inner),
            st.builds("{{% with a = {}, b = a %}}{}{{% endwith %}}".format, value, inner),
            st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}.{{% endif %}}".format, value, inner, value, inner),
            st.builds("{{% for item in {} %}}{}{{% endfor %}}".format, value, inner),
            st.builds("{{% for item in {} %}}{{% set forloop = loop %}}{}{{% endfor %}}".format, value, inner),
        ),
        max_leaves=5,
    )


@given(templates())
def test_any_text_comes_to_the_same(sites: Sites, source: str) -> None:
    by_interpreting, by_compiling = sites.rendered(source)
    assert by_interpreting == by_compiling
