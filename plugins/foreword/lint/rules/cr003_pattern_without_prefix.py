"""The pattern of a credential does not begin with its prefix.

Why it matters: The pattern matches what is no such credential, or matches none at all.

Wrong:

```yaml
- name: API key
  prefix: sk_
  pattern: "[0-9a-f]{8}"
```

Right:

```yaml
- name: API key
  prefix: sk_
  pattern: sk_[0-9a-f]{8}
```

Of several prefixes, each has to be a beginning that the pattern takes: `(sk|pk)_` begins with `sk_` and with `pk_`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.pattern_heads import heads_of, is_case_blind
from foreword.lint.patterns import as_python
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every pattern that begins with something else than a prefix."""
    for credential in linted.credentials:
        written = credential.text("pattern")
        pattern = as_python(written) if written else None
        if pattern is None:
            continue
        heads = heads_of(pattern)
        if is_case_blind(pattern):
            heads = [head.lower() for head in heads]
        for _, prefix in credential.prefixes:
            wanted = prefix.lower() if is_case_blind(pattern) else prefix
            if not any(head.startswith(wanted) for head in heads):
                yield credential.finding(
                    "CR003",
                    ("pattern",),
                    f"the pattern `{written}` does not begin with the prefix `{prefix}`",
                    "write the prefix at its beginning, with `\\` before a sign that means itself",
                )
                break
