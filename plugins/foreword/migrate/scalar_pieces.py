"""The pieces of a scalar: which characters of its source stand for which of its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

BREAK = r"(?:\r\n|[\r\n\x85\u2028\u2029])"
END_OF_LINE = re.compile(BREAK)
FOLD = re.compile(rf"[ \t]*(?:{BREAK}[ \t]*)+")
ESCAPE = re.compile(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|({BREAK}[ \t]*)+|.)")
FIRST_INDENT = re.compile(rf"(?: *{BREAK})*( *)")
VERBATIM = re.compile(r"[^\s'\"\\]+(?: [^\s'\"\\]+)*")
HEADER = re.compile(rf"[|>]([-+0-9]*)[ \t]*(?:#[^\r\n]*)?(?:{BREAK}|\Z)")
NAMED = dict(
    zip(
        '0abt\tnvfre "/\\N_LP',
        '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029',
        strict=True,
    )
)


class Piece(NamedTuple):
    """A part of a scalar's source, from `start` to `end`, and what it stands for."""

    start: int
    end: int
    value: str


class Pieces(NamedTuple):
    """A scalar in pieces; `indent` is the number of spaces before the lines of a block."""

    pieces: list[Piece]
    indent: int


def pieces_of(raw: str, style: str, value: str) -> Pieces | None:
    """The pieces of a scalar from its source, or None where they do not make its value."""
    tries: Iterator[tuple[list[Piece], int]]
    if style in ("|", ">"):
        header = HEADER.match(raw)
        if header is None:
            return None
        start, marks = header.end(), header[1]
        first = FIRST_INDENT.match(raw, start)
        assert first is not None, "it matches no indent too"
        most = len(first[1])
        tries = ((list(block(raw, start, style, marks, indent)), indent) for indent in range(max(most, 1), 0, -1))
    else:
        tries = iter([(list(flow(raw, style)), 0)])
    for found, indent in tries:
        if "".join(piece.value for piece in found) == value:
            return Pieces([piece for piece in found if piece.value], indent)
    return None


def flow(raw: str, style: str) -> Iterator[Piece]:
    """The pieces of a plain or quoted scalar: a line's end is a space, and an empty line is a line's end."""
    at, end = (1, len(raw) - 1) if style else (0, len(raw))
    while at < end:
        same = VERBATIM.match(raw, at, end)
        if same:
            yield Piece(at, same.end(), same[0])
            at = same.end()
            continue
        fold = FOLD.match(raw, at, end)
        escape = ESCAPE.match(raw, at, end) if style == '"' else None
        if fold:
            breaks = len(END_OF_LINE.findall(fold[0])) - 1
            piece = Piece(at, fold.end(), "\n" * breaks or " ")
        elif escape:
            piece = Piece(at, escape.end(), escaped(escape[0]))
        elif style == "'" and raw.startswith("''", at):
            piece = Piece(at, at + 2, "'")
        else:
            piece = Piece(at, at + 1, raw[at])
        yield piece
        at = piece.end


def escaped(escape: str) -> str:
    """What an escape in double quotes stands for."""
    if escape[1] in "xuU" and len(escape) > 2:
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 else ""
    if END_OF_LINE.match(escape, 1):
        return "\n" * (len(END_OF_LINE.findall(escape)) - 1)
    return NAMED.get(escape[1], "")


def block(raw: str, at: int, style: str, marks: str, indent: int) -> Iterator[Piece]:
    """The pieces of a block scalar whose lines begin at `at`; the same steps as in libyaml's scanner."""
    first, breaks, opened = at, "", ""
    blank_before = False
    started = False
    while at < len(raw):
        line_end = END_OF_LINE.search(raw, at)
        stop, following = (line_end.start(), line_end.end()) if line_end else (len(raw), len(raw))
        line = raw[at:stop]
        if len(line) <= indent and not line.strip(" "):
            breaks += broken(line_end[0] if line_end else "")
            at = following
            continue
        if line[:indent].strip(" "):
            break
        blank = line[indent] in " \t"
        folded = style == ">" and opened == "\n" and not blank_before and not blank
        if started or breaks:
            yield Piece(first, at + indent, (breaks or " ") if folded else opened + breaks)
        yield Piece(at + indent, stop, raw[at + indent : stop])
        started, blank_before = True, blank
        first, breaks, opened = stop, "", broken(line_end[0] if line_end else "")
        at = following
    kept = opened + breaks if "+" in marks else "" if "-" in marks else opened
    yield Piece(first, len(raw), kept)


def broken(end: str) -> str:
    """What the end of a line is in a value."""
    return "\n" if end in ("\r\n", "\r", "\x85") else end
