"""Includes: the tags that stand for `include` and `render`, and what they give to the template."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.liquid import nodes as liquid
from foreword.migrate.code import Code, concat
from foreword.migrate.expressions import Expressions, literal
from foreword.migrate.names import name_of, quoted
from foreword.migrate.parts import Tag

FOLDER = "includes/"
RELATIVE = "includes/relative/"


def include_tags(node: liquid.Include, values: Expressions) -> list[Tag]:
    """An include, in a `with` that gives its parameters: Jekyll's as `include`, Liquid's as names of their own."""
    code = template_name(RELATIVE if node.tag == "include_relative" else FOLDER, node, values).text
    opening: list[Tag] = []
    closing: list[Tag] = []
    pairs = [(key, values.value(value).text) for key, value in node.arguments]
    if pairs:
        is_liquids = isinstance(node.name, liquid.Literal | liquid.Special | liquid.Range | liquid.Variable)
        names = ", ".join(f"{name_of(key)} = {value}" for key, value in pairs)
        opening.append(Tag("%", f"with {names}" if is_liquids else f"with include = {mapping(pairs)}"))
        closing.append(Tag("%", "endwith"))
    if node.variable is not None:
        opening.append(Tag("%", f"for {given_name(node)} in each({values.value(node.variable).text})"))
        closing.insert(0, Tag("%", "endfor"))
    return [*opening, Tag("%", f"include {code}"), *closing]


def render_tag(node: liquid.Include, values: Expressions) -> Tag:
    """A template that sees nothing of its place but what it is given."""
    pairs = [(name_of(key), values.value(value).text) for key, value in node.arguments]
    arguments = [template_name(FOLDER, node, values).text]
    function = "render"
    if node.variable is not None:
        given = values.value(node.variable).text
        if node.is_each:
            function = "render_each"
            arguments += [quoted(given_name(node)), given]
        else:
            pairs.insert(0, (given_name(node), given))
    return Tag("{", f"{function}({', '.join([*arguments, *([mapping(pairs)] if pairs else [])])})")


def mapping(pairs: Sequence[tuple[str, str]]) -> str:
    """A mapping of Jinja's, from keys and the codes of their values."""
    return "{" + ", ".join(f"{quoted(key)}: {value}" for key, value in pairs) + "}"


def template_name(folder: str, node: liquid.Include, values: Expressions) -> Code:
    """The name of an included template in its folder. Liquid's form has an expression, Jekyll's a text."""
    match node.name:
        case liquid.Literal():
            return literal(f"{folder}{node.name.value}")
        case liquid.Special() | liquid.Range() | liquid.Variable():
            return concat(literal(folder), values.value(node.name))
        case [liquid.Data(span=span, text=text), *others]:
            return joined([liquid.Data(span, folder + text), *others], values)
        case pieces:
            return joined([liquid.Data(node.span, folder), *pieces], values)


def joined(pieces: Sequence[liquid.Data | liquid.Output], values: Expressions) -> Code:
    """A text with outputs in it as one expression."""
    codes = [
        literal(piece.text) if isinstance(piece, liquid.Data) else values.filtered(piece.expression) for piece in pieces
    ]
    found = codes[0] if codes else literal("")
    for code in codes[1:]:
        found = concat(found, code)
    return found


def given_name(node: liquid.Include) -> str:
    """The name under which a partial gets what `with` or `for` gives."""
    if node.alias:
        return name_of(node.alias)
    name = node.name.value if isinstance(node.name, liquid.Literal) else ""
    return name_of(str(name).rpartition("/")[2])
