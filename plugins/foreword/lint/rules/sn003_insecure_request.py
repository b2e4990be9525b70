"""A snippet calls the own API over `http:`.

Why it matters: what is sent over `http:` can be read by anyone on the way, the credentials too. Readers copy the
snippet, and many APIs refuse it.

Wrong:

```bash
curl http://api.example.com/v1/ports
```

Right:

```bash
curl https://api.example.com/v1/ports
```

The own API is what begins with the `base-url` of an endpoint. Where that is itself an `http:` address, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every URL in a snippet that is an own base-url, but for its scheme."""
    for request in linted.requests:
        if not request.url.lower().startswith("http:"):
            continue
        base = next((base for base in linted.own_api if base.pattern.match(request.url)), None)
        if base is not None and base.is_secure:
            yield Diagnostic(
                "SN003",
                request.snippet.place(request.index),
                f"a request to `{base.url}` over `http:`",
                "write `https:`",
            )
