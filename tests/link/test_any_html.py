"""Reading of finished HTML: what is passed over has nothing to tell, so the facts are those of a whole parser."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from foreword.link.html import read_html

TAGS = ["p", "td", "h2", "a", "a", "img", "code", "scripted", "H3", "A"]
VALUES = ["", "x", "a b", "id=y", "a>b", "a<b", "it's", "#top", "b.md?c=d&amp;e=f", 'say "yes"']
attributes = st.tuples(
    st.sampled_from(["id", "name", "href", "src", "class", "data-id", "title", "ID"]), st.sampled_from(VALUES)
).map(lambda pair: f" {pair[0]}={quoted(pair[1])}")
openings = st.tuples(st.sampled_from(TAGS), st.lists(attributes, min_size=1, max_size=3)).map(
    lambda p: f"<{p[0]}{''.join(p[1])}>"
)
OTHER = ["text", " ", "\n", "&lt;", "<!-- <a href='no'> -->", "<script>'<a href=\"no\">'</script>", "<br />"]
parts = st.one_of(
    openings, openings, openings, st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"), st.sampled_from(OTHER)
)


def quoted(value: str) -> str:
    """An attribute's value in the quotes that it does not hold."""
    return f"'{value}'" if '"' in value else f'"{value}"'


class Reader(HTMLParser):
    """Python's own parser, which looks at each tag: ids and links in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "a" and found.get("name") and found["name"] != found.get("id"):
            self.ids.append(found["name"] or "")
        link = {"a": "href", "img": "src"}.get(tag, "")
        if link in found:
            self.links.append(found[link] or "")


@given(html=st.lists(parts, min_size=1, max_size=40).map("".join))
def test_any_html_has_the_ids_and_links_that_a_parser_finds(html: str) -> None:
    found, expected = read_html(html), Reader(html)
    assert (found.ids, found.links) == (expected.ids, expected.links)
