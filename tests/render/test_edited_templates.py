"""A template that has changed is taken into a site that is loaded: pages are then what they are in a site made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import make_site, render, shown, told, write
from foreword.edits import reread_templates

PAGE = """\
---
title: Lamps
sections:
  - title: One
    content: "{{ lamp('red') }}"
---
{% import "macros/outer.jinja" as outer %}
{{ outer.twice("lamp") }}

{% include "partials/note.md" %}

{{ code_snippet("show()", language="simple") }}
"""
FILES: dict[str, str | bytes] = {
    "docs/page.md": PAGE,
    "templates/components/lamp.html.jinja": "{# lamp(colour) #}\n<p>{{ colour }}</p>\n",
    "templates/macros/outer.jinja": (
        '{% import "macros/inner.jinja" as inner %}\n'
        "{% macro twice(word) %}{{ inner.loud(word) }} {{ inner.loud(word) }}{% endmacro %}\n"
    ),
    "templates/macros/inner.jinja": "{% macro loud(word) %}*{{ word }}*{% endmacro %}\n",
    "templates/partials/note.md": "Mind the step.\n",
    "templates/components/code_snippet.html.jinja": '{% extends "foreword:components/code_snippet.html.jinja" %}\n',
    "templates/snippets/simple.jinja": '{# snippet(title="Simple", lexer="python") #}\n',
}
EDITS = {
    "a component": {"components/lamp.html.jinja": "{# lamp(colour) #}\n<b>{{ colour }}</b>\n"},
    "its signature": {"components/lamp.html.jinja": '{# lamp(colour, size="big") #}\n<p>{{ colour }} {{ size }}</p>\n'},
    "a call that is wrong now": {"components/lamp.html.jinja": "{# lamp() #}\n<p>dark</p>\n"},
    "what an imported template imports": {"macros/inner.jinja": "{% macro loud(word) %}**{{ word }}**{% endmacro %}\n"},
    "a partial": {"partials/note.md": "Mind {{ missing }}.\n"},
    "a template that extends a packaged one": {"components/code_snippet.html.jinja": "<pre>{{ code }}</pre>\n"},
    "two at once": {"partials/note.md": "Mind both.\n", "components/lamp.html.jinja": "{# lamp(colour) #}\n-\n"},
    "bad syntax": {"macros/inner.jinja": "{% macro loud(word) %}"},
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_edited_shows_as_in_a_site_made_anew(tmp_path: Path, edit: dict[str, str]) -> None:
    edited: dict[str, str | bytes] = {f"templates/{path}": content for path, content in edit.items()}
    site = make_site(tmp_path / "one", FILES)
    before = shown(render(site))
    write(tmp_path / "one", edited)
    assert reread_templates(site, set(edited))
    found = render(site)
    anew = render(make_site(tmp_path / "other", {**FILES, **edited}))
    assert shown(found) == shown(anew)
    assert told(found) == told(anew)
    assert found.reads == anew.reads
    assert shown(found) != before

    write(tmp_path / "one", {path: FILES[path] for path in edited})
    assert reread_templates(site, set(edited))
    assert shown(render(site)) == before


def test_the_title_of_a_language(tmp_path: Path) -> None:
    body = '{{ request_snippet(method="GET", url="https://api.example.com/", languages=["curl", "python"]) }}\n'
    path = "templates/snippets/python.jinja"
    files: dict[str, str | bytes] = {"docs/page.md": body, path: '{# snippet(title="Python", lexer="python") #}\n'}
    site = make_site(tmp_path, files)
    assert "Python 3" not in render(site).html
    write(tmp_path, {path: '{# snippet(title="Python 3", lexer="python") #}\n'})
    assert reread_templates(site, {path})
    assert "Python 3" in render(site).html


def test_the_layout_around_a_layout_that_came_from_jekyll(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/page.md": "---\nlayout: inner\n---\nBody\n",
        "templates/layouts/inner.html": "---\nlayout: one\n---\n{{ content }}",
        "templates/layouts/one.html": "<i>{{ content }}</i>",
        "templates/layouts/two.html": "<b>{{ content }}</b>",
    }
    site = make_site(tmp_path, files, compat="jekyll")
    assert "<i>" in render(site).html
    write(tmp_path, {"templates/layouts/inner.html": "---\nlayout: two\n---\n{{ content }}"})
    assert reread_templates(site, {"templates/layouts/inner.html"})
    assert "<b>" in render(site).html


@pytest.mark.parametrize(
    "content",
    ["no signature\n", b"{# lamp() #}\n\xff\n"],
    ids=["a component without a signature", "bytes that are no text"],
)
def test_what_has_to_be_told_of_a_template_needs_the_site_anew(tmp_path: Path, content: str | bytes) -> None:
    site = make_site(tmp_path, FILES)
    write(tmp_path, {"templates/components/lamp.html.jinja": content})
    assert not reread_templates(site, {"templates/components/lamp.html.jinja"})


def test_a_template_by_which_a_document_is_named_needs_the_site_anew(tmp_path: Path) -> None:
    named = "---\nid: \"{% include 'partials/note.md' %}\"\n---\n"
    site = make_site(tmp_path, {**FILES, "docs/named.md": named})
    assert not reread_templates(site, {"templates/partials/note.md"})
