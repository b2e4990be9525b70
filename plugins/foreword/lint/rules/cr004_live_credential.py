"""Something in the docs looks like a credential that works.

Why it matters: Docs are public, and so is their history. Who finds a credential uses it, and programs look for them day
and night.

Wrong:

```markdown
    curl -H "Authorization: Bearer ghp_<36 letters and digits>"
```

Right:

```markdown
    curl -H "Authorization: Bearer <GITHUB_TOKEN>"
```

All texts of the site are searched, code too: for the patterns that its own credentials declare, where these begin with
a text of their own and are not `secret: false`, and for those that detect-secrets knows of providers. How random a text
looks is not measured.

Exempt are the declared `example` and `placeholder` of a credential, and what is plainly none: `xxxx`, `...`, `123456`,
`EXAMPLE`, `<TOKEN>`, a JSON Web Token that has expired, a private key without a body. No output shows what was found.
If it ever worked, revoke it: deleting the line does not take it out of the history.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.published_texts import texts_of
from foreword.lint.secrets import Secret
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.text import position

SHOWN = 4


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every secret in the texts of the site."""
    for path, text in texts_of(linted):
        for secret in linted.secrets_in(text):
            yield Diagnostic(
                "CR004",
                Place(path, *position(text, secret.start)),
                told(text, secret),
                "revoke it if it ever worked, and write a placeholder, as `<TOKEN>`",
            )


def told(text: str, secret: Secret) -> str:
    """What was found, without showing it."""
    shown = text[secret.start : secret.start + SHOWN]
    length = secret.end - secret.start
    if shown.startswith("-"):
        return f"this looks like a live {secret.what}"
    return f"this looks like a live {secret.what}: `{shown}…`, {length} characters"
