"""Failures: from what a template raised to a diagnostic with its place. Works on error only, so it may be slow."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

import foreword
from foreword.render.budget import BudgetError
from foreword.render.lexer import Place as NodePlace
from foreword.render.run import Run, Use
from foreword.render.slots import ANY
from foreword.render.undefined import template_meant
from foreword.source.diagnostic import ContentError, Diagnostic, Place, ReportedError
from foreword.source.places import place_in
from foreword.source.text import Text

if TYPE_CHECKING:
    from foreword.render.environment import Environment

BY_VALUES = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError)
"""What a value of the wrong kind can raise, in Python's own functions too, which leave no frame of their own."""

PYTHON = re.compile(r"foreword\.| object at 0x|Text\(|unhashable|NoneType|<[a-z-]+ ")
"""Words of Python's that tell a writer nothing."""
RESULT = "_foreword_result"
"""The variable that holds the value of a text of one expression."""
BARE_INCLUDE = 'Liquid: Jinja quotes the name of a template: `{% include "partials/x.md" %}`'

PACKAGE = str(Path(foreword.__file__).parent)


def diagnose(environment: Environment, run: Run, error: Exception, template: str | None, statement: int) -> Diagnostic:
    """The diagnostic of an error that a statement raised.

    Raises the error itself when it comes from Foreword's own code: that is a bug, not a mistake in content.
    """
    if isinstance(error, ReportedError):
        return error.diagnostic
    content = content_error(environment, error)
    if content is None:
        raise error
    here = Use("", template, run.nearest_text if template is None else None, statement)
    places = [place_of_use(environment, here, content.name)]
    if isinstance(error, jinja2.TemplateNotFound):
        places.insert(0, place_of_extends(environment, run, str(error.name)))
    places += [place_of_use(environment, use) for use in reversed(run.uses)]
    if content.place is not None:
        places.insert(0, content.place)
    # A template that comes with Foreword is not where the writer can mend it.
    own = list(dict.fromkeys(place for place in places if place is not None and not is_packaged(place)))
    if not own:
        own = [Place(run.around[-1] if run.around else run.path)]
    code, hint = content.code, content.hint
    if code == "DT001" and content.name:
        hyphen = subtraction(environment, here, content.name)
        if hyphen:
            code, hint = "DT004", hyphen
    if code in ("DT001", "DT004") and is_bare_include(environment, here):
        hint = BARE_INCLUDE
    # What it quotes may hold the marker of another failure.
    return Diagnostic(code, own[0], ANY.sub("", content.message), ANY.sub("", hint), tuple(own[1:]))


def is_bare_include(environment: Environment, use: Use) -> bool:
    """Whether a statement is an include whose template is named without quotes, as Liquid has it."""
    node = statement_node(environment, use)
    include = node.find(nodes.Include) if isinstance(node, nodes.FilterBlock) else node
    return isinstance(include, nodes.Include) and not isinstance(include.template, nodes.Const | nodes.List)


def place_of_extends(environment: Environment, run: Run, name: str) -> Place | None:
    """Where the template of the component that is being rendered extends the one that is not there."""
    subject = run.uses[-1].subject if run.uses else None
    template = f"components/{subject}.html.jinja"
    source = environment.source_of(template) if isinstance(subject, str) and subject in environment.components else None
    for number, line in enumerate((source or "").split("\n"), 1):
        if "extends" in line and name in line:
            return Place(environment.display_path(template), number, line.index(name) + 1)
    return None


def is_packaged(place: Place) -> bool:
    """Whether a place is in a template that comes with Foreword."""
    return place.file.startswith("foreword:")


