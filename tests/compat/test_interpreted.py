"""A text that only prints names and keys comes to the same whether it is interpreted or compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import make_site, render, told
from foreword.compat import dialect
from foreword.compat.interpreted import Path as KeyPath
from foreword.compat.interpreted import interpreted

SOURCES = [
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
FRONT = """---
layout: plain
name: Ada
base-url: https://x.test
number: 1.0
list: [one, two]
nested: "{{ page.name }}!"
circle: "{{ page.circle }}"
text: %s
---
Body: {{ page.text }} {{ page.text ~ "." }}
"""


@pytest.mark.parametrize("source", SOURCES)
def test_it_comes_to_what_the_compiled_text_does(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rendered(name: str) -> tuple[str, list[str]]:
        quoted = "'" + source.replace("\n", "\n\n").replace("'", "''") + "'"
        files: dict[str, str | bytes] = {
            "docs/page.md": FRONT % quoted,
            "templates/layouts/plain.html": "{{ page.text }}|{{ content }}",
        }
        page = render(make_site(tmp_path / name, files, compat="jekyll"))
        return page.html, told(page)

    assert interpreted(source, False) is not None
    by_interpreting = rendered("interpreted")
    monkeypatch.setattr(dialect, "interpreted", lambda source, is_body: None)
    assert rendered("compiled") == by_interpreting


@pytest.mark.parametrize(
    "source",
    [
        "plain",
        "{{ a | upper }}",
        "{{ a }}{% if b %}{% endif %}",
        "{{- a }}",
        "{{ true }}",
        "{{ self.a }}",
        "{{{ a }}",
        "{{ a }} {# note #}",
        "{{ a.b() }}",
        '{{ "\\n" }}',
        "{{ a + b }}",
    ],
)
def test_all_else_is_compiled(source: str) -> None:
    assert interpreted(source, False) is None


def test_a_body_is_never_an_expression() -> None:
    text = interpreted('{{ a["b-c"].d[0] }}', True)
    assert text is not None
    assert text.parts == [(KeyPath("a", ("b-c", "d", 0)),)]
    assert not text.is_expression
