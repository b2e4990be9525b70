"""Front matter as themes and other plugins see it: plain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine import make_site, renderer_of, told


def meta(root: Path, front_matter: str, files: dict[str, str] | None = None) -> dict[str, Any]:
    """The meta of a page with this front matter."""
    site = make_site(root, {**(files or {}), "docs/page.md": f"---\n{front_matter}\n---\n"})
    found = renderer_of(site)[0].meta()
    assert json.loads(json.dumps(found)) == found, "not plain data"
    check_types(found)
    return found


def check_types(value: Any) -> None:
    """Exactly Python's own types: no subclass that behaves in its own way."""
    assert type(value) in (dict, list, str, int, float, bool, type(None)), type(value)
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_types(item)


def test_texts_are_expanded_at_any_depth(tmp_path: Path) -> None:
    files = {"data/product.yml": "name: Connect\npath: guide/a.md\n"}
    front_matter = """\
title: "The {{ site.data.product.name }} API"
description: "{{ page.title }} in short"
tags: ["{{ site.data.product.name }}", plain]
social: {cards: {title: "{{ page.title | upper }}"}}
see: "{{ site.data.product.path }}"
"""
    assert meta(tmp_path, front_matter, files) == {
        "title": "The Connect API",
        "description": "The Connect API in short",
        "tags": ["Connect", "plain"],
        "social": {"cards": {"title": "THE CONNECT API"}},
        "see": "guide/a.md",
    }


def test_one_expression_keeps_its_type(tmp_path: Path) -> None:
    files = {"data/d.yml": "tags: [a, 'b{{ 1 }}']\norder: 3\n"}
    front_matter = 'tags: "{{ site.data.d.tags }}"\norder: "{{ site.data.d.order + 1 }}"\nhidden: "{{ true }}"'
    assert meta(tmp_path, front_matter, files) == {"tags": ["a", "b1"], "order": 4, "hidden": True}


def test_plain_values_are_what_the_writer_sees(tmp_path: Path) -> None:
    assert meta(tmp_path, "date: 2017-01-01\nversion: 3.10\ncountry: NO\nbeta: true\nowner: null\norder: 3") == {
        "date": "2017-01-01",
        "version": "3.10",
        "country": "NO",
        "beta": True,
        "owner": None,
        "order": 3,
    }


def test_what_the_layout_renders_is_as_it_was_written(tmp_path: Path) -> None:
    content = "See {{ nope }}"
    assert meta(tmp_path, f"sections:\n  - content: '{content}'")["sections"] == [{"content": content}]


def test_a_text_that_fails_is_told_and_its_key_is_not_there(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"docs/page.md": '---\ntitle: T\nowner: "{{ nope }}"\n---\n'})
    renderer, body = renderer_of(site)
    found = renderer.meta()
    check_types(found)
    assert found.get("owner") is None
    assert told(site.render(renderer, body)) == ["docs/page.md:3:12: DT001 the name `nope` is not known"]


@pytest.mark.parametrize("value", ["'{{ code_snippet(1) }}'", "'{{ \"*a*\" | markdown }}'", "['{{ \"a\" | e }}']"])
def test_html_is_no_value_of_the_front_matter(tmp_path: Path, value: str) -> None:
    check_types(meta(tmp_path, f"title: T\nnote: {value}"))
