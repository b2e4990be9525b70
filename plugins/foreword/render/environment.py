"""The environment: Jinja's sandbox with Foreword's names, rules for missing values, escaping and budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes, pass_environment
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from foreword.render import components, slots, text
from foreword.render.budget import FAILURE_STEPS, RANGE, Budget, BudgetError
from foreword.render.compiler import Generator
from foreword.render.components import BODY, Component, read_signature
from foreword.render.failure import diagnose, place_of_use
from foreword.render.filters import WORDS, check_format, filters_for, tests_for, weight
from foreword.render.lexer import TextLexer, lexer_for
from foreword.render.links import rebase
from foreword.render.loader import TemplateLoader
from foreword.render.parsing import INCLUDED, ITERATED, prepare
from foreword.render.run import Piece, Run, Use, plain
from foreword.render.undefined import Failure, Missing, meant
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import SitePath, SourceFile, Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

STRING_METHODS = frozenset(
    ["upper", "lower", "strip", "lstrip", "rstrip", "startswith", "endswith", "split", "rsplit", "splitlines", "title", "capitalize", "find", "rfind", "count", "index", "isdigit", "isalpha", "isalnum", "isupper", "islower", "isspace", "isnumeric", "removeprefix", "removesuffix", "partition", "rpartition", "casefold", "swapcase"]
)
MAPPING_METHODS = frozenset(["items", "keys", "values", "get"])
NOT_DATA = "only data and filters can be used in a template"


class Environment(ImmutableSandboxedEnvironment):
    """The environment of one site. Renders one page at a time: `run` is that page's."""

    code_generator_class = Generator
    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    run: Run

    def __init__(
        self,
        templates: Path,
        root: Path,
        labels: Mapping[str, str],
        key_is_known: Callable[[str], bool],
        files: Callable[[], list[SourceFile]],
    ) -> None:
        self.exact = False
        self.components: dict[str, Component] = {}
        self.labels = {**WORDS, **labels}
        self.extension_file: Path | None = None
        self._key_is_known = key_is_known
        self._files = files
        self._texts: dict[str, text.Compiled] = {}
        self._lexers: dict[bool, TextLexer] = {}
        self.templates = TemplateLoader(templates, root)
        super().__init__(
            loader=self.templates,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=lambda name: name is not None and name.endswith(".html.jinja"),
            optimized=False,
            auto_reload=False,
            extensions=["jinja2.ext.loopcontrols"],
            cache_size=-1,
        )
        self.undefined = type("Missing", (Missing,), {"environment": self, "__slots__": ()})
        self.filters = filters_for(self)
        self.filters[ITERATED] = pass_environment(Environment.iterated)
        self.filters[INCLUDED] = pass_environment(Environment.included)
        self.tests = tests_for(self)
        self.globals = {
            "range": limited_range,
            "namespace": self.globals["namespace"],
            "dict": self.globals["dict"],
            "cycler": self.globals["cycler"],
            "joiner": self.globals["joiner"],
        }
        self._find_components()

    # Templates

    @property
    def lexer(self) -> TextLexer:  # type: ignore[override]
        """The lexer: with columns while a failure is being located."""
        if self.exact not in self._lexers:
            self._lexers[self.exact] = lexer_for(self)
        return self._lexers[self.exact]

    @contextmanager
    def with_columns(self) -> Iterator[None]:
        """Lex with columns for a while."""
        self.exact = True
        try:
            yield
        finally:
            self.exact = False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return prepare(tree, source, name, set(self.components))

    def compiled(self, source: str) -> text.Compiled:
        """A text's source, compiled once however often it stands in the site."""
        found = self._texts.get(source)
        if found is None:
            found = self._texts[source] = text.compile_text(self, source)
        return found

    def statements(self, source: str, name: str | None) -> list[nodes.Node]:
        """The statements of a template by number, as the compiler counts them."""
        tree = self.parse(source, name)
        if name is None:
            expression = text.only_expression(tree)
            if expression is not None:
                tree.body = [
                    nodes.Assign(nodes.Name(text.RESULT, "store"), expression, lineno=expression.lineno)
                ]
                tree.set_environment(self)
        generator = Generator(self, name, None, optimized=False)
        generator.visit(tree)
        return generator.statements

    def source_of(self, name: str | None) -> str | None:
        """The source of a template by its name; None where there is none."""
        try:
            return self.templates.get_source(self, name)[0] if name else None
        except jinja2.TemplateNotFound:
            return None

    def display_path(self, name: str | None) -> str:
        """The path of a template from the site's root, or `foreword:...` for a packaged one."""
        return self.templates.display_path(name or "")

    def _find_components(self) -> None:
        """Every template in `components/` is a component by its name; one without a signature has the packaged."""
        for name in self.templates.component_names():
            template = f"components/{name}{components.SUFFIX}"
            component = read_signature(self, self.source_of(template) or "", name)
            if component is None:
                component = read_signature(self, self.source_of(f"foreword:{template}") or "", name)
            self.components[name] = component or Component(name, (), ())
        for name, component in self.components.items():
            self.globals[name] = component

    # Names and values

    def known_names(self) -> list[str]:
        """Every name that a template can use here."""
        context = self.run.context
        names = list(context.get_all()) if context is not None else []
        return [name for name in (*names, *self.globals) if not name.startswith("_")]

    def is_known_key(self, name: Any) -> bool:
        """Whether the schema, or any document or data file of the site, has a key of this name."""
        if not isinstance(name, str):
            return True
        self.run.reading.record(f"keys:{name}")
        return self._key_is_known(name)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`a.b`: the author's key, else what Jinja allows of the object."""
        return self._lookup(obj, attribute, methods=True)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`a[b]`: the author's key, or an index."""
        if isinstance(obj, Text):
            obj = self.resolved(obj)
        return self._lookup(obj, argument, methods=isinstance(argument, str))

    def _lookup(self, obj: Any, key: Any, methods: bool) -> Any:
        if isinstance(obj, Missing | Failure):
            return obj
        if isinstance(obj, Component):
            return self._refused(obj, str(key))
        if isinstance(obj, Mapping):
            value = get(obj, key)
            if value is not ABSENT:
                return value
            if methods and key in MAPPING_METHODS:
                return getattr(obj, key)
            return self.undefined(obj=obj, name=key)
        if isinstance(obj, str):
            if methods and key in STRING_METHODS:
                return getattr(obj, key)
            if methods:
                return self._refused(obj, key) if hasattr(obj, key) else self.undefined(obj=obj, name=key)
        if isinstance(obj, str | list | tuple | range) and isinstance(key, int):
            try:
                return obj[key]
            except IndexError:
                return self.undefined(obj=obj, name=key)
        if obj is None or isinstance(obj, bool | int | float | list | tuple | range):
            return self._refused(obj, key) if hasattr(obj, str(key)) else self.undefined(obj=obj, name=key)
        return super().getattr(obj, key) if isinstance(key, str) else super().getitem(obj, key)

    def _refused(self, obj: Any, name: str) -> Any:
        """What stands for an attribute of Python's that a template cannot use: it fails when it is used."""
        return self.undefined(obj=obj, name=name, exc=jinja2.exceptions.SecurityError)

    def value_of(self, item: Any, key: Any) -> Any:
        """The value of a key for a filter, a dotted path of keys too, expanded in the page's scope; else ABSENT."""
        value = item
        for part in str(key).split(".") if isinstance(key, str) else [key]:
            value = self.resolved(value)
            if not isinstance(value, Mapping):
                return ABSENT
            value = get(value, part)
            if value is ABSENT:
                return ABSENT
        return self.resolved(value)

    def resolved(self, value: Any) -> Any:
        """A value for a filter: a text, or a list with texts, expanded in the page's scope."""
        if isinstance(value, Text):
            return self.expand(value, self.run.context, None, -1)
        if isinstance(value, list) and any(isinstance(item, Text) for item in value):
            return [self.resolved(item) for item in value]
        return value

    def expand(self, value: Text, context: Context, outer: Context | None, statement: int) -> Any:
        """Expand a text in the scope `context`, for a statement of the template of `outer`."""
        run = self.run
        name = outer.name if outer is not None else None
        use = Use(value, name, run.nearest_text if outer is not None and name is None else None, statement)
        return text.expand(self, run, value, context, use)

    # Printing

    def printed(self, value: Any) -> str:
        """A value as text. A list, a mapping or a function is an error, a missing value too."""
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, bool | int | float):
            return plain(value)
        if isinstance(value, Failure):
            return value.marker
        if isinstance(value, Missing):
            raise value.error()
        if isinstance(value, Mapping):
            raise ContentError("TP009", "a mapping cannot be printed", hint="name one of its keys")
        if isinstance(value, list | tuple | range):
            raise ContentError("TP009", "a list cannot be printed", hint='join it: `| join(", ")`')
        if callable(value) or isinstance(value, Component):
            raise ContentError("TP009", "a function cannot be printed", hint="call it: `name(...)`")
        return str(value)

    def html(self, value: Any) -> str:
        """A value in HTML: escaped once, unless it is HTML already."""
        if isinstance(value, Markup):
            return value
        return escape(self.printed(value))

    def markdown(self, value: Any, context: Context | None = None, statement: int = -1) -> str:
        """A value in Markdown: HTML becomes a slot, which Markdown does not see into."""
        if isinstance(value, Markup):
            return self._slot(value, context, statement)
        printed = self.printed(value)
        self.run.budget.allocate(len(printed))
        return printed

    def _slot(self, html: Markup, context: Context | None, statement: int) -> str:
        """A slot for HTML in Markdown, which knows the statement that printed it."""
        use = self._statement(context, statement) if context is not None else None
        return str(self.run.slot(str(html), use))

    def markdown_lines(
        self, value: Any, context: Context, statement: int, block: bool, first: str, rest: str
    ) -> str:
        """A value alone on its line in Markdown. `first` comes before its first line, `rest` before the others.

        HTML is a block of its own, unless `block` is false, as in a list item.
        """
        if isinstance(value, Markup):
            slot = self._slot(value, context, statement)
            blank = rest.rstrip()
            return f"\n{blank}\n{rest}{slot}\n{blank}\n" if block else slot
        printed = self.printed(value)
        self.run.budget.allocate(len(printed) + len(rest) * (printed.count("\n") + 1))
        return first + printed.replace("\n", "\n" + rest) if rest else printed

    # What is counted

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a function, a method or a macro, one step of the budget."""
        run = __self.run
        run.budget.step()
        if isinstance(__obj, Missing):
            raise __obj.error()
        if isinstance(__obj, Failure):
            return __obj
        if isinstance(__obj, Component):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __self.call_component(__context, __context, -1, __obj, *args, **kwargs)
        if isinstance(__obj, Macro):
            with run.using(Use(__obj.name, None, None, -1)):
                return super().call(__context, __obj, *args, **kwargs)
        result = super().call(__context, __obj, *args, **kwargs)
        if isinstance(result, str | list):
            run.budget.step(len(result) // 256)
        return result

    def call_component(
        __self,  # noqa: N805
        __context: Context,
        __outer: Context,
        __statement: int,
        __component: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call a component in the scope `__context`, for a statement of the template of `__outer`."""
        if not isinstance(__component, Component):
            return __self.call(__outer, __component, *args, **kwargs)
        run = __self.run
        run.budget.step()
        use = Use(
            __component.name, __outer.name, run.nearest_text if __outer.name is None else None, __statement
        )
        caller = kwargs.pop("caller", None)
        markers = ""
        if caller is not None and __component.name in BODY:
            body = str(caller())
            # A failure in the code is shown below it: in the code it would be highlighted.
            markers = "".join(slots.FAILURES.findall(body))
            kwargs[BODY[__component.name]] = slots.FAILURES.sub("", body)
            caller = None
        with run.using(use):
            run.styled = True
            bound = __component.bind(args, kwargs)
            for value in bound.values():
                run.shown.append(id(value))
            markers += components.validated(__self, bound, __self._files)
            if caller is not None:
                bound["caller"] = caller
            html = components.render_component(__self, __component, __context, bound)
            return html + Markup(markers)

    def iterated(self, value: Any) -> Any:
        """What a loop goes through, each turn one step of the budget."""
        if isinstance(value, Missing):
            raise value.error()
        if isinstance(value, bool | int | float) or value is None:
            raise ContentError("TP009", f"a loop needs a list, not `{plain(value) or 'null'}`")
        if isinstance(value, list):
            self.run.shown.append(id(value))
        return Counted(value, self.run) if hasattr(value, "__len__") else counted(value, self.run)

    def included(self, value: Any, html: bool, indent: str) -> str:
        """The prose of a partial: part of the Markdown around it, or a piece of its own in a layout.

        Its links are relative to the root of the docs.
        """
        source = rebase(str(value), "", self.run.base, self.run.resolved)
        if html:
            return self.run.slot(Piece(source))
        return indent + source.replace("\n", "\n" + indent) if indent else source

    def concatenated(self, autoescape: bool, values: tuple[Any, ...]) -> str:
        """`a ~ b`: as it prints; in HTML, what is not HTML is escaped when any of it is."""
        self.run.budget.step()
        if any(isinstance(value, Markup) for value in values):
            if not autoescape:
                return "".join(self.markdown(value) for value in values)
            return Markup("").join(
                value if isinstance(value, Markup) else self.printed(value) for value in values
            )
        parts = [self.printed(value) for value in values]
        self.run.budget.allocate(sum(map(len, parts)))
        joined = "".join(parts)
        # `link.api ~ "#anchor"` is still a path of the data's.
        return SitePath(joined) if isinstance(values[0], SitePath) else joined

    def compared(self, value: Any) -> Any:
        """The right side of a comparison: what is large costs more to look through."""
        if isinstance(value, str):
            self.run.budget.step(1 + len(value) // 1024)
        elif isinstance(value, dict | list | tuple):
            self.run.budget.step(weight(value))
        else:
            self.run.budget.step()
        return value

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """An operator, checked before it makes anything large."""
        budget = self.run.budget
        budget.step()
        for value in (left, right):
            if isinstance(value, Missing):
                raise value.error()
        check_operator(budget, operator, left, right)
        try:
            return super().call_binop(context, operator, left, right)
        except ZeroDivisionError:
            raise ContentError("TP009", "a division by zero") from None
        except TypeError:
            kinds = f"{kind(left)} and {kind(right)}"
            hint = "join text with `~`" if operator == "+" else "only numbers can be computed with"
            raise ContentError("TP009", f"`{operator}` does not go with {kinds}", hint=hint) from None

    # Failures

    def failed(self, context: Context, error: Exception, statement: int) -> Failure:
        """Report what a statement raised; the marker stands where it was. A used up budget ends the text."""
        if isinstance(error, RecursionError | MemoryError):
            error = BudgetError("this nests too deeply", "something may name, call or include itself")
        if isinstance(error, BudgetError) and self.run.uses:
            if error.place is None:
                error.place = place_of_use(self, self._statement(context, statement))
            raise error
        self.run.budget.step(FAILURE_STEPS)
        return Failure(self.run.marker(self.diagnose(error, context.name, statement)))

    def diagnose(self, error: Exception, template: str | None, statement: int) -> Diagnostic:
        """The diagnostic of an error in a statement of a template (None: of the text that is being expanded)."""
        return diagnose(self, self.run, error, template, statement)

    def report(self, code: str, message: str, hint: str, name: str | None = None) -> None:
        """Report what does not stop the rendering, where the writer can mend it."""
        self.run.reading.report(self.diagnose(ContentError(code, message, hint=hint, name=name), None, -1))

    def _statement(self, context: Context, statement: int) -> Use:
        """A statement of the template of a context, or of the text that is being expanded."""
        return Use("", context.name, self.run.nearest_text if context.name is None else None, statement)

    def shadowed(self, context: Context, name: str, statement: int) -> None:
        """Report a name that hides a component."""
        place = place_of_use(self, self._statement(context, statement), name) or Place(self.run.path)
        self.run.reading.report(components.shadow_diagnostic(name, place))

    def unknown_filter(self, name: str) -> Any:
        """Raises ContentError (TP006) for a filter that does not exist."""
        raise self._unknown("filter", name, self.filters)

    def unknown_test(self, name: str) -> Any:
        """Raises ContentError (TP006) for a test that does not exist."""
        raise self._unknown("test", name, self.tests)

    def _unknown(self, what: str, name: str, known: Mapping[str, Any]) -> ContentError:
        return ContentError("TP006", f"there is no {what} `{name}`", hint=meant(name, known), name=name)


class Counted:
    """Something with a length whose turns are counted."""

    def __init__(self, values: Any, run: Run) -> None:
        self._values = values
        self._run = run

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return counted(self._values, self._run)


def counted(values: Any, run: Run) -> Iterator[Any]:
    """The values one by one, each for a step of the page's budget."""
    for value in values:
        run.budget.step()
        yield value


def limited_range(*bounds: int) -> range:
    """Python's range, of RANGE numbers at the most."""
    found = range(*bounds)
    try:
        size = len(found)
    except OverflowError:
        size = RANGE + 1
    if size > RANGE:
        raise ContentError(
            "TP005", f"a range of more than {RANGE:,} numbers", hint="loop over less", name="range"
        )
    return found


def kind(value: Any) -> str:
    """What a value is, for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    return "text" if isinstance(value, str) else "a number" if isinstance(value, int | float) else "a list"


def check_operator(budget: Budget, operator: str, left: Any, right: Any) -> None:
    """Refuse what an operator would make too large, before it is made. Raises BudgetError or ContentError."""
    sequences = (str, list, tuple)
    if operator == "*":
        for many, times in ((left, right), (right, left)):
            if isinstance(many, sequences) and isinstance(times, int):
                size = len(many) * max(times, 0)
                if not isinstance(many, str) and (
                    size > 10_000 or any(isinstance(i, dict | list) for i in many)
                ):
                    raise ContentError("TP005", "a list can be repeated to 10,000 values at the most")
                budget.allocate(size)
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > 4096:
            raise ContentError("TP005", "a number that is too large")
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        if right > 0 and left.bit_length() * right > 4096:
            raise ContentError("TP005", "a number that is too large")
    elif operator == "+" and isinstance(left, sequences) and isinstance(right, sequences):
        if isinstance(left, str):
            budget.allocate(len(left) + len(right))
        else:
            budget.step(len(left) + len(right))
    elif operator == "%" and isinstance(left, str):
        check_format(budget, left, list(right) if isinstance(right, tuple) else [right])
