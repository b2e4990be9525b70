"""Markdown that kramdown and Python-Markdown read alike, where it can be said in the syntax of both.

Only what is sure is changed: each change is tried, and kept where kramdown's own reading stays the same. The rest is
left as it is; a migrated site reads it by `foreword.compat.kramdown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from foreword.compat.kramdown import Options, to_html

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ITEM = re.compile(r"( {0,3})([*+-]|[0-9]+\.)([ \t]+)(?=\S)(.*)")
BULLETS = "*+-"
HTML = re.compile(r" {0,3}<(?:!--|/?([a-zA-Z][\w-]*))")
BLOCK_TAG = re.compile(r"\{[%#]|^\s*(?:<|\{::|\{\{.*\}\}\s*$)|\t", re.MULTILINE)
"""What makes a list too hard to judge: tags that may become several lines, HTML, extensions, tabs."""
TAG = re.compile(r"\{[%{]")
PROSE = re.compile(r" {0,3}[^\s#<{|>~=`-]")
"""A line of a paragraph."""
SLIGHT_INDENT = re.compile(r"^ {1,3}(?=\S)")
EXPRESSION = re.compile(r"\{\{.*?\}\}")
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}")
END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
HEADING = re.compile(r"#{1,6}[ \t].*[^\s#}]")
ID = re.compile(r"\{:\s*#([A-Za-z][\w:.-]*)\s*\}\s*")
APART = "a blank line stands before the list"
INDENTED = "what belongs to an item of the list is indented by four columns"
BETWEEN_TAGS = re.compile(r"(?<=>)\s+(?=<)|\n+")


@dataclass(frozen=True)
class Change:
    """What was changed, and at which line of the source it begins."""

    line: int
    message: str


@dataclass(frozen=True)
class Normalised:
    """The new source, and what was changed."""

    source: str
    changes: list[Change]


@dataclass
class Region:
    """Lines of a source that belong together, from a line on. Only a list and a heading with its id are named."""

    kind: str
    start: int
    lines: list[str]


def normalised(source: str) -> Normalised:
    """A body of Markdown, perhaps with Liquid or Jinja in it, as both kramdown and Python-Markdown read it.

    Nothing changes inside of fences, HTML and `raw`.
    """
    lines: list[str] = []
    changes: list[Change] = []
    line_end = "\r\n" if "\r\n" in source else "\n"
    given = source.split(line_end)
    for region in regions(given):
        tried = list(tries(region, lines[-1] if lines else ""))
        for new, message in tried:
            if new != region.lines and html_of(lines[-1:] + new) == html_of(lines[-1:] + region.lines):
                changes.append(Change(region.start + 1, message))
                lines += new
                break
        else:
            lines += region.lines
    if not changes or html_of(lines) != html_of(given):
        return Normalised(source, [])
    return Normalised(line_end.join(lines), changes)


def html_of(lines: list[str]) -> str:
    """What kramdown makes of lines, without the white space between elements; an expression counts as a word."""
    source = EXPRESSION.sub("expression", "\n".join(lines))
    return BETWEEN_TAGS.sub("\n", to_html(source, Options(syntax_highlighter="none")))


def tries(region: Region, before: str) -> Iterator[tuple[list[str], str]]:
    """The ways in which a region might be written, the best first, and what to say of each."""
    if region.kind == "heading":
        found = ID.fullmatch(region.lines[1])
        if found:
            yield [f"{region.lines[0].rstrip()} {{#{found[1]}}}"], "the id stands behind its heading"
    elif region.kind == "list" and not BLOCK_TAG.search("\n".join(region.lines)):
        apart = [""] if PROSE.match(before) and not TAG.search(before) else []
        narrow = written(region.lines, 0)
        if narrow != region.lines and has_blocks(region.lines):
            yield apart + narrow, INDENTED
            # What an expression becomes may have lines of its own, which belong to the item by its text's column.
            if "{{" not in "".join(region.lines):
                yield apart + written(region.lines, 4), INDENTED
        yield apart + region.lines, APART


def has_blocks(lines: list[str]) -> bool:
    """Whether an item holds more than its first paragraph, whose lines may stand at any column."""
    return any(
        not before.strip() or ITEM.match(line.lstrip()) or FENCE.match(line.lstrip())
        for before, line in pairwise(lines)
        if line.startswith(" ")
    )


def regions(lines: list[str]) -> Iterator[Region]:
    """The regions of a source."""
    start = 0
    while start < len(lines):
        kind, end = region_at(lines, start)
        yield Region(kind, start, lines[start:end])
        start = end


def region_at(lines: list[str], start: int) -> tuple[str, int]:
    """The kind of the region that begins at a line, and the line behind it."""
    line = lines[start]
    if RAW.search(line) and not END_RAW.search(line):
        return "raw", behind(lines, start, END_RAW)
    if "{#" in line and re.search(r"\{#(?![\w:.-]+\})", line) and "#}" not in line:
        return "comment", behind(lines, start, re.compile("#\\}"))
    if fence := FENCE.match(line):
        return "fence", behind(lines, start, re.compile(rf" {{0,3}}{fence[1]}{fence[1][0]}*\s*$"), at_begin=True)
    if html := HTML.match(line):
        return "html", behind_html(lines, start, html[1])
    if HEADING.fullmatch(line) and start + 1 < len(lines) and lines[start + 1].startswith("{:"):
        return "heading", start + 2
    if ITEM.match(line):
        return "list", behind_list(lines, start)
    return "other", start + 1


def behind(lines: list[str], start: int, end: re.Pattern[str], at_begin: bool = False) -> int:
    """The line behind the next one in which something ends; behind all where nothing does."""
    for number in range(start + 1, len(lines)):
        if end.match(lines[number]) if at_begin else end.search(lines[number]):
            return number + 1
    return len(lines)


def behind_html(lines: list[str], start: int, name: str | None) -> int:
    """The line behind an element, or behind a comment without a name."""
    if name is None:
        return start + 1 if "-->" in lines[start] else behind(lines, start, re.compile("-->"))
    tag = re.compile(rf"<(/?){re.escape(name)}\b", re.IGNORECASE)
    depth = 0
    for number in range(start, len(lines)):
        depth += sum(-1 if found[1] else 1 for found in tag.finditer(lines[number]))
        if depth <= 0:
            return number + 1
    return start + 1


def behind_list(lines: list[str], start: int) -> int:
    """The line behind a list: the next one after a blank line that neither is indented nor begins an item."""
    end = number = start
    while number < len(lines):
        line = lines[number]
        after_blank = number > start and not lines[number - 1].strip()
        if line.strip():
            begins_item = ITEM.match(line) is not None
            if after_blank and not begins_item and not line.startswith("  "):
                break
            if not begins_item and not line.startswith(" ") and (line[0] in "#<>|{`~^" or HTML.match(line)):
                break
            end = number + 1
        number += 1
    return end


def written(lines: list[str], width: int) -> list[str]:
    """Lines with their lists indented by four columns.

    With a `width` the text behind a marker begins at that column too, so that code in an item keeps its own indent.
    """
    result: list[str] = []
    number = 0
    while number < len(lines):
        if not ITEM.match(lines[number]):
            fence = FENCE.match(lines[number])
            end = number + 1
            if fence:
                end = behind(lines, number, re.compile(rf" {{0,3}}{fence[1]}{fence[1][0]}*\s*$"), at_begin=True)
            result += lines[number:end] if fence else [SLIGHT_INDENT.sub("", lines[number])]
            number = end
            continue
        number, marker, content = item_at(lines, number)
        inner = written(content, width)
        result.append(marker.ljust(width) + inner[0])
        result += [f"    {line}" if line.strip() else "" for line in inner[1:]]
    return result


def item_at(lines: list[str], start: int) -> tuple[int, str, list[str]]:
    """The line behind an item, its marker and the space behind that, and the lines of its content without indent."""
    found = ITEM.match(lines[start])
    if not found:
        raise ValueError("no item of a list begins here")
    indent = len(found[1] + found[2] + found[3])
    content = [found[4]]
    number = start + 1
    while number < len(lines):
        line = lines[number]
        is_inner = line.startswith(" " * indent) or not line.strip()
        if not is_inner and (not lines[number - 1].strip() or is_same_kind(found[2], ITEM.match(line))):
            break
        content.append(line[indent:] if is_inner else line.lstrip())
        number += 1
    while not content[-1].strip():
        content.pop()
        number -= 1
    return number, found[2] + found[3], content


def is_same_kind(marker: str, other: re.Match[str] | None) -> bool:
    """Whether an item begins that belongs to the list of this marker."""
    return other is not None and (marker in BULLETS) == (other[2] in BULLETS)
