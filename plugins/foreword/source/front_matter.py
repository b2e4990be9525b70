"""Front matter: the YAML at the head of a document, and the body below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import SourceFile, Text, is_text
from foreword.source.yaml import load_yaml

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
FIRST_KEY = re.compile(r"(?:[ \t]*#[^\n]*\n)*[ \t]*[\w\"'.-]+[ \t]*:(?:\s|$)")


@dataclass
class Document:
    """A document as it was read: its file, the values of its front matter, its body.

    `values` is the mapping of the front matter as it was written; `body` is Markdown, a `Text` where it holds
    Jinja; `body_line` (from 1) is the line on which it begins.
    """

    file: SourceFile
    values: dict[object, object]
    body: str | Text
    body_line: int
    jinja: bool = True
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_document(text: str, path: str, jinja: bool = True) -> Document:
    """Read a document from its decoded text; `path` is relative to the site's root.

    The closing `---` may be the last thing in the file: MkDocs drops such front matter without a word. Never
    raises for what the file holds: front matter that cannot be read is a diagnostic, and the body is kept.
    With `jinja` false, or `jinja: false` in the front matter, nothing in the document is expanded.
    """
    file = SourceFile(path, text)
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if opening is None:
        return Document(file, {}, body_text(file, text, 1, jinja), 1, jinja)
    if closing is None:
        if not FIRST_KEY.match(text, opening.end()):
            return Document(file, {}, body_text(file, text, 1, jinja), 1, jinja)
        unclosed = Diagnostic(
            "YM001",
            Place(path),
            "the front matter is opened here and never closed",
            "write `---` on a line of its own below it",
        )
        return Document(file, {}, "", len(file.lines), jinja, [unclosed])
    file.end_line = text.count("\n", 0, closing.start())
    body_line = file.end_line + 2
    body = text[closing.end() :]
    values, diagnostics = read_values(file, jinja)
    if values.get("jinja") is False and jinja:
        jinja = False
        values, diagnostics = read_values(file, jinja)
    stripped = body.lstrip("\n")
    body_line += len(body) - len(stripped)
    return Document(file, values, body_text(file, stripped, body_line, jinja), body_line, jinja, diagnostics)


def body_of(text: str) -> str:
    """The body of a document as it is written, without reading its front matter; see `read_document`."""
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if closing is not None:
        return text[closing.end() :].lstrip("\n")
    return "" if opening is not None and FIRST_KEY.match(text, opening.end()) else text


def read_yaml_document(text: str, path: str, jinja: bool = True) -> Document:
    """Read a document without a body: a YAML file, all of which is front matter. See `read_document`."""
    file = SourceFile(path, text)
    values, diagnostics = read_values(file, jinja)
    if values.get("jinja") is False and jinja:
        jinja = False
        values, diagnostics = read_values(file, jinja)
    return Document(file, values, "", len(file.lines), jinja, diagnostics)


def read_values(file: SourceFile, jinja: bool) -> tuple[dict[object, object], list[Diagnostic]]:
    """The mapping in the front matter of `file`, and what is wrong with it."""
    try:
        diagnostics = load_yaml(file, jinja)
    except ContentError as error:
        assert error.place is not None
        return {}, [Diagnostic(error.code, error.place, error.message, error.hint)]
    if file.values is None:
        return {}, diagnostics
    if not isinstance(file.values, dict):
        kind = "a list" if isinstance(file.values, list) else "a single value"
        first = next((n for n, line in enumerate(file.lines[1:], 2) if line.strip()), 2)
        wrong = Diagnostic(
            "FM003",
            Place(file.path, first, 1),
            f"the front matter is {kind}; it has to be a mapping of keys to values",
            "write `key: value`, as `title: Authentication`",
        )
        return {}, [*diagnostics, wrong]
    return file.values, diagnostics


def body_text(file: SourceFile, body: str, line: int, jinja: bool) -> str | Text:
    """The body as a text that knows its first line (from 1), or as a string where it holds no Jinja."""
    return Text(body, file, (line - 1, 0), is_body=True) if jinja and is_text(body) else body
