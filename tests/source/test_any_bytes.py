"""Whatever a file holds: it loads, or it is told what is wrong at a place inside it. Nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.model.validation import front_matter_flaws
from foreword.source.diagnostic import CODES, ContentError, Diagnostic
from foreword.source.formats import load_data
from foreword.source.front_matter import read_document
from foreword.source.places import place_in, place_of
from foreword.source.text import SourceFile, Text, decode


def pieces(*words: str) -> st.SearchStrategy[str]:
    """Sources that are put together from pieces, and so are nearly right more often than random ones."""
    return st.lists(st.sampled_from(words), max_size=14).map("".join)


# fmt: off
yaml_sources = pieces(
    "a: ", "b: ", "- ", "? ", ": ", ", ", "\n", "\n  ", "\t", " ", "#", "{{ x }}", "{", "}", "[", "]", '"', "'",
    "a", "1", "true", "|\n", ">-\n", "|", "&a ", "*a", "*a\n", "<<: ", "<<", "!!int ", "!!str ", "!!float ",
    "!!bool ", "!!null ", "!!set ", "!!omap ", "!!binary ", "!!timestamp ", "!!merge ", "!!value ", "!x ", "! ",
    "%YAML 1.1\n", "---\n", "...\n", "sections:\n", "steps:\n", "credentials:\n", "title: ", "name: ", "jinja: ",
    "\\", "\\x", "\\u", "\\ud800", "\u2028", "\x85", "\r", "\x00", "\ufeff", "\ufffe", "\ufdd0", "é", "😀", "@", "`",
    "**a**: b", "1:1", "2017-01-01", "[a](b.md)",
)
json_sources = pieces(
    '"a"', '"b"', ":", ",", "{", "}", "[", "]", "1", "1e5", "-", ".5", "true", "null", "NaN", '"\\ud800"',
    '"{{ x }}"', '"\\u00e9"', '"', " ", "\n", "\t", "\\",
)
toml_sources = pieces(
    "a", "b", " = ", '"x"', "'y'", "\n", "[", "[[", "]", "]]", "{", "}", ".", ",", "1", "0x", "_", "inf", "true",
    "1979-05-27", "T07:32:00Z", " 07:32:00", '"""', "'''", "{{ x }}", '"{{ x }}"', "#", "\\ud800", "\r",
)
csv_sources = pieces("a", "b", ",", '"', '""', "\n", "\r", " ", "1", "{{ x }}", "\x00")
# fmt: on

sources = st.one_of(yaml_sources, json_sources, toml_sources, csv_sources, st.text())
documents = st.one_of(
    sources, yaml_sources.map(lambda source: f"---\n{source}\n---\n{{{{ x }}}}"), yaml_sources.map("---\n".__add__)
)


def in_bytes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Bytes: any at all, those of texts, and texts with some bytes between them."""
    parts = st.tuples(texts, st.binary(max_size=3), texts)
    return st.one_of(
        st.binary(),
        texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        parts.map(lambda found: found[0].encode() + found[1] + found[2].encode()),
    )


def check(diagnostics: Iterable[Diagnostic], source: str) -> None:
    """Each diagnostic has a code that is known, and a place in the file."""
    lines = source.split("\n")
    for diagnostic in diagnostics:
        assert diagnostic.code in CODES
        assert diagnostic.message
        assert str(diagnostic)
        assert 1 <= diagnostic.place.line <= len(lines)
        assert 1 <= diagnostic.place.column <= len(lines[diagnostic.place.line - 1]) + 1


def as_diagnostic(error: ContentError) -> Diagnostic:
    """The diagnostic of an error, which has its place."""
    assert error.place is not None
    return Diagnostic(error.code, error.place, error.message, error.hint)


def texts_in(value: Any) -> Iterator[Text]:
    """Every text in a value."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)


def check_document(source: str) -> None:
    """Read a document and validate it; see to the places of all that may be told about it."""
    page = read_document(source, "docs/page.md")
    check(page.diagnostics, source)
    check((Diagnostic("DT001", place_in(text), "wrong") for text in texts_in([page.values, page.body])), source)
    for flaw in front_matter_flaws(page.values):
        check([Diagnostic(flaw.code, place_of(page.file, flaw.keys, flaw.at_key), flaw.message, flaw.hint)], source)


def check_data(source: str, format: str) -> None:
    """Load a data file."""
    file = SourceFile(f"data/api.{format}", source, format)
    try:
        check(load_data(file), source)
    except ContentError as error:
        check([as_diagnostic(error)], source)
    else:
        check((Diagnostic("DT001", place_in(text), "wrong") for text in texts_in(file.values)), source)


def check_decoded(raw: bytes, checked: Callable[[str], None]) -> None:
    """Decode bytes, and go on with the text; bytes that are no UTF-8 are told at their place."""
    try:
        source = decode(raw, "data/api.yml")
    except ContentError as error:
        assert error.code == "YM005"
        check([as_diagnostic(error)], raw.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n"))
    else:
        checked(source)


@given(documents)
def test_a_document_of_any_text(source: str) -> None:
    check_document(source)


@given(in_bytes(documents))
def test_a_document_of_any_bytes(raw: bytes) -> None:
    check_decoded(raw, check_document)


FORMATS = {"yaml": yaml_sources, "json": json_sources, "toml": toml_sources, "csv": csv_sources}


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_a_data_file_of_any_text(format: str, data: st.DataObject) -> None:
    check_data(data.draw(st.one_of(FORMATS[format], sources)), format)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_a_data_file_of_any_bytes(format: str, data: st.DataObject) -> None:
    check_decoded(data.draw(in_bytes(FORMATS[format])), lambda source: check_data(source, format))
