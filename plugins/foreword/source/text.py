"""Texts and files: the strings that hold Jinja, and the files in which values stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from foreword.source.diagnostic import ContentError, Place

NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
SURROGATES = re.compile("[\ud800-\udfff]")
RELATIVE_LINK = re.compile(r"\]\(<?(?![a-zA-Z][a-zA-Z0-9+.-]*:|[#/?<>()\s])")
HOLDS_JINJA = re.compile(r"\{[{%#]")


@dataclass(eq=False)
class SourceFile:
    """A file that was read.

    `path` is relative to the site's root, with `/`; `text` is decoded, with `\\n` line ends; `values` is what
    it holds, as it was loaded. Of front matter, `end_line` is the last line.
    """

    path: str
    text: str
    format: str = "yaml"
    values: Any = None
    end_line: int | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.split("\n")

    @property
    def yaml(self) -> str:
        """The YAML of the file, line for line where it stands in the file."""
        if self.end_line is None:
            return self.text
        return "\n".join(["", *self.lines[1 : self.end_line]]) + "\n"


class Text:
    """A string that holds Jinja; expanded where it is used, never as it is read. Not a `str` on purpose.

    A string with a relative link is one too, though it holds no Jinja: its link is relative to its file, wherever it
    is used.

    `mark` is the line and column (both from 0) at which the scalar starts in `file`, where the loader knows it.
    A text whose `is_body` is true is the body of a document, and starts at the first column of that line.
    """

    __slots__ = ("file", "is_body", "mark", "source")

    def __init__(
        self, source: str, file: SourceFile, mark: tuple[int, int] | None = None, is_body: bool = False
    ) -> None:
        self.source = source
        self.file = file
        self.mark = mark
        self.is_body = is_body

    def __repr__(self) -> str:
        return f"Text({self.source!r}, {self.file.path})"


class SitePath(str):
    """A string from a data file that may be a path: the `url` filter reads it from the site's root."""

    __slots__ = ()


def looks_like_path(value: str) -> bool:
    """Whether a string may be a path: `/connect/api`, `connect/api.md#anchor`."""
    return (value.startswith("/") or ".md" in value) and " " not in value and "\n" not in value


def is_text(value: str) -> bool:
    """Whether a string has to be a text: it holds Jinja, a fence of class `.jinja`, or a relative Markdown link."""
    return holds_jinja(value) or ".jinja" in value or ("](" in value and RELATIVE_LINK.search(value) is not None)


def holds_jinja(value: str) -> bool:
    """Whether `value` has an opening delimiter of Jinja (`{{`, `{%` or `{#`)."""
    return "{" in value and HOLDS_JINJA.search(value) is not None


def decode(raw: bytes, path: str) -> str:
    """The text of a file: UTF-8 with or without BOM, line ends as `\\n`.

    Raises ContentError (YM005) with the place of the first byte that is not UTF-8.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = newlines(error.object[: error.start].decode("utf-8"))
        raise ContentError(
            "YM005",
            f"the file is not UTF-8: byte 0x{error.object[error.start]:02x} cannot be read",
            hint="save the file as UTF-8 (it may be Latin-1 or Windows-1252 now)",
            place=Place(path, before.count("\n") + 1, len(before) - before.rfind("\n")),
        ) from None
    if not text.isascii():
        # The renderer marks places with noncharacters, and a second BOM is nothing that a writer sees.
        text = NONCHARACTERS.sub("", text).lstrip("\ufeff")
    return newlines(text)


def position(source: str, index: int) -> tuple[int, int]:
    """Line and column (from 1) of the character at `index`.

    PyYAML's marks are told by their index: it counts U+0085, U+2028 and U+2029 as ends of lines, no editor does.
    """
    return source.count("\n", 0, index) + 1, index - source.rfind("\n", 0, index)


def newlines(text: str) -> str:
    """A text with `\\n` at the end of each line, where it may have `\\r\\n` or `\\r`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def printable(value: str) -> str:
    """A string without what only an escape can put into it, and no page can hold: see NONCHARACTERS, SURROGATES."""
    return value if value.isascii() else SURROGATES.sub("\ufffd", NONCHARACTERS.sub("", value))
