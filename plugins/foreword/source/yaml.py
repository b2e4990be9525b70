"""YAML: values with their marks, read by PyYAML's C loader; scalars as `foreword.source.scalar` says."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, cast

import yaml

from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.scalar import scalar
from foreword.source.text import SourceFile, Text, holds_jinja
from foreword.source.yaml_hints import hint_for, slip_in

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover - PyYAML without libyaml: slower, and the same values
    from yaml import SafeLoader  # type: ignore[assignment]

PLAIN = "foreword:plain"
EXPANDED_NODES = 1_000_000
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Loader(SafeLoader):
    """PyYAML's safe loader with YAML 1.2's scalars, texts, and a word about duplicate keys."""

    # One tag for every plain scalar, so that `!!str 010` and `010` can be told apart from it.
    yaml_implicit_resolvers: Any = {  # noqa: RUF012 - declared so by PyYAML
        "<": [("tag:yaml.org,2002:merge", re.compile("<<$"))],
        None: [(PLAIN, re.compile(""))],
    }

    file: SourceFile
    jinja: bool
    duplicates: list[tuple[str, int, int]]

    def construct_plain(self, node: yaml.ScalarNode) -> Any:
        """A scalar without quotes and without a tag: what it is spelled as, or a text."""
        return self.construct_text(node) if "{" in node.value else scalar(node.value)

    def construct_text(self, node: yaml.ScalarNode) -> Any:
        """A string: a `Text` where it holds Jinja."""
        if self.jinja and holds_jinja(node.value):
            return Text(node.value, self.file, (node.start_mark.line, node.start_mark.column))
        return node.value

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping; keys that stand twice are remembered, which PyYAML passes over in silence."""
        if isinstance(node, yaml.MappingNode) and len(node.value) > 1:
            seen: set[tuple[str, str]] = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                    if (key.tag, key.value) in seen:
                        mark = key.start_mark
                        self.duplicates.append((key.value, mark.line + 1, mark.column + 1))
                    seen.add((key.tag, key.value))
        return super().construct_mapping(cast(yaml.MappingNode, node), deep)


Loader.add_constructor(PLAIN, Loader.construct_plain)
Loader.add_constructor("tag:yaml.org,2002:str", Loader.construct_text)
Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_text)


def load_yaml(file: SourceFile, jinja: bool = True) -> list[Diagnostic]:
    """Read `file.yaml` into `file.values`; with `jinja`, strings that hold Jinja become texts.

    Returns what is wrong but can be lived with (duplicate keys). Raises ContentError with its place for
    what cannot be read: one error a file, as YAML cannot be read on after the first.
    """
    source = file.yaml
    found = UNPRINTABLE.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        column = found.start() - source.rfind("\n", 0, found.start())
        raise ContentError(
            "YM005",
            f"the character U+{ord(found.group()):04X} is not allowed in YAML",
            hint="delete it, or write it as an escape in double quotes",
            place=Place(file.path, line, column),
        )
    loader = Loader(source)
    loader.file, loader.jinja, loader.duplicates = file, jinja, []
    try:
        file.values = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, file) from None
    except RecursionError:
        raise ContentError(
            "YM001",
            "the values are nested too deeply to be read",
            hint="nest less than a few hundred levels",
            place=Place(file.path),
        ) from None
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise ContentError("YM001", f"not valid YAML: {error}", place=Place(file.path)) from None
    finally:
        loader.dispose()
    if "*" in source and "&" in source:
        check_aliases(file)
    return [
        Diagnostic(
            "YM002",
            Place(file.path, line, column),
            f"the key `{key}` stands twice in this mapping; the last one counts",
            "delete one of them, or give it another name",
        )
        for key, line, column in loader.duplicates
    ]


def syntax_error(error: yaml.MarkedYAMLError, file: SourceFile) -> ContentError:
    """PyYAML's error as a ContentError with a place and a hint that fits the mistake."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = error.problem or "not valid YAML"
    if "undefined alias" in problem:
        name = name_at(file.lines, line, column)
        slip = slip_in(file.lines[line], line)
        return ContentError(
            "YM001" if slip else "YM003",
            slip.message if slip else f"the alias `*{name}` has no anchor `&{name}` before it",
            hint=slip.hint if slip else f"write `&{name}` at the value that is meant, above this line",
            place=Place(file.path, line + 1, column + 1),
        )
    if "duplicate anchor" in f"{problem} {error.context}":
        name = name_at(file.lines, line, column)
        first = f"; the first is on line {error.context_mark.line + 1}" if error.context_mark else ""
        return ContentError(
            "YM004",
            f"the anchor `&{name}` stands here for a second time{first}",
            hint="give each anchor a name of its own",
            place=Place(file.path, line + 1, column + 1),
        )
    slip = hint_for(problem, file.lines, line, column, error.context_mark)
    return ContentError(
        "YM001",
        slip.message or f"not valid YAML: {problem}",
        hint=slip.hint,
        place=Place(file.path, slip.line + 1, slip.column + 1),
    )


def name_at(lines: list[str], line: int, column: int) -> str:
    """The name of the anchor or alias at a line and column (from 0)."""
    found = re.match(r"[&*]([^\s,\[\]{}]+)", lines[line][column:]) if line < len(lines) else None
    return found.group(1) if found else ""


def check_aliases(file: SourceFile) -> None:
    """Refuse values that contain themselves, or whose aliases expand past EXPANDED_NODES.

    PyYAML shares what an alias stands for, so loading is cheap; walking the values would not be.
    """
    sizes: dict[int, int] = {}
    open_ids: set[int] = set()

    def size(value: Any) -> int:
        if not isinstance(value, dict | list):
            return 1
        key = id(value)
        if key in sizes:
            return sizes[key]
        if key in open_ids:
            raise ContentError(
                "YM007",
                "an alias stands inside the value that it names: a cycle",
                hint="name a value that does not contain the alias",
                place=Place(file.path, *first_alias(file.lines)),
            )
        open_ids.add(key)
        total = 1 + sum(map(size, value.values() if isinstance(value, dict) else value))
        open_ids.discard(key)
        sizes[key] = total
        return total

    if size(file.values) > EXPANDED_NODES:
        raise ContentError(
            "YM007",
            f"the aliases expand to more than {EXPANDED_NODES:,} values",
            hint="repeat less: name a value by its path in a text instead",
            place=Place(file.path, *first_alias(file.lines)),
        )


def first_alias(lines: list[str]) -> tuple[int, int]:
    """Line and column (from 1) of the first alias in a YAML file."""
    for number, line in enumerate(lines, 1):
        found = re.search(r"(?:^|[\s\[{,:-])(\*[A-Za-z0-9_-]+)\s*(?:[,\]}#]|$)", line)
        if found:
            return number, found.start(1) + 1
    return 1, 1
