"""Expansion: a text becomes Markdown source, or the value of its one expression, in the scope of its use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import jinja2
from jinja2 import nodes

from foreword.render.budget import EXPANSION_STEPS, TAG_STEPS, BudgetError
from foreword.render.failure import RESULT, content_error, place_of_use, syntax_error
from foreword.render.links import rebase
from foreword.render.run import Run, Use
from foreword.render.undefined import Failure, Missing
from foreword.source.diagnostic import ContentError
from foreword.source.places import keys_of, place_in, spelled
from foreword.source.text import SitePath, Text, holds_jinja, looks_like_path

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.render.environment import Environment


class Evaluated(Protocol):
    """A text that can be expanded, however often."""

    def evaluate(self, environment: Any, variables: dict[str, Any]) -> Any:
        """See `Compiled.evaluate`."""


@dataclass
class Compiled:
    """A compiled text. One that is exactly one expression gives its value, of whatever type.

    `path` is the name and the keys of an expression that is nothing else (`site.data.core`): it is looked up without
    running the template.
    """

    template: jinja2.Template
    is_expression: bool
    path: tuple[str, ...] = ()

    def evaluate(self, environment: Environment, variables: dict[str, Any]) -> Any:
        """Expand the text with these variables: a string of Markdown, or the value of the expression."""
        if self.path and self.path[0] in variables:
            return self.looked_up(environment, variables)
        context = self.template.new_context(variables, shared=True)
        if not self.is_expression:
            return "".join(self.template.root_render_func(context))
        for _ in self.template.root_render_func(context):
            pass
        return context.vars.get(RESULT)

    def looked_up(self, environment: Environment, variables: dict[str, Any]) -> Any:
        """The value of the path, as the code of the template finds it: each text on the way is expanded."""
        try:
            value = variables[self.path[0]]
            if type(value) is Text:
                value = self.expanded(environment, value, variables)
            for key in self.path[1:]:
                value = environment.attribute(value, key)
                if type(value) is Text:
                    value = self.expanded(environment, value, variables)
            return value
        except Exception as error:
            return environment.failed(self.template.new_context(variables, shared=True), error, 0)

    def expanded(self, environment: Environment, text: Text, variables: dict[str, Any]) -> Any:
        """A text that the path meets, expanded in the same scope."""
        context = self.template.new_context(variables, shared=True)
        return environment.expand(text, context, context, 0)


def compile_text(environment: Environment, source: str, is_body: bool) -> Compiled:
    """Compile a text's source; a body is Markdown even where it is one expression.

    Raises jinja2.TemplateSyntaxError, RecursionError or SyntaxError."""
    return compile_tree(environment, environment.parse(source), is_body)


def compile_tree(environment: Environment, tree: nodes.Template, is_body: bool) -> Compiled:
    """Compile a text that is parsed; see `compile_text`."""
    expression = None if is_body else only_expression(tree)
    path: tuple[str, ...] = ()
    if expression is not None:
        path = path_of(expression)
        result = nodes.Assign(nodes.Name(RESULT, "store"), expression, lineno=expression.lineno)
        result.set_environment(environment)
        tree.body = [result]
    return Compiled(environment.from_string(tree), expression is not None, path)


def path_of(expression: nodes.Expr) -> tuple[str, ...]:
    """The name and the keys of an expression `a.b.c`; nothing for any other."""
    keys: list[str] = []
    while isinstance(expression, nodes.Getattr):
        keys.append(expression.attr)
        expression = expression.node
    if not isinstance(expression, nodes.Name) or expression.name == "self":  # `self` is Jinja's own
        return ()
    return (expression.name, *reversed(keys))


def tags_in(source: str) -> int:
    """How many tags of Jinja a source may have."""
    return source.count("{{") + source.count("{%")


def only_expression(tree: nodes.Template) -> nodes.Expr | None:
    """The expression of a text that is nothing else, blanks around it apart."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output):
        return None
    expressions = [node for node in tree.body[0].nodes if not isinstance(node, nodes.TemplateData) or node.data.strip()]
    if len(expressions) == 1 and not isinstance(expressions[0], nodes.TemplateData):
        return expressions[0]
    return None


