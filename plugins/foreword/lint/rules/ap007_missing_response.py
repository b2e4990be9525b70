"""An endpoint describes no response for success, or none for errors.

Why it matters: a program has to deal with both. What is not described, readers find out by trying.

Wrong:

```yaml
responses:
  200: {description: The port.}
```

Right:

```yaml
responses:
  200: {description: The port.}
  404: {description: There is no such port.}
```

`2XX` and redirects are success, `4XX` and `5XX` errors; `default` is both. An endpoint without any `responses` is left
alone. This rule is off: select it if you want it.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic

ON = False
KINDS = (
    ("for success", ("2", "3", "d"), "describe one, as `200`"),
    ("for errors", ("4", "5", "d"), "describe one, as `4XX` or `default`"),
)
"""What a response is for, how its key begins, and what to do where there is none."""


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every endpoint that lacks a kind of response, at its `responses`."""
    for entry in linted.endpoints:
        responses = entry.values.get("responses")
        if not isinstance(responses, dict) or not responses:
            continue
        for purpose, beginnings, hint in KINDS:
            if not any(str(key).lower().startswith(beginnings) for key in responses):
                place = entry.place(("responses",), at_key=True)
                yield Diagnostic("AP007", place, f"the endpoint `{entry.id}` has no response {purpose}", hint)
