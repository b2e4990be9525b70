"""The example of a credential does not match its pattern.

Why it matters: One of the two is wrong. Readers copy the example, and programs check with the pattern.

Wrong:

```yaml
- name: API key
  example: sk_4f9a
  pattern: sk_[0-9a-f]{8}
```

Right:

```yaml
- name: API key
  example: sk_4f9a02b7
  pattern: sk_[0-9a-f]{8}
```

The pattern has to match the whole example. What only JavaScript knows (`\\p{L}`) is not tried, nor is a pattern that
needs more than some seconds for its example.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.patterns import full_matches
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every example that its pattern does not match."""
    both = [one for one in linted.credentials if one.text("example") and one.text("pattern")]
    pairs = [(one.text("pattern"), one.text("example")) for one in both]
    for credential, (pattern, example), matches in zip(both, pairs, full_matches(pairs), strict=True):
        if matches is False:
            yield credential.finding(
                "CR002",
                ("example",),
                f"the example `{example}` does not match the pattern `{pattern}`",
                "mend the one that is wrong",
            )
