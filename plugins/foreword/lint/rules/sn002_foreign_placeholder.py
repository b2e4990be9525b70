"""A placeholder in a snippet is spelled unlike that of the credential which it means.

Why it matters: the requests that are made from endpoints show the credential's `placeholder`. Another spelling in a
snippet looks like another credential, and a reader who replaces one of them misses the other.

Wrong:

```bash
curl https://api.example.com/v1/ports -H "Authorization: Bearer {harbour_key}"
```

Right:

```bash
curl https://api.example.com/v1/ports -H "Authorization: Bearer <HARBOUR_KEY>"
```

Compared are the words, so that `<KEY_HARBOUR>`, `YOUR_HARBOUR_KEY`, `$HARBOUR_KEY` and `<HARBUR_KEY>` all mean
`<HARBOUR_KEY>`. Only the credentials that have a `placeholder`, or `sent-in`, are looked at. A variable that a snippet
of the same file gives a value is none, and neither is a parameter of an endpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.placeholders import placeholders_of, words_of, written_in
from foreword.source.diagnostic import Diagnostic

ASSIGNED = re.compile(r"\b([A-Z][A-Z0-9_]{2,60})\s*=")
PARAMETER = re.compile(r"\{([^{}]*)\}")


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every placeholder in a snippet that means that of a credential."""
    known = placeholders_of(linted.credential_targets)
    if not known:
        return
    parameters = set(parameters_of(linted))
    assigned: dict[str, set[str]] = {}
    for snippet in linted.snippets:
        assigned.setdefault(snippet.prose.file.path, set()).update(ASSIGNED.findall(snippet.code))
    for snippet in linted.snippets:
        for written in written_in(snippet, known):
            if written.words in parameters or written.text.lstrip("$") in assigned[snippet.prose.file.path]:
                continue
            meant = [one for one in known if one.is_meant_by(written.words)]
            if len({one.text for one in meant}) == 1:
                yield Diagnostic(
                    "SN002",
                    snippet.place(written.index),
                    f"`{written.text}` is not the placeholder of `{meant[0].credential}`",
                    f"write `{meant[0].text}`",
                )


def parameters_of(linted: Linted) -> Iterator[tuple[str, ...]]:
    """The words of each parameter of the endpoints."""
    for entry in linted.endpoints:
        path = entry.values.get("path")
        yield from (words_of(name) for name in PARAMETER.findall(path if isinstance(path, str) else ""))
        parameters = entry.values.get("parameters")
        for listed in parameters.values() if isinstance(parameters, dict) else ():
            for parameter in listed if isinstance(listed, list) else ():
                if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                    yield words_of(parameter["name"])
