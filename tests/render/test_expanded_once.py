"""Nothing is expanded twice, and a page's Markdown is converted once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from engine import PlainHost, make_site, render, renderer_of, shown


def expansions(root: Path, files: dict[str, str]) -> Counter[str]:
    """How often each `{{ count("name") }}` of a page ran."""
    counted: Counter[str] = Counter()

    def count(name: str) -> str:
        counted[name] += 1
        return name

    site = make_site(root, files, {"count": count})
    rendered = render(site)
    assert rendered.diagnostics == []
    assert all(name in shown(rendered) for name in counted if name != "not shown")
    return counted


def twice(counted: Counter[str]) -> list[str]:
    """What ran more than once."""
    return [f"{name} {times} times" for name, times in counted.items() if times > 1]


def test_each_part_of_a_section(tmp_path: Path) -> None:
    page = """\
---
title: The {{ count("title") }}
description: The {{ count("not shown") }}
sections:
  - title: The {{ count("heading") }}
    anchor: the-{{ count("anchor") }}
    content: The {{ count("content") }}
    subsections:
      - title: The {{ count("deep heading") }}
        content: The {{ count("deep content") }}
    steps:
      - The {{ count("step") }}
      - title: The {{ count("step heading") }}
  - anchor: an-{{ count("untitled") }}
credentials:
  - name: The {{ count("document") }}
---
The {{ count("body") }}
"""
    assert twice(expansions(tmp_path, {"docs/page.md": page})) == []


def test_each_detail_of_a_credential(tmp_path: Path) -> None:
    credentials = """\
- name: A {{ count("name") }}
  id: the-{{ count("id") }}
  prefix: ac_{{ count("prefix") }}
  definition: A {{ count("definition") }}
  required-for: "{{ count('required-for') }}"
  obtained-by: ["{{ count('obtained-by') }}"]
  expiration: A {{ count("expiration") }}
  scopes: A {{ count("scopes") }}
"""
    table = '{{ credential_table(site.data.credentials, columns=["name", "prefix", "scopes", "details"]) }}'
    counted = expansions(tmp_path, {"data/credentials.yml": credentials, "docs/page.md": table})
    assert set(counted) >= {"name", "id", "prefix", "definition", "required-for", "obtained-by", "expiration", "scopes"}
    assert twice(counted) == []


def test_the_code_and_the_title_of_a_snippet(tmp_path: Path) -> None:
    snippet = 'code: x {{ count("code") }}\ntitle: GET {{ count("title") }}\nlanguage: "{{ count(\'text\') }}"\n'
    call = "{{ code_snippet(site.data.s.code, site.data.s.language, site.data.s.title) }}"
    counted = expansions(tmp_path, {"data/s.yml": snippet, "docs/page.md": call})
    assert counted == {"code": 1, "title": 1, "text": 1}


def test_a_text_that_is_only_asked_for(tmp_path: Path) -> None:
    data = "a: \"{{ count('not shown') }}\"\n"
    page = "{{ site.data.d.a is defined }} {{ site.data.d.a is undefined }}"
    assert expansions(tmp_path, {"data/d.yml": data, "docs/page.md": page}) == {}


def test_a_text_in_another_scope_is_another_text(tmp_path: Path) -> None:
    data = 'a: "{{ count(name) }}"\n'
    page = "{% for name in ['one', 'two'] %}{{ site.data.d.a }}{% endfor %}"
    assert expansions(tmp_path, {"data/d.yml": data, "docs/page.md": page}) == {"one": 1, "two": 1}


def test_a_source_is_compiled_once_for_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"docs/{name}.md": "{{ site.data.d.a }} and {{ site.data.d.b }}" for name in ("one", "two")}
    site = make_site(tmp_path, {"data/d.yml": 'a: "{{ 1 + 1 }}"\nb: "{{ 1 + 1 }}"\n', **pages})
    compiled: list[str] = []
    generate = site.environment.from_string
    monkeypatch.setattr(
        type(site.environment),
        "from_string",
        lambda self, tree, *a: (compiled.append(str(tree)), generate(tree, *a))[1],
    )
    for page in pages:
        assert shown(render(site, page)) == "<p>2 and 2</p>\n"
    assert len([tree for tree in compiled if "Add" in tree]) == 1


@pytest.mark.parametrize(
    "page",
    [
        "# Plain Markdown\n\nWithout a tag.\n",
        "{{ 1 }} {{ code_snippet('x') }} {{ '*a*' | markdown }}\n",
        """\
---
title: One
sections:
  - title: Two
    content: "{{ credential_table(section.credentials) }}"
    credentials:
      - {name: A, definition: "*B*", obtained-by: [C, "{{ 'D' }}"]}
    steps: [E, "*F*"]
    subsections: [{title: G, content: H}]
---
The body.
""",
    ],
)
def test_markdown_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    sources: list[str] = []
    convert = PlainHost.markdown
    monkeypatch.setattr(PlainHost, "markdown", lambda host, source: (sources.append(source), convert(host, source))[1])
    render(make_site(tmp_path, {"docs/page.md": page}))
    assert len(sources) == 1


def test_meta_is_made_once(tmp_path: Path) -> None:
    """Themes and other plugins ask for a page's title before the page is rendered."""
    counted: Counter[str] = Counter()
    page = "---\ntitle: \"{{ count('title') }}\"\n---\n# {{ page.title }}\n"
    site = make_site(tmp_path, {"docs/page.md": page}, {"count": lambda name: counted.update([name]) or name})
    renderer, body = renderer_of(site)
    assert renderer.meta()["title"] == renderer.meta()["title"] == "title"
    assert "title</h1>" in site.render(renderer, body).html
    assert counted == {"title": 1}
