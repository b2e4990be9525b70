"""The ways in which a scalar's new value can be written where the old one stands, the nearest to the old first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

import yaml

from foreword.migrate.psych import psych_value
from foreword.migrate.scalar_pieces import END_OF_LINE, HEADER, NAMED, Piece, pieces_of
from foreword.source.places import NodeLoader
from foreword.source.scalar import scalar
from foreword.source.yaml import UNPRINTABLE

LINE = re.compile(r"[^\n]*\n|[^\n]+")
WORD = re.compile(r"\n|[^\S\n]+|[^\s]+")
SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
UNQUOTABLE = re.compile("[\x00-\x08\x0a-\x1f\x85\u2028\u2029\ufeff]")
BLANKS = (" ", "\t")
SHORT = {meant: sign for sign, meant in NAMED.items() if sign in 'btnfr"\\'}


def spellings(raw: str, style: str, old: str, new: str, depth: int) -> Iterator[str]:
    """Each way to write `new` where `raw` stands, the source of a scalar of that style whose value is `old`.

    `depth` is the column of the collection around it. The source of a block scalar reaches to the next node, and so do
    its spellings. The last one is always right.
    """
    written = in_place(raw, style, old, new)
    if written is not None and (style or is_text_to_all(new)):
        yield written
    if style in ("|", ">"):
        yield from blocks(raw, style, old, new, depth)
        header = HEADER.match(raw)
        comment = raw[raw.find("#") : header.end()] if header and "#" in header[0] else ""
        tail = trailing_lines(raw)
        end = (f" {comment.rstrip()}" if comment else "") + tail
        yield quoted(new) + end
        yield double(new) + end
        return
    if style == "" and may_be_plain(new):
        yield new
    if style == "'" and not UNQUOTABLE.search(new):
        yield single(new)
    if style == "":
        yield quoted(new)
    yield double(new)


def in_place(raw: str, style: str, old: str, new: str) -> str | None:
    """The source with only the words changed that differ; lines that are folded stay so. None where it cannot be."""
    found = pieces_of(raw, style, old)
    if found is None or not found.pieces:
        return None
    newline = (END_OF_LINE.search(raw) or ["\n"])[0] + " " * found.indent
    ends = list(accumulate(len(piece.value) for piece in found.pieces))
    written = raw
    for begin, end, words in reversed(list(changes(old, new))):
        start, words, stop = span(raw, found.pieces, ends, begin, end, words)
        written = written[:start] + encoded(words, style, newline) + written[stop:]
    return written


def changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What to replace in `old`, from where to where and by what, to get `new`: words of the lines that differ."""
    for start, end, lines in differences(LINE, old, new):
        for begin, stop, words in differences(WORD, old[start:end], lines):
            yield start + begin, start + stop, words


