"""Cases: a `case` as conditions. Liquid shows each `when` that matches, and `else` where none before it did."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.liquid import nodes as liquid
from foreword.migrate.code import Code, Level
from foreword.migrate.expressions import Expressions, is_word, negation


def is_chain(node: liquid.Case) -> bool:
    """Whether at most one `when` can match, so that `if` and `elif` do the same: its values are different literals."""
    values = [plain_value(value) for when in node.whens for value in when.values]
    is_else_last = not any(when.is_else for when in node.whens[:-1])
    return None not in values and len(set(values)) == len(values) and is_else_last


def case_tag(node: liquid.Case, index: int, values: Expressions) -> str:
    """The code of the tag for a `when` or `else`."""
    when, chain = node.whens[index], is_chain(node) and index > 0
    if not when.is_else:
        return f"{'elif' if chain else 'if'} {matching(node.subject, when.values, values).text}"
    seen = [value for one in node.whens[:index] for value in one.values]
    if chain:
        return "else"
    return f"if {negation(matching(node.subject, seen, values)).text}" if seen else "if true"


def matching(subject: liquid.Expression, given: Sequence[liquid.Expression], values: Expressions) -> Code:
    """Whether the subject of a `case` is one of some values."""
    if len(given) > 1 and not any(is_word(value) or isinstance(value, liquid.Range) for value in (subject, *given)):
        listed = ", ".join(values.value(value).text for value in given)
        return Code(f"{values.value(subject).at(Level.ADD)} in [{listed}]", Level.COMPARE)
    codes = [values.condition(liquid.Comparison(liquid.Span(0, 0), subject, "==", value)) for value in given]
    return codes[0] if len(codes) == 1 else Code(" or ".join(code.at(Level.AND) for code in codes), Level.OR)


def plain_value(expression: liquid.Expression) -> str | int | float | None:
    """The value of a literal string or number that no other literal equals; None of anything else."""
    if isinstance(expression, liquid.Literal) and not isinstance(expression.value, bool):
        return expression.value
    return None