def expand(environment: Environment, run: Run, text: Text, context: Context, use: Use) -> Any:
    """Expand a text in the scope of `context`, on behalf of the statement in `use`.

    What is wrong in it is reported, and a marker stands in its place. A budget that is used up is told to the
    outermost text, which alone becomes a marker.
    """
    return moved(run, text, expanded(environment, run, text, context, use))


def expanded(environment: Environment, run: Run, text: Text, context: Context, use: Use) -> Any:
    """What a text comes to, with its relative links as they were written; see `expand`."""
    if not holds_jinja(text.source) and ".jinja" not in text.source:
        return text.source
    with run.using(use):
        try:
            run.budget.step(EXPANSION_STEPS)
            run.expanded.add(id(text))
            check_cycle(run, text)
            return evaluated(environment, run, text, context)
        except BudgetError as error:
            if len(run.uses) > 1:
                raise
            return failure(environment, run, error, text)
        except ContentError as error:
            return failure(environment, run, error, text)


def evaluated(environment: Environment, run: Run, text: Text, context: Context) -> Any:
    """What a text comes to in a scope. Raises ContentError with its place where it cannot be expanded at all."""
    try:
        if text.source not in run.compiled:
            run.compiled.add(text.source)
            run.budget.step(TAG_STEPS * tags_in(text.source))
        value = environment.compiled(text).evaluate(environment, context.get_all())
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(environment, error, text) from None
    except SyntaxError as error:
        if "outside loop" in str(error):
            hint = "write it between `{% for %}` and `{% endfor %}`"
            raise ContentError("TP001", "`break` and `continue` stand in a loop", hint=hint) from None
        raise BudgetError("this nests too deeply", "write it in several smaller pieces") from None
    except (RecursionError, MemoryError):
        raise BudgetError("this nests too deeply", "write it in several smaller pieces") from None
    except ValueError as error:
        raise ContentError("TP001", str(error).partition(";")[0], hint="write a smaller number") from None
    except jinja2.TemplateError as error:
        content = content_error(environment, error)
        raise error if content is None else content from None
    if isinstance(value, Missing):
        missing = value.error()
        missing.place = place_of_use(environment, Use("", None, text, 0), missing.name)
        raise missing
    return value


def moved(run: Run, text: Text, value: Any) -> Any:
    """What a text has become, with its relative links right for the place where it is used."""
    if type(value) is str and run.base_of(text) != run.base:
        value = rebase(value, run.base_of(text), run.base, run.resolved)
    if type(value) is str and not text.file.path.startswith(run.docs) and looks_like_path(value):
        return SitePath(value)
    return value


def check_cycle(run: Run, text: Text) -> None:
    """Raises ContentError (DT002) when the text is being expanded already: it names itself, by way of others."""
    if any(use.subject is text for use in run.uses[:-1]):
        chain = [use.subject for use in run.uses if isinstance(use.subject, Text)]
        start = next(number for number, earlier in enumerate(chain) if earlier is text)
        told = " -> ".join(named(step) for step in chain[start:])
        raise ContentError(
            "DT002",
            f"texts name each other in a circle: {told}",
            hint="write one of them out",
            place=place_in(text),
        )


def named(text: Text) -> str:
    """A text by its file and path of keys."""
    keys = () if text.is_body else keys_of(text.file.values, text) or ()
    return f"{text.file.path} {spelled(keys) or 'body'}"


def failure(environment: Environment, run: Run, error: ContentError, text: Text) -> Failure:
    """Report that a text failed as a whole."""
    if error.place is None:
        error.place = place_in(text)
    return Failure(run.marker(environment.diagnose(error, None, -1)))
