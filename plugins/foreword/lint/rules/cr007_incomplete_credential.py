"""A credential does not say when it ends, or how one gets it.

Why it matters: These are the first questions of a reader who needs it.

Wrong:

```yaml
- name: API key
  prefix: sk_
```

Right:

```yaml
- name: API key
  prefix: sk_
  obtained-by: Creating a key on your account page
  expiration: None, until you revoke it
```

It is off unless it is selected.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic

ON = False
WANTED = {"expiration": "write when it ends, or `None`", "obtained-by": "write how one gets it"}


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every credential without `expiration` or `obtained-by`."""
    for credential in linted.credentials:
        for key, hint in WANTED.items():
            if not credential.has(key):
                message = f"the credential `{credential.name}` has no `{key}`"
                yield credential.finding("CR007", ("name",), message, hint)
