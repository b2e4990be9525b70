"""Two credentials have the same prefix.

Why it matters: Readers tell credentials by their beginnings. Where two begin alike, the wrong one is sent, or one of
the prefixes is a mistake.

Wrong:

```yaml
credentials:
  - name: Partner ID
    prefix: oc_
  - name: Partner secret
    prefix: oc_
```

Right:

```yaml
credentials:
  - name: Partner ID
    prefix: oc_
  - name: Partner secret
    prefix: os_
```

All credentials that endpoints can name are compared, and those of each list in data. `None`, `Not applicable` and the
like are no prefixes. Where the two do begin alike, ignore it with a reason: `# foreword: ignore[CR001] so it is`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.credentials import Credential
from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.places import Keys


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every prefix that a credential before has already."""
    first: dict[tuple[object, str], tuple[Credential, Keys]] = {}
    for credential in sorted(linted.credentials, key=lambda credential: credential.place()):
        for keys, prefix in credential.prefixes:
            other, others_keys = first.setdefault((credential.listed, prefix), (credential, keys))
            if other.id != credential.id:
                message = f"`{credential.name}` has the prefix `{prefix}` of `{other.name}`, "
                message += where(other.place(*others_keys), credential.place(*keys))
                yield credential.finding("CR001", keys, message, "look up which of the two begins so")


def where(first: Place, second: Place) -> str:
    """Where the first stands, as it is told at the second."""
    return f"on line {first.line}" if first.file == second.file else f"at {first}"
