"""A credential is described, but no endpoint needs it.

Why it matters: The reader looks for where to send it and finds nothing. It may be an endpoint that does not name its
credential.

Wrong:

```yaml
credentials:
  - name: Partner ID
    prefix: oc_
```

Right:

```yaml
credentials:
  - name: Partner ID
    prefix: oc_
    required-for: Calls of the Connect JavaScript client
```

It is looked for only where an endpoint of the site has `credentials`. A credential that says in words what it is
`required-for` is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.render.index import credentials_of
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every credential that no endpoint needs, in any of its versions."""
    needed = {id_ for endpoint in linted.endpoints for id_ in credentials_of(endpoint)}
    if not needed:
        return
    for credential in linted.credentials:
        if credential.listed is None and credential.id not in needed and not credential.has("required-for"):
            yield credential.finding(
                "CR006",
                ("name",),
                f"no endpoint needs the credential `{credential.name}`",
                "name it in the `credentials` of an endpoint, or say what it is `required-for`",
            )
