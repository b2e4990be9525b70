"""Patterns: regular expressions that strangers write, which may take for ever, tried without being waited for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foreword.model.choices import NAMED_GROUP, UNICODE_CLASS

LONGEST = 2000
"""Texts that are longer are not tried."""
SECONDS = 6.0
EACH = 2.0
"""How long the patterns that may take for ever are waited for, together, and from one that does to the next."""
AT_ONCE = 1_000_000
"""How many ways a pattern may have to match a text, so that it is tried at once."""

TRIAL = """
import json, re, sys
for pattern, text in json.load(sys.stdin):
    try:
        print(int(re.fullmatch(pattern, text) is not None), flush=True)
    except Exception:
        print(1, flush=True)
"""

PART = re.compile(
    r"\\[pPuxN]\{[^}]*\}|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?::|=|!|<=|<!|>|[aiLmsux-]+[:)]|P?<\w+>|P=\w+\)|#[^)]*\)))?"
    r"|\{\d*(?:,\d*)?\}[?+]?|[*+?][?+]?|.",
    re.DOTALL,
)
QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<low>\d*)(?P<comma>,(?P<high>\d*))?\})[?+]?")


@dataclass(frozen=True)
class Shape:
    """How a pattern repeats: `spans` are the sizes of its parts of no fixed length (0: no end), `nested` tells that
    one of them stands in another."""

    spans: tuple[int, ...]
    nested: bool

    def ways(self, length: int) -> int:
        """In how many ways the parts can share out a text of a length, at most."""
        ways = 1
        for span in self.spans:
            ways *= min(span or length, length) + 1
        return ways


def parts_of(pattern: str) -> list[str]:
    """A pattern cut into its signs: escapes, classes, opening brackets, quantifiers, characters."""
    return PART.findall(pattern)


def shape_of(pattern: str) -> Shape:
    """How a pattern repeats."""
    spans: list[int] = []
    nested = False
    starts: list[int] = []
    last_group = None
    for part in parts_of(pattern):
        if part.startswith("(") and not part.endswith(")"):
            starts.append(len(spans))
            last_group = None
            continue
        if part == ")":
            last_group = starts.pop() if starts else 0
            continue
        if part == "|":
            spans.append(1)
        found = QUANTIFIER.fullmatch(part) if len(part) > 1 or part in "*+?" else None
        if found is not None:
            span = span_of(found)
            repeats = span != 1 or part[0] != "?"
            if last_group is not None and len(spans) > last_group and repeats:
                nested = True
            if span is not None:
                spans.append(span)
        last_group = None
    return Shape(tuple(spans), nested)


def span_of(quantifier: re.Match[str]) -> int | None:
    """By how much the number of repetitions may differ; 0 where it has no end, None where it is fixed."""
    sign = quantifier.group()[0]
    if sign in "*+":
        return 0
    if sign == "?":
        return 1
    if quantifier["comma"] is None:
        return None
    if not quantifier["high"]:
        return 0
    return max(int(quantifier["high"]) - int(quantifier["low"] or 0), 0) or None


def as_python(pattern: str) -> str | None:
    """A pattern in Python's syntax; None where it has what only JavaScript knows, or is none."""
    if UNICODE_CLASS.search(pattern):
        return None
    try:
        python = NAMED_GROUP.sub("(?P<", pattern)
        re.compile(python)
    except (re.error, OverflowError, RecursionError):
        return None
    return python


def full_matches(pairs: Sequence[tuple[str, str]]) -> list[bool | None]:
    """Whether each pattern matches its whole text; None where that cannot be told, or not in time.

    What could take long is tried in a process of its own, which is ended when its time is over.
    """
    found: list[bool | None] = [None] * len(pairs)
    later: list[tuple[int, str, str]] = []
    for number, (pattern, text) in enumerate(pairs):
        python = as_python(pattern) if max(len(text), len(pattern)) <= LONGEST else None
        if python is None:
            continue
        shape = shape_of(python)
        if shape.nested or shape.ways(len(text)) > AT_ONCE:
            later.append((number, python, text))
        else:
            found[number] = re.fullmatch(python, text) is not None
    answers = tried([(pattern, text) for _, pattern, text in later])
    for (number, _, _), answer in zip(later, answers, strict=False):
        found[number] = answer
    return found


def tried(pairs: Sequence[tuple[str, str]]) -> Iterator[bool | None]:
    """The answers for pairs of pattern and text, None for one that takes too long, as far as they come in time."""
    command, at, end = [sys.executable, "-I", "-S", "-c", TRIAL], 0, time.monotonic() + SECONDS
    while at < len(pairs) and time.monotonic() < end:
        source = json.dumps(pairs[at:]).encode()
        try:
            told = subprocess.run(command, input=source, capture_output=True, timeout=EACH, check=False).stdout
        except subprocess.TimeoutExpired as late:
            told = late.stdout or b""
        except OSError:
            return
        answers = told.split()
        yield from (answer == b"1" for answer in answers)
        at += len(answers)
        if at < len(pairs):
            yield None
            at += 1
