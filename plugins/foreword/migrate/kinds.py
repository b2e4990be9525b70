"""Kinds: what is known of a value without running anything, so that plain Jinja may be written."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Literal as OneOf

from foreword.liquid.nodes import Expression, Filtered, Literal, Range, Variable
from foreword.migrate.names import name_of

Kind = OneOf["integer", "text", "list"]

TO_TEXT = frozenset(
    "append capitalize downcase escape escape_once join lstrip newline_to_br prepend remove remove_first remove_last"
    " replace replace_first replace_last rstrip strip strip_html strip_newlines truncate truncatewords upcase jsonify"
    " xml_escape cgi_escape uri_escape url_encode normalize_whitespace array_to_sentence_string".split()
)
KEEPS_LIST = frozenset("sort sort_natural uniq compact reverse concat where where_exp map".split())
ARITHMETIC = {"plus": "+", "minus": "-", "times": "*"}
COUNTS = frozenset("index index0 rindex rindex0 length".split())


def kind_of(expression: Expression, kinds: Mapping[str, Kind], unsure: Container[str] = ()) -> Kind | None:
    """The kind of an expression; None where it is not known, or may be nil. Names in `unsure` may be nil."""
    if isinstance(expression, Literal):
        if isinstance(expression.value, bool):
            return None
        if isinstance(expression.value, str):
            return "text"
        return "integer" if isinstance(expression.value, int) else None
    if isinstance(expression, Range):
        return "list"
    if not isinstance(expression, Variable) or not isinstance(expression.name, str):
        return None
    if expression.name == "forloop" and len(expression.keys) == 1 and expression.keys[0].value in COUNTS:
        return "integer"
    if not expression.keys:
        name = name_of(expression.name)
        return None if name in unsure else kinds.get(name)
    last = expression.keys[-1]
    is_count = last.dotted and last.value == "size" and "size" not in unsure  # a key of that name would win
    return "integer" if is_count else None


def kind_of_filtered(filtered: Filtered, kinds: Mapping[str, Kind], unsure: Container[str] = ()) -> Kind | None:
    """The kind of an expression behind its filters."""
    kind = kind_of(filtered.value, kinds, unsure)
    for entry in filtered.filters:
        if entry.name in TO_TEXT:
            kind = "text"
        elif entry.name == "size":
            kind = "integer"
        elif entry.name == "split":
            kind = "list"
        elif entry.name in KEEPS_LIST:
            kind = "list" if kind == "list" else None
        elif entry.name in ARITHMETIC and len(entry.arguments) == 1:
            both = kind == kind_of(entry.arguments[0], kinds, unsure) == "integer"
            kind = "integer" if both else None
        else:
            kind = None
    return kind
