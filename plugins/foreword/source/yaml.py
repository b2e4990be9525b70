"""YAML: values with their marks, read by PyYAML's C loader; scalars as `foreword.source.scalar` says."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, cast

import yaml
from yaml.constructor import ConstructorError

from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.scalar import scalar
from foreword.source.text import SourceFile, Text, is_text, position, printable
from foreword.source.yaml_events import UnusualError, values_from_events
from foreword.source.yaml_hints import hint_for, slip_in

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover - PyYAML without libyaml: slower, and the same values
    from yaml import SafeLoader  # type: ignore[assignment]

CORE = "tag:yaml.org,2002:"
MERGE = f"{CORE}merge"
PLAIN = "foreword:plain"
EXPANDED_NODES = 1_000_000
DEPTH = 200
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Pair = tuple[yaml.Node, yaml.Node]


class Loader(SafeLoader):
    """PyYAML's safe loader with YAML 1.2's scalars, texts, and a word about duplicate keys."""

    # One tag for every plain scalar, so that `!!str 010` and `010` can be told apart from it.
    yaml_implicit_resolvers: Any = {  # noqa: RUF012 - declared so by PyYAML
        "<": [(MERGE, re.compile("<<$"))],
        None: [(PLAIN, re.compile(""))],
    }

    file: SourceFile
    jinja: bool
    duplicates: list[tuple[str, int]]
    """Keys that stand twice in their mapping, each with the index of its later place."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._merged: dict[int, bool] = {}

    def construct_plain(self, node: yaml.ScalarNode) -> Any:
        """A scalar without quotes and without a tag: what it is spelled as, or a text."""
        value = string_of(node)
        return self.construct_text(node) if "{" in value or "](" in value else scalar(value)

    def construct_text(self, node: yaml.ScalarNode) -> Any:
        """A string, or a `Text`; see `is_text`."""
        value = printable(string_of(node))
        if self.jinja and is_text(value):
            return Text(value, self.file, (node.start_mark.line, node.start_mark.column))
        return value

    def construct_number(self, node: yaml.ScalarNode) -> Any:
        """A scalar with the tag `!!int`, `!!float` or `!!bool`: as PyYAML reads it."""
        kind = node.tag.removeprefix(CORE)
        try:
            return getattr(super(), f"construct_yaml_{kind}")(node)
        except (ValueError, LookupError, ArithmeticError):
            raise refused(node, f"this is no value for the tag `!!{kind}`") from None

    def construct_unknown(self, node: yaml.Node) -> Any:
        """A tag that is not YAML's, or stands for what is no plain data. Raises ConstructorError."""
        raise refused(node, f"the tag `{node.tag.replace(CORE, '!!')}` is not known")

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping. Its keys are names, by which values are found: they are never texts."""
        mapping = super().construct_mapping(cast(yaml.MappingNode, node), deep)
        if Text in set(map(type, mapping)):
            return {key.source if isinstance(key, Text) else key: value for key, value in mapping.items()}
        return mapping

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Put the pairs that merge keys (`<<`) stand for in their place: a mapping's own win, then the first in a list.

        Not PyYAML's own way, which its versions change. It passes over keys that stand twice; here they are remembered.
        """
        if self._merged.get(id(node)) is False:
            raise cycle(self.file)
        if id(node) in self._merged:
            return
        self._merged[id(node)] = False
        own: dict[Any, Pair] = {}
        merged: dict[Any, Pair] = {}
        for key, value in node.value:
            if key.tag == MERGE:
                merged |= self._parts(value)
                continue
            if identity(key) in own:
                self.duplicates.append((str(key.value), key.start_mark.index))
            own[identity(key)] = key, value
        if len(own) < len(node.value):
            node.value = list((merged | own).values())
        self._merged[id(node)] = True

    def _parts(self, value: yaml.Node) -> dict[Any, Pair]:
        """The pairs that one merge key stands for: those of a mapping, or of a list of mappings."""
        pairs: dict[Any, Pair] = {}
        for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if not isinstance(part, yaml.MappingNode):
                raise refused(part, "`<<` merges a mapping or a list of mappings, and this is none")
            self.flatten_mapping(part)
            for pair in part.value:
                pairs.setdefault(identity(pair[0]), pair)
        return pairs


def string_of(node: yaml.Node) -> str:
    """The string of a scalar. Raises ConstructorError for a list or a mapping with a scalar's tag."""
    if not isinstance(node, yaml.ScalarNode):
        raise refused(node, f"the tag `{node.tag.replace(CORE, '!!')}` is for a single value")
    return cast(str, node.value)


def identity(key: yaml.Node) -> Any:
    """By what two keys of a mapping are the same."""
    return (key.tag, key.value) if isinstance(key, yaml.ScalarNode) else id(key)


def refused(node: yaml.Node, problem: str) -> ConstructorError:
    """An error at a node, as PyYAML raises them."""
    return ConstructorError(None, None, problem, node.start_mark)


Loader.add_constructor(PLAIN, Loader.construct_plain)
Loader.add_constructor(None, Loader.construct_unknown)
for kind in ("str", "timestamp"):
    Loader.add_constructor(CORE + kind, Loader.construct_text)
for kind in ("int", "float", "bool"):
    Loader.add_constructor(CORE + kind, Loader.construct_number)
for kind in ("binary", "omap", "pairs", "set"):
    Loader.add_constructor(CORE + kind, Loader.construct_unknown)


