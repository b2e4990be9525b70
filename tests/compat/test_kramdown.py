"""Kramdown's Markdown: the HTML of kramdown's own GFM parser, as an extension of Python-Markdown and alone."""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from html_tree import tree
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from foreword.compat.kramdown import Options, to_html
from hang import no_hang

FOLDER = Path(__file__).parent
OURS = "foreword.compat.kramdown"
MKDOCS = ["toc", "tables", "fenced_code"]


@dataclass(frozen=True)
class Case:
    """A source and the HTML that kramdown makes of it."""

    name: str
    source: str
    html: str


CASES = [Case(**case) for case in yaml.safe_load(FOLDER.joinpath("kramdown.yml").read_text("utf-8"))]

FRAGMENTS = [
    *("- ", "* ", "1. ", "> ", "# ", "## ", "    ", "  ", "\t", ": ", "```", "~~~ sql", "|", "|-|-|", "{:.c}"),
    *("{: #i}", "{:toc}", "^", "[r]: http://r.s", "*[HTML]: H", "[^1]: note", "<div>", "</div>", "<p>", "$$"),
    *('<div markdown="1">', "word", "**b**", "*e*", "_", "`c`", "[t](u)", "![i](j)", "[r]", "<b>", "</b>", "<br>"),
    *("&amp;", "&", "<", '"', "'", "--", "...", "\\", "  \n", "~~d~~", "[^1]", "HTML", "{::comment}", "{:/}", "é"),
    *("<!-- c -->", "it's", "a | b", "===", "``` a b", "````", "[r]: u 't'"),
    *("\"'", "'80s", "<u>", "{:r: .d}"),
]  # fmt: skip


def converter(*extensions: str, **settings_of_ours: object) -> Markdown:
    """Python-Markdown as MkDocs sets it up, with the extension."""
    return Markdown(extensions=[*MKDOCS, *extensions, OURS], extension_configs={OURS: settings_of_ours})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_html_is_kramdowns(case: Case) -> None:
    assert tree(to_html(case.source, Options())) == tree(case.html)
    assert tree(Markdown(extensions=["tables", "fenced_code", OURS]).convert(case.source)) == tree(case.html)


def test_toc_lists_the_headings_with_kramdowns_ids() -> None:
    md = converter()
    md.convert("# Set up & run\n\n<h2>Raw</h2>\n\n> ## Set up & run")
    tokens = md.toc_tokens  # type: ignore[attr-defined]
    assert [(token["id"], token["children"][0]["id"]) for token in tokens] == [("set-up--run", "set-up--run-1")]


def test_other_extensions_do_not_read_the_source_again() -> None:
    md = converter("attr_list", "footnotes", "abbr", "smarty", "def_list", "sane_lists")
    assert md.convert('"a" {.b}\n\n```\n*c*\n```') == (
        "<p>“a” {.b}</p>\n\n"
        '<div class="language-plaintext highlighter-rouge"><div class="highlight"><pre class="highlight"><code>*c*\n'
        "</code></pre></div></div>"
    )


def test_a_page_can_be_converted_after_another() -> None:
    md = converter()
    html = [md.reset().convert("# A\n\n<b>*c*</b>") for _ in range(2)]
    assert html == ['<h1 id="a">A</h1>\n\n<p><b><em>c</em></b></p>'] * 2


@pytest.mark.parametrize(
    ("settings_of_ours", "source", "html"),
    [
        ({"auto_ids": False}, "# A", '<h1 id="a">A</h1>'),  # the toc extension gives one then
        ({"auto_id_prefix": "x-"}, "# A", '<h1 id="x-a">A</h1>'),
        ({"header_offset": 2}, "# A", '<h3 id="a">A</h3>'),
        ({"hard_wrap": True}, "a\nb", "<p>a<br />\nb</p>"),
        ({"parse_block_html": True}, "<div>\n*a*\n</div>", "<div><p><em>a</em></p>\n</div>"),
        ({"parse_span_html": False}, "<b>*a*</b>", "<p><b>*a*</b></p>"),
        ({"smart_quotes": "apos,apos,quot,quot"}, "\"it's\"", "<p>\"it's\"</p>"),
        ({"gfm_quirks": "no_auto_typographic"}, "a -- b", "<p>a -- b</p>"),
        ({"syntax_highlighter": "none"}, "`a`", "<p><code>a</code></p>"),
        ({"toc_levels": "2..3"}, "- toc\n{:toc}\n\n# A\n\n## B",
         '<ul id="markdown-toc"><li><a href="#b" id="markdown-toc-b">B</a></li></ul>'
         '<h1 id="a">A</h1><h2 id="b">B</h2>'),
        ({"footnote_nr": "3"}, "a[^1]\n\n[^1]: b",
         '<p>a<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">3</a></sup></p>'
         '<div class="footnotes" role="doc-endnotes"><ol start="3"><li id="fn:1" role="doc-endnote"><p>b\xa0'
         '<a href="#fnref:1" class="reversefootnote" role="doc-backlink">↩</a></p></li></ol></div>'),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_options_are_kramdowns(settings_of_ours: dict[str, object], source: str, html: str) -> None:
    assert tree(converter(**settings_of_ours).convert(source)) == tree(html)


def test_an_unknown_option_is_told() -> None:
    with pytest.raises(ValueError, match=r"`auto_idz` is no option of .*; did you mean `auto_ids`\?"):
        converter(auto_idz=True)


def test_html_does_not_lose_its_place_to_text_that_looks_like_it() -> None:
    assert to_html("\x02kramdown:9\x03 <b>a</b>", Options()) == "<p>\x02kramdown:9\x03 <b>a</b></p>\n"


@pytest.mark.parametrize(
    "sign",
    [
        *("[", "![", "*a ", "**a _b ", "<b>", "> ", "- ", "```a\n", '<div markdown="1">\n', "[a](b ", "<code>|\n"),
        *("~~a ", "    \fa\n", "[^1]: ", "{:\n", "{::a ", "<!--", "<a b='", "$$a", "[a]: <b> "),
    ],
)
def test_what_is_never_closed_takes_no_time(sign: str) -> None:
    with no_hang():
        to_html(sign * 3000, Options())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*FRAGMENTS, "\n", "\n\n", " "]), max_size=30).map("".join))
def test_any_source_has_html(source: str) -> None:
    assert tree(to_html(source, Options())) == tree(Markdown(extensions=[OURS]).convert(source))


@pytest.fixture(scope="module")
def jekyll() -> None:
    """Skips where there is no Jekyll."""
    try:
        subprocess.run(["ruby", "-e", "require 'jekyll'"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs Jekyll")


@pytest.mark.usefixtures("jekyll")
def test_jekyll_gives_the_same_html() -> None:
    choices = random.Random(7)
    sources = [case.source for case in CASES]
    for _ in range(300):
        lines = [" ".join(choices.choices(FRAGMENTS, k=choices.randint(1, 4))) for _ in range(choices.randint(1, 6))]
        sources.append("".join(line + choices.choice(["\n", "\n\n"]) for line in lines))
    read = subprocess.run(
        ["ruby", "-EUTF-8", str(FOLDER / "kramdown.rb")],
        input="\n".join(json.dumps(source) for source in sources),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    expected = dict(zip(sources, map(json.loads, read.stdout.splitlines()), strict=True))
    wrong = [source for source, html in expected.items() if tree(to_html(source, Options())) != tree(html)]
    assert wrong == []
