"""The tokens of a template are those of Jinja's lexer, or that is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from foreword.compat.tokens import Token, tokens_of

JINJA = Environment(keep_trailing_newline=True).lexer
USUAL = [
    "",
    "text\n",
    "{{ page.title }}",
    "a\nb {% if page.x == 'it\\'s' and 1_000 > 0x1F %}\n{{ x | default(\"\n\") }}\n{% endif %}\n",
    "{{ {'a': {'b': [1, 2.5, 1e3]}}['a'] }}}}",
    "{{ a\n  .b\n }}{{ c }}",
    "{% with include = {'x': y} %}{% include 'a.html' %}{% endwith %}",
    "{% rawness %} %} }} { { {",
    "{{ über }}{{ 1.a }}{{ a.1.2 }}",
]
UNUSUAL = [
    "{{- a }}",
    "{{ a -}}",
    "{%+ if a %}",
    "{% raw %}{{ a }}{% endraw %}",
    "{#- note #}",
    "{{ a",
    "{{ ) }}",
    "{{ (] }}",
    "{{ a ? }}",
    "{{ 'a }}",
]


def tokens_of_jinja(source: str) -> list[Token]:
    """What Jinja's lexer makes of a source, but for white space."""
    return [token for token in JINJA.tokeniter(source, None) if token[1] != "whitespace"]


@pytest.mark.parametrize("source", USUAL)
def test_usual_tags_are_taken_apart_as_jinja_does(source: str) -> None:
    assert tokens_of(source) == tokens_of_jinja(source)


@pytest.mark.parametrize("source", UNUSUAL)
def test_what_is_unusual_or_wrong_is_left_to_jinja(source: str) -> None:
    assert tokens_of(source) is None


PIECES = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "'",
    '"',
    "\\",
    "\n",
    " ",
    "a",
    "1",
    ".",
    "1.5",
    "e",
    "_",
]
PIECES += [
    "~",
    "|",
    "==",
    "%",
    "-",
    "+",
    "#",
    "raw",
    "0x",
    "é",
    "·",
    " if ",
    "'text'",
    "{{ a }}",
    "{% b %}",
    "{{ {'a': 1} }}",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_source_has_the_tokens_of_jinja(source: str) -> None:
    found = tokens_of(source)
    try:
        expected = tokens_of_jinja(source)
    except TemplateSyntaxError:
        assert found is None
    else:
        assert found is None or found == expected
