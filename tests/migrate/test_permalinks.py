"""Permalinks: where Jekyll puts a page, MkDocs puts it too. What is expected here was made by Jekyll 4.3."""

from __future__ import annotations

from typing import Any

import pytest

from foreword.migrate.document import document_of
from foreword.migrate.front_matter import Parts
from foreword.migrate.jekyll_config import JekyllConfig

COLLECTIONS = {"docs": {"output": True}, "api": {"output": True, "permalink": "/reference/:path/"}, "hidden": {}}

PAGES = [
    ("about.md", {}, "about.md"),
    ("index.md", {}, "index.md"),
    ("guides/index.html", {}, "guides/index.md"),
    ("guides/Two Words.md", {}, "guides/Two Words.md"),
    ("about.v2.md", {}, "about.v2.md"),
    ("a.md", {"permalink": "/foo/bar"}, "foo/bar.md"),
    ("a.md", {"permalink": "/foo/bar/"}, "foo/bar/index.md"),
    ("a.md", {"permalink": "foo/bar.html"}, "foo/bar.md"),
    ("sub/a.md", {"permalink": "/x/:path/:basename/"}, "x/sub/a/index.md"),
    ("a.md", {"permalink": "/odd/../up//x/"}, "odd/up/x/index.md"),
    ("a.md", {"permalink": "/a b/c"}, "a b/c.md"),
    ("feed.json", {}, "feed.json"),
    ("feed.json", {"permalink": "/js/on"}, "js/on.json"),
    ("css/a.scss", {}, "css/a.css"),
]


@pytest.mark.parametrize(("path", "values", "target"), PAGES)
def test_a_page(path: str, values: dict[str, str], target: str) -> None:
    assert document_of(path, None, Parts("", "", "", ""), values, JekyllConfig({})).target == target


STYLES = [
    ("date", "about.md", "2024/02/29/leap-day.md"),
    ("pretty", "about/index.md", "2024/02/29/leap-day/index.md"),
    ("ordinal", "about.md", "2024/060/leap-day.md"),
    ("weekdate", "about.md", "2024/W09/Thu/leap-day.md"),
    ("none", "about.md", "leap-day.md"),
    ("/:categories/:title/", "about/index.md", "leap-day/index.md"),
    ("/blog/:year-:i_month:output_ext", "about.md", "blog/2024-2.md"),
]


@pytest.mark.parametrize(("style", "page", "post"), STYLES)
def test_the_styles(style: str, page: str, post: str) -> None:
    config = JekyllConfig({"permalink": style})
    assert document_of("about.md", None, Parts("", "", "", ""), {}, config).target == page
    assert document_of("_posts/2024-02-29-leap-day.md", "posts", Parts("", "", "", ""), {}, config).target == post


DOCUMENTS = [
    ("_docs/one.md", "docs", {}, "docs/one.md"),
    ("_docs/sub/index.md", "docs", {}, "docs/sub/index.md"),
    ("_docs/a.md", "docs", {"permalink": "/:collection/:name/:title/x/"}, "docs/a/a/x/index.md"),
    ("_api/sub/two.md", "api", {}, "reference/sub/two/index.md"),
    ("_hidden/one.md", "hidden", {"permalink": "/one"}, "_hidden/one.md"),
    ("_posts/2021-3-4-Short.md", "posts", {"categories": ["Cat One", "b"]}, "cat one/b/2021/03/04/Short.md"),
    ("blog/_posts/2020-07-08-cat.md", "posts", {"category": "z"}, "blog/z/2020/07/08/cat.md"),
    ("_posts/2020-01-09-a.md", "posts", {"slug": "My Slug!"}, "2020/01/09/My-Slug!.md"),
    ("_posts/2020-02-03-a.md", "posts", {"date": "2019-12-31 23:30:00 -0500"}, "2020/01/01/a.md"),
]


@pytest.mark.parametrize(("path", "collection", "values", "target"), DOCUMENTS)
def test_a_document_of_a_collection(path: str, collection: str, values: dict[str, Any], target: str) -> None:
    config = JekyllConfig({"collections": COLLECTIONS})
    assert document_of(path, collection, Parts("", "", "", ""), values, config).target == target


def test_an_unknown_placeholder_is_left_for_a_person() -> None:
    document = document_of("a.md", None, Parts("", "", "", ""), {"permalink": "/:nothing/a"}, JekyllConfig({}))
    assert [str(one.place) + " " + one.message for one in document.findings] == [
        "a.md:1:1 a permalink has no placeholder `:nothing`"
    ]
    assert document.target == "nothing/a.md"


def test_a_date_that_is_none() -> None:
    document = document_of(
        "_posts/2020-01-09-a.md", "posts", Parts("", "", "", ""), {"date": "tomorrow"}, JekyllConfig({})
    )
    assert document.target == "2020/01/09/a.md"
    assert [one.message for one in document.findings] == ["`tomorrow` is no date"]