def content_error(environment: Environment, error: Exception) -> ContentError | None:
    """An error of Jinja or Python in the words of the docs; None for a bug in Foreword."""
    if isinstance(error, ContentError):
        return error
    if isinstance(error, jinja2.TemplateSyntaxError):
        return syntax_error(environment, error, None)
    if isinstance(error, jinja2.TemplatesNotFound):
        name = str(error.name or error)
        return ContentError(
            "TP007",
            f"there is no template `{name}`",
            hint=template_meant(name, environment.list_templates()),
            name=name,
        )
    if isinstance(error, jinja2.TemplateNotFound):
        name = str(error.name or error)
        outside = ".." in name.split("/") or name.startswith("/")
        hint = "a template is named from the templates folder, which it cannot leave" if outside else ""
        return ContentError(
            "TP007",
            f"there is no template `{name}`",
            hint=hint or template_meant(name, environment.list_templates()),
            name=name,
        )
    if isinstance(error, jinja2.exceptions.SecurityError):
        return ContentError("TP005", str(error), hint="only data and filters can be used in a template")
    if isinstance(error, RecursionError | MemoryError):
        return BudgetError("this nests too deeply", "something may name, call or include itself")
    frames = traceback.extract_tb(error.__traceback__)
    innermost = frames[-1].filename if frames else ""
    if innermost.startswith(PACKAGE) and not isinstance(error, BY_VALUES):
        return None
    if environment.extension_file is not None and innermost == str(environment.extension_file):
        return ContentError(
            "TP011",
            f"{type(error).__name__}: {error} ({environment.extension_file.name}, line {frames[-1].lineno})",
            hint="mend the function in the file of extensions",
        )
    message = str(error) or type(error).__name__
    if PYTHON.search(message):
        message = "this cannot be computed with these values"
    code = "TP008" if isinstance(error, TypeError) and "argument" in message else "TP009"
    return ContentError(code, message, hint="look at the types of the values")


def syntax_error(environment: Environment, error: jinja2.TemplateSyntaxError, text: Text | None) -> ContentError:
    """Jinja's syntax error with its place, found by lexing once more with columns."""
    source = text.source if text is not None else environment.source_of(error.name)
    line: int = error.lineno
    message = error.message or "not valid Jinja"
    if source is not None:
        try:
            with environment.with_columns():
                environment.parse(source, error.name)
        except jinja2.TemplateSyntaxError as exact:
            line = exact.lineno
    if "nexpected end of template" in message and source is not None:
        line = unclosed_block(environment, source, error.name) or line
    column = line.column if isinstance(line, NodePlace) else first_column(source, line)
    if text is not None:
        place = place_in(text, int(line), column)
    else:
        place = Place(environment.display_path(error.name), int(line), column)
    return ContentError("TP001", message, hint=syntax_hint(message, source, int(line)), place=place)


BLOCKS = frozenset(["if", "for", "call", "filter", "macro", "with", "block", "set", "raw", "autoescape"])


def unclosed_block(environment: Environment, source: str, name: str | None) -> int | None:
    """The line, with its column, of the innermost tag that opens a block and is never closed."""
    opened: list[tuple[str, int]] = []
    tag: list[tuple[int, str, str]] = []
    with environment.with_columns():
        for token in environment.lexer.tokeniter(source, name):
            if token[1] == "block_begin":
                tag = [token]
            elif token[1] == "block_end" and tag:
                words = [value for _, kind, value in tag if kind == "name"]
                word = words[0] if words else ""
                assigns = word == "set" and any(value == "=" for _, _, value in tag)
                if word in BLOCKS and not assigns:
                    opened.append((word, tag[0][0]))
                elif word.startswith("end") and opened:
                    opened.pop()
                tag = []
            elif tag:
                tag.append(token)
    return opened[-1][1] if opened else None


LIQUID_TAGS = {
    "elsif": "Liquid: write `{% elif %}`",
    "unless": "Liquid: write `{% if not ... %}`",
    "case": "Liquid: write `{% if a == b %} ... {% elif %} ...`",
    "comment": "Liquid: write `{# ... #}`",
    "contains": "Liquid: write `b in a`",
    "capture": "Liquid: write `{% set name %} ... {% endset %}`",
    "assign": "Liquid: write `{% set name = value %}`",
    "increment": "Liquid: count with a `namespace`",
}
C_OPERATORS = {"&&": "write `and`", "||": "write `or`", "!": "write `not`", "?": "write `a if condition else b`"}


def syntax_hint(message: str, source: str | None, line: int) -> str:
    """What to do about Jinja's message."""
    lines = (source or "").split("\n")
    found = lines[line - 1] if 0 < line <= len(lines) else ""
    for word, jinja in LIQUID_TAGS.items():
        if re.search(rf"(?:\{{%-?\s*|\s){word}\b", found):
            return jinja
    if re.search(r"\{%-?\s*include\s+[^\"']", found):
        return BARE_INCLUDE
    inside = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", found))
    for operator, words in C_OPERATORS.items():
        if operator in inside and "!=" not in inside:
            return words
    if "| " in found and ": " in found:
        return 'Liquid: a filter\'s arguments stand in brackets, `| where("key", "value")`'
    if "Unexpected end of template" in message or "unexpected end of template" in message:
        return "close each block, as `{% if %}` with `{% endif %}`"
    return "to show this literally, put it into a fence, or between `{% raw %}` and `{% endraw %}`"


