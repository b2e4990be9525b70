"""Expressions: values, lookups, filters and conditions of Liquid's as Jinja's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from foreword.liquid import nodes as liquid
from foreword.migrate.code import Code, Level, concat, filtered, tested
from foreword.migrate.embedded import EXPRESSIONS, embedded
from foreword.migrate.facts import Facts
from foreword.migrate.kinds import ARITHMETIC, kind_of, kind_of_filtered
from foreword.migrate.known_filters import KNOWN
from foreword.migrate.names import COMMENT_START, key_of, name_of, quoted
from foreword.migrate.table import Table
from foreword.migrate.value_flow import node_of

LOOP_KEYS = {"rindex": "revindex", "rindex0": "revindex0"}
ORDER = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
COUNTED = ("first", "last", "size")
HOLLOW_LOOP_KEYS = ("index0", "rindex0", "col0")


class Loop(NamedTuple):
    """A `for` around a place: where it begins, and the name that stands for its `loop` inside loops within it."""

    start: int
    variable: str
    parent_name: str


@dataclass(frozen=True)
class Expressions:
    """Converts expressions at one place of a template: the loops around it, and the names that may be nil."""

    facts: Facts
    table: Table
    unset: frozenset[str] = frozenset()
    loops: tuple[Loop, ...] = ()

    def inside(self, loop: Loop) -> Expressions:
        """The same, inside one more loop."""
        return replace(self, loops=(*self.loops, loop))

    # Values

    def value(self, expression: liquid.Expression) -> Code:
        """A value."""
        match expression:
            case liquid.Literal():
                return literal(expression.value)
            case liquid.Special():
                return Code('""')
            case liquid.Range():
                return self._range(expression)
            case liquid.Variable():
                return self._variable(expression)

    def _range(self, expression: liquid.Range) -> Code:
        first, last = expression.first, expression.last
        start = self._whole(first)
        if isinstance(last, liquid.Literal) and isinstance(last.value, int) and not isinstance(last.value, bool):
            end = str(last.value + 1)
        else:
            end = self._whole(last).at(Level.ADD) + " + 1"
        return Code(f"range({start.text}, {end})")

    def _whole(self, expression: liquid.Expression) -> Code:
        """A value as a whole number."""
        code = self.value(expression)
        return code if self._kind(expression) == "integer" else Code(f"({filtered(code, 'int').text})")

    def _kind(self, expression: liquid.Expression) -> str | None:
        return kind_of(expression, self.facts.kinds, self.unset)

    def _variable(self, expression: liquid.Variable) -> Code:
        if expression.name == "forloop":
            return self._forloop(expression)
        if isinstance(expression.name, str):
            code = Code(name_of(expression.name))
        else:
            code = Code(f"named({self.value(expression.name).text})")
        return self._keys(code, expression.keys)

    def _keys(self, code: Code, keys: Sequence[liquid.Key]) -> Code:
        """A lookup of keys in what some code gives. `.size`, `.first`, `.last` are filters, which take a key first."""
        for key in keys:
            if not isinstance(key.value, str):
                code = Code(f"{code.at(Level.ATOM)}[{self.value(key.value).text}]")
            elif key.dotted and key.value in COUNTED:
                code = filtered(code, key.value)
            elif key.dotted:
                code = Code(code.at(Level.ATOM) + key_of(key.value, self.facts.keys))
            else:
                code = Code(f"{code.at(Level.ATOM)}[{quoted(key.value)}]")
        return code

    def _forloop(self, expression: liquid.Variable) -> Code:
        """`forloop` is Jinja's `loop` where the loop is in the same template, else a name that the includer sets."""
        keys = list(expression.keys)
        depth = len(self.loops)
        while keys and keys[0].value == "parentloop" and depth > 0:
            depth -= 1
            keys.pop(0)
        if depth == len(self.loops) > 0:
            code = Code("loop")
        else:
            code = Code(self.loops[depth - 1].parent_name if depth else "forloop")
        if not keys or not isinstance(keys[0].value, str):
            return self._keys(code, keys)
        key = keys.pop(0).value
        if key == "name" and depth:
            return literal(self.loops[depth - 1].variable)
        assert isinstance(key, str)
        return self._keys(Code(f"{code.text}.{LOOP_KEYS.get(key, name_of(key))}"), keys)

    # Filters

    def filtered(self, expression: liquid.Filtered) -> Code:
        """A value and its filters. What is not known is left out: `unknown_filters` tells."""
        code = self.value(expression.value)
        for index, entry in enumerate(expression.filters):
            before = replace(expression, filters=expression.filters[:index])
            code = self._filter(code, entry, before)
        return code

    def is_expanded_only(self, expression: liquid.Filtered) -> bool:
        """Whether a value goes through a filter that expands a text, and no other: what it names by then counts, while
        a text that is only passed on expands where it is used."""
        filters = [entry.name for entry in expression.filters]
        is_lookup = isinstance(expression.value, liquid.Variable)
        return is_lookup and bool(filters) and self.table.expanding.issuperset(filters)

    def unknown_filters(self, expression: liquid.Filtered) -> list[liquid.Filter]:
        """The filters that neither Liquid, nor Jekyll, nor the table has."""
        return [one for one in expression.filters if one.name not in KNOWN and one.name not in self.table.filters]

    def _filter(self, code: Code, entry: liquid.Filter, before: liquid.Filtered) -> Code:
        rule = self.table.filters.get(entry.name)
        if rule is None and entry.name not in KNOWN:
            return code
        if rule is not None and rule.drop:
            return code
        arguments = self._arguments(entry)
        if rule is not None and rule.template:
            template = rule.template.replace("{value}", code.at(Level.FILTER))
            return Code(template.replace("{arguments}", arguments), Level.CHOICE)
        if rule is not None and rule.rename:
            return filtered(code, rule.rename, arguments)
        if len(entry.arguments) == 1 and not entry.keywords:
            plain = self._plain(code, entry.name, entry.arguments[0], before)
            if plain is not None:
                return plain
        return filtered(code, entry.name, arguments)

    def _plain(self, code: Code, name: str, argument: liquid.Expression, before: liquid.Filtered) -> Code | None:
        """A filter that an operator of Jinja's stands for; None where it does not."""
        if name == "append":
            return concat(code, self.value(argument))
        if name == "prepend":
            return concat(self.value(argument), code)
        kinds = kind_of_filtered(before, self.facts.kinds, self.unset), self._kind(argument)
        if name in ARITHMETIC and kinds == ("integer", "integer"):
            level = Level.MULTIPLY if name == "times" else Level.ADD
            right = self.value(argument).at(Level(level + 1))
            return Code(f"{code.at(level)} {ARITHMETIC[name]} {right}", level)
        return None

    def _arguments(self, entry: liquid.Filter) -> str:
        """What a filter is given. The expression in a string of `where_exp` and its like becomes one of Jinja's."""
        values = [self.value(argument).text for argument in entry.arguments]
        if entry.name in EXPRESSIONS and (found := embedded(entry)) is not None:
            code = self.filtered(found) if isinstance(found, liquid.Filtered) else self.condition(found)
            values[1] = quoted(code.text)
        named = [(key, self.value(value).text) for key, value in entry.keywords]
        values += [f"{key}={value}" for key, value in named if key.isidentifier()]
        others = ", ".join(f"{quoted(key)}: {value}" for key, value in named if not key.isidentifier())
        return ", ".join(values + ([f"**{{{others}}}"] if others else []))

    # Conditions

    def condition(self, condition: liquid.Condition, *, negated: bool = False) -> Code:
        """What `if` tests; the opposite where `negated`."""
        match condition:
            case liquid.Logical():
                return self._logical(condition, negated=negated)
            case liquid.Comparison():
                return self._comparison(condition, negated=negated)
            case _:
                return self._truth(condition, negated=negated)

    def _logical(self, condition: liquid.Logical, *, negated: bool) -> Code:
        level = Level.AND if condition.operator == "and" else Level.OR
        # Liquid reads from the right, and gives both the same weight.
        left, right = self.condition(condition.left), self.condition(condition.right)
        code = Code(f"{left.at(Level(level + 1))} {condition.operator} {right.at(level)}", level)
        return negation(code) if negated else code

    def _comparison(self, condition: liquid.Comparison, *, negated: bool) -> Code:
        operator = {"<>": "!="}.get(condition.operator, condition.operator)
        if operator in ("==", "!="):
            return self._equality(condition.left, condition.right, negated=negated != (operator == "!="))
        if operator not in ORDER and operator != "contains":
            return literal(False)  # Liquid prints an error and shows nothing, as the parser tells.
        left, right = self.value(condition.left), self.value(condition.right)
        if operator in ORDER and any(isinstance(one, liquid.Special) for one in (condition.left, condition.right)):
            return literal(negated)
        if operator == "contains":
            kind = self._kind(condition.left)
            is_text = isinstance(condition.right, liquid.Literal) and isinstance(condition.right.value, str)
            if is_text and kind in ("text", "list"):
                word = "not in" if negated else "in"
                return Code(f"{right.at(Level.ADD)} {word} {left.at(Level.ADD)}", Level.COMPARE)
            return tested(left, f"contains({right.text})", negated=negated)
        if self._kind(condition.left) == self._kind(condition.right) == "integer":
            code = Code(f"{left.at(Level.ADD)} {operator} {right.at(Level.ADD)}", Level.COMPARE)
            return negation(code) if negated else code
        return tested(left, f"{ORDER[operator]}({right.text})", negated=negated)

    def _equality(self, left: liquid.Expression, right: liquid.Expression, *, negated: bool) -> Code:
        if is_word(left) and not is_word(right):
            left, right = right, left
        if isinstance(right, liquid.Literal) and isinstance(right.value, bool) and is_yes_or_no(left):
            return self._truth(left, negated=negated == right.value)
        if isinstance(left, liquid.Special) and isinstance(right, liquid.Special):
            return literal((left.name == right.name) != negated)
        if isinstance(right, liquid.Special):
            return tested(self.value(left), right.name, negated=negated)
        if isinstance(right, liquid.Literal) and (right.value is None or isinstance(right.value, bool)):
            word = {None: "none", True: "true", False: "false"}[right.value]
            return tested(self.value(left), word, negated=negated)
        operator = "!=" if negated else "=="
        return Code(f"{self.value(left).at(Level.ADD)} {operator} {self.value(right).at(Level.ADD)}", Level.COMPARE)

    def _truth(self, expression: liquid.Expression, *, negated: bool) -> Code:
        """Whether a value is neither nil nor false."""
        code = self.value(expression)
        if isinstance(expression, liquid.Literal) and isinstance(expression.value, bool | None):
            return literal(bool(expression.value) != negated)
        if not isinstance(expression, liquid.Variable) or self.is_hollow(expression):
            return tested(code, "truthy", negated=negated)
        return negation(code) if negated else code

    def is_list(self, expression: liquid.Expression) -> bool:
        """Whether a `for` of Jinja's goes through a value as Liquid's does: it is a list, or nil."""
        if self._kind(expression) == "list":
            return True
        if not isinstance(expression, liquid.Variable) or is_posts_by_key(expression):
            return False
        return not self.facts.may_be_no_list(node_of(expression))

    def is_hollow(self, variable: liquid.Variable) -> bool:
        """Whether a variable may hold what is true to Liquid and false to Jinja."""
        if variable.name in ("forloop", "tablerowloop"):
            return bool(variable.keys) and variable.keys[-1].value in HOLLOW_LOOP_KEYS
        return self.facts.may_be_hollow(node_of(variable))


