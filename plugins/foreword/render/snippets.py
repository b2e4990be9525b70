"""Snippets: a request in each language, by the template of the language in `templates/snippets/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from jinja2.runtime import new_context
from markupsafe import Markup

from foreword.render import slots
from foreword.render.components import read_signature, scope_of
from foreword.render.endpoint_request import request_of
from foreword.render.filters import counted_expansion
from foreword.render.plain_data import FailedValueError, plain_data
from foreword.render.quoting import literal
from foreword.render.run import plain
from foreword.render.undefined import Failure, described, meant
from foreword.source.diagnostic import ContentError
from foreword.source.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from foreword.render.environment import Environment

FOLDER = "snippets/"
SUFFIX = ".jinja"
SIGNATURE = "snippet"


@dataclass(frozen=True)
class Language:
    """A language of snippets: its name, which is that of its template, its title and its lexer of Pygments."""

    name: str
    title: str
    lexer: str

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"{FOLDER}{self.name}{SUFFIX}"


def language_names(environment: Environment) -> list[str]:
    """The names of the languages that there are."""
    names = [name.removeprefix(FOLDER) for name in environment.list_templates() if name.startswith(FOLDER)]
    return [name.removesuffix(SUFFIX) for name in names if "/" not in name and name.endswith(SUFFIX)]


def read_language(environment: Environment, name: str) -> Language | None:
    """A language by its name; None where it has no template.

    The template opens with `{# snippet(title="Python", lexer="python")`; one that does not has what the packaged
    template of the name says, else the name for both.
    """
    path = f"{FOLDER}{name}{SUFFIX}"
    source = environment.source_of(path)
    if source is None or "/" in name:
        return None
    for written in (source, environment.source_of(f"foreword:{path}") or ""):
        signature = read_signature(environment, written, SIGNATURE)
        if signature is not None:
            values = dict(signature.defaults)
            return Language(name, str(values.get("title", name)), str(values.get("lexer", name)))
    return Language(name, name, name)


@pass_environment
def request_filter(
    environment: Environment, endpoint: Any, method: Any = None, url: Any = None, headers: Any = None, body: Any = None
) -> Any:
    """The request of an endpoint, as a mapping: see `foreword.render.request`. What is given besides replaces the
    endpoint's own; for `none` it is the whole request. A text in it that failed stands for it."""
    expand = expansion_in(environment, scope_of({"endpoint": endpoint}))
    try:
        request = request_of(
            endpoint, environment.find_credential, expand, method=method, url=url, headers=headers, body=body
        )
    except FailedValueError as failed:
        return failed.failure
    return request.as_data()


def expansion_in(environment: Environment, names: dict[str, Any]) -> Callable[[Any], Any]:
    """What expands each value of a whole in the page's scope with more names over it, under the page's budget."""
    page = environment.run.context
    assert page is not None
    context = new_context(environment, None, {}, {**page.get_all(), **names}, shared=True) if names else page

    def expand(value: Any) -> Any:
        environment.run.budget.step()
        if isinstance(value, Text):
            value = environment.expand(value, context, None, -1)
        if isinstance(value, str):
            environment.run.budget.allocate(len(value))
        return value

    return expand


@pass_environment
def snippets_filter(environment: Environment, request: Any, languages: Any) -> list[dict[str, Any]]:
    """A request in several languages: for each a mapping of `name`, `title`, `lexer`, `code` and `failures`.

    A language without a template is a diagnostic, and left out.
    """
    if not isinstance(request, dict):
        raise ContentError(
            "TP009", f"a request is needed here, not {described(request)}", hint="use the filter `request`"
        )
    if not isinstance(languages, list | tuple) or not languages:
        hint = 'name at least one: ["curl", "python"]'
        raise ContentError("TP009", "a snippet needs a list of languages", hint=hint, name="languages")
    found, unknown = [], []
    for name in dict.fromkeys(map(plain, languages)):
        if name not in environment.languages:
            environment.languages[name] = read_language(environment, name)
        language = environment.languages[name]
        if language is not None:
            found.append(snippet(environment, language, request))
        else:
            unknown.append(no_language(environment, name))
    # The last error stands on the page, where there is nothing else.
    for error in unknown if found else unknown[:-1]:
        environment.report(error.code, error.message, error.hint, error.name)
    if not found:
        raise unknown[-1]
    return found


def no_language(environment: Environment, name: str) -> ContentError:
    """The error of a language without a template."""
    known = language_names(environment)
    message = f"there is no language `{name}` for snippets: there are {', '.join(f'`{one}`' for one in known)}"
    hint = meant(name, known) or f"write `templates/{FOLDER}{name}{SUFFIX}`"
    return ContentError("TP007", message, hint=hint, name=name)


def snippet(environment: Environment, language: Language, request: dict[str, Any]) -> dict[str, Any]:
    """A request in a language. What fails in the template is shown below the code."""
    template = environment.get_template(language.template)
    context = environment.run.context
    variables = {**(context.get_all() if context is not None else {}), "request": request}
    code = "".join(template.root_render_func(template.new_context(variables, shared=True))).removesuffix("\n")
    environment.run.budget.allocate(len(code))
    return {
        "name": language.name,
        "title": language.title,
        "lexer": language.lexer,
        "code": slots.FAILURES.sub("", code),
        "failures": Markup("".join(slots.FAILURES.findall(code))),
    }


@pass_environment
def literal_filter(
    environment: Environment, value: Any, language: Any, indent: int = 0, utf8: bool = False
) -> str | Failure:
    """A text or data as a literal of a language; see `foreword.render.quoting`."""
    try:
        return literal(plain_data(value, counted_expansion(environment)), plain(language), int(indent), bool(utf8))
    except FailedValueError as failed:
        return failed.failure


SNIPPET_FILTERS: dict[str, Callable[..., Any]] = {
    "request": request_filter,
    "snippets": snippets_filter,
    "literal": literal_filter,
}