def first_column(source: str | None, line: int) -> int:
    """The column of the first tag on a line, or of its first character."""
    lines = (source or "").split("\n")
    if not 0 < line <= len(lines):
        return 1
    found = lines[line - 1]
    for sign in ("{{", "{%", "{#"):
        if sign in found:
            return found.index(sign) + 1
    return len(found) - len(found.lstrip()) + 1


def place_of_use(environment: Environment, use: Use, name: str | None = None) -> Place | None:
    """The place of a statement, or of the identifier `name` in it; None where it is not known."""
    if (use.template is None and use.text is None) or use.statement < 0:
        return None
    key = (use.text.source if use.text is not None else None, use.template, use.statement, name)
    if key not in environment.located:
        environment.located[key] = line_and_column(environment, use, name)
    line, column = environment.located[key]
    if use.text is not None:
        return place_in(use.text, line, column)
    return Place(environment.display_path(use.template), line, column)


def line_and_column(environment: Environment, use: Use, name: str | None) -> tuple[int, int]:
    """Where a statement, or the identifier `name` in it, stands in the source of its template (both from 1)."""
    node = statement_node(environment, use)
    if node is None:
        return 1, 1
    found = identifier_node(node, name) if name else leftmost(node)
    if not isinstance(found.lineno, NodePlace):
        return 1, 1
    line, column = int(found.lineno), found.lineno.column
    source = use.text.source if use.text is not None else environment.source_of(use.template) or ""
    text = source.split("\n")[line - 1]
    if name:
        # Jinja gives `a.b` the place of the dot, and `key=value` that of the value.
        word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        if isinstance(found, nodes.Keyword):
            before = list(word.finditer(text, 0, column - 1))
            column = before[-1].start() + 1 if before else column
        elif not isinstance(found, nodes.Const):
            after = word.search(text, column - 1)
            column = after.start() + 1 if after is not None else column
    return line, column


def statement_node(environment: Environment, use: Use) -> nodes.Node | None:
    """The node of a numbered statement: the template is compiled once more, with columns."""
    source = use.text.source if use.text is not None else environment.source_of(use.template)
    if source is None or use.statement < 0:
        return None
    with environment.with_columns():
        try:
            statements = environment.statements(source, use.template, use.text is not None and use.text.is_body)
        except (jinja2.TemplateSyntaxError, RecursionError):
            return None
    return statements[use.statement] if use.statement < len(statements) else None


def identifier_node(node: nodes.Node, name: str) -> nodes.Node:
    """The node in a statement that holds an identifier: a name, an attribute, a filter, a key, an argument."""
    for child in (node, *node.find_all(nodes.Node)):
        for attribute in ("attr", "name", "key", "value"):
            if getattr(child, attribute, None) == name:
                if isinstance(child, nodes.Keyword):
                    child.lineno = leftmost(child.value).lineno
                return child
    return leftmost(node)


def leftmost(node: nodes.Node) -> nodes.Node:
    """The node of a statement that begins first: Jinja gives `a.b | c` the place of its last part."""
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name) and node.target.name == RESULT:
        node = node.node
    if isinstance(node, nodes.Stmt):
        return node
    placed = [(one.lineno, one) for one in (node, *node.find_all(nodes.Node)) if isinstance(one.lineno, NodePlace)]
    return min(placed, key=lambda pair: (int(pair[0]), pair[0].column))[1] if placed else node


def subtraction(environment: Environment, use: Use, name: str) -> str:
    """A hint for `a.b-c`, which Jinja reads as a subtraction of `c`; none where nothing is subtracted."""
    node = statement_node(environment, use)
    if node is None:
        return ""
    for sub in (node, *node.find_all(nodes.Sub)):
        if isinstance(sub, nodes.Sub):
            chain = hyphen_chain(sub)
            if chain and name in chain.replace(".", "-").split("-"):
                return f"`{chain}` subtracts; write `{chain.replace('-', '_')}`"
    return ""


def hyphen_chain(node: nodes.Node) -> str:
    """The dotted name with hyphens that a subtraction of names was meant to be, or none."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = hyphen_chain(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    if isinstance(node, nodes.Sub):
        right = node.right
        while isinstance(right, nodes.Filter) and right.node is not None:
            right = right.node  # `a.b-c | upper` is `a.b - (c | upper)` to Jinja
        left, after = hyphen_chain(node.left), hyphen_chain(right)
        return f"{left}-{after}" if left and after else ""
    return ""