def is_posts_by_key(variable: liquid.Variable) -> bool:
    """Whether a variable is `site.tags` or `site.categories`: those of a page are a list, those of the site a hash."""
    keys = [key.value for key in variable.keys]
    return variable.name == "site" and keys in (["tags"], ["categories"])


def literal(value: str | int | float | bool | None) -> Code:
    """A literal of Jinja's."""
    if value is None or isinstance(value, bool):
        return Code({None: "none", True: "true", False: "false"}[value])
    if isinstance(value, str):
        return Code(quoted(value), Level.CONCAT if COMMENT_START.search(value) else Level.ATOM)
    return Code(str(value), Level.UNARY if value < 0 else Level.ATOM)


def is_yes_or_no(expression: liquid.Expression) -> bool:
    """Whether a value is true or false and nothing else."""
    return (
        isinstance(expression, liquid.Variable)
        and expression.name in ("forloop", "tablerowloop")
        and bool(expression.keys)
        and expression.keys[-1].value in ("first", "last", "col_first", "col_last")
    )


def is_word(expression: liquid.Expression) -> bool:
    """Whether an expression is `nil`, `true`, `false`, `empty` or `blank`."""
    return isinstance(expression, liquid.Special) or (
        isinstance(expression, liquid.Literal) and isinstance(expression.value, bool | None)
    )


def negation(code: Code) -> Code:
    """`not` of a condition."""
    return Code(f"not {code.at(Level.FILTER)}", Level.NOT)
