"""A value of an example does not fit the type of its attribute, or is none of its `enum`.

Why it matters: readers write code after the example. One of the two is wrong, and nobody can tell which.

Wrong:

```yaml
attributes:
  - {name: berths, type: integer, example: "7"}
  - {name: side, enum: [port, starboard], example: left}
```

Right:

```yaml
attributes:
  - {name: berths, type: integer, example: 7}
  - {name: side, enum: [port, starboard], example: port}
```

Looked at are the `example` and `default` of attributes, and the examples of bodies, responses and objects. `null` fits
where `nullable` is true. Parameters and the fields of a form are sent as text: there `"7"` is an integer. Types other
than JSON's are not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from foreword.lint.examples import Part
from foreword.lint.linted import Linted
from foreword.lint.value_types import NAMES, fits, is_among, written
from foreword.model.closest import closest
from foreword.source.diagnostic import Diagnostic
from foreword.source.places import spelled
from foreword.source.scalar import scalar


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every value that is not what its attribute says, at the value."""
    for part in linted.examples:
        if part.attribute is None or not isinstance(part.value, dict | list | str | int | float | bool | None):
            continue
        kinds = part.attribute.kinds
        if part.value is None and part.attribute.says("nullable"):
            continue
        enum = part.attribute.enum
        if not fits(part.value, kinds, part.is_text) and not (part.value is None and enum and None in enum):
            wanted = " or ".join(NAMES[kind] for kind in kinds)
            message = f"{subject(part)} has to be {wanted}, not {described(part.value)}"
            yield Diagnostic("AP004", part.place(), message, mend(part.value, kinds))
        elif enum is not None and not is_among(part.value, enum, part.is_text):
            choices = [written(choice) for choice in enum]
            close = closest(written(part.value), choices)
            hint = f"did you mean `{close}`?" if close else f"it takes {', '.join(f'`{one}`' for one in choices[:10])}"
            message = f"{subject(part)} is `{written(part.value)[:40]}`, which is not in its `enum`"
            yield Diagnostic("AP004", part.place(), message, hint)


def subject(part: Part) -> str:
    """What a message is about: a key of an example, or an attribute's own example."""
    if part.inner:
        return f"`{spelled(part.inner)}`"
    assert part.attribute is not None
    return f"the {part.role} of `{part.attribute.name}`"


def described(value: Any) -> str:
    """A value with its type, in a sentence."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    if value is None or isinstance(value, bool):
        return f"`{json.dumps(value)}`"
    return f"the {'text' if isinstance(value, str) else 'number'} `{str(value)[:40]}`"


def mend(value: Any, kinds: tuple[str, ...]) -> str:
    """How to mend a value of the wrong type."""
    if value is None:
        return "write `nullable: true` in the attribute, or give a value"
    if isinstance(value, str) and not isinstance(scalar(value), str) and fits(scalar(value), kinds):
        return "write it without quotes"
    if isinstance(value, bool | int | float) and "string" in kinds:
        return "write it in quotes"
    return "correct the value, or the `type` of the attribute"
