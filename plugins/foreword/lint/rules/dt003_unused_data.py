"""A data file that no page reads and that nothing names.

Why it matters: nobody sees what stands in it, and whoever edits it wonders why no page changes. Often the name of the
file, or the path in a template, has a typo.

Wrong:

```text
data/conect/api.yml       nothing reads it
docs/index.md             {{ site.data.connect.api.name }}
```

Right:

```text
data/connect/api.yml
docs/index.md             {{ site.data.connect.api.name }}
```

A file is used if a page reads it, in a loop over its folder too, or if a document, a template or another data file
names its path: `site.data.connect.api`, `site.data["connect"]["api"]`, or an alias of these. Who names a folder uses
all that is in it. Single keys are not looked at: what a loop reads cannot be told from what it passes over. With
`compat`, `data/config.yml` is what `_config.yml` was, and is left alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from foreword.compat.views import CONFIG
from foreword.lint.linted import Linted
from foreword.lint.linter import texts_of
from foreword.lint.tags import tags
from foreword.source.diagnostic import Diagnostic, Place

DATA = re.compile(r"(?<![\w.-])site\s*\.\s*data(?![\w-])")
STEP = re.compile(r"\s*(?:\.\s*([\w-]+)|\[\s*[\"']([^\"'\]\n]+)[\"']\s*\])")


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every data file that is neither read nor named."""
    reads = linted.reads
    unread = [file.path for file in linted.data_files if file.path not in reads and file.error is None]
    if linted.site.options.compat:
        unread = [path for path in unread if posixpath.splitext(path)[0] != linted.site.data.path + CONFIG]
    if not unread:
        return
    named = paths_named(linted)
    if () in named:
        return  # a page goes through all of the data
    for path in unread:
        key = spelled(posixpath.splitext(path.removeprefix(linted.site.data.path))[0].split("/"))
        around = (files for keys, files in named.items() if key[: len(keys)] == keys or keys[: len(key)] == key)
        if not any(files - {path} for files in around):
            message = "no page reads this file, and nothing names it"
            yield Diagnostic("DT003", Place(path), message, "delete it, or look for a typo in its path")


def spelled(keys: Iterable[str]) -> tuple[str, ...]:
    """A path of keys in the one spelling in which paths are compared."""
    return tuple(key.replace("_", "-") for key in keys)


def paths_named(linted: Linted) -> dict[tuple[str, ...], set[str]]:
    """The paths below `site.data` that the texts of the site name, each with the files that do.

    An alias in mkdocs.yml names nothing by itself: who uses it, in Jinja, does.
    """
    aliases = aliases_of(linted.config.options.aliases)
    used = re.compile(r"(?<![\w.-])(" + "|".join(aliases) + r")(?![\w-])")
    config = linted.config.options.config.path
    found: dict[tuple[str, ...], set[str]] = {}
    for path, text in texts_of(linted).items():
        jinja = [inside for _, _, inside in tags(text)] if aliases or path == config else []
        parts = jinja if path == config else [text]
        named = [steps(part, one.end()) for part in parts for one in DATA.finditer(part)]
        if aliases:
            named += [(*aliases[one[1]], *steps(part, one.end())) for part in jinja for one in used.finditer(part)]
        for keys in named:
            found.setdefault(keys, set()).add(path)
    return found


def steps(text: str, at: int) -> tuple[str, ...]:
    """The keys that follow a name in a text."""
    keys = []
    while (step := STEP.match(text, at)) is not None:
        keys.append(step.group(1) or step.group(2))
        at = step.end()
    return spelled(keys)


def aliases_of(aliases: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The aliases that stand for a path below `site.data`, each with the path."""
    heads = ((str(name), str(expression), DATA.match(str(expression).strip())) for name, expression in aliases.items())
    return {
        name: steps(expression.strip(), head.end())
        for name, expression, head in heads
        if head is not None and name.isidentifier()
    }