def load_yaml(file: SourceFile, jinja: bool = True) -> list[Diagnostic]:
    """Read `file.yaml` into `file.values`; with `jinja`, strings that hold Jinja become texts.

    Returns what is wrong but can be lived with (duplicate keys). Raises ContentError with its place for
    what cannot be read: one error a file, as YAML cannot be read on after the first.
    """
    source = file.yaml
    found = UNPRINTABLE.search(source)
    if found:
        raise ContentError(
            "YM005",
            f"the character U+{ord(found.group()):04X} is not allowed in YAML",
            hint="delete it, or write it as an escape in double quotes",
            place=Place(file.path, *position(source, found.start())),
        )
    try:
        file.values, has_aliases = values_from_events(source, file, jinja)
        if has_aliases:
            check_aliases(file)
        return []
    except UnusualError:
        return load_nodes(source, file, jinja)


def load_nodes(source: str, file: SourceFile, jinja: bool) -> list[Diagnostic]:
    """The general way of `load_yaml`, which tells what is wrong."""
    loader = Loader(source)
    loader.file, loader.jinja, loader.duplicates = file, jinja, []
    try:
        file.values = loader.get_single_data()
        check_aliases(file)
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, file) from None
    except RecursionError:
        raise too_deep(file) from None
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise ContentError("YM001", f"not valid YAML: {error}", place=Place(file.path)) from None
    finally:
        loader.dispose()
    return [
        Diagnostic(
            "YM002",
            Place(file.path, *position(source, index)),
            f"the key `{key}` stands twice in this mapping; the last one counts",
            "delete one of them, or give it another name",
        )
        for key, index in loader.duplicates
    ]


def syntax_error(error: yaml.MarkedYAMLError, file: SourceFile) -> ContentError:
    """PyYAML's error as a ContentError with a place and a hint that fits the mistake."""
    mark = error.problem_mark or error.context_mark
    line, column = place_from_0(file, mark) if mark else (0, 0)
    context = place_from_0(file, error.context_mark) if error.context_mark else None
    problem = error.problem or "not valid YAML"
    if "nesting depth" in problem:
        return too_deep(file, Place(file.path, line + 1, column + 1))
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
        first = f"; the first is on line {context[0] + 1}" if context else ""
        return ContentError(
            "YM004",
            f"the anchor `&{name}` stands here for a second time{first}",
            hint="give each anchor a name of its own",
            place=Place(file.path, line + 1, column + 1),
        )
    slip = hint_for(problem, file.lines, line, column, context)
    return ContentError(
        "YM001",
        slip.message or f"not valid YAML: {problem}",
        hint=slip.hint,
        place=Place(file.path, slip.line + 1, slip.column + 1),
    )


def place_from_0(file: SourceFile, mark: Any) -> tuple[int, int]:
    """Line and column of a mark, both from 0."""
    line, column = position(file.yaml, mark.index)
    return line - 1, column - 1


def name_at(lines: list[str], line: int, column: int) -> str:
    """The name of the anchor or alias at a line and column (from 0)."""
    found = re.match(r"[&*]([^\s,\[\]{}]+)", lines[line][column:]) if line < len(lines) else None
    return found.group(1) if found else ""


def check_aliases(file: SourceFile) -> None:
    """Refuse values that nest past DEPTH, that contain themselves, or whose aliases expand past EXPANDED_NODES.

    PyYAML shares what an alias stands for, so loading is cheap; walking the values would not be.
    """
    measured: dict[int, tuple[int, int]] = {}
    open_ids: set[int] = set()

    def measure(value: dict[Any, Any] | list[Any]) -> tuple[int, int]:
        """How many values it expands to, and how deep they nest."""
        key = id(value)
        if key in open_ids:
            raise cycle(file)
        if key not in measured:
            open_ids.add(key)
            if len(open_ids) > DEPTH:
                raise too_deep(file)
            size = height = 1
            for item in value.values() if isinstance(value, dict) else value:
                if isinstance(item, dict | list):
                    inner, below = measure(item)
                    size, height = size + inner, max(height, below + 1)
                else:
                    size += 1
            open_ids.discard(key)
            measured[key] = size, height
        if len(open_ids) + measured[key][1] > DEPTH:
            raise too_deep(file)
        return measured[key]

    if isinstance(file.values, dict | list) and measure(file.values)[0] > EXPANDED_NODES:
        raise ContentError(
            "YM007",
            f"the aliases expand to more than {EXPANDED_NODES:,} values",
            hint="repeat less: name a value by its path in a text instead",
            place=alias_place(file),
        )


def too_deep(file: SourceFile, place: Place | None = None) -> ContentError:
    """Values that nest past DEPTH."""
    return ContentError(
        "YM001",
        "the values are nested too deeply to be read",
        hint=f"nest less than {DEPTH} levels",
        place=place or Place(file.path),
    )


def cycle(file: SourceFile) -> ContentError:
    """A value that contains itself."""
    return ContentError(
        "YM007",
        "an alias stands inside the value that it names: a cycle",
        hint="name a value that does not contain the alias",
        place=alias_place(file, inside=True),
    )


def alias_place(file: SourceFile, inside: bool = False) -> Place:
    """The place of the first alias in a YAML file; with `inside`, of the first one inside the value that it names."""
    anchors: list[str | None] = []
    for event in yaml.parse(file.yaml, SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            anchors.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchors.pop()
        elif isinstance(event, yaml.AliasEvent) and (not inside or event.anchor in anchors):
            return Place(file.path, *position(file.yaml, cast(yaml.Mark, event.start_mark).index))
    return Place(file.path)
