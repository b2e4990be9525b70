"""A snippet holds code that is not in the language that it says, or says a language that nobody knows.

Why it matters: readers copy snippets. Code that does not parse fails in their hands, and a wrong language colours it
wrong.

Wrong:

````markdown
```json
{"name": "Oslo",}
```
````

Right:

````markdown
```json
{"name": "Oslo"}
```
````

Told apart are comments, `...` and `<PLACEHOLDER>` in JSON, parts of an object or a file, the prompts of a terminal
(`$ `, `>>> `) and code that a template fills in. JSON, YAML, TOML, Python, XML and shell are looked at; shell by bash,
where there is one. Bash only reads the code: nothing is run. A name of a language that Pygments does not know is told
where `code_snippet` is given one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from foreword.lint.languages.json_code import json_break
from foreword.lint.languages.python_code import python_break
from foreword.lint.languages.shell_code import shell_breaks
from foreword.lint.languages.toml_code import toml_break
from foreword.lint.languages.xml_code import xml_break
from foreword.lint.languages.yaml_code import yaml_break
from foreword.lint.linted import Linted
from foreword.lint.snippet import Snippet
from foreword.model.examples import Break
from foreword.source.diagnostic import Diagnostic

LANGUAGES: dict[str, tuple[str, Callable[[str], Break | None]]] = {
    "json": ("JSON", json_break),
    "yaml": ("YAML", yaml_break),
    "yml": ("YAML", yaml_break),
    "toml": ("TOML", toml_break),
    "python": ("Python", python_break),
    "python3": ("Python", python_break),
    "py": ("Python", python_break),
    "xml": ("XML", xml_break),
}
SHELLS = frozenset(["bash", "sh", "shell"])
OTHERS = (
    (re.compile(r"\s*(?:\$ )?(?:curl|wget|http|https) +(?:-|['\"]?https?:|[A-Z]+ )"), "a shell command", "bash"),
    (re.compile(r"\s*(?:HTTP/\d|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /)"), "a message of HTTP", "http"),
)
"""What code is that begins so, and the language that it has."""
LENGTH = 200_000
"""The longest code that is looked at."""

IN_BUILDS = True


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every snippet that is not in its language, at the place where it stops being so."""
    shells = []
    for snippet in linted.snippets:
        if not snippet.code.strip() or len(snippet.code) > LENGTH:
            continue
        if snippet.language in LANGUAGES:
            yield from not_the_language(snippet, *LANGUAGES[snippet.language])
        elif snippet.language in SHELLS and not snippet.holds_jinja:
            shells.append(snippet)
    for snippet, broken in zip(shells, shell_breaks([snippet.code for snippet in shells]), strict=True):
        if broken is not None:
            yield finding(snippet, "shell", broken)


def not_the_language(snippet: Snippet, name: str, first_break: Callable[[str], Break | None]) -> Iterator[Diagnostic]:
    """The finding of a snippet, if there is one."""
    for beginning, what, language in OTHERS:
        if beginning.match(snippet.code):
            first = len(snippet.code) - len(snippet.code.lstrip())
            message = f"this is {what}, not {name}"
            yield Diagnostic("SN001", snippet.place(first), message, f"write `{language}` as its language")
            return
    broken = first_break(snippet.code) if not snippet.holds_jinja else None
    if broken is not None:
        yield finding(snippet, name, broken)


def finding(snippet: Snippet, name: str, broken: Break) -> Diagnostic:
    """The finding of a snippet at the place where it stops being in its language."""
    return Diagnostic(
        "SN001", snippet.place(broken.at), f"the code is not {name}: {broken.reason}", broken.hint or "mend it"
    )
