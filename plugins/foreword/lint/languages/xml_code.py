"""XML: whether code is well-formed XML. No entity is expanded, and nothing is loaded."""

from __future__ import annotations

import re
from xml.parsers import expat

from foreword.lint.languages.lenient import is_template, line_start, name_of
from foreword.model.examples import Break

HINT = "close each element, and write `&lt;` and `&amp;` for `<` and `&` in texts"
PLACEHOLDER = re.compile(r"<(?P<name>[A-Z][A-Z0-9_-]+)>")
PROLOGUE = re.compile(r"\s*<(?:\?xml|!DOCTYPE)")
UNDEFINED_ENTITY = 11
"""What HTML or a schema defines is unknown here."""


class EntityDeclaredError(Exception):
    """Code declares an entity: it is not looked into."""


def xml_break(code: str) -> Break | None:
    """Where code stops being XML, or None."""
    found = first_break(code)
    if found is None or is_template(code):
        return None
    filled = PLACEHOLDER.sub(
        lambda one: one.group() if f"</{one['name']}>" in code else name_of(len(one.group())), code
    )
    if PROLOGUE.match(filled):
        return first_break(filled.lstrip(), len(filled) - len(filled.lstrip()))
    # Several elements side by side have none around them.
    return first_break(f"<_>{filled}\n</_>", -3)


def first_break(code: str, moved: int = 0) -> Break | None:
    """The first mistake; `moved` is by how much the code has moved."""
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(code.encode("utf-8", "replace"), True)
    except EntityDeclaredError:
        return None
    except expat.ExpatError as error:
        if error.code == UNDEFINED_ENTITY:
            return None
        line = code.encode("utf-8", "replace").split(b"\n")[error.lineno - 1][: error.offset]
        at = line_start(code, error.lineno) + len(line.decode("utf-8", "ignore")) + moved
        return Break(max(0, at), expat.ErrorString(error.code) or "it cannot be read", HINT)
    return None


def refuse(*_: object) -> None:
    """Stop at the declaration of an entity."""
    raise EntityDeclaredError
