"""The mends of DT004, names with hyphens, and of LK006, paths in place of absolute links."""

from __future__ import annotations

from pathlib import Path

import pytest
from mends import CONFIG, DATA, OWN, PAGES, fix, lint, mended

from engine import write

NAMES = [
    pytest.param("{{ site.data.core-objects.x }}", "{{ site.data.core_objects.x }}", id="a file"),
    pytest.param("{{ site.data.core-objects.long-name }}", "{{ site.data.core_objects.long_name }}", id="twice"),
    pytest.param("{{ site.data.core_objects.long-name }}", "{{ site.data.core_objects.long_name }}", id="a key"),
    pytest.param("{{ api.base-url }}", "{{ api.base_url }}", id="an alias"),
    pytest.param("{{ page.own-key }}", "{{ page.own_key }}", id="the page"),
    pytest.param("{{ 1 - 2 }} {{ api.base-url }}", "{{ 1 - 2 }} {{ api.base_url }}", id="not the first on its line"),
    pytest.param("{% if api.base-url %}a{% endif %}", "{% if api.base_url %}a{% endif %}", id="a tag"),
    pytest.param("{% for x in site.data.core-objects.x %}{% endfor %}",
                 "{% for x in site.data.core_objects.x %}{% endfor %}", id="a loop"),
    pytest.param("{{ api.base-url }} é {{ page.own-key }}", "{{ api.base_url }} é {{ page.own_key }}", id="two"),
    pytest.param("{{ site.data.core-objects.nothing }}", "{{ site.data.core_objects.nothing }}",
                 id="as far as it is there"),
    pytest.param("{{ site.data.core - objects.x }}", None, id="with spaces it subtracts"),
    pytest.param("{{ site.data.other-objects.x }}", None, id="there is no such key"),
    pytest.param("{{ nothing-known.x }}", None, id="there is no such name"),
    pytest.param("{{ page.no-such-key }}", None, id="no page has such a key"),
    pytest.param("{{ site.data.core_objects.both-names }}", None, id="two keys that may be meant"),
    pytest.param("{{ site.data.core_objects.mixed_long-name }}", None, id="a key with both signs"),
    pytest.param("{{ site.data.broken-file.x }}", None, id="a file that cannot be read"),
    pytest.param("`{{ api.base-url }}`", "`{{ api.base_url }}`", id="a code span"),
    pytest.param("```\n{{ api.base-url }}\n```", None, id="a fence is literal"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NAMES)
def test_hyphens_are_mended_in_a_body(before: str, after: str | None, tmp_path: Path) -> None:
    head = "---\r\nown-key: 1\r\n---\r\n\r\n# A\r\n\r\n"
    found = mended(tmp_path, "DT004", "docs/a.md", f"{head}{before}\r\n", DATA)
    assert found == f"{head}{before if after is None else after}\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('title: "{{ api.base-url }}"', 'title: "{{ api.base_url }}"', id="double quotes"),
        pytest.param("title: '{{ api.base-url }} it''s'", "title: '{{ api.base_url }} it''s'", id="single quotes"),
        pytest.param('title: "\\u00e9 {{ api.base-url }}"', 'title: "\\u00e9 {{ api.base_url }}"', id="an escape"),
        pytest.param('title: "{{ api.base\\x2durl }}"', 'title: "{{ api.base\\x2durl }}"', id="an escaped hyphen"),
        pytest.param("title: a {{ api.base-url }}", "title: a {{ api.base_url }}", id="plain"),
        pytest.param("title: &t a {{ api.base-url }}\nx: *t", "title: &t a {{ api.base_url }}\nx: *t", id="anchor"),
        pytest.param("title: |\n  a\n  {{ api.base-url }}\n", "title: |\n  a\n  {{ api.base_url }}\n", id="block"),
        pytest.param("title: >-\n  a\n  {{ api.base-url }}", "title: >-\n  a\n  {{ api.base_url }}", id="folded"),
    ],
)
def test_hyphens_are_mended_in_front_matter(before: str, after: str, tmp_path: Path) -> None:
    body = "---\n\n{{ page.title }}\n"
    assert mended(tmp_path, "DT004", "docs/a.md", f"---\n{before}\n{body}", DATA) == f"---\n{after}\n{body}"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param("data/a.json", '{"a": "{{ api.base-url }}"}', '{"a": "{{ api.base_url }}"}', id="JSON"),
        pytest.param("data/a.toml", "a = '{{ api.base-url }}'", "a = '{{ api.base_url }}'", id="TOML"),
        pytest.param("templates/a.md", "{{ api.base-url }}", "{{ api.base_url }}", id="a partial"),
    ],
)
def test_hyphens_are_mended_wherever_they_stand(path: str, before: str, after: str, tmp_path: Path) -> None:
    body = '{% include "a.md" %}' if path.endswith(".md") else "{{ site.data.a.a }}"
    assert mended(tmp_path, "DT004", path, before, {**DATA, "docs/a.md": f"# A\n\n{body}\n"}) == after


