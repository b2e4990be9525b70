"""The keys of a YAML file at its root, cut apart so that each can be kept or left out with its comments."""

from __future__ import annotations

import re
from collections.abc import Callable

from foreword.migrate.yaml_tree import documents


def kept_keys(text: str, is_kept: Callable[[str], bool]) -> str:
    """A YAML mapping in its source, with those of its keys that are kept; every byte of them stays.

    The comments above a key go with it. Raises yaml.YAMLError for what is no YAML.
    """
    roots = documents(text)
    if not roots or roots[0].kind != "mapping" or roots[0].flow:
        return text if roots and roots[0].kind == "mapping" else ""
    pairs = roots[0].pairs
    starts = [line_start(text, key.start) for key, _ in pairs]
    leads = [start_of_lead(text, starts[index - 1] if index else 0, start) for index, start in enumerate(starts)]
    leads[0] = 0
    ends = [*leads[1:], len(text)]
    parts = [text[lead:end] for (key, _), lead, end in zip(pairs, leads, ends, strict=True) if is_kept(key.value)]
    return "".join(parts)


def line_start(text: str, index: int) -> int:
    """Where the line of a character begins."""
    return text.rfind("\n", 0, index) + 1


def start_of_lead(text: str, floor: int, start: int) -> int:
    """Where the comments and empty lines above the line at `start` begin, not before `floor`."""
    at = start
    while at > floor:
        above = line_start(text, at - 1)
        if above < floor or not re.fullmatch(r"[ \t]*(#[^\n]*)?\r?\n?", text[above:at]) or above == floor:
            break
        at = above
    return at