def differences(token: re.Pattern[str], old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """The tokens in which two strings differ."""
    before, after = token.findall(old), token.findall(new)
    offsets = [0, *accumulate(map(len, before))]
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield offsets[a1], offsets[a2], "".join(after[b1:b2])


def span(raw: str, pieces: list[Piece], ends: list[int], begin: int, end: int, words: str) -> tuple[int, str, int]:
    """What to replace `old[begin:end]` by words means in the source: from where, by which words, up to where.

    `ends` has the end of each piece in the value. A piece that is not verbatim is replaced whole.
    """
    first = min(bisect_right(ends, begin), len(pieces) - 1)
    if begin == end and begin and (begin == ends[-1] or words[:1].isspace()):
        first = bisect_right(ends, begin - 1)
    last = first if begin == end else bisect_right(ends, end - 1)
    head, tail = pieces[first], pieces[last]
    before = begin - (ends[first] - len(head.value))
    after = end - (ends[last] - len(tail.value))
    start, stop = head.start + before, tail.start + after
    if raw[head.start : head.end] != head.value and 0 < before < len(head.value):
        start, words = head.start, head.value[:before] + words
    elif before == len(head.value):
        start = head.end
    elif before == 0:
        start = head.start
    if raw[tail.start : tail.end] != tail.value and 0 < after < len(tail.value):
        stop, words = tail.end, words + tail.value[after:]
    elif after == len(tail.value):
        stop = tail.end
    elif after == 0:
        stop = tail.start
    return start, words, stop


def encoded(words: str, style: str, newline: str) -> str:
    """Words as they are written in the middle of a scalar of a style; `newline` is the end of a line and its indent."""
    if style == '"':
        return SPECIAL.sub(lambda found: escape(found[0]), words)
    if style == "'":
        words = words.replace("'", "''")
    if style == ">":
        newline = newline.replace(newline.rstrip(" "), newline.rstrip(" ") * 2)
    return words.replace("\n", newline)


def blocks(raw: str, style: str, old: str, new: str, depth: int) -> Iterator[str]:
    """A block scalar written again, with its own indent and header: folded only where it was, else literal."""
    header, found = HEADER.match(raw), pieces_of(raw, style, old)
    if header is None or found is None or "\r" in new or UNPRINTABLE.search(new) or not new.strip("\n"):
        return
    newline = (END_OF_LINE.search(raw) or ["\n"])[0]
    body = new.rstrip("\n")
    ends = len(new) - len(body)
    chomping = "-" if ends == 0 else "" if ends == 1 else "+"
    spaced = body.lstrip("\n").startswith((" ", "\t")) or body.startswith("\n")
    digit = str(found.indent - max(depth, 0)) if spaced or re.search(r"[1-9]", header[1]) else ""
    tail = trailing_lines(raw)
    if ends > 1 or (ends == 1 and not tail):
        tail = newline * ends
    rest = header[0][1 + len(header[1]) :]
    for sign in dict.fromkeys((style, "|")):
        lines = folded(body) if sign == ">" else body.split("\n")
        text = newline.join(" " * found.indent + line if line else "" for line in lines)
        yield sign + digit + chomping + rest + text + tail


def folded(body: str) -> list[str]:
    """The lines of a folded scalar: between two lines that do not begin with a blank stands one more empty line."""
    lines: list[str] = []
    last = ""
    for line in body.split("\n"):
        if last and not last.startswith(BLANKS) and not line.startswith(BLANKS):
            lines.append("")
        lines.append(line)
        last = line
    return lines


def trailing_lines(raw: str) -> str:
    """The end of the last line of a block scalar's source, and the empty lines after it."""
    return raw[len(raw.rstrip(" \t\r\n\x85\u2028\u2029")) :].lstrip(" \t")


def may_be_plain(value: str) -> bool:
    """Whether a string can be written without quotes, on one line."""
    return "\n" not in value and is_text_to_all(value) and scalars_in(f"- {value}\n") == [value]


def is_text_to_all(value: str) -> bool:
    """Whether a string without quotes is a string to Foreword, to YAML 1.1 and to Ruby."""
    if not value or not isinstance(scalar(value), str) or not isinstance(psych_value(value), str):
        return False
    patterns = yaml.SafeLoader.yaml_implicit_resolvers.get(value[0], [])
    return not any(pattern.match(value) for _, pattern in patterns)


def scalars_in(source: str) -> list[str] | None:
    """The values of the scalars in a source; None where it is not YAML."""
    try:
        events = list(yaml.parse(source, NodeLoader))
    except yaml.YAMLError:
        return None
    return [event.value for event in events if isinstance(event, yaml.ScalarEvent)]


def quoted(value: str) -> str:
    """A string in the quotes in which fewer signs have to be escaped."""
    if UNQUOTABLE.search(value) or value.count("'") >= len(SPECIAL.findall(value)):
        return double(value)
    return single(value)


def single(value: str) -> str:
    """A string in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def double(value: str) -> str:
    """A string in double quotes, on one line."""
    return '"' + SPECIAL.sub(lambda found: escape(found[0]), value) + '"'


def escape(character: str) -> str:
    """A character as an escape of double quotes that JSON has too: a JSON file is edited as YAML."""
    return "\\" + SHORT[character] if character in SHORT else f"\\u{ord(character):04X}"
