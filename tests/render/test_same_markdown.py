"""What makes Markdown faster leaves it the same: the HTML is that of Python-Markdown alone, whatever is written."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE

from engine import EXTENSIONS, PlainHost
from foreword.render import slots
from foreword.render.markdown import ForewordExtension, convert
from foreword.render.run import Piece

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = sorted((REPOSITORY / "docs").rglob("*.md"))

FEWER = ["toc", "tables", "fenced_code"]
"""MkDocs's own extensions, with which plain prose is not converted; `abbr` might change any word of it."""
MATERIAL = ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]

INLINE = """\
*a* **b** ***c*** _d_ __e__ a_b_c `f` ``g`h`` \\* \\` [i](j.md) [k][l] [k] ![m](n.png) ![m][l] <https://o.example.com>
<p@q.example.com> <b>r</b> <br> <!--s--> &amp; &#38; & < > [^1] * _ ** __ ` [ ] ( ) ! ~~t~~ ^u^ {: .v } HTML é " ' --
""".split()
words = st.sampled_from([*INLINE, "plain", "words", "of", "prose."])
lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
LEADS = ["", "", "", "- ", "1. ", "> ", "# ", "    ", ": ", "[l]: /x ", "*[HTML]: ", "[^1]: ", "| ", "```\n", "<div>\n"]
blocks = st.tuples(st.sampled_from(LEADS), lines, st.sampled_from(["\n", "\n\n", "  \n", "\n===\n"])).map("".join)
sources = st.lists(blocks, max_size=10).map("".join)


@given(source=sources)
@pytest.mark.parametrize("extensions", [FEWER, MATERIAL, EXTENSIONS, ["smarty", "nl2br", "legacy_em"]], ids="|".join)
def test_any_source_converts_as_by_python_markdown_alone(extensions: list[str], source: str) -> None:
    alone = markdown.markdown(source, extensions=extensions)
    assert markdown.markdown(source, extensions=[*extensions, ForewordExtension()]) == alone


MARKED = st.sampled_from(["[TOC]\n", "# One\n\n[TOC]\n", "a [TOC] b\n"])


@given(several=st.lists(st.one_of(sources, MARKED), max_size=4))
@pytest.mark.parametrize("settings", [{}, {"title": "Contents", "permalink": True}, {"marker": ""}], ids=str)
def test_the_table_of_contents_is_that_of_python_markdown(settings: dict[str, Any], several: list[str]) -> None:
    def found(*own: ForewordExtension) -> list[Any]:
        md: Any = markdown.Markdown(extensions=["toc", *own], extension_configs={"toc": settings})
        return [(md.reset().convert(source), md.toc, md.toc_tokens) for source in several]

    assert found(ForewordExtension()) == found()


TAGS = ["<p>", "</p>", "<div>", "</div>", "<!--c-->", "<b>", "text\n"]
STASHED = st.lists(st.sampled_from([*TAGS, *map(HTML_PLACEHOLDER.__mod__, range(5))]), max_size=6).map("".join)


@given(text=STASHED, stashed=st.lists(STASHED, max_size=4))
def test_html_is_put_back_as_by_python_markdown(text: str, stashed: list[str]) -> None:
    def restored(*own: ForewordExtension) -> str:
        md = markdown.Markdown(extensions=[*own])
        for number, html in enumerate(stashed):
            # A piece has nothing of itself, and of those behind it: Python-Markdown would never come to an end.
            md.htmlStash.store(HTML_PLACEHOLDER_RE.sub(lambda m, n=number: m[0] if int(m[1]) < n else "", html))
        return str(md.postprocessors["raw_html"].run(text))

    assert restored(ForewordExtension()) == restored()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_page_of_the_docs_converts_as_by_python_markdown_alone(page: Path) -> None:
    source = page.read_text("utf-8").partition("\n---\n")[2]
    alone = markdown.markdown(source, extensions=MATERIAL)
    assert markdown.markdown(source, extensions=[*MATERIAL, ForewordExtension()]) == alone


class Host(PlainHost):
    """A host with some extensions. One that is thorough is not told that plain prose may be passed over."""

    def __init__(self, extensions: list[str], thorough: bool) -> None:
        super().__init__("page.md", [])
        self.extensions = extensions
        self.thorough = thorough

    def markdown(self, source: str) -> str:
        if self.thorough:
            source = source.removeprefix(f"{slots.PROSE}\n")
        return markdown.markdown(source, extensions=[*self.extensions, ForewordExtension()])


def both(extensions: list[str], sources: list[str]) -> list[Any]:
    """What pieces convert to where plain prose is passed over, and where it is not."""
    given = {number: Piece(source) for number, source in enumerate(sources)}
    return [convert(Host(extensions, thorough), given) for thorough in (False, True)]


WORDS = ["Opens", "the", "door", "1.", "(twice)", "`client_id`", "`a b`", "Ünder", "-", "x,"]
prose = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
pieces = st.lists(st.one_of(prose, prose.map(lambda line: f"{line}\n"), sources), min_size=1, max_size=8)


@given(sources=pieces)
@pytest.mark.parametrize("extensions", [FEWER, MATERIAL, EXTENSIONS], ids="|".join)
def test_pieces_are_the_same_where_plain_prose_is_passed_over(extensions: list[str], sources: list[str]) -> None:
    quick, thorough = both(extensions, sources)
    assert quick == thorough


@pytest.mark.parametrize("sign", [*string.printable, *"é’–…\xa0\u2028ß中", "&amp;", "  ", "--", "```"])
@pytest.mark.parametrize("extensions", [FEWER, MATERIAL, ["smarty"]], ids="|".join)
def test_any_sign_in_plain_prose_means_what_it_means_alone(extensions: list[str], sign: str) -> None:
    quick, thorough = both(extensions, [
        *(f"Opens {sign} door", f"Opens {sign}the{sign} door", f"Opens {sign}{sign}the{sign}{sign} door"),
        *(f"{sign}Opens", f"{sign} Opens", f"Opens{sign}", f"Opens {sign}\n"),
        *(f"Opens `a{sign}b` door", f"Opens `{sign}`"),
    ])  # fmt: skip
    assert quick == thorough


PROSE = "Opens the door. It is sent as `client_id`."


@pytest.mark.parametrize(
    ("extensions", "left"),
    [
        (FEWER, "<p></p>\n<p>*b*</p>\n<p></p>"),
        ([*FEWER, "abbr"], f"<p></p>\n<p>{PROSE}</p>\n<p></p>\n<p>*b*</p>\n<p></p>"),
        (["smarty"], f"<p></p>\n<p>{PROSE}</p>\n<p></p>\n<p>*b*</p>\n<p></p>"),
        (
            [markdown.extensions.toc.TocExtension(marker="Contents")],
            f"<p></p>\n<p>{PROSE}</p>\n<p></p>\n<p>*b*</p>\n<p></p>",
        ),
    ],
    ids=["known extensions", "abbr", "smarty", "a marker of words"],
)
def test_plain_prose_is_converted_only_where_an_extension_may_change_it(extensions: list[str], left: str) -> None:
    md = markdown.Markdown(extensions=[*extensions, ForewordExtension()])
    marks = [slots.token(slots.MARK, number) for number in range(3)]
    source = f"{slots.PROSE}\n{marks[0]}\n\n{PROSE}\n\n{marks[1]}\n\n*b*\n\n{marks[2]}"
    lines = md.preprocessors["foreword_prose"].run(source.split("\n"))
    shown = "\n".join(f"<p>{line}</p>" for line in lines if line)
    assert slots.ANY.sub("", shown) == left
