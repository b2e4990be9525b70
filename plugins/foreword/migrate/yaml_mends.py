"""YAML mended: what Foreword cannot read, or would read otherwise than Jekyll, is written so that it is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from foreword.migrate.psych import psych_value, spelled
from foreword.migrate.scalar_pieces import END_OF_LINE
from foreword.migrate.scalar_spellings import double, scalars_in
from foreword.migrate.yaml_pairs import Lost, lost_pairs, merge_keys
from foreword.migrate.yaml_tree import Node, documents, walk
from foreword.source.scalar import scalar
from foreword.source.text import position

CORE = "tag:yaml.org,2002:"
KNOWN_TAGS = {"!", *(CORE + kind for kind in ("str", "int", "float", "bool", "null", "seq", "map"))}


@dataclass(frozen=True)
class Mend:
    """What was mended, and where: line and column (from 1) in the source as it was. `code` is a word for the kind."""

    line: int
    column: int
    code: str
    message: str


@dataclass(frozen=True)
class Mended:
    """A source that reads in Foreword as it did in Jekyll. `broken` tells what could not be mended: it is no YAML."""

    text: str
    mends: list[Mend]
    broken: Mend | None = None


@dataclass(frozen=True)
class Edit:
    """A part of a source to be written anew, for a reason."""

    start: int
    end: int
    text: str
    code: str
    message: str


def mended(text: str) -> Mended:
    """The source so that Foreword reads what Ruby's Psych reads in it. A source that is no YAML stays as it is."""
    source = text.lstrip("\ufeff")
    mends = [Mend(1, 1, "bom", "the byte order mark is gone")] if source != text else []
    try:
        roots = documents(source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = position(source, mark.index) if mark else (1, 1)
        return Mended(source, mends, Mend(*place, "broken", f"not valid YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        return Mended(source, mends, Mend(1, 1, "broken", f"not valid YAML: {error}"))
    result, more = applied(source, edits_of(source, roots))
    if scalars_in(result) is None:
        place = (more[0].line, more[0].column)
        return Mended(source, mends, Mend(*place, "broken", f"this cannot be mended here: {more[0].message}"))
    return Mended(*spaced(result, [*mends, *more]))


def applied(source: str, edits: Iterable[Edit]) -> tuple[str, list[Mend]]:
    """A source with its edits, and what they mend; an edit inside another one is left out."""
    parts: list[str] = []
    mends: list[Mend] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end != edit.start, -edit.end)):
        if edit.start < at:
            continue
        parts += source[at : edit.start], edit.text
        at = edit.end
        mends.append(Mend(*position(source, edit.start), edit.code, edit.message))
    return "".join([*parts, source[at:]]), mends


def edits_of(source: str, roots: list[Node]) -> Iterator[Edit]:
    """All that is to be written anew in a source; those inside a part that is gone come after it."""
    for root in roots[:1]:
        yield from (gone(source, pair) for pair in lost_pairs(root, source))
        yield from aliases(source, root)
        yield from plain_scalars(root)
        yield from tags(source, root)
        for key, merges in merge_keys(root):
            if merges and key.style:
                message = "Ruby merges what `<<` names though it is in quotes: it has none now"
                yield Edit(key.start, key.end, "<<", "merge", message)
            if merges or key.style:
                continue
            yield Edit(
                key.start, key.end, '"<<"', "merge", "`<<` has no mapping to merge: Ruby reads a key of that name"
            )
    line_end = END_OF_LINE.search(source, max(roots[0].end - 1, 0)) if len(roots) > 1 else None
    if line_end and line_end.end() < len(source):
        start = line_end.end()
        message = "Jekyll reads the first document of a file; the others are comments now"
        yield Edit(start, len(source), commented(source, start, len(source), 0), "documents", message)


def gone(source: str, lost: Lost) -> Edit:
    """A pair that another one takes the place of: as a comment, or deleted where it stands in brackets."""
    name = lost.key.value
    line, _ = position(source, lost.by.start)
    reason = f"the key `{name}` stands again on line {line}, and the last one counts"
    if lost.by.value == "<<":
        reason = f"`<<` on line {line} brings the key `{name}` too, and the last one counts in Ruby"
    if lost.by.start < lost.key.start:
        reason = f"the key `{name}` stands on line {line} already, with this value"
    if lost.moves:
        reason += "; in a loop over the mapping it comes later now"
    if lost.anchor:
        kept = f"{reason}; it stays, as its anchor `&{lost.anchor}` is used: give that to another value"
        return Edit(lost.start, lost.start, "", "kept", kept)
    if lost.key.flow:
        text = source[lost.start : lost.end]
        return Edit(lost.start, lost.end, "", "duplicate", f"{reason}; deleted: `{text.strip(' ,')}`")
    column = lost.key.start - source.rfind("\n", 0, lost.key.start) - 1
    return Edit(
        lost.start, lost.end, commented(source, lost.start, lost.end, column), "duplicate", f"{reason}; a comment now"
    )


def commented(source: str, start: int, end: int, column: int) -> str:
    """A part of a source as comments, from its first character on, and in the other lines from `column` on."""
    first, *others = source[start:end].splitlines(keepends=True)
    lines = [f"# {first}"]
    for line in others:
        blank = not line.strip()
        at = min(column, len(line) - len(line.lstrip(" ")))
        lines.append(line if blank else f"{line[:at]}# {line[at:]}")
    return "".join(lines)


def aliases(source: str, root: Node) -> Iterator[Edit]:
    """Aliases without an anchor become null; an anchor that is used again gets a name of its own, and its aliases."""
    nodes = [node for node, _, _ in walk(root)]
    taken = {node.anchor for node in nodes if node.anchor}
    names: dict[str, str] = {}
    for node in nodes:
        if node.kind == "alias" and node.value not in names:
            message = f"the alias `*{node.value}` has no anchor above it: Jekyll read nothing (null)"
            rest = source[node.end : (source + "\n").find("\n", node.end)]
            comment = f" # *{node.value}" if not rest.strip() and not node.flow else ""
            yield Edit(node.start, node.end, f"null{comment}", "alias", message)
        elif node.kind == "alias" and names[node.value] != node.value:
            name = names[node.value]
            yield Edit(node.start, node.end, f"*{name}", "anchor", f"`*{node.value}` means `&{name}` now")
        elif node.anchor and node.anchor in names:
            name = next(name for n in range(2, len(nodes) + 3) if (name := f"{node.anchor}-{n}") not in taken)
            taken.add(name)
            names[node.anchor] = name
            at = source.index(f"&{node.anchor}", node.start)
            message = f"the anchor `&{node.anchor}` stood here again: it is `&{name}` now"
            yield Edit(at, at + len(node.anchor) + 1, f"&{name}", "anchor", message)
        elif node.anchor:
            names[node.anchor] = node.anchor


def plain_scalars(root: Node) -> Iterator[Edit]:
    """Scalars without quotes that Ruby reads as something else than Foreword."""
    for node, _, _ in walk(root):
        if node.kind != "scalar" or node.style or (node.tag or "!").startswith(CORE):
            continue
        meant = psych_value(node.value)
        written = spelled(meant)
        read = scalar(node.value)
        if written is None and not isinstance(read, str):
            yield Edit(
                node.content,
                node.end,
                double(node.value),
                "scalar",
                f"`{node.value}` is text in Ruby: it has quotes now",
            )
        elif written is not None and (type(read) is not type(scalar(written)) or str(read) != str(scalar(written))):
            message = f"`{node.value}` is {written} in Ruby, and is printed so"
            yield Edit(node.content, node.end, written, "scalar", message)


def tags(source: str, root: Node) -> Iterator[Edit]:
    """Tags that Ruby passes over, and Foreword does not know."""
    for node, _, _ in walk(root):
        if node.tag and node.tag not in KNOWN_TAGS and not node.tag.startswith(CORE):
            at = source.index("!", node.start)
            end = next(index for index in range(at, len(source) + 1) if source[index : index + 1].strip() == "")
            end = next((index for index in range(end, len(source)) if source[index] not in " \t"), len(source))
            yield Edit(at, end, "", "tag", f"the tag `{source[at:end].strip()}` means nothing to Jekyll: it is gone")


def spaced(source: str, mends: list[Mend]) -> tuple[str, list[Mend]]:
    """The source with a space for each tab that only libyaml takes for one: PyYAML without it refuses the file."""
    found = list(mends)
    meant = scalars_in(source) if "\t" in source else None
    while meant is not None and (index := refused_tab(source)) >= 0:
        mend = source[:index] + " " + source[index + 1 :]
        if scalars_in(mend) != meant:
            break
        found.append(Mend(*position(source, index), "tab", "a tab between two values is a space now"))
        source = mend
    return source, found


def refused_tab(source: str) -> int:
    """The index of the first tab that PyYAML's own scanner refuses; -1 where there is none."""
    try:
        for _ in yaml.scan(source, yaml.SafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else -1
        return index if source[index : index + 1] == "\t" else -1
    return -1
