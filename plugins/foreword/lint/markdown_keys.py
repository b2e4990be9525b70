"""Which strings of a site may be Markdown: the keys whose values never are."""

from __future__ import annotations

from foreword.lint.prose import Prose

PLAIN = frozenset(
    "placeholder pattern path prefix name code language lang id anchor layout kind object method base-url base_url"
    " version status format type ref url href src icon image template order enum value content-type object-id".split()
)
"""Keys whose own value is shown as it is written, or names something."""
SHOWN_AS_CODE = frozenset("example default request response headers aliases sent-in properties json curl".split())
"""Keys below which nothing is Markdown: what stands there is sent, or shown as code."""


def may_be_markdown(prose: Prose) -> bool:
    """Whether a piece of prose may be converted as Markdown, by its path of keys. A body and a partial always may."""
    names = [key for key in prose.keys if isinstance(key, str)]
    return not names or (names[-1] not in PLAIN and SHOWN_AS_CODE.isdisjoint(names))
