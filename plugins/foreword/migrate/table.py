"""The table of custom filters and tags: what is known of Jekyll's plugins, and what the user adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PACKAGED = Path(__file__).with_name("table.yml")


class TableError(Exception):
    """A table that cannot be read: where, and what is wrong."""


@dataclass(frozen=True)
class FilterRule:
    """What becomes of a filter: it goes (`drop`), gets another name (`rename`), or is written as `template`, where
    `{value}` and `{arguments}` stand for its input and what it is given. `expands` tells that it expands texts."""

    drop: bool = False
    rename: str = ""
    template: str = ""
    expands: bool = False


@dataclass(frozen=True)
class TagRule:
    """What becomes of a tag. `prints` is an expression, `opens` (and `closes`, for one with an end) a statement.

    `{name}` stands for the first word of its markup, `{markup}` for all of it, as strings; `{bare}` for all of it as
    it is. `end` is the name of its end tag. `advice` is for a tag that is left for a person.
    """

    prints: str = ""
    opens: str = ""
    closes: str = ""
    end: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Table:
    """The known custom filters and tags, by name."""

    filters: Mapping[str, FilterRule] = field(default_factory=dict)
    tags: Mapping[str, TagRule] = field(default_factory=dict)

    @property
    def blocks(self) -> dict[str, str]:
        """Tags that have an end, with its name: what the parser asks for."""
        return {name: rule.end for name, rule in self.tags.items() if rule.end}

    @property
    def inline(self) -> frozenset[str]:
        """Tags that have no end."""
        return frozenset(name for name, rule in self.tags.items() if not rule.end)

    @property
    def expanding(self) -> frozenset[str]:
        """Filters that expand the Liquid in a text."""
        return frozenset(name for name, rule in self.filters.items() if rule.expands)


def packaged(*more: Path) -> Table:
    """The table that comes with Foreword, and on top of it the files of the user's. Raises TableError."""
    filters: dict[str, FilterRule] = {}
    tags: dict[str, TagRule] = {}
    for path in (PACKAGED, *more):
        table = read(path)
        filters.update(table.filters)
        tags.update(table.tags)
    return Table(filters, tags)


def read(path: Path) -> Table:
    """The table of a YAML file. Raises TableError."""
    try:
        found: Any = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise TableError(f"{path.name or path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: the file is not UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name}:{mark.line + 1}:{mark.column + 1}" if mark else path.name
        raise TableError(f"{place}: not valid YAML: {getattr(error, 'problem', None) or error}") from error
    if found is None:
        return Table()
    if not isinstance(found, dict):
        raise TableError(f"{path.name}:1:1: a table is a mapping with `filters` and `tags`")
    for key in found:
        if key not in ("filters", "tags"):
            raise TableError(f"{path.name}: `{key}` is not known: a table has `filters` and `tags`")
    filters = rules(found.get("filters"), FilterRule, f"{path.name}: filters")
    tags = rules(found.get("tags"), TagRule, f"{path.name}: tags")
    return Table(filters, tags)


def rules(found: Any, rule: type[Any], where: str) -> dict[str, Any]:
    """The rules of one kind. Raises TableError for a key that a rule does not have, or a value of the wrong type."""
    made: dict[str, Any] = {}
    for name, entry in entries(found, where):
        allowed: dict[str, Any] = dict(vars(rule()))
        for key, value in entries(entry, f"{where}: {name}"):
            if key not in allowed:
                raise TableError(f"{where}: {name}: `{key}` is not known, only {', '.join(allowed)}")
            if not isinstance(value, type(allowed[key])):
                raise TableError(f"{where}: {name}: `{key}` must be {type(allowed[key]).__name__}, not {value!r}")
        made[str(name)] = rule(**(entry or {}))
    return made


def entries(found: Any, where: str) -> Iterable[tuple[Any, Any]]:
    """The pairs of a mapping, or none of null. Raises TableError for anything else."""
    if found is None:
        return ()
    if not isinstance(found, dict):
        raise TableError(f"{where}: a mapping is needed, not {found!r}")
    return list(found.items())
