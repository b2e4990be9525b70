"""How the tests of this folder load a source: as a data file, or as a document."""

from __future__ import annotations

from typing import Any

import pytest

from foreword.source.diagnostic import ContentError, Diagnostic
from foreword.source.formats import load_data
from foreword.source.front_matter import Document, read_document
from foreword.source.text import SourceFile, Text, decode


def load_file(source: str | bytes, format: str = "yaml") -> SourceFile:
    """A data file with its values; anything wrong in it fails the test."""
    file = source_file(source, format)
    assert load_data(file) == []
    return file


def load(source: str | bytes, format: str = "yaml") -> Any:
    """The values of a data file, with texts as they are spelled."""
    return plain(load_file(source, format).values)


def source_file(source: str | bytes, format: str = "yaml") -> SourceFile:
    """A data file that is decoded and not loaded."""
    path = f"data/api.{format}"
    return SourceFile(path, decode(source.encode() if isinstance(source, str) else source, path), format)


def warnings(source: str | bytes, format: str = "yaml") -> list[str]:
    """What is wrong in a data file that can be lived with, each as `line:column CODE message`."""
    return [told(diagnostic) for diagnostic in load_data(source_file(source, format))]


def refusal(source: str | bytes, format: str = "yaml") -> Diagnostic:
    """What is wrong in a data file that cannot be read."""
    with pytest.raises(ContentError) as caught:
        load_data(source_file(source, format))
    error = caught.value
    assert error.place is not None
    assert error.place.file == f"data/api.{format}"
    return Diagnostic(error.code, error.place, error.message, error.hint)


def refused(source: str | bytes, format: str = "yaml") -> str:
    """The same as `line:column CODE message`."""
    return told(refusal(source, format))


def document(source: str | bytes, jinja: bool = True) -> Document:
    """A document, read from its bytes."""
    path = "docs/page.md"
    return read_document(decode(source.encode() if isinstance(source, str) else source, path), path, jinja)


def told(diagnostic: Diagnostic) -> str:
    """A diagnostic without its file and its hint."""
    return f"{diagnostic.place.line}:{diagnostic.place.column} {diagnostic.code} {diagnostic.message}"


def plain(value: Any) -> Any:
    """Values with the source of each text in its place."""
    if isinstance(value, Text):
        return value.source
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
