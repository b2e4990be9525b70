"""An endpoint does not say which credentials it needs.

Why it matters: the reader cannot tell a public endpoint from one whose credentials were forgotten, and the requests
made from it are sent without any.

Wrong:

```yaml
kind: endpoint
method: get
path: /ports
```

Right:

```yaml
kind: endpoint
method: get
path: /ports
credentials: [harbour-key]
```

`credentials: []` says that the endpoint is public. Nothing is told as long as no endpoint of the collection names a
credential. Give all of them one by the option `defaults`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every endpoint without the key, among others that name credentials; one with versions is told once."""
    stating = {
        collection
        for entry in linted.endpoints
        if entry.values.get("credentials")
        for collection in entry.collections or [""]
    }
    index = linted.site.environment.index
    for entry in linted.endpoints:
        is_newest = index.versions(entry)[0] is entry
        if is_newest and "credentials" not in entry.values and stating & set(entry.collections or [""]):
            message = f"the endpoint `{entry.id}` does not say which credentials it needs"
            yield Diagnostic("AP006", entry.place(()), message, "name them in `credentials`; `[]` says none")
