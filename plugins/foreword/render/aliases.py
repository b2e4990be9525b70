"""Aliases: short names for expressions. Each is a text: only who uses the name reads what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from foreword.render.entry import Entry
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.options import Options
from foreword.source.text import SourceFile, Text

HYPHENATED = re.compile(r"\.(\w*-[\w-]*)")


def site_aliases(options: Options, taken: Set[str]) -> tuple[dict[str, Text], list[Diagnostic]]:
    """The aliases that mkdocs.yml gives, and what is wrong with their names; `taken` are the names of Foreword's."""
    told: list[Diagnostic] = []
    names = usable(options.aliases, taken, lambda name: options.place("aliases", name, at_key=True), told)
    return {name: options.text(expression, "aliases", name) for name, expression in names.items()}, told


def document_aliases(entry: Entry, config: SourceFile, taken: Set[str]) -> dict[str, Text]:
    """The aliases of a document, its own or by default; a name that is wrong is among its findings."""
    written = entry.values.get("aliases")
    if not isinstance(written, Mapping):
        return {}
    found = {}
    names = usable(written, taken, lambda name: entry.place(("aliases", name), at_key=True), entry.findings)
    for name, expression in names.items():
        place = entry.place(("aliases", name))
        file = entry.document.file if place.file == entry.path else config
        found[name] = Text(f"{{{{ {expression} }}}}", file, (place.line - 1, place.column - 1))
    return found


def usable(
    aliases: Mapping[Any, Any], taken: Set[str], place_of: Callable[[str], Place], told: list[Diagnostic]
) -> dict[str, str]:
    """Aliases by name as expressions of Jinja, where a hyphen belongs to a key; a name that cannot be one is told."""
    found = {}
    for name, path in aliases.items():
        if str(name).isidentifier() and name not in taken:
            found[name] = HYPHENATED.sub(r'["\1"]', str(path))
            continue
        reason = "is a name of Foreword's" if name in taken else "is no name that Jinja can read"
        hint = "choose another name" if name in taken else "choose a name of letters, digits and `_`"
        told.append(Diagnostic("TP010", place_of(name), f"the alias `{name}` {reason}", hint))
    return found
