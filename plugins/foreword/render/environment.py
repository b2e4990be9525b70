"""The environment: Jinja's sandbox with Foreword's names, rules for missing values, escaping and budget."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes, pass_environment
from markupsafe import Markup, escape

from foreword.render import components, text
from foreword.render.budget import FAILURE_STEPS, TEMPLATE_STEPS, BudgetError, DepthError
from foreword.render.compiler import Generator
from foreword.render.components import Component, read_component
from foreword.render.entry import DocumentView
from foreword.render.failure import RESULT, diagnose, place_of_use
from foreword.render.filters import WORDS, filters_for, tests_for
from foreword.render.functions import heading
from foreword.render.includes import included
from foreword.render.index import Index
from foreword.render.layout import document_content
from foreword.render.lexer import TextLexer, lexer_for
from foreword.render.loader import TemplateLoader
from foreword.render.operators import limited_range
from foreword.render.parsing import INCLUDED, ITERATED, prepare
from foreword.render.queries import QUERY_FILTERS, QUERY_TESTS, find_credential, ref
from foreword.render.run import Run, Use
from foreword.render.sandbox import Sandbox, ScopeFunction
from foreword.render.scope import Scope
from foreword.render.snippets import SNIPPET_FILTERS, Language
from foreword.render.undefined import Failure, Missing, meant
from foreword.render.views import View
from foreword.source.data import ABSENT, get
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import SourceFile, Text

if TYPE_CHECKING:
    from jinja2.runtime import Context
TO_ESCAPE = re.compile("[&<>'\"]")


class Environment(Sandbox):
    """The environment of one site. Renders one page at a time: `run` is that page's."""

    code_generator_class = Generator
    context_class = Scope
    template_loader = TemplateLoader

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
        self.diagnostics: list[Diagnostic] = []
        self.extension_file: Path | None = None
        self.index = Index()
        self.languages: dict[str, Language | None] = {}
        """The languages of snippets that were read so far; None for a name that is none."""
        self._key_is_known = key_is_known
        self._files = files
        self._texts: dict[tuple[str, bool], text.Evaluated] = {}
        self._statements: tuple[tuple[str, str | None, bool], list[nodes.Node]] | None = None
        self._paths: dict[str, str] = {}
        self._lexers: dict[bool, TextLexer] = {}
        self.located: dict[tuple[str | None, str | None, int, str | None], tuple[int, int]] = {}
        """Line and column of what failed before, so that a loop that fails is not located at each turn."""
        self.templates = self.template_loader(templates, root)
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
        self.filters: dict[str, Any] = filters_for(self, {**QUERY_FILTERS, **SNIPPET_FILTERS})
        self.filters[ITERATED] = pass_environment(Environment.iterated)
        self.filters[INCLUDED] = pass_environment(included)
        self.tests: dict[str, Any] = tests_for(self, QUERY_TESTS)
        self.globals = {
            "range": limited_range,
            "namespace": self.globals["namespace"],
            "dict": self.globals["dict"],
            "cycler": self.globals["cycler"],
            "joiner": self.globals["joiner"],
            "heading": heading,
            "ref": ref,
            "document_content": document_content,
        }
        for name in self.templates.component_names():
            self._find_component(name)

    # Templates

    @property
    def lexer(self) -> TextLexer:
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

    @contextmanager
    def running(self, run: Run) -> Iterator[None]:
        """Render for another page, or for none, for a while."""
        before = getattr(self, "run", run)
        self.run = run
        try:
            yield
        finally:
            self.run = before

    def compiled(self, value: Text) -> text.Evaluated:
        """A text, compiled once however often its source stands in the site."""
        key = (value.source, value.is_body)
        found = self._texts.get(key)
        if found is None:
            found = self._texts[key] = self.compile_text(*key)
        return found

    def compile_text(self, source: str, is_body: bool) -> text.Evaluated:
        """Compile the source of a text; see `foreword.render.text.compile_text`."""
        return text.compile_text(self, source, is_body)

    def statements(self, source: str, name: str | None, is_body: bool) -> list[nodes.Node]:
        """The statements of a template by number, as the compiler counts them."""
        key = (source, name, is_body)
        if self._statements is not None and self._statements[0] == key:
            return self._statements[1]
        tree = self.parse(source, name)
        if name is None and not is_body:
            expression = text.only_expression(tree)
            if expression is not None:
                tree.body = [nodes.Assign(nodes.Name(RESULT, "store"), expression, lineno=expression.lineno)]
                tree.set_environment(self)
        generator = Generator(self, name, None, optimized=False)
        generator.visit(tree)
        self._statements = (key, generator.statements)
        return generator.statements

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:
        """See `jinja2.Environment.get_template`; the page that is being rendered has read the template."""
        self.run.budget.step(TEMPLATE_STEPS)
        if isinstance(name, Missing):
            raise name.error()
        if not isinstance(name, str):
            raise ContentError("TP007", "the name of a template has to be text", hint="write it in quotes")
        template = super()._load_template(name, globals)
        self.run.reading.record(self._path_of(name))
        return template

    def _path_of(self, name: str) -> str:
        """The path of a template that was loaded, which stays the same."""
        found = self._paths.get(name)
        if found is None:
            found = self._paths[name] = self.display_path(name)
        return found

    def source_of(self, name: str | None) -> str | None:
        """The source of a template by its name; None where there is none."""
        try:
            return self.templates.get_source(self, name)[0] if name else None
        except jinja2.TemplateNotFound:
            return None

    def display_path(self, name: str | None) -> str:
        """The path of a template from the site's root, or `foreword:...` for a packaged one."""
        return self.templates.display_path(name or "")

    def reread(self, paths: Collection[str]) -> None:
        """Take templates as they are now (by their paths from the root), those of components too. Templates that import
        them need not be compiled anew: each import is done when a page is rendered."""
        assert self.cache is not None
        for key in [key for key in self.cache if self._path_of(key[1]) in paths]:
            del self.cache[key]
        for name, component in list(self.components.items()):
            if self._path_of(component.template) in paths:
                self._find_component(name)
        self.languages.clear()
        self.located.clear()

    def _find_component(self, name: str) -> None:
        """Take the template of a component: it is called by its name."""
        component, told = read_component(self, name)
        self.components[name] = self.globals[name] = component
        self.diagnostics += told

    # Names and values

    def known_names(self) -> list[str]:
        """Every name that a template can use here."""
        context = self.run.context
        names = list(context.get_all()) if context is not None else []
        for use in self.run.uses:
            if isinstance(use.subject, str) and use.subject in self.components:
                names += self.components[use.subject].arguments
        return [name for name in (*names, *self.globals) if not name.startswith("_")]

    def filters_in(self, name: str | None) -> Collection[str]:
        """The names of the filters that a template has by its name; a text or a body has none."""
        return self.filters

    def find_credential(self, id_: str) -> View:
        """The credential of an id; see `foreword.render.queries.find_credential`."""
        return find_credential(self, id_)

    def is_known_key(self, name: Any) -> bool:
        """Whether the schema, or any document or data file of the site, has a key of this name."""
        if not isinstance(name, str):
            return True
        self.run.reading.record(f"keys:{name}")
        return self._key_is_known(name)

    def value_of(self, item: Any, key: Any) -> Any:
        """The value of a key for a filter, a dotted path of keys too, expanded in the page's scope; else ABSENT."""
        value = item
        for part in str(key).split(".") if isinstance(key, str) else [key]:
            value = self.resolved(value)
            if not isinstance(value, Mapping):
                return ABSENT
            value = value.own(part) if isinstance(value, DocumentView) else get(value, part)
            if value is ABSENT:
                return ABSENT
        value = self.resolved(value)
        return ABSENT if isinstance(value, Failure) else value  # it is told where it stands

    def resolved(self, value: Any) -> Any:
        """A value for a filter: a text, or a list with texts, expanded in the page's scope."""
        if isinstance(value, Text):
            assert self.run.context is not None
            return self.expand(value, self.run.context, None, -1)
        if isinstance(value, list) and Text in map(type, value):
            return [self.resolved(item) for item in value]
        return value

    def expand(self, value: Text, context: Context, outer: Context | None, statement: int) -> Any:
        """Expand a text in the scope `context`, for a statement of the template of `outer`."""
        run = self.run
        name = outer.name if outer is not None else None
        use = Use(value, name, run.nearest_text if outer is not None and name is None else None, statement)
        return text.expand(self, run, value, context, use)

    # Printing

    def html(self, value: Any) -> str:
        """A value in HTML: escaped once, unless it is HTML already."""
        kind = type(value)
        if kind is str:
            return escape(value) if TO_ESCAPE.search(value) else value
        return value if kind is Markup else escape(self.printed(value))

    def markdown(self, value: Any, context: Context | None = None, statement: int = -1) -> str:
        """A value in Markdown: HTML becomes a slot, which Markdown does not see into."""
        if isinstance(value, Markup):
            return self._slot(value, context, statement)
        printed: str = value if type(value) is str else self.printed(value)
        self.run.budget.allocate(len(printed))
        return printed

    def _slot(self, html: Markup, context: Context | None, statement: int) -> str:
        """A slot for HTML in Markdown, which knows the statement that printed it."""
        use = self._statement(context, statement) if context is not None else None
        return str(self.run.slot(str(html), use))

    def markdown_block(self, slot: str, indent: str) -> str:
        """A slot in Markdown that is a block of its own, between blank lines."""
        blank = indent.rstrip()
        return f"\n{blank}\n{indent}{slot}\n{blank}\n"

    def markdown_lines(
        self, value: Any, context: Context, statement: int, first: str, rest: str, lead: str, end: str, is_block: bool
    ) -> str:
        """A value in Markdown with what `foreword.render.parsing.Printing` says of its lines."""
        if isinstance(value, Markup):
            slot = self._slot(value, context, statement)
            return f"{lead}{slot}{end}" if is_block else slot
        # The line has an end of its own: that of a block scalar would be a blank line.
        printed = self.printed(value)
        printed = printed.rstrip("\n") if "\n" in printed else printed
        self.run.budget.allocate(len(printed) + len(rest) * (printed.count("\n") + 1))
        # What has paragraphs in a list item is followed by a blank line, or it would take the next item in.
        after = "\n" if not is_block and "\n\n" in printed else ""
        return first + printed.replace("\n", "\n" + rest) + after if rest else printed

    # What is counted

    def call_component(
        __self,  # noqa: N805
        __scope: ScopeFunction | None,
        __outer: Context,
        __statement: int,
        __component: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call a component in the scope that `__scope` gives, for a statement of the template of `__outer`."""
        if not isinstance(__component, Component):
            return __self.call(__outer, __component, *args, **kwargs)
        context = __scope() if __scope is not None else __outer.derived()
        return components.call(__self, context, __outer, __statement, __component, args, kwargs, __self._files)

    # Failures

    def caught(self, context: Context, statement: int) -> Failure:
        """Report the exception that is being handled; see `failed`."""
        error = sys.exc_info()[1]
        assert isinstance(error, Exception)
        return self.failed(context, error, statement)

    def failed(self, context: Context, error: Exception, statement: int) -> Failure:
        """Report what a statement raised; the marker stands where it was. A used up budget ends the text."""
        if isinstance(error, RecursionError | MemoryError):
            error = DepthError("this nests too deeply", "something may name, call or include itself")
        recovers = isinstance(error, DepthError) and len(self.run.uses) <= 1
        if isinstance(error, BudgetError) and self.run.uses and not recovers:
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
        raise self._unknown("filter", name, self.filters_in(None))

    def unknown_test(self, name: str) -> Any:
        """Raises ContentError (TP006) for a test that does not exist."""
        raise self._unknown("test", name, self.tests)

    def _unknown(self, what: str, name: str, known: Iterable[str]) -> ContentError:
        return ContentError("TP006", f"there is no {what} `{name}`", hint=meant(name, known), name=name)
