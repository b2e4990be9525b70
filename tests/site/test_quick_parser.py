"""The quick way through HTML calls a parser's handlers as Python's own does, whatever the HTML is."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.contrib.search import search_index
from mkdocs.contrib.search.search_index import ContentParser
from mkdocs.structure.toc import AnchorLink

from foreword.mkdocs import quick_parser
from foreword.mkdocs.search import squeezed


class Calls(HTMLParser):
    """Keeps each call of a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.calls.append(("start", tag, *attrs))

    def handle_endtag(self, tag: str) -> None:
        self.calls.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.calls.append(("data", data))

    def handle_comment(self, data: str) -> None:
        self.calls.append(("comment", data))


class Quick(Calls):
    """The same by the quick way."""

    feed = quick_parser.feed


def calls(parser: Calls, source: str) -> list[tuple[object, ...]]:
    """What a parser is called with for a document."""
    parser.feed(source)
    parser.close()
    return parser.calls


PARTS = [
    *(
        "<p>",
        "</p>",
        '<h2 id="a-b">',
        "</h2 >",
        "<br />",
        "<br/>",
        '<img alt="" src="a.png" hidden>',
        "<hr/ >",
        "</p/>",
    ),
    *('<a href="x?a=1&amp;b=2">', "</a>", "text ", "&amp;", "&lt;b&gt;", "&copy", "&", "a & b", "<", ">", "é", "\n"),
    *('<script src="s.js" defer></script>', "<script>if (a < b) {}</script>", "<style>p > a {}</style>", "\r\n", "\0"),
    *(
        "<!-- note -->",
        "<!-- a <b> - c -->",
        "<!--a--b---c -- d-->",
        "<!--a---->",
        "<!--a-b-->",
        "<!---->",
        "<!--->",
        "<!-- a--b -->",
        "<!--a--!>",
        "<!-- a-->",
        "<script>run(1) && 2</script>",
    ),
    *("<style>p {}</style>", "<script></script >", "<SCRIPT>a</SCRIPT>", '<script type="x">&amp;</script>'),
    *(
        "<!-- a <b> -->",
        "<!doctype html>",
        "<td class='one'>",
        "<td class=one>",
        "<p id =a>",
        "<iframe src='a'></iframe>",
        "<a title='<b>'>",
        '<a title="a > b">',
        "<p / >",
        "<p",
    ),
    *('<a title="&copy=1">', "</", '<P ID="X">', '<svg:a x:y="1">', "<textarea><b></textarea>", "<title>a<b></title>"),
    *('<p\n class="a"\n>', '<p class="a"id="b">', "<?php ?>", "<![CDATA[a]]>", "</ p>", "<1>"),
]


@given(st.lists(st.sampled_from(PARTS)))
def test_any_html(parts: list[str]) -> None:
    source = "".join(parts)
    assert calls(Quick(), source) == calls(Calls(), source)


@pytest.mark.parametrize(
    "source",
    [
        '<h2 id="keys">Keys<a class="headerlink" href="#keys">&para;</a></h2>\n<p>One &amp; two.<br />\nThree</p>',
        '<input disabled value=""><hr/>text at the end &amp; more',
        '<p>Text</p>\n<script src="foreword.js" defer></script>\n',
        "<p class='one' id = two>Text &amp; more</p><!-- a <b> --><iframe src=a></iframe><a href='?a'>link</a>",
    ],
)
def test_what_a_builder_writes_goes_the_quick_way(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = calls(Calls(), source)
    monkeypatch.setattr(HTMLParser, "goahead", lambda self, end: None)
    assert calls(Quick(), source) == expected


# The search index


class QuickContent(ContentParser):
    """The search plugin's parser, fed with its text in few pieces."""

    feed = quick_parser.feed_text


def entries(source: str, parser: type[ContentParser]) -> list[dict[str, str]]:
    """What the search index has of a page with this content."""
    toc = [AnchorLink(id, id, level=2) for id in ("keys", "a-b", "")]
    page = SimpleNamespace(content=source, url="page/", title="Page", toc=toc)
    index = search_index.SearchIndex(indexing="full")
    with patch.object(search_index, "ContentParser", parser):
        index.add_entry_from_context(page)  # type: ignore[arg-type]
    return index._entries


HEADINGS = [
    '<h2 id="keys">',
    "<h3>",
    "</h2>",
    "</h3>",
    "<h2/>",
    "</h2\n>",
    "<H2 id=a-b>",
    "</H2>",
    "<h1 id='a-b'>",
    "&para;",
]
BLANKS = [
    " ",
    "\n",
    "\u00a0",
    "\u2003",
    "&nbsp;",
    "&#32;",
    "&am",
    "p;",
    '</p a=">">',
    "<script>a<b",
    "<style>a</script>",
]


@given(st.lists(st.sampled_from([*PARTS, *HEADINGS * 4, *BLANKS])))
def test_any_html_is_found_as_before(parts: list[str]) -> None:
    source = "".join(parts)
    assert entries(source, QuickContent) == entries(source, ContentParser)


def test_a_page_is_indexed_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "<p>First &amp; <em>fore</em>most<br/>\n</p><!-- a <b> --><script>run(1)</script>\n"
        '<h2 id="keys">The <code>keys</code><a href="#keys">&para;</a></h2>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n'
        '<h2 id="a-b">Other</h2>\n<img src="a.png" alt="A > B">Last\n'
    )
    expected = entries(source, ContentParser)
    assert [entry["text"] for entry in expected][1:] == ["One Two", "Last"]
    monkeypatch.setattr(HTMLParser, "goahead", lambda self, end: None)
    assert entries(source, QuickContent) == expected


@given(
    st.text(alphabet=st.one_of(st.sampled_from(" \t\n\r\f\v\u00a0\x1c\x1f\x85\u2003\u2028\u3000a"), st.characters()))
)
def test_any_text_is_squeezed_as_the_index_does_it(text: str) -> None:
    index = search_index.SearchIndex(indexing="full")
    index._add_entry("Title", text, "page/")
    assert squeezed(text) == index._entries[0]["text"]
