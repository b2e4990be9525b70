"""The dialect of a site that came from Jekyll (`compat: jekyll`): its templates are Jinja, its values act as Liquid's.

Templates whose names end in `.jinja` are Foreword's own kind. In all others, in bodies and in texts: what is missing is
nil and prints nothing, filters that Liquid has are Liquid's, and `shared` holds what templates set for each other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes, pass_environment
from jinja2.runtime import LoopContext
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from foreword.compat.adapter import register
from foreword.compat.blocks import Blocks
from foreword.compat.chains import Chain, chained
from foreword.compat.compiler import CompatGenerator
from foreword.compat.counters import Counters
from foreword.compat.data_files import load_jekyll_data
from foreword.compat.interpreted import interpreted, simple
from foreword.compat.layouts import CompatLoader
from foreword.compat.lexer import CompatLexer, is_native
from foreword.compat.page import CompatRenderer
from foreword.compat.parsing import LIQUID, prepare
from foreword.compat.printing import printed
from foreword.compat.stage import Stage
from foreword.compat.views import JekyllDocument, JekyllSite, in_order
from foreword.render import text
from foreword.render.assembly import settled
from foreword.render.dialect import Dialect
from foreword.render.entry import Entry
from foreword.render.environment import Environment
from foreword.render.parsing import ITERATED
from foreword.render.run import Run, Use
from foreword.render.sandbox import STRING_METHODS, ScopeFunction
from foreword.render.slots import ANY
from foreword.render.undefined import Failure, Missing
from foreword.source.data import ABSENT, FolderView, get
from foreword.source.diagnostic import ContentError
from foreword.source.text import SourceFile, Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

LIST_ENDS = {"first": 0, "last": -1}
KEPT = 20_000
"""Markdown up to this many characters is kept with its HTML, in case another page shows it too."""
AWAY = "(?:/|#|[a-z]+:)"
"""What a link begins with that is not relative to its page."""
RELATIVE = {
    "](": re.compile(rf"\]\((?!{AWAY})"),
    "]:": re.compile(r"^\[[^\]]+\]:", re.MULTILINE),
    "href": re.compile(rf"href(?<=\bhref) *=(?![\"']?{AWAY})"),
    "src": re.compile(rf"src(?<=\bsrc) *=(?![\"']?{AWAY})"),
}
"""What may be a link that is relative to its page, by what is in each: such a text is looked for in less time."""
SEARCHED = frozenset([FolderView, JekyllDocument, JekyllSite])
"""The types of nearly all that keys are looked up in, but for `dict`."""
EVALUATION_STEPS = 20
"""What an expression in a string costs for each item."""
CONVERSION_STEPS = 500
"""What converting Markdown costs, and for each character:"""
CHARACTER_STEPS = 4
NOWHERE = SourceFile("", "")


class CompatEnvironment(Environment):
    """The environment of a site that came from Jekyll. `stage` is the body or the layout that is being rendered."""

    code_generator_class = CompatGenerator
    template_loader = CompatLoader
    liquid = 4
    """The version of Liquid whose filters it has."""

    def __init__(self, *args: Any) -> None:
        self.heads: dict[str, dict[Any, Any]] = {}
        """The front matter of the layouts that were used so far."""
        self.stage = Stage({})
        self.blocks = Blocks()
        self.counters = Counters()
        self._converted: dict[str, str] = {}
        self._chains: dict[Chain, Callable[[Any], Any]] = {}
        self._jekyll_lexers: dict[bool, CompatLexer] = {}
        super().__init__(*args)
        register(self, self.liquid)
        self.filters[ITERATED] = pass_environment(CompatEnvironment.iterated)

    def begin(self, run: Run, stage: Stage, blocks: Blocks) -> None:
        """Render a stage of a page from here on."""
        self.run = run
        self.stage = stage
        self.blocks = blocks
        self.counters = Counters()

    # Templates

    @property
    def lexer(self) -> CompatLexer:
        """See `Environment.lexer`."""
        if self.exact not in self._jekyll_lexers:
            self._jekyll_lexers[self.exact] = CompatLexer(self)
        return self._jekyll_lexers[self.exact]

    def reread(self, paths: Collection[str]) -> None:
        """See `Environment.reread`."""
        super().reread(paths)
        self.heads.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if is_native(name):
            return super()._parse(source, name, filename)
        return prepare(jinja2.Environment._parse(self, source, name, filename), self.filters, self.tests)

    def compile_text(self, source: str, is_body: bool) -> text.Evaluated:
        """See `Environment.compile_text`; names are found in another way than `Compiled.path` does."""
        found = simple(self, source, is_body)
        if found is not None:
            return found
        tree = self.parse(source)
        found = interpreted(self, tree, is_body)
        if found is not None:
            return found
        compiled = text.compile_tree(self, tree, is_body)
        compiled.path = ()
        return compiled

    def has_native_layout(self, layout: Any) -> bool:
        """Whether a layout is Foreword's own kind."""
        return (
            isinstance(layout, str)
            and self.templates.find(f"layouts/{layout}.html.jinja") is not None
            and (self.templates.find(f"layouts/{layout}.html") is None)
        )

    def filters_in(self, name: str | None) -> Collection[str]:
        """See `Environment.filters_in`."""
        return self.filters if is_native(name) else {one.removeprefix(LIQUID) for one in self.filters}

    def chain(self, chain: Chain) -> Callable[[Any], Any]:
        """What gives the value of a chain of filters."""
        found = self._chains.get(chain)
        if found is None:
            found = self._chains[chain] = chained(self, chain)
        return found

    # Values

    def named(self, context: Context, name: str) -> Any:
        """The value of a name that the template has not set itself; None where there is none."""
        found = context.vars.get(name, missing)
        if found is missing:
            found = context.parent.get(name, missing)
        shared = self.stage.values
        if name in shared and (found is missing or self.stage.comes_first(name, found)):
            found = shared[name]
        if found is missing or found is None:
            return self.counters.values.get(name)
        return found

    def quiet_value(
        self, value: Any, keys: tuple[Any, ...], scope: ScopeFunction | None, context: Context, statement: int
    ) -> Any:
        """See `Environment.value`; None where there is no such key."""
        self.run.budget.step(len(keys))
        if type(value) is Text:
            value = self.expand_here(value, scope, context, statement)
        for key in keys:
            kind = type(value)
            if kind is dict and key in value:
                value = value[key]
            elif kind in SEARCHED and type(key) is str:
                value = value.search(key)
            else:
                value = self._item(value, key)
            if value is None or value is ABSENT:
                return None
            if type(value) is Text:
                value = self.expand_here(value, scope, context, statement)
        return value

    def quiet_reach(
        self, value: Any, keys: tuple[Any, ...], scope: ScopeFunction | None, context: Context, statement: int
    ) -> Any:
        """See `Environment.reach`; None where there is no such key."""
        return self.quiet_item(self.quiet_value(value, keys[:-1], scope, context, statement), keys[-1])

    def quiet_item(self, obj: Any, key: Any) -> Any:
        """`a[b]`: None where there is no such key."""
        self.run.budget.step()
        return self._item(obj, key)

    def _item(self, obj: Any, key: Any) -> Any:
        """The value of a key; see `Liquid::VariableLookup#evaluate`."""
        if obj is None:
            return None
        if type(key) is str and (type(obj) is dict or type(obj) in SEARCHED):
            value = get(obj, key) if type(obj) is dict else obj.search(key)
            return None if value is ABSENT else value
        if isinstance(obj, Missing):
            return None
        if isinstance(obj, list | tuple | range):
            position = LIST_ENDS.get(key, key) if isinstance(key, str) else key
            if isinstance(position, int) and -len(obj) <= position < len(obj):
                return obj[position]
            return len(obj) if key == "size" else None
        if isinstance(obj, Mapping):
            value = get(obj, key) if isinstance(key, str | int | float | bool) else ABSENT
            return None if value is ABSENT else value
        if isinstance(obj, Failure):
            return obj
        if isinstance(obj, Namespace):
            return obj._Namespace__attrs.get(key)
        if isinstance(obj, LoopContext):
            return getattr(obj, key, None) if isinstance(key, str) and not key.startswith("_") else None
        if isinstance(obj, str):
            return len(obj) if key == "size" else getattr(obj, key) if key in STRING_METHODS else None
        value = self.attribute(obj, key) if isinstance(key, str) else None
        return None if isinstance(value, Missing) else value

    def expand(self, value: Text, context: Context, outer: Context | None, statement: int) -> Any:
        """See `Environment.expand`; links in it stay as they were written, as in Jekyll."""
        name = outer.name if outer is not None else None
        nearest = self.run.nearest_text if outer is not None and name is None else None
        return text.expanded(self, self.run, value, context, Use(value, name, nearest, statement))

    def evaluated(self, value: Text, context: Context) -> Any:
        """What a body comes to in a scope."""
        try:
            return text.evaluated(self, self.run, value, context)
        except ContentError as error:
            return text.failure(self, self.run, error, value)

    def evaluator(self, scope: Context, name: str, expression: str) -> Callable[[Any], Any]:
        """What gives the value of an expression of Jinja that stands in a string, with a name for the item that it is
        asked of."""
        source, names = Text(f"{{{{ {expression} }}}}", NOWHERE), dict(scope.get_all())

        def evaluate(item: Any) -> Any:
            compiled = self.compiled(source)
            self.run.budget.step(EVALUATION_STEPS)
            names[name] = item
            return compiled.evaluate(self, names)

        return evaluate

    def iterated(self, value: Any) -> Any:
        """What a loop goes through: nothing, where there is nothing that can be gone through."""
        if value is None or isinstance(value, bool | int | float):
            return ()
        return super().iterated(value)

    def is_true(self, value: Any) -> Any:
        """The test `truthy`: whether a value is true to Liquid, as all but nil and false are. What failed stays so."""
        if isinstance(value, Missing):
            raise value.error()
        return value if isinstance(value, Failure) else value is not None and value is not False

    # Printing

    def written(self, value: Any) -> str:
        """A value that is no text, as Liquid prints it."""
        if callable(value):
            raise ContentError("TP009", "a function cannot be printed", hint="call it: `name(...)`")
        return printed(self.resolved(value), self.run.budget.allocate)

    def markdown_lines(
        self, value: Any, context: Context, statement: int, first: str, rest: str, lead: str, end: str, is_block: bool
    ) -> str:
        """See `Environment.markdown_lines`: here a call prints what it gives, with the line end that it has."""
        if isinstance(value, Markup):
            return super().markdown_lines(value, context, statement, first, rest, lead, end, is_block)
        return self.markdown(value)

    def concatenated(self, autoescape: bool, values: tuple[Any, ...]) -> str:
        """`a ~ b`: as it prints; see `Sandbox.concatenated`."""
        if autoescape:
            return super().concatenated(autoescape, values)
        self.run.budget.step()
        return "".join([self.markdown(value) for value in values])

    def markdownified(self, source: str) -> str:
        """Markdown as HTML, under the page's budget: it costs the same where it is kept. Raises BudgetError."""
        self.run.budget.step(CONVERSION_STEPS + CHARACTER_STEPS * len(source))
        return self.converted(source)

    def converted(self, source: str) -> str:
        """Markdown as HTML, at once. What many pages show is converted once, unless it may hold a relative link."""
        html = self._converted.get(source)
        if html is None:
            html = settled(self, self.run.host.markdown(source), None) if source.strip() else ""
            if len(source) < KEPT and not has_token(source) and not may_be_relative(source):
                self._converted[source] = html
        return html

    # The site

    def setting(self, key: str) -> Any:
        """The value of a key of the site."""
        return self.quiet_item(self.stage.names.get("site"), key)


