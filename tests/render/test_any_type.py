"""Whatever a value is, a template that misuses it gets a message: no filter, test or operator raises."""

from __future__ import annotations

import pytest

from engine import make_site, render
from foreword.site import Site

# Python warns where a template calls a constant.
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")

VALUES = {
    "null": "none",
    "a boolean": "true",
    "a number": "5",
    "a float": "1.5",
    "infinity": "(1e308 * 10)",
    "a large number": "10**300",
    "text": "'a b'",
    "empty text": "''",
    "a list": "[1, 'b']",
    "an empty list": "[]",
    "a list of anything": "[1, none, 'b', [2], {'a': 1}]",
    "a list of mappings": "[{'a': 1}, {'b': 2}]",
    "a mapping": "{'a': 1}",
    "a tuple": "(1, 2)",
    "a range": "range(3)",
    "a generator": "([1] | map('string'))",
    "a text": "site.data.d.text",
    "a list of texts": "site.data.d.list",
    "a component": "credential_table",
    "a component's HTML": "code_snippet('x')",
    "Markdown": "('*a*' | markdown)",
    "a function": "range",
    "a method": "'a'.upper",
    "a macro": "again",
    "a namespace": "namespace(a=1)",
    "the site": "site",
    "the site data": "site.data",
    "the page": "page",
    "the template": "self",
    "a missing key": "page.nope",
    "an unknown name": "nope",
    "a failure": "(1 / 0)",
}
DATA = 'text: "{{ 1 }}"\nlist: ["{{ \'a\' }}", "{{ 2 }}"]\n'
MACRO = "{% macro again(x=1) %}y{% endmacro %}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with some data."""
    return make_site(tmp_path_factory.mktemp("site"), {"data/d.yml": DATA, "docs/page.md": ""})


def survives(site: Site, *bodies: str) -> None:
    """Render a page: it is there, whatever is wrong on it, and no message shows the insides of Foreword.

    What ends the page for one of many bodies is looked for by halves.
    """
    body = "\n\n".join(bodies)
    (site.root / "docs/page.md").write_text(f"{MACRO}{body} After.", "utf-8")
    rendered = render(site)
    ends = {"TP001", "TP005"} & {diagnostic.code for diagnostic in rendered.diagnostics}
    if ends and len(bodies) > 1:
        half = len(bodies) // 2
        survives(site, *bodies[:half])
        survives(site, *bodies[half:])
        return
    assert "After." in rendered.html or ends, body
    for diagnostic in rendered.diagnostics:
        assert "foreword." not in diagnostic.message, diagnostic
        assert "Text(" not in diagnostic.message, diagnostic
        assert "object at 0x" not in diagnostic.message, diagnostic
        assert "Failure" not in diagnostic.message, diagnostic
        assert diagnostic.place.file in ("docs/page.md", "data/d.yml"), diagnostic
    assert "object at 0x" not in rendered.html, body
    assert "Text(" not in rendered.html, body


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_filters(site: Site, value: str) -> None:
    names = sorted(name for name in site.environment.filters if name.isidentifier())
    survives(site, *(f"{{{{ ({value}) | {name}{arguments} }}}}" for name in names for arguments in ("", "('a', [1])")))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_tests(site: Site, value: str) -> None:
    names = sorted(name for name in site.environment.tests if name.isidentifier())
    survives(site, *(f"{{{{ ({value}) is {name} }}}} {{{{ ({value}) is {name}(1) }}}}" for name in names))


@pytest.mark.parametrize("value", ["'a'", "nope"])
def test_arguments(site: Site, value: str) -> None:
    for sign, names in (("|", site.environment.filters), ("is", site.environment.tests)):
        for arguments in ("(nope=1)", "(1, 2, 3, 4, 5, 6, 7, 8, 9)", "(none)", "({})"):
            called = sorted(f"{name}{arguments}" for name in names if name.isidentifier())
            survives(site, *(f"{{{{ {value} {sign} {call} }}}}" for call in called))


