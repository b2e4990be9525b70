"""The quick way to YAML's values: straight from PyYAML's events, without its nodes.

It takes what nearly every file is made of. What is unusual (tags, keys that stand twice, lists of merges) and what is
wrong goes the way of `foreword.source.yaml`, which comes to the same values and tells what it finds.
"""

from __future__ import annotations

from typing import Any

import yaml

from foreword.source.places import NodeLoader
from foreword.source.scalar import scalar
from foreword.source.text import SourceFile, Text, is_text, printable

MOST_EVENTS = 500_000
"""More than this many need to be counted as values; see `foreword.source.yaml.check_aliases`."""
DEEPEST = 100
"""Values that nest more deeply may be nested too deeply."""
NO_KEY: Any = object()
"""In place of the key of a pair that has not begun."""
MERGE: Any = object()
"""The key `<<`."""


class UnusualError(Exception):
    """The source has to be read in the general way."""


def values_from_events(source: str, file: SourceFile, jinja: bool) -> tuple[Any, bool]:
    """The values of a YAML source, and whether they hold aliases. Raises UnusualError for what is not plain YAML.

    The texts in them are those of `file`, with the line and column of their marks.
    """
    loader = NodeLoader(source)
    try:
        return Reader(loader, file, jinja).document()
    except (yaml.YAMLError, ValueError, TypeError):
        raise UnusualError from None
    finally:
        loader.dispose()


class Reader:
    """Reads one document of a loader's events."""

    def __init__(self, loader: Any, file: SourceFile, jinja: bool) -> None:
        self.next = loader.get_event
        self.file = file
        self.jinja = jinja
        self.anchors: dict[str, Any] = {}
        self.has_aliases = False

    def document(self) -> tuple[Any, bool]:
        """The values of the only document."""
        self.next()  # the start of the stream
        if type(self.next()) is yaml.StreamEndEvent:
            return None, False
        values = self.value()
        self.next()  # the end of the document
        if type(self.next()) is not yaml.StreamEndEvent:
            raise UnusualError
        return values, self.has_aliases

    def value(self) -> Any:
        """The value that comes next, whole."""
        into: Any = None
        key, is_mapping = NO_KEY, False
        merged: set[Any] | None = None
        """Keys of the mapping that its merge has given it, which it may still give itself."""
        around: list[tuple[Any, Any, bool, set[Any] | None, str | None]] = []
        anchor: str | None = None
        for _ in range(MOST_EVENTS):
            event = self.next()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value = self.scalar_of(event)
                if value is MERGE and (not is_mapping or key is not NO_KEY or merged is not None):
                    raise UnusualError
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag is not None or len(around) > DEEPEST:
                    raise UnusualError
                if is_mapping and (key is NO_KEY or key is MERGE):
                    raise UnusualError
                around.append((into, key, is_mapping, merged, anchor))
                anchor = event.anchor
                is_mapping = kind is yaml.MappingStartEvent
                into, key, merged = {} if is_mapping else [], NO_KEY, None
                continue
            elif kind is yaml.AliasEvent:
                if event.anchor not in self.anchors or (is_mapping and key is NO_KEY):
                    raise UnusualError
                self.has_aliases = True
                value = self.anchors[event.anchor]
            else:
                value = into
                if anchor is not None:
                    self.name(anchor, value)
                into, key, is_mapping, merged, anchor = around.pop()
            if not around:
                return value
            if not is_mapping:
                into.append(value)
            elif key is NO_KEY:
                key = value.source if type(value) is Text else value
                if key in into:
                    if merged is None or key not in merged:
                        raise UnusualError
                    merged.discard(key)
            elif key is MERGE:
                merged = merge(into, value)
                key = NO_KEY
            else:
                into[key] = value
                key = NO_KEY
        raise UnusualError

    def scalar_of(self, event: Any) -> Any:
        """The value of a scalar; MERGE for the key of a merge."""
        value: Any = event.value
        if event.tag is not None:
            raise UnusualError
        if event.implicit[0] and "{" not in value and "](" not in value:
            value = MERGE if value == "<<" else scalar(value)
        else:
            value = printable(value)
            if self.jinja and is_text(value):
                value = Text(value, self.file, (event.start_mark.line, event.start_mark.column))
        if event.anchor is not None:
            if value is MERGE:
                raise UnusualError
            self.name(event.anchor, value)
        return value

    def name(self, anchor: str, value: Any) -> None:
        """Keep the value of an anchor for its aliases."""
        if anchor in self.anchors:
            raise UnusualError
        self.anchors[anchor] = value


def merge(into: dict[Any, Any], value: Any) -> set[Any]:
    """Merge a mapping into another, whose own keys win, and come behind; returns those that are not its own."""
    if type(value) is not dict:
        raise UnusualError
    own = dict(into)
    into.clear()
    into.update(value)
    into.update(own)
    return value.keys() - own.keys()