class Liquid5Environment(CompatEnvironment):
    """The environment of a site that was written for Liquid 5."""

    liquid = 5


class JekyllEntry(Entry):
    """A document that came from Jekyll. Its keys mean what its templates make of them: nothing is validated."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.view = JekyllDocument(self, self.values)

    @property
    def kind(self) -> str:
        """See `Entry.kind`."""
        return "doc"

    @property
    def id(self) -> str:
        """The path of the document: names of files may be alike, and `id` may mean anything to the author."""
        return posixpath.splitext(self.relative)[0]

    def identify(self, aliases: Mapping[str, Text]) -> None:
        """See `Entry.identify`."""
        self.names = dict(aliases)

    def complete(self, common: Entry | None) -> None:
        """See `Entry.complete`."""


def has_token(source: str) -> bool:
    """Whether Markdown has a token of the renderer's in it."""
    return not source.isascii() and ANY.search(source) is not None


def may_be_relative(source: str) -> bool:
    """Whether Markdown may have a link that is relative to its page."""
    return any(sign in source and pattern.search(source) is not None for sign, pattern in RELATIVE.items())


DIALECTS = {
    "jekyll": Dialect(CompatEnvironment, JekyllEntry, CompatRenderer, JekyllSite, in_order, load_jekyll_data),
    "jekyll-liquid-5": Dialect(Liquid5Environment, JekyllEntry, CompatRenderer, JekyllSite, in_order, load_jekyll_data),
}
"""The dialects by the option `compat`."""
