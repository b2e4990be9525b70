"""A name with a hyphen is written so that Jinja subtracts.

Why it matters: Jinja reads `api.base-url` as `api.base` minus `url`. Neither of these is meant.

Wrong:

```jinja
{{ site.data.connect.api.base-url }}
```

Right:

```jinja
{{ site.data.connect.api.base_url }} {{ site.data.connect.api["base-url"] }}
```

Both spellings find the key `base-url`. A subtraction of numbers is not told. `--fix` writes the name with `_`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from foreword.lint.fix import Edit, written_at
from foreword.lint.linted import Linted
from foreword.site import Site
from foreword.source.data import get
from foreword.source.diagnostic import ContentError, Diagnostic
from foreword.source.reading import Reading

DOTTED = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:[.-]\w+)*")


def fix(linted: Linted, finding: Diagnostic) -> Edit | None:
    """Writes the name with `_`, where the site has the key that is written with a hyphen."""
    file, index = written_at(linted, finding.place)
    if file is None:
        return None
    start = file.text.rfind("\n", 0, index) + 1
    found = next((found for found in DOTTED.finditer(file.text, start) if found.end() > index), None)
    if found is None or f"`{found.group()}` subtracts" not in finding.hint:
        return None
    if not is_meant(linted.site, found.group().split(".")):
        return None
    return Edit(file, *found.span(), found.group().replace("-", "_"), finding)


def is_meant(site: Site, parts: list[str]) -> bool:
    """Whether each part of a name with a hyphen is a key of the site, and the only one that its name with `_` finds."""
    value: Any = site.names(Reading())
    try:
        for part in parts:
            name = part.replace("-", "_")
            if "-" in part:
                is_key = part in value and name not in value if isinstance(value, Mapping) else site.has_key(part)
                if not is_key or "_" in part:
                    return False
            value = get(value, part) if isinstance(value, Mapping) else None
    except ContentError:  # of a data file that cannot be read
        return False
    return True
