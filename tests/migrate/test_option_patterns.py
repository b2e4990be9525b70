"""The options of mkdocs.yml: the fewest patterns of paths, the navigation, the keys that stay."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foreword.migrate.navigation import Links, assigned_names, navigation_of
from foreword.migrate.patterns import patterns_for
from foreword.migrate.top_keys import kept_keys
from foreword.migrate.yaml_text import dumped
from foreword.source.options import matches

PATTERNS = [
    ("one in the root", ["a.md"], ["b.md"], ["a.md"]),
    ("all", ["a.md", "b.md"], [], ["*.md"]),
    ("all below a folder", ["x/y/a.md", "x/z/b.md"], [], ["x/**/*.md"]),
    ("a folder of its own", ["x/a.md"], ["b.md"], ["x/*.md"]),
    ("folders below", ["x/a.md", "x/y/b.md"], ["b.md"], ["x/**/*.md"]),
    ("a stranger among them", ["x/a.md", "x/b.md"], ["x/c.md"], ["x/a.md", "x/b.md"]),
    ("a stranger below", ["x/a.md", "x/b.md"], ["x/y/c.md"], ["x/*.md"]),
    ("names alike", ["x/api-a.md", "x/api-b.md", "x/api-c.md"], ["x/c.md"], ["x/api-*.md"]),
    ("YAML too", ["x/a.md", "x/b.yml"], ["c.md"], ["x/*.md", "x/*.yml"]),
]


@pytest.mark.parametrize(("_name", "members", "others", "patterns"), PATTERNS, ids=[row[0] for row in PATTERNS])
def test_patterns(_name: str, members: list[str], others: list[str], patterns: list[str]) -> None:
    assert patterns_for(members, others) == patterns


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join).map("{}.md".format)


@given(st.sets(PATHS, min_size=1), st.sets(PATHS))
def test_patterns_match_what_they_should_and_nothing_else(members: set[str], others: set[str]) -> None:
    patterns = patterns_for(members, others)
    assert all(any(matches(path, pattern) for pattern in patterns) for path in members)
    assert not any(matches(path, pattern) for path in others - members for pattern in patterns)
    assert len(patterns) <= len(members)


# The navigation

PAGES = {"/a": "a.md", "/b/c": "b/c.md", "/b": "b/index.md", "/d": "d.md"}
LINKS = Links(PAGES, {"link": {"d": "/d", "deep": {"b": "/b/"}}}, ("/docs",))

NAVIGATIONS = {
    "a list of links": (
        "[{title: A, url: /a}, {title: C, url: /docs/b/c.html}, {title: D, url: /d}]",
        [{"A": "a.md"}, {"C": "b/c.md"}, {"D": "d.md"}],
    ),
    "groups, with a page of their own": (
        "[{title: B, url: /b/, children: [{title: C, url: /b/c}]}, {title: More, items: [{name: A, link: /a}]}]",
        [{"B": [{"B": "b/index.md"}, {"C": "b/c.md"}]}, {"More": [{"A": "a.md"}]}],
    ),
    "names that templates give": (
        '[{title: D, url: "{{ link.d }}#x"}, {title: B, url: "{{link.deep.b}}"},'
        ' {title: A, url: "{{ site.baseurl }}/a"}]',
        [{"D": "d.md"}, {"B": "b/index.md"}, {"A": "a.md"}],
    ),
    "links that lead elsewhere": (
        "[{title: A, url: /a}, {title: B, url: /b}, {title: D, url: /d}, {title: E, url: 'https://e.org'}]",
        [{"A": "a.md"}, {"B": "b/index.md"}, {"D": "d.md"}, {"E": "https://e.org"}],
    ),
    "the same page twice": (
        "[{title: A, url: /a}, {title: Again, url: '/a#x'}, {title: B, url: /b}, {title: D, url: /d}]",
        [{"A": "a.md"}, {"B": "b/index.md"}, {"D": "d.md"}],
    ),
    "too few pages to be one": ("[{title: A, url: /a}]", []),
}


@pytest.mark.parametrize("name", NAVIGATIONS)
def test_navigation(name: str) -> None:
    source, items = NAVIGATIONS[name]
    assert navigation_of({"_data/navigation.yml": yaml.safe_load(source)}, LINKS).items == items


def test_links_that_lead_to_no_page_are_counted() -> None:
    data: Any = [*yaml.safe_load(NAVIGATIONS["a list of links"][0]), {"title": "Gone", "url": "/gone"}]
    found = navigation_of({"_data/nav.yml": data, "_data/urls.yml": data}, LINKS)
    assert (found.path, found.pages, found.lost) == ("_data/nav.yml", 3, 1)


def test_names_that_templates_give_to_data() -> None:
    source = "{% assign link = site.data.urls %}{%- assign x = site.data.urls | first -%}{% assign y = page.z %}"
    names = assigned_names([source], {"urls": {"a": "/a"}}, {"title": "T"})
    assert names == {"site": {"title": "T", "data": {"urls": {"a": "/a"}}}, "link": {"a": "/a"}}


# Keys that stay


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=4), VALUES, min_size=1), st.sets(st.sampled_from("abcdef"))
)
def test_the_keys_that_stay_keep_their_values(values: dict[str, Any], gone: set[str]) -> None:
    kept = kept_keys("# head\n" + dumped(values), lambda key: key[0] not in gone)
    assert (yaml.safe_load(kept) or {}) == {key: value for key, value in values.items() if key[0] not in gone}
