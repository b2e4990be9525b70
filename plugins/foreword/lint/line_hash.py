"""The hashes by which GitHub's code scanning knows a line again: the ones that its upload action counts as well.

Where both agree, an alert stays the same whether the action or the API brought it; where they differ, the action warns.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

BLOCK = 100
"""How many code units of UTF-16 are counted, from the beginning of a line on, but for spaces and tabs."""
BASE = 37
END = 65535
"""Stands behind the last character of a file, before zeros."""
POWERS = [pow(BASE, BLOCK - 1 - index, 1 << 64) for index in range(BLOCK)]


def line_hashes(location: Path) -> list[str]:
    """The hash of each line of a file, with how many lines of the same hash there are up to it, as `2b3c…:1`; none
    where the file cannot be read."""
    try:
        if not location.is_file():
            return []
        text = location.read_bytes().decode("utf-8", "replace")
    except OSError:
        return []
    units: list[int] = []
    starts: list[int] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        starts.append(len(units))
        counted = f"{line}\n".replace(" ", "").replace("\t", "").encode("utf-16-le", "surrogatepass")
        units += memoryview(counted).cast("H").tolist()
    units[-1] = END
    seen: Counter[str] = Counter()
    found = []
    for start in starts:
        window = units[start : start + BLOCK]
        hashed = f"{sum(unit * power for unit, power in zip(window, POWERS, strict=False)) % (1 << 64):x}"
        seen[hashed] += 1
        found.append(f"{hashed}:{seen[hashed]}")
    return found
