"""Embedded: the expression that `where_exp`, `find_exp` and `group_by_exp` hold in a string."""

from __future__ import annotations

from foreword.liquid import parse
from foreword.liquid.nodes import Condition, Filter, Filtered, If, Literal, Output

CONDITIONS = ("where_exp", "find_exp")
EXPRESSIONS = (*CONDITIONS, "group_by_exp")


def embedded(entry: Filter) -> Condition | Filtered | None:
    """What the string of such a filter says; None for other filters, and where no string is written."""
    if entry.name not in EXPRESSIONS or len(entry.arguments) != 2:
        return None
    text = entry.arguments[1]
    if not isinstance(text, Literal) or not isinstance(text.value, str):
        return None
    is_condition = entry.name in CONDITIONS
    source = f"{{% if {text.value} %}}{{% endif %}}" if is_condition else f"{{{{ {text.value} }}}}"
    template = parse(source)
    match template.nodes:
        case [If() as found] if not template.problems:
            return found.branches[0].condition
        case [Output() as printed] if not template.problems:
            return printed.expression
    return None
