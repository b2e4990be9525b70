"""What a misspelled name may mean."""

from __future__ import annotations

import difflib
from collections.abc import Collection


def closest(key: str, known: Collection[str]) -> str | None:
    """The known key that `key` looks like: a letter or two apart, or with two neighbours in each other's place."""
    close = difflib.get_close_matches(key, known, 1, 0.82)
    return close[0] if close else next((name for name in known if key in swaps(name)), None)


def swaps(name: str) -> set[str]:
    """The spellings of a name in which two neighbouring letters have changed places."""
    return {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(len(name) - 1)} - {name}
