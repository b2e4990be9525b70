"""Whatever stands in a page, it is rendered: mistakes are messages, and no message is without its place."""

from __future__ import annotations

import itertools
import json
import os
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import MARKER, make_site, render
from foreword.render.slots import ANY

# The same pages at each run; with FOREWORD_EXAMPLES=5000, as many new ones.
EXAMPLES = int(os.environ.get("FOREWORD_EXAMPLES", "0"))

WHOLE = [
    *("{{ nope }}", "{{ page.title }}", "{{ 1 / 0 }}", "{{ site.data.d.text }}", "{{ site.data.d.cycle }}", "{{ 2 }}"),
    *("{{ site.data.d.broken }}", "{{ site.data.d.nope }}", "{{ code_snippet('x') }}", "{{ '*a*' | markdown }}"),
    *(
        "{{ credential_table(site.data.d.list) }}",
        "{{ section.parent.title }}",
        "{{ 'a\nb' }}",
        "{{ '[a](b.md)' | e }}",
    ),
    *("{% if page.nope %}a{% endif %}", "{% for a in [1, 2] %}\n- {{ a }}\n{% endfor %}", "{% set a = nope %}"),
    *(
        "{% set a %}*b*{% endset %}",
        "{{ a }}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% macro m() %}m{{ nope }}{% endmacro %}",
    ),
    *("{{ m() }}", "{% call code_snippet() %}\n{{ 1 }}\n{% endcall %}", "{% include 'partials/p.md' %}", "{# x #}"),
    *(
        "{% include 'nope.md' %}",
        "{% filter upper %}a{{ nope }}{% endfilter %}",
        "{% with a = nope %}{{ a }}{% endwith %}",
    ),
    *("{% block b %}b{% endblock %}", "{% for a in nope %}{% endfor %}", "{{ '/x.md' | url }}", "{{ range(10**9) }}"),
    *("{#id}", "# Heading", "## Two {#two}", "```\n{{ x }}\n```", "``` { .text .jinja }\n{{ nope }}\n```", "`code`"),
    *("- item", "1. one", "> quote", "[a](b.md)", "[a][b]", "[b]: c.md", "![a](b)", "[^1]", "[^1]: note", "*[a]: b"),
    *("<div>x</div>", "<div markdown>\n*x*\n</div>", "<b title='{{ nope }}'>x</b>", "<!-- {{ nope }} -->", "&amp;"),
    *("| a | b |\n| - | - |\n| {{ nope }} | {{ code_snippet('x') }} |", "    code {{ nope }}", "---", "a", "b", "é"),
    *("`{{ '*a*' | markdown }}`", "<script>{{ nope }}</script>", "\ufdd0\ufdd2\ufdd1", "\x00"),
]
HALF = """\
{{ }} {% %} {# #} {%if_1%} {%else%} {%endif%} {%for_a_in_[1]%} {%endfor%} {%raw%} {%endraw%} {%break%} {%endcall%}
{%call_code_snippet()%} {%extends_'partials/p.md'%} ``` ~~~ ` `` <div> </div> <div_markdown> <b </b> > " ' <!-- -->
<script> </script> * ** _ \\ & $ : === [ ]( {:_#id_} | - # 1. """
half = st.sampled_from(HALF.split()).map(lambda fragment: fragment.replace("_", " "))
fragments = st.one_of(st.sampled_from(WHOLE), st.sampled_from(WHOLE), st.sampled_from(WHOLE), half)
spaces = st.sampled_from(["", " ", "\n", "\n\n", "\n    ", "\n> ", "\n- ", "\t", "\r\n"])
sources = st.lists(st.tuples(fragments, spaces), max_size=14).map(
    lambda parts: "".join(fragment + space for fragment, space in parts)
)
numbers = itertools.count()

DATA = """\
text: "a *text* {{ page.title }}"
cycle: "{{ site.data.d.cycle }}"
broken: "{{ nope | }}"
list: [{name: A, definition: "{{ nope }}"}, {prefix: a}]
"""


def sections(title: str, content: str, step: str) -> str:
    """Front matter with these texts in it."""
    title, content, step = (re.sub("[\r\x00]", "", text).replace("\t", " ") for text in (title, content, step))
    return (
        f"---\ntitle: {json.dumps(title)}\nsections:\n- content: |2\n"
        + "".join(f"    {line}\n" for line in content.split("\n"))
        + f"  steps:\n  - {json.dumps(step)}\n---\n"
    )


@settings(
    max_examples=EXAMPLES or 30,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(sources, sources, sources, sources)
def test_any_page(tmp_path: Path, body: str, title: str, content: str, step: str) -> None:
    root = tmp_path / str(next(numbers))
    files = {
        "data/d.yml": DATA,
        "templates/partials/p.md": "A partial, {{ nope2 }}.\n",
        "docs/one.md": body,
        "docs/two.md": sections(title, content, step) + body,
        "docs/three.md": "{{ [1, 2] | join }}\n",
    }
    site = make_site(root, files)
    for page in ("docs/one.md", "docs/two.md"):
        rendered = render(site, page)
        for diagnostic in rendered.diagnostics:
            assert diagnostic.place.file in files, diagnostic
            lines = files[diagnostic.place.file].replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= diagnostic.place.line <= len(lines), diagnostic
            assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 1, diagnostic
            assert diagnostic.message
        assert not ANY.search(MARKER.sub("", rendered.html)), "signs of the renderer's own are left"
    assert render(site, "docs/three.md").html == "<p>12</p>\n"