LINKS = [
    pytest.param(f"[b]({OWN}/b/)", "[b](b.md)", "[b](../b.md)", id="page"),
    pytest.param(f"[b]({OWN}/b/#b) x", "[b](b.md#b) x", "[b](../b.md#b) x", id="anchor"),
    pytest.param(f'[b]({OWN}/b/?a=1#b "T")', '[b](b.md?a=1#b "T")', '[b](../b.md?a=1#b "T")', id="query and title"),
    pytest.param(f"[b](<{OWN}/b/>)", "[b](<b.md>)", "[b](<../b.md>)", id="angle brackets"),
    pytest.param(f"[c]({OWN}/deep/c/)", "[c](deep/c.md)", "[c](c.md)", id="folder"),
    pytest.param(f"[s]({OWN}/) [s]({OWN})", "[s](index.md) [s](index.md)", "[s](../index.md) [s](../index.md)",
                 id="start"),
    pytest.param(f"![p]({OWN}/picture.png)", "![p](picture.png)", "![p](../picture.png)", id="image"),
    pytest.param(f"[b]: {OWN}/b/", "[b]: b.md", "[b]: ../b.md", id="definition"),
    pytest.param(f"[x]({OWN}/gone/) [x](https://docs.example.com/v2/b/)", None, None, id="no page of the site"),
    pytest.param(f'<a href="{OWN}/b/">b</a> <{OWN}/b/>', None, None, id="HTML and bare addresses stay"),
    pytest.param(f"`[b]({OWN}/b/)`", None, None, id="code"),
    pytest.param(f"[b]({OWN}/{{{{ page.title }}}}/)", None, None, id="Jinja"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "root", "deep"), LINKS)
def test_absolute_links_become_paths(before: str, root: str | None, deep: str | None, tmp_path: Path) -> None:
    folders = [("docs/a.md", root), ("docs/deep/a.md", deep), ("templates/partials/a.md", root)]
    for path, after in folders:
        files = {**PAGES, "docs/deep/page.md": '# P\n\n{% include "partials/a.md" %}\n', "templates/partials/a.md": ""}
        found = mended(tmp_path, "LK006", path, f"é\r\n\r\n{before}\r\n", files)
        assert found == f"é\r\n\r\n{before if after is None else after}\r\n"
    for path, after in [("docs/deep/d.md", deep), ("data/d.yml", root)]:
        lead, tail = ("---\n", "---\n") if path.endswith(".md") else ("", "")
        found = mended(tmp_path, "LK006", path, f"{lead}x: |\n  é\n  {before}\n{tail}", PAGES)
        assert found == f"{lead}x: |\n  é\n  {before if after is None else after}\n{tail}"


def test_links_lead_to_the_same_page_after_the_mend(tmp_path: Path) -> None:
    page = f"# A\n\n[b]({OWN}/b/#b) {{{{ site.data.d.x }}}}\n"
    write(tmp_path, {"mkdocs.yml": CONFIG, **PAGES, "docs/deep/a.md": page, "data/d.yml": f"x: '[c]({OWN}/deep/c/)'\n"})
    fix(tmp_path, "LK006")
    linted, findings = lint(tmp_path, "LK")
    assert findings == []
    assert '<a href="../../b/#b">b</a> <a href="../c/">c</a>' in linted.pages["docs/deep/a.md"].rendered.html
