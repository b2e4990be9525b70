"""A value without quotes is text to Foreword, and something else to tools that read YAML 1.1.

Why it matters: Foreword takes what you see: `NO` is NO, `3.10` is 3.10. Tools as Jekyll, Ruby's Psych, PyYAML and Go's
yaml.v2 read the same line as `false` or 3.1. Whoever else reads the file sees another value than your pages show.

Wrong:

```yaml
country: NO
opens: 1:30
version: 3.10
since: 2017-01-01
```

Right:

```yaml
country: "NO"
opens: "1:30"
version: "3.10"
since: "2017-01-01"
```

Told are yes, no, on and off in all spellings, numbers that do not print as they are written (`010`, `0x1F`, `1_000`,
`3.10`), sexagesimal numbers (`1:30`) and dates; of keys, only the words. `true`, `false` and `null` mean the same to
all. The `date` of a page is left alone: blogs need it as a date. `--fix` writes the quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from foreword.lint.fix import Edit, written_at
from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.places import compose, properties_end
from foreword.source.scalar import scalar
from foreword.source.text import SourceFile, position

WORDS = r"[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF"
NUMBERS = r"[-+]?[0-9.][0-9a-fA-F_.:xXtTzZ+-]{0,60}(?:[ \t]+[0-9:.+-]+Z?){0,2}|[-+]?\.(?:[iI]nf|INF|[nN]a[nN]|NAN)"
PLAIN = r"(?:0|-?[1-9][0-9]*)(?:\.[0-9]{0,10}[1-9]|\.0)?"
END = r"[ \t]*(?:$|[,\]}]|[ \t]#)"
CANDIDATE = re.compile(rf"(?:^|[\s\[,{{:])(?!{PLAIN}{END})(?:{WORDS}|{NUMBERS})(?:{END}|:)", re.MULTILINE)
"""What may be such a scalar: a file without any is not parsed again."""
WORD = re.compile(rf"(?:{WORDS})\Z")
EXPONENT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+\Z")
"""A float without a dot or a sign, which PyYAML takes for text and others do not."""
CORE = "tag:yaml.org,2002:"
AMBIGUOUS = {CORE + kind for kind in ("bool", "int", "float", "timestamp")}


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every plain scalar in front matter and YAML data that YAML 1.1 reads as something else."""
    for entry in linted.entries:
        if entry.document.values:
            yield from ambiguous_in(entry.document.file, is_page=entry.document.file.end_line is not None)
    for data in linted.data_files:
        if data.file is not None and data.file.format == "yaml":
            yield from ambiguous_in(data.file)


def ambiguous_in(file: SourceFile, is_page: bool = False) -> Iterator[Diagnostic]:
    """The scalars of a file that are ambiguous, in turn."""
    source = file.yaml
    if not CANDIDATE.search(source):
        return
    for node in scalars_in(compose(source), is_page):
        meant = meaning(node)
        if meant:
            start = node.start_mark.index
            start += properties_end(source[start : node.end_mark.index])
            yield Diagnostic(
                "YM006",
                Place(file.path, *position(source, start)),
                f"`{node.value}` is text, but {meant} to tools that read YAML 1.1",
                f'write it in quotes: `"{node.value}"`',
            )


def scalars_in(root: yaml.Node | None, is_page: bool) -> Iterator[yaml.ScalarNode]:
    """The values without quotes below a node, and the keys that are one of the words; each once, in turn."""
    stack: list[Any] = [root]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if not node.style:
                yield node
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            for key, value in reversed(node.value):
                if not (is_page and node is root and key.value == "date"):
                    stack.append(value)
                if isinstance(key, yaml.ScalarNode) and WORD.match(key.value):
                    stack.append(key)


def meaning(node: yaml.ScalarNode) -> str:
    """What a plain scalar is to YAML 1.1, in words; empty where it is what Foreword takes it for."""
    if not isinstance(scalar(node.value), str):
        return ""
    if node.tag not in AMBIGUOUS:
        return "a number" if node.tag == CORE + "str" and EXPONENT.match(node.value) else ""
    kind = node.tag.removeprefix(CORE)
    if kind == "timestamp":
        return "a date"
    value = number_or_word(node.value)
    return f"`{str(value).lower()}`" if kind == "bool" else f"the number {value}" if value is not None else "a number"


def number_or_word(spelling: str) -> Any:
    """What PyYAML reads a scalar as; None where it cannot."""
    try:
        return yaml.load(spelling, yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError):
        return None


def fix(linted: Linted, finding: Diagnostic) -> Edit | None:
    """Writes the scalar in quotes, in which it is the same text to Foreword."""
    file, start = written_at(linted, finding.place)
    spelling = finding.message.split("`")[1]
    if file is None or not file.text.startswith(spelling, start):
        return None
    return Edit(file, start, start + len(spelling), f'"{spelling}"', finding)
