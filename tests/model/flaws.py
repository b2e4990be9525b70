"""What is wrong with a front matter, told as the tests write it."""

from __future__ import annotations

from foreword.model.validation import front_matter_flaws
from foreword.source.front_matter import read_document
from foreword.source.places import place_inside, place_of
from foreword.source.text import SourceFile, Text


def flaws(front_matter: str, partial: bool = False) -> list[str]:
    """What is wrong with a front matter, each as `line:column CODE message | hint`, in its lines from 1."""
    page = read_document(f"---\n{front_matter}\n---\n", "docs/page.md")
    assert page.diagnostics == []
    told = []
    for flaw in front_matter_flaws(page.values, partial):
        place = place_of(page.file, flaw.keys, flaw.at_key)
        if flaw.offset:
            place = place_inside(page.file, flaw.keys, *flaw.offset)
        told.append(f"{place.line - 1}:{place.column} {flaw.code} {flaw.message} | {flaw.hint}")
    return told


def text(source: str) -> Text:
    """A text, as the source makes them."""
    return Text(source, SourceFile("data/api.yml", source))
