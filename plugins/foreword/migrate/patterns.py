"""The fewest patterns of paths that match some files of the docs and no others."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from foreword.source.options import matches


def patterns_for(members: Iterable[str], others: Iterable[str]) -> list[str]:
    """Patterns, as the options of the plugin have them, that match all of `members` and none of `others`, in order.

    A folder that holds members only becomes `folder/*.md`, or `folder/**/*.md` with the folders below it.
    """
    wanted = sorted(set(members))
    unwanted = sorted(set(others) - set(wanted))
    found: list[str] = []
    for suffix in dict.fromkeys(posixpath.splitext(path)[1] for path in wanted):
        same = [path for path in wanted if path.endswith(suffix)]
        found += in_folder("", suffix, same, [path for path in unwanted if path.endswith(suffix)])
    return found


def in_folder(folder: str, suffix: str, members: list[str], others: list[str]) -> list[str]:
    """The patterns of the members below a folder, which ends in `/` unless it is the root."""
    if len(members) == 1 and "/" not in members[0]:
        return members
    child = folder + members[0][len(folder) :].partition("/")[0] + "/"
    if not folder and all(path.startswith(child) for path in members):
        return in_folder(child, suffix, members, [path for path in others if path.startswith(child)])
    for pattern in (f"{folder}*{suffix}", f"{folder}**/*{suffix}"):
        if all(matches(path, pattern) for path in members) and not any(matches(path, pattern) for path in others):
            return [pattern]
    direct = [path for path in members if "/" not in path[len(folder) :]]
    found = direct_patterns(folder, suffix, direct, [path for path in others if "/" not in path[len(folder) :]])
    below = dict.fromkeys(path[: path.index("/", len(folder)) + 1] for path in members if path not in set(direct))
    for child in below:
        inside = [path for path in members if path.startswith(child)]
        found += in_folder(child, suffix, inside, [path for path in others if path.startswith(child)])
    return found


def direct_patterns(folder: str, suffix: str, members: list[str], others: list[str]) -> list[str]:
    """The patterns of the members in a folder itself: all of it, the names that begin alike, or each path."""
    if members and not others and (folder or len(members) > 1):
        return [f"{folder}*{suffix}"]
    found: list[str] = []
    left = list(members)
    while left:
        path = left[0]
        stem = path[len(folder) :].removesuffix(suffix)
        words = stem.split("-")
        for count in range(1, len(words)):
            lead = folder + "-".join(words[:count]) + "-"
            covered = [one for one in left if one.startswith(lead)]
            if len(covered) > 2 and not any(one.startswith(lead) for one in others):
                found.append(f"{lead}*{suffix}")
                left = [one for one in left if one not in covered]
                break
        else:
            found.append(path)
            left = left[1:]
    return found
