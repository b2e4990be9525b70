"""Prose: Markdown as it is written, with the place of each character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from foreword.render.entry import Entry
from foreword.render.links import code_parts
from foreword.source.diagnostic import Place
from foreword.source.places import Keys, place_inside
from foreword.source.text import SourceFile, Text
from foreword.source.walk import walk


@dataclass(frozen=True, eq=False)
class Prose:
    """A piece of Markdown in a file: a body or a partial from `line` on, or the string at a path of `keys`."""

    file: SourceFile
    text: str
    keys: Keys = ()
    line: int = 1

    def place(self, index: int) -> Place:
        """The place of the character at an index of the text."""
        line, column = self.text.count("\n", 0, index) + 1, index - self.text.rfind("\n", 0, index)
        if self.keys:
            return place_inside(self.file, self.keys, line, column)
        return Place(self.file.path, self.line + line - 1, column)

    @cached_property
    def outside_code(self) -> str:
        """The text with all code in it blanked, so that every index still means the same character."""
        shown = "".join(blank(part) if is_code else part for part, is_code in code_parts(self.text))
        return RAW.sub(lambda found: blank(found.group()), without_indented_code(shown))


RAW = re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""Elements in which there is no Markdown."""
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")


def blank(text: str) -> str:
    """As many blanks, line for line."""
    return re.sub(r"[^\n]", " ", text)


def without_indented_code(text: str) -> str:
    """A text with the code that is indented blanked: by four columns after a blank line, in a list by eight."""
    if "    " not in text and "\t" not in text:
        return text
    lines = text.split("\n")
    after_blank, in_list = True, False
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        expanded = line.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        if after_blank and indent >= (8 if in_list else 4):
            lines[number] = blank(line)
            continue
        if LIST_ITEM.match(line):
            in_list = True
        elif not indent:
            in_list = False
        after_blank = False
    return "\n".join(lines)


def prose_of(entries: Iterable[Entry], data: Iterable[SourceFile], partials: Iterable[SourceFile]) -> Iterator[Prose]:
    """The bodies and strings of documents, the strings of data files, and whole partials; each written string once."""
    for entry in entries:
        document = entry.document
        if entry.body.strip():
            yield Prose(document.file, entry.body, (), document.body_line)
        yield from strings_in(document.file, document.values)
    for file in data:
        yield from strings_in(file, file.values)
    for file in partials:
        yield Prose(file, file.text)


def strings_in(file: SourceFile, values: Any) -> Iterator[Prose]:
    """Every string in the values of a file, with its path of keys; what YAML aliases share is given once."""
    for keys, value in walk(values):
        if isinstance(value, Text | str):
            yield Prose(file, value.source if isinstance(value, Text) else value, keys)
