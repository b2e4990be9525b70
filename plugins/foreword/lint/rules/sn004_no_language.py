"""A snippet does not say its language.

Why it matters: without a language the code has no colours, and nothing can check it.

Wrong:

````markdown
```
curl https://api.example.com/v1/ports
```
````

Right:

````markdown
```bash
curl https://api.example.com/v1/ports
```
````

For what is no code write `text`. This rule is off: select it if you want it.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.source.diagnostic import Diagnostic

ON = False


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every fence, and every call of `code_snippet`, that says no language."""
    for snippet in linted.snippets:
        if snippet.language is None:
            hint = "name one, as `bash`; `text` is for what is no code"
            yield Diagnostic("SN004", snippet.prose.place(snippet.index), "the code does not say its language", hint)
