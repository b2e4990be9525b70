"""Slots: the places that HTML, failures and pieces of Markdown keep while a page is rendered.

A slot is a token of Unicode noncharacters, which no text holds, no Markdown syntax knows, and no slug keeps.
"""

from __future__ import annotations

import re

END = "\ufdd1"
HTML = "\ufdd0"
FAILURE = "\ufddd"
MARK = "\ufddc"
ANCHOR = "\ufdde"
PROSE = "\ufddf"
DIGITS = [chr(0xFDD2 + digit) for digit in range(10)]
WRITTEN = str.maketrans("0123456789", "".join(DIGITS))
READ = str.maketrans("".join(DIGITS), "0123456789")

NUMBER = f"[{''.join(DIGITS)}]{{1,9}}"
TOKEN = re.compile(f"([{HTML}{FAILURE}])({NUMBER}){END}")
FAILURES = re.compile(f"{FAILURE}{NUMBER}{END}")
LONE_HTML = re.compile(f"<p>({HTML}{NUMBER}{END})</p>")
MARKS = re.compile(f"<p>{MARK}({NUMBER}){END}</p>\n?")
"""The paragraph that a mark between two pieces of Markdown becomes."""
ANY = re.compile("[\ufdd0-\ufdef]")


def token(kind: str, number: int) -> str:
    """The token of a slot: `kind` is HTML, FAILURE or MARK, `number` its index."""
    return f"{kind}{str(number).translate(WRITTEN)}{END}"


def number_of(digits: str) -> int:
    """The index that the digits of a token stand for."""
    return int(digits.translate(READ))


def failures_in(text: str) -> list[str]:
    """The digits of the failures in a text, in order."""
    return [digits for kind, digits in TOKEN.findall(text) if kind == FAILURE]
