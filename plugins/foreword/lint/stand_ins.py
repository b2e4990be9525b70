"""Stand-ins: texts in the place of a secret that everybody sees to be none."""

from __future__ import annotations

import itertools
import re

WORDS = re.compile(
    r"example|sample|placeholder|dummy|fake|redacted|changeme|replace|your[_-]?|my[_-]?(?:token|key|secret)|secret[_-]?key"
    r"|john\s*doe|lorem|foobar|deadbeef|\.\.\.|…|x{4,}|\*{3,}|\.{3,}|(\w)\1{5,}|(\w\w)\2{4,}|(\w{3,6})\3{2,}",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[<>{}*$…]")
LONGEST = 4096


def is_stand_in(text: str, start: int, end: int) -> bool:
    """Whether what stands in a text from `start` to `end` is a stand-in: it says so, repeats or counts itself, or is
    cut short."""
    shown = text[start : min(end, start + LONGEST)]
    after = text[end : end + 3]
    if SIGNS.match(after) or after == "..." or WORDS.search(shown):
        return True
    return counts(shown.lower()) or len(set(shown)) <= max(len(shown) // 8, 4)


def counts(text: str) -> bool:
    """Whether six characters in turn count up or down: `123456`, `abcdef`, `987654`, `567890`."""
    run = {1: 1, -1: 1}
    for before, after in itertools.pairwise(text):
        step = ord(after) - ord(before)
        if before == "9" and after == "0":
            step = 1
        alike = before.isalnum() and after.isalnum()
        for way in run:
            run[way] = run[way] + 1 if alike and step == way else 1
            if run[way] >= 6:
                return True
    return False
