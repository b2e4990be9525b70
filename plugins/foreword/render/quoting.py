"""Quoting: a text, or plain data, as a literal that a program in some language reads back exactly.

A literal has to survive two more ways than the program's own parser: a page of HTML, which cannot hold a carriage
return or a NUL, and a reader's terminal, where `!` recalls commands. What cannot be seen is written as an escape,
where the language has escapes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from foreword.render.plain_data import as_json
from foreword.source.diagnostic import ContentError

SHORT = 60
SHELL_WORD = re.compile(r"[A-Za-z0-9_/][A-Za-z0-9_/.:@%+=,-]*")
SHELL_ACTIVE = re.compile(r'["$`\\!]')
"""What means something between double quotes; `!` in a terminal only."""
UNSEEN_IN_SHELL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
CLOSING_QUOTES = re.compile(r'"{3,}|"+\Z')
SCRIPT_END = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def shell(text: str) -> str:
    """A word of a POSIX shell. Control characters need `$'...'`, which bash, ksh and zsh know, and POSIX since 2024."""
    if SHELL_WORD.fullmatch(text):
        return text
    if UNSEEN_IN_SHELL.search(text):
        return "$'" + "".join(map(shell_octets, text)) + "'"
    if SHELL_ACTIVE.search(text):
        return "'" + text.replace("'", "'\\''") + "'"
    return f'"{text}"'


def shell_octets(character: str) -> str:
    """A character between `$'` and `'`: as it is, or its octets in octal, which no digit after it can change."""
    if character in "\\'!" or UNSEEN_IN_SHELL.match(character):
        return "".join(f"\\{octet:03o}" for octet in character.encode())
    return character


def python(text: str) -> str:
    """A string of Python on one line, in the quotes that need fewer escapes."""
    quote = "'" if '"' in text and "'" not in text else '"'
    return quote + escaped(text, quote, python_escape) + quote


def python_block(text: str) -> str:
    """A text of several lines as a string of Python in triple quotes, each line on its own."""
    lines = "\n".join(escaped(line, "", python_escape) for line in text.split("\n"))
    inside = CLOSING_QUOTES.sub(lambda quotes: '\\"' * len(quotes.group()), lines)
    return f'"""{inside}"""'


def python_escape(character: str) -> str:
    """A character that cannot be seen, as Python escapes it."""
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def javascript(text: str) -> str:
    """A string of JavaScript on one line, that may stand in a page's `<script>` too."""
    return '"' + without_script(escaped(text, '"', javascript_escape)) + '"'


def javascript_block(text: str) -> str:
    """A text of several lines as a template literal of JavaScript, each line on its own."""
    lines = [escaped(line, "`", javascript_escape).replace("${", "\\${") for line in text.split("\n")]
    return "`" + without_script("\n".join(lines)) + "`"


def javascript_escape(character: str) -> str:
    """A character that cannot be seen, as JavaScript escapes it."""
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\u{{{number:x}}}"


def without_script(literal: str) -> str:
    """A literal without what would end or open a script in HTML: `<\\/script` is the same text."""
    return SCRIPT_END.sub("<\\\\", literal)


NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(text: str, quote: str, escape: Callable[[str], str]) -> str:
    """A text between quotes: the backslash, the quote, and what cannot be seen are escaped."""
    parts = []
    for character in text:
        if character == "\\" or character == quote:
            parts.append("\\" + character)
        elif character.isprintable():
            parts.append(character)
        else:
            parts.append(NAMED.get(character) or escape(character))
    return "".join(parts)


@dataclass(frozen=True)
class Notation:
    """How a language writes data.

    `text` writes a string on one line, `block` one of several lines; `octets` turns a string into the UTF-8 that is
    sent, where the language would send something else.
    """

    text: Callable[[str], str]
    block: Callable[[str], str]
    octets: str = "{}"
    words: tuple[str, str, str] = ("true", "false", "null")
    indent: int = 2
    last_comma: str = ","


NOTATIONS = {
    "shell": Notation(shell, shell),
    "python": Notation(python, python_block, "{}.encode()", ("True", "False", "None"), 4),
    "javascript": Notation(
        javascript, javascript_block, "String.fromCharCode(...new TextEncoder().encode({}))", last_comma=""
    ),
}


def literal(value: Any, language: str, indent: int = 0, utf8: bool = False) -> str:
    """A text or plain data as a literal of a language, its further lines indented by `indent` spaces.

    `json` writes JSON. With `utf8`, a text that is not ASCII becomes the octets of its UTF-8. Raises ContentError
    (TP009) for a language that is not known, and for data in the shell's.
    """
    if language == "json":
        return as_json(value).replace("\n", "\n" + " " * indent)
    notation = NOTATIONS.get(language)
    if notation is None:
        known = ", ".join(f"`{name}`" for name in (*NOTATIONS, "json"))
        raise ContentError("TP009", f"there are no literals of `{language}`", hint=f"there are {known}")
    if not isinstance(value, str):
        if language == "shell":
            raise ContentError("TP009", "only text can be a word of the shell", hint="write it as JSON first")
        return data_literal(value, notation, indent)
    if "\x00" in value and language == "shell":
        raise ContentError("TP009", "a NUL character cannot be a part of a command", hint="leave it out")
    written = notation.block(value) if "\n" in value.rstrip("\n") else notation.text(value)
    return notation.octets.format(written) if utf8 and not value.isascii() else written


def data_literal(value: Any, notation: Notation, indent: int) -> str:
    """Plain data, each item on a line of its own; a short list of scalars, and what is empty, on one line."""
    if isinstance(value, str):
        return notation.text(value)
    if value is None or isinstance(value, bool):
        return notation.words[2 if value is None else int(not value)]
    if isinstance(value, dict):
        items = (f"{notation.text(key)}: {data_literal(item, notation, indent + notation.indent)}"
                 for key, item in value.items())  # fmt: skip
        return in_lines("{}", items, notation, indent)
    if isinstance(value, list):
        parts = [data_literal(item, notation, indent + notation.indent) for item in value]
        line = f"[{', '.join(parts)}]"
        flat = len(line) <= SHORT and not any(isinstance(item, dict | list) for item in value)
        return line if flat else in_lines("[]", parts, notation, indent)
    return json.dumps(value)


def in_lines(brackets: str, items: Iterable[str], notation: Notation, indent: int) -> str:
    """Items between brackets, a line each."""
    margin = "\n" + " " * indent
    lines = f",{margin}{' ' * notation.indent}".join(items)
    if not lines:
        return brackets
    return f"{brackets[0]}{margin}{' ' * notation.indent}{lines}{notation.last_comma}{margin}{brackets[1]}"
