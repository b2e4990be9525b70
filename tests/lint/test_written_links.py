"""Links as they are written: which are found in a text, and where."""

from __future__ import annotations

import pytest

from foreword.lint.prose import Prose
from foreword.lint.written_links import links_in
from foreword.source.text import SourceFile
from hang import no_hang


def links(text: str, *keys: str) -> list[tuple[str, str, str | None]]:
    """Kind, target and text of every link in a text."""
    prose = Prose(SourceFile("docs/page.md", text), text, keys)
    return [(link.kind, link.target, link.text) for link in links_in(prose)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", [("link", "b.md", "a")]),
        ("[a b]( <b c.md> 'title' )", [("link", "b c.md", "a b")]),
        ("[a](b_(c).md)", [("link", "b_(c).md", "a")]),
        ("[a [b]](c)", [("link", "c", "a [b]")]),
        ("![a](b.png)", [("image", "b.png", "a")]),
        ("[![a](b.png)](c)", [("image", "b.png", "a"), ("link", "c", "![a](b.png)")]),
        ("![][form]", [("image", "", "")]),
        ("[a]: b.md 'title'", [("definition", "b.md", None)]),
        ("<https://harbour.io>", [("autolink", "https://harbour.io", "https://harbour.io")]),
        ("<a href='b'>c <b>d</b></a>", [("a", "b", "c <b>d</b>")]),
        ("<A class=x HREF=b>c</A>", [("a", "b", "c")]),
        ('<a href="b?c=1&amp;d=2">e</a>', [("a", "b?c=1&d=2", "e")]),
        ("<img src=b>", [("img", "b", None)]),
        ("[a]({{ b }})", [("link", "{{ b }}", "a")]),
        ("{{ f['a'](b) }} {% set x = y[0](z) %}", []),
        ("`[a](b)` <!-- [a](b) --> {# [a](b) #}", []),
        (r"\[a](b) [a\](b)", []),
        ("[a\n\nb](c)", []),
        ("a](b) [c] (d)", []),
        ("<a name=b></a>", []),
    ],
)
def test_links_are_found(text: str, found: list[tuple[str, str, str | None]]) -> None:
    assert links(text) == found


def test_a_value_that_is_an_address_alone_is_a_link() -> None:
    assert links("guide/tokens.md", "link") == [("value", "guide/tokens.md", None)]
    assert links("https://harbour.io", "link") == [("value", "https://harbour.io", None)]
    assert links("two words.", "link") == []
    assert links("guide/tokens.md") == []


def test_a_target_is_told_where_it_begins() -> None:
    text = "See\n  [a]( b.md )."
    (link,) = links_in(Prose(SourceFile("docs/page.md", text), text, (), 7))
    assert str(link.place) == "docs/page.md:8:3"
    assert str(link.target_place) == "docs/page.md:8:8"


@pytest.mark.parametrize(
    "part", ["[", "](", "[a](", "<a ", "<a '", '<a "', "<!--", "{{", "{%", "![", "<a href=x>", "[a]:", "\\[", "[](("]
)
def test_a_text_that_was_made_to_be_slow_is_not(part: str) -> None:
    with no_hang():
        links(part * (200_000 // len(part)) + "](<")
