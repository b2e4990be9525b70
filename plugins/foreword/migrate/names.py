"""Names: how a name, a key and a string of Liquid's are spelled in Jinja."""

from __future__ import annotations

import re
from collections.abc import Container

RESERVED = frozenset(
    "and or not is in if else elif true false none True False None loop self super caller varargs kwargs"
    " range dict namespace cycler joiner lipsum shared"
    " cycle increment decrement tablerow if_changed content_for content_block highlight_block link_to post_url"
    " render render_each continued each named".split()
)
"""What Jinja, or the functions of a migrated site, mean by themselves."""

COMMENT_START = re.compile(r"\{(?=#[\w:.-]|%[-+]?\s*raw\b)")


def name_of(name: str) -> str:
    """A name of Liquid's as one of Jinja's: hyphens become underscores, and what is taken gets an underscore."""
    spelled = re.sub(r"\W", "_", name)
    if not spelled or spelled[0].isdigit():
        spelled = "_" + spelled
    return spelled + "_" if spelled in RESERVED else spelled


def key_of(key: str, known: Container[str] = ()) -> str:
    """A key behind what it is looked up in: `.key`, or `["key"]` where a dot would find another or none.

    `known` are the keys that the site has: where both `a-b` and `a_b` exist, only the subscript is exact.
    """
    spelled = key.replace("-", "_")
    other = key.replace("_", "-")
    is_one_kind = not ("-" in key and "_" in key)
    clashes = (spelled != key and spelled in known) or (spelled == key != other and key not in known and other in known)
    if spelled.isidentifier() and not spelled.startswith("_") and is_one_kind and not clashes:
        return "." + spelled
    return f"[{quoted(key)}]"


def quoted(text: str) -> str:
    """A string as Jinja writes it, in the quotes that need no escape. What would open a comment is taken apart."""
    quote = "'" if '"' in text and "'" not in text else '"'
    escaped = text.replace("\\", "\\\\").replace("\r", "\\r")
    if quote == '"':
        escaped = escaped.replace('"', '\\"')
    return quote + COMMENT_START.sub(rf"{{{quote} ~ {quote}", escaped) + quote
