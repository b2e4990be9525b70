"""Two endpoints have one method and path.

Why it matters: they are one endpoint to the API. Readers find two descriptions and do not know which holds. Mostly one
document was copied and its path forgotten.

Wrong:

```yaml
# docs/api/close-a-port.yml
method: post
path: /ports/{id}/open

# docs/api/open-a-port.yml
method: post
path: /ports/{id}/open
```

Right:

```yaml
# docs/api/close-a-port.yml
method: post
path: /ports/{id}/close

# docs/api/open-a-port.yml
method: post
path: /ports/{id}/open
```

The names of parameters do not matter: `/ports/{id}` and `/ports/{port_id}` are one path. Endpoints of different
versions, or with different a `base-url`, are not compared. If you describe two uses of one endpoint in two documents on
purpose, put `# foreword: ignore[AP005]` above the `path` of the second.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.own_api import PARAMETER
from foreword.render.entry import Entry
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every endpoint with the method and path of one before it in the order of the docs, at its path."""
    first: dict[tuple[str, ...], Entry] = {}
    for entry in in_order(linted):
        path, method = entry.values.get("path"), entry.values.get("method")
        if not isinstance(path, str) or not isinstance(method, str):
            continue
        same = PARAMETER.sub("{}", path).rstrip("/")
        other = first.setdefault((method.upper(), same, entry.named("base-url", ""), entry.named("version", "")), entry)
        if other.id != entry.id:
            message = f"`{method.upper()} {path}` is the method and path of `{other.id}` too"
            hint = "correct one of them, or describe both in one document"
            yield Diagnostic("AP005", entry.place(("path",)), message, hint)


def in_order(linted: Linted) -> Iterator[Entry]:
    """The endpoints in the order in which the docs show those of an object."""
    for groups in linted.site.environment.index.endpoints.values():
        for group in groups:
            yield from group
