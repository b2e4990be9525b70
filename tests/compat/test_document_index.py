"""`where` over documents uses an index, and finds what going through them would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine import make_site, render
from foreword.compat.document_index import DocumentIndex
from foreword.edits import replace_document

DOCUMENTS = {
    "docs/all/a.md": "---\nkind: x\nversion: '1.10'\ntags: [red, blue]\nready: true\n---\n",
    "docs/all/b.md": "---\nkind: y\nversion: 1.1\nmore: {size: 2}\n---\n",
    "docs/all/c.md": "---\nkind: x\nready: false\ntext: '{{ page.url }}'\n---\n",
}
QUERIES = {
    '"kind", "x"': "a.md,c.md",
    '"kind", none': "",
    '"version", 1.1': "a.md,b.md",
    '"tags", "blue"': "a.md",
    '"ready", true': "a.md",
    '"ready", none': "b.md",
    '"more.size", 2': "b.md",
    '"more", \'["size", 2]\'': "b.md",
    '"text", "{" ~ "{ page.url }}"': "c.md",
    '"missing", "x"': "",
}


def names_found(root: Path, query: str) -> str:
    """The names of the documents that a page finds."""
    page = f'{{{{ site.all | where({query}) | map("name") | join(",") }}}}'
    files: dict[str, str | bytes] = {**DOCUMENTS, "docs/page.md": page}
    site = make_site(root, files, compat="jekyll", collections={"all": ["all/**"]})
    return re.sub("<p>|</p>|\n", "", render(site).html)


@pytest.mark.parametrize(("query", "names"), QUERIES.items())
def test_it_finds_what_going_through_them_would(
    query: str, names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert names_found(tmp_path / "index", query) == names
    monkeypatch.setattr(DocumentIndex, "having", lambda *_: None)
    assert names_found(tmp_path / "through", query) == names


def test_an_edited_document_is_found_by_what_it_has_now(tmp_path: Path) -> None:
    page = '{{ site.all | where("kind", "x") | map("name") | join(",") }}'
    files: dict[str, str | bytes] = {**DOCUMENTS, "docs/page.md": page}
    site = make_site(tmp_path, files, compat="jekyll", collections={"all": ["all/**"]})
    assert render(site).html == "<p>a.md,c.md</p>\n"
    assert replace_document(site, "docs/all/b.md", b"---\nkind: x\nversion: 1.1\n---\n")
    assert render(site).html == "<p>a.md,b.md,c.md</p>\n"
