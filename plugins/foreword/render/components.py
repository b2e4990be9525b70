"""Components: templates that turn data into HTML, called by name like functions."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from foreword.render import slots
from foreword.render.budget import COMPONENT_STEPS
from foreword.render.entry import DocumentView
from foreword.render.filters import dedent
from foreword.render.run import Use
from foreword.render.undefined import Failure, Missing, meant
from foreword.render.views import ExpandedOnce
from foreword.source.diagnostic import ContentError, Diagnostic, Place, ReportedError
from foreword.source.places import keys_of, place_of
from foreword.source.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2.runtime import Context

    from foreword.render.environment import Environment
    from foreword.source.text import SourceFile

SUFFIX = ".html.jinja"
BODY = {"code_snippet": "code", "request_snippet": "body"}
"""The argument that the body of a call block gives, taken without escaping."""

DOCUMENTS = frozenset(["endpoint", "object"])
"""The arguments that are documents, and can be given by their id."""


@dataclass(frozen=True)
class Component:
    """A component by its name: the template, and the arguments that its opening comment names."""

    name: str
    defaults: tuple[tuple[str, Any], ...]
    required: tuple[str, ...]
    broken: Diagnostic | None = None
    """Why its template cannot be read."""

    @property
    def template(self) -> str:
        """The name of its template."""
        return f"components/{self.name}{SUFFIX}"

    @property
    def arguments(self) -> list[str]:
        """The names of its arguments, in order."""
        return [*self.required, *(name for name, _ in self.defaults)]

    def bind(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """The arguments of a call by name. Raises ContentError (TP008) for one too many, unknown or missing."""
        if self.broken is not None:
            raise ReportedError(self.broken)
        names = self.arguments
        if len(args) > len(names):
            raise ContentError("TP008", f"`{self.name}` takes {len(names)} arguments, not {len(args)}", name=self.name)
        bound = dict(self.defaults) | dict(zip(names, args, strict=False))
        for name, value in kwargs.items():
            if name not in names:
                hint = meant(name, names) or f"it takes {', '.join(f'`{known}`' for known in names)}"
                raise ContentError("TP008", f"`{self.name}` has no argument `{name}`", hint=hint, name=name)
            bound[name] = value
        for name in self.required:
            if name not in bound:
                raise ContentError("TP008", f"`{self.name}` needs the argument `{name}`", name=self.name)
        return bound


def read_signature(environment: Environment, source: str, name: str) -> Component | None:
    """The component of a template's source, by the signature that opens its comment; None where it has none.

    The first line reads `{# name(required, optional="default")`, as in a macro; defaults are constants.
    """
    first = source.lstrip().split("\n", 1)[0]
    if not first.startswith("{#"):
        return None
    signature = first[2:].split("#}")[0].strip("- ")
    if not signature.startswith(f"{name}("):
        return None
    try:
        macro = environment.parse(f"{{% macro {signature} %}}{{% endmacro %}}").find(nodes.Macro)
        assert macro is not None
        values = [default.as_const() for default in macro.defaults]
    except (jinja2.TemplateError, nodes.Impossible, AssertionError):
        return None
    names = [argument.name for argument in macro.args]
    split = len(names) - len(values)
    return Component(name, tuple(zip(names[split:], values, strict=True)), tuple(names[:split]))


def read_component(environment: Environment, name: str) -> tuple[Component, list[Diagnostic]]:
    """The component of a template in `components/`, and what is wrong with it. One without a signature has that of the
    packaged template."""
    template = f"components/{name}{SUFFIX}"
    try:
        component = read_signature(environment, environment.source_of(template) or "", name)
    except ContentError as error:
        assert error.place is not None
        broken = Diagnostic(error.code, error.place, error.message, error.hint)
        return Component(name, (), (), broken), [broken]
    if component is None:
        component = read_signature(environment, environment.source_of(f"foreword:{template}") or "", name)
    if component is not None:
        return component, []
    place = Place(environment.display_path(template))
    message = f"the template does not begin with the signature of the component `{name}`"
    hint = f'write `{{# {name}(value, other="default")` on its first line'
    return Component(name, (), ()), [Diagnostic("TP008", place, message, hint)]


def validated(environment: Environment, bound: dict[str, Any], files: Callable[[], Iterable[SourceFile]]) -> str:
    """Check the arguments that have a model; what is wrong is reported, and left out of its list.

    `files` gives the files that were read, among which the argument's place is looked for. Returns the markers of
    what is wrong.
    """
    from foreword.model.validation import argument_flaws  # see `Entry._check`

    run = environment.run
    markers: list[str] = []
    for name, value in bound.items():
        if isinstance(value, Missing):
            raise value.error()
        if isinstance(value, list) and any(isinstance(item, Failure) for item in value):
            bound[name] = value = [item for item in value if not isinstance(item, Failure)]
        if isinstance(value, list) and any(has_failure(item) for item in value):
            # What is wrong there was told already.
            bound[name] = value = [without_failures(item) for item in value]
        flaws = argument_flaws(name, value)
        if not flaws:
            continue
        written = files() if isinstance(value, dict | list) else ()
        homes = ((file, keys_of(file.values, value)) for file in written)
        home = next(((file, keys) for file, keys in homes if keys is not None), None)
        for flaw in flaws:
            place = place_of(home[0], (*home[1], *flaw.keys)) if home else None
            error = ContentError(flaw.code, flaw.message, hint=flaw.hint, place=place, name=name)
            markers.append(run.marker(environment.diagnose(error, None, -1)))
        broken = {flaw.keys[0] for flaw in flaws if flaw.keys}
        bound[name] = (
            [item for number, item in enumerate(value) if number not in broken] if isinstance(value, list) else []
        )
    return "".join(markers)


def has_failure(item: Any) -> bool:
    """Whether a mapping has a value that failed."""
    return isinstance(item, dict) and any(isinstance(value, Failure) for value in item.values())


def without_failures(item: Any) -> Any:
    """A mapping without the values that failed."""
    if not has_failure(item):
        return item
    return {key: value for key, value in item.items() if not isinstance(value, Failure)}


def call(
    environment: Environment,
    context: Context,
    outer: Context,
    statement: int,
    component: Component,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    files: Callable[[], Iterable[SourceFile]],
) -> Markup:
    """The HTML of a component that is called in the scope `context`, for a statement of the template of `outer`.

    `files` gives the files that were read, among which the place of an argument is looked for.
    """
    run = environment.run
    run.budget.step(COMPONENT_STEPS)
    caller = kwargs.pop("caller", None)
    markers = ""
    if caller is not None and component.name in BODY:
        body = str(caller())
        # A failure in the code is shown below it: in the code it would be highlighted.
        markers = "".join(slots.FAILURES.findall(body))
        kwargs[BODY[component.name]] = dedent(slots.FAILURES.sub("", body))
        caller = None
    use = Use(component.name, outer.name, run.nearest_text if outer.name is None else None, statement)
    with run.using(use):
        run.styled = True
        run.components.add(component.name)
        run.reading.record(environment.display_path(component.template))
        bound = component.bind(args, kwargs)
        for name, value in bound.items():
            if isinstance(value, Failure):
                return Markup(value.marker)
            if name in DOCUMENTS and isinstance(value, str):
                run.reading.record(f"index:{value}")
                bound[name] = document_of(environment, name, value)
            run.shown.append(value)
        markers += validated(environment, bound, files)
        scope = scope_of(bound)
        bound = {name: expanded_once(environment, value, context) for name, value in bound.items()}
        if caller is not None:
            # What a call block holds is Markdown, whatever kind of template asks for it.
            bound["caller"] = lambda *args, **kwargs: str(caller(*args, **kwargs))
        template = environment.get_template(component.template)
        variables = {**context.get_all(), **scope, **bound}
        with run.scope(environment, scope) if scope else nullcontext():
            html = "".join(template.root_render_func(template.new_context(variables, shared=True)))
        return Markup(html.strip()) + Markup(markers)


def document_of(environment: Environment, name: str, id_: str) -> DocumentView:
    """The document of an id for an argument. Raises ContentError for what is none, or of another kind."""
    entry = environment.index.document(id_)
    if name == "endpoint" and entry.kind != "endpoint":
        message = f"`{id_}` is of the kind `{entry.kind}`, not an endpoint"
        raise ContentError("TP008", message, hint="give the id of an endpoint", name=name)
    return entry.view


def scope_of(bound: dict[str, Any]) -> dict[str, Any]:
    """The names that a document brings with it, where it is an argument: its texts see them."""
    document = next((value for value in bound.values() if isinstance(value, DocumentView)), None)
    return {} if document is None else {**document.entry.names, "document": document}


def expanded_once(environment: Environment, value: Any, context: Context) -> Any:
    """An argument of a component: the texts of the mappings in a list are expanded once, in the call's scope."""

    def expand(item: Any) -> Any:
        if isinstance(item, list):
            return [expand(part) for part in item]
        return environment.expand(item, context, None, -1) if isinstance(item, Text) else item

    if isinstance(value, list):
        return [ExpandedOnce(item, expand) if isinstance(item, dict) else item for item in value]
    return value


def shadow_diagnostic(name: str, place: Place) -> Diagnostic:
    """The diagnostic of a name that hides a component."""
    return Diagnostic(
        "TP010",
        place,
        f"`{name}` is the name of a component, which is hidden from here on",
        "choose another name",
    )