SOME = ["a number", "text", "a list", "a text", "a component", "a missing key", "a failure"]
ANY = [pytest.param(value, id=name, marks=[] if name in SOME else pytest.mark.slow) for name, value in VALUES.items()]


@pytest.mark.parametrize("value", ANY)
def test_operators(site: Site, value: str) -> None:
    for other in VALUES.values():
        expressions = [f"({value}) {sign} ({other})" for sign in ("+", "-", "*", "**", "%", "~", "==", "<", "in")]
        calls = [f"({value})[{other}]", f"({value})({other})", f"({value})(**{other})"]
        survives(site, " ".join(f"{{{{ {expression} }}}}" for expression in (*expressions, *calls)))


STATEMENTS = [
    "{{ VALUE }}",
    "{{ VALUE }}{{ VALUE.x }}{{ VALUE[0] }}{{ VALUE[1:2] }}{{ VALUE[::0] }}{{ -(VALUE) }}{{ VALUE() }}",
    "{% for x in VALUE %}{{ x }}{% else %}-{% endfor %}",
    "{% for a, b in VALUE %}{{ a }}{% endfor %}",
    "{% for x in VALUE recursive %}{{ loop(VALUE) }}{% endfor %}",
    "{% for x in [1] %}{{ loop.changed(VALUE) }}{{ loop.cycle(VALUE) }}{% endfor %}",
    "{% if VALUE %}a{% endif %}",
    "{% set a, b = VALUE %}",
    "{% set a = VALUE %}{{ a }}",
    "{% with a = VALUE %}{{ a }}{% endwith %}",
    "{% include VALUE %}",
    "{% import VALUE as a %}",
    "{% from VALUE import a %}",
    "{% call VALUE() %}{% endcall %}",
    "{% filter replace(VALUE, VALUE) %}a{% endfilter %}",
    "{{ '%s %s' % (VALUE, 1) }}{{ '%d' % VALUE }}{{ '%(a)s' % VALUE }}",
    "{{ 'a'.split(VALUE) }}{{ 'a'.startswith(VALUE) }}{{ 'a'.count(VALUE) }}",
    "{{ dict(VALUE) }}{{ dict(a=VALUE) }}{{ namespace(VALUE) }}{{ range(VALUE) }}",
    "{{ cycler(VALUE).next() }}{{ joiner(VALUE)() }}{{ page.get(VALUE, VALUE) }}{{ site.data.get(VALUE) }}",
    "{{ site[VALUE] }}{{ site.data[VALUE] }}{{ VALUE in site.data }}{{ VALUE in page }}",
    "{{ code_snippet(VALUE) }}{{ code_snippet('x', VALUE) }}{{ code_snippet('x', 'text', VALUE) }}",
    "{% call code_snippet(language=VALUE, title=VALUE) %}{{ VALUE }}{% endcall %}",
    "{{ credential_table(VALUE) }}{{ credential_table([{'name': VALUE, 'prefix': VALUE, 'id': VALUE}]) }}",
    "{{ credential_table([{'name': 'a', 'x': VALUE, 'definition': VALUE}], columns=['x', 'details']) }}",
    "{{ credential_table([{'name': 'a'}], columns=VALUE) }}{{ credential_table([{'name': 'a'}], columns=[VALUE]) }}",
    "{{ credential_table([{'name': 'a'}], details=VALUE) }}{{ credential_table([{'name': 'a'}], details=[VALUE]) }}",
    "{{ heading(VALUE, VALUE, VALUE) }}{{ heading(2, VALUE) }}{{ anchors(VALUE) }}",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statements_and_calls(site: Site, statement: str) -> None:
    for value in VALUES.values():
        survives(site, statement.replace("VALUE", f"({value})"))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_extends(site: Site, value: str) -> None:
    """A page that extends what is no template has nothing of its own left to show."""
    (site.root / "docs/page.md").write_text(f"{{% extends {value} %}}", "utf-8")
    assert render(site).diagnostics != []
