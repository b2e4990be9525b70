"""An example lacks an attribute that is required.

Why it matters: readers begin with the example. Sent as it stands, the API refuses it.

Wrong:

```yaml
body:
  attributes:
    - {name: name, type: string, required: true}
  example: {country: NO}
```

Right:

```yaml
body:
  attributes:
    - {name: name, type: string, required: true}
  example: {name: Oslo, country: NO}
```

Looked at are the examples of bodies, responses, objects and attributes, written as data or as JSON, and what is nested
in them. A request need not have what is `read-only`, a response not what is `write-only`, and none what is `internal`.
What an example takes from a text (`"{{ ... }}"`) is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.attributes import Attribute
from foreword.lint.examples import Part
from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every required attribute that an object of an example lacks, at that object."""
    for part in linted.examples:
        if part.role == "default" or not isinstance(part.value, dict) or part.attributes is None:
            continue
        present = {str(key) for key in part.value}
        for attribute in part.attributes.listed:
            if attribute.name not in present and is_needed(attribute, part):
                yield Diagnostic(
                    "AP002",
                    part.place(),
                    f"the example has no `{attribute.name}`, which is required",
                    f"add `{attribute.name}` to it, or take `required` off the attribute",
                )


def is_needed(attribute: Attribute, part: Part) -> bool:
    """Whether an attribute has to be there in an example."""
    without = {"request": "read-only", "response": "write-only"}.get(part.role)
    if attribute.is_wild or not attribute.says("required") or attribute.says("internal"):
        return False
    if without is None:
        return not attribute.says("read-only") and not attribute.says("write-only")
    return not attribute.says(without)
