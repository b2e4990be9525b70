"""An example has a key that no attribute documents.

Why it matters: the reader sees a key and finds nothing about it. Mostly it was renamed in one of the two places.

Wrong:

```yaml
attributes:
  - {name: country, type: string}
examples:
  - response: {contry: NO}
```

Right:

```yaml
attributes:
  - {name: country, type: string}
examples:
  - response: {country: NO}
```

An object whose attributes are not listed may have any key. So may one with `additional-properties: true` beside its
`attributes`, and one that lists an attribute as `<name>` or `*`. The attributes of a `ref` are those of what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.model.closest import closest
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every key of an example without an attribute, at the key."""
    for part in linted.examples:
        attributes = part.attributes
        if part.role == "default" or not isinstance(part.value, dict) or attributes is None or attributes.is_open:
            continue
        if any(attribute.is_wild for attribute in attributes.listed):
            continue
        names = {attribute.name for attribute in attributes.listed}
        for key in part.value:
            if str(key) not in names:
                close = closest(str(key), names - {str(own) for own in part.value})
                hint = f"did you mean `{close}`?" if close else "document it in the `attributes`, or take it out"
                yield Diagnostic("AP003", part.place(key), f"no attribute documents `{key}`", hint)
