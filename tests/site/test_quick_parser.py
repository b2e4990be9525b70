"""The quick way through HTML calls a parser's handlers as Python's own does, whatever the HTML is."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.mkdocs import quick_parser


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
