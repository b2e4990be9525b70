"""The sandbox: what templates may do with values. Data first, no Python attributes, every step counted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from foreword.render.bounds import SCALARS, weight
from foreword.render.budget import EXPANSION_STEPS
from foreword.render.components import Component
from foreword.render.entry import DocumentView
from foreword.render.operators import Counted, check_operator, kind
from foreword.render.run import Run, Use, counted, plain
from foreword.render.slots import ANY
from foreword.render.undefined import Failure, Missing, described, meant
from foreword.render.views import ExpandedOnce, View
from foreword.source.data import ABSENT, FolderView, get
from foreword.source.diagnostic import ContentError
from foreword.source.text import SitePath, Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

ScopeFunction = Callable[[], "Context"]
"""Gives the scope of a place in a template, when it is asked for."""

STRING_METHODS = frozenset(
    "upper lower strip lstrip rstrip startswith endswith split rsplit splitlines title capitalize find rfind count"
    " index isdigit isalpha isalnum isupper islower isspace isnumeric removeprefix removesuffix partition rpartition"
    " casefold swapcase".split()
)
MAPPING_METHODS = frozenset(["items", "keys", "values", "get"])
MAPPINGS = frozenset([dict, FolderView, View, ExpandedOnce, DocumentView])
"""The types of nearly all that keys are looked up in."""


class Sandbox(ImmutableSandboxedEnvironment, ABC):
    """Jinja's immutable sandbox with a budget, the author's keys before methods, and one way to print.

    `run` is the page that is being rendered.
    """

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    run: Run

    @abstractmethod
    def resolved(self, value: Any) -> Any:
        """A value with its texts expanded in the page's scope."""

    @abstractmethod
    def expand(self, value: Text, context: Context, outer: Context | None, statement: int) -> Any:
        """Expand a text in a scope, for a statement of the template of `outer`."""

    @abstractmethod
    def markdown(self, value: Any, context: Context | None = None, statement: int = -1) -> str:
        """A value as it prints in Markdown."""

    @abstractmethod
    def call_component(
        self,
        scope: ScopeFunction | None,
        outer: Context,
        statement: int,
        component: Any,
        /,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Call a component in the scope that the function gives (else that of `outer`), for a statement of the
        template of `outer`."""

    # Values

    def attribute(self, obj: Any, name: str) -> Any:
        """`a.b`: the author's key, else what Jinja allows of the object."""
        self.run.budget.step()
        if type(obj) in MAPPINGS:
            value = get(obj, name)
            return self._no_key(obj, name, methods=True) if value is ABSENT else value
        return self._lookup(obj, name, methods=True)

    def item(self, obj: Any, key: Any) -> Any:
        """`a[b]`: the author's key, or an index."""
        self.run.budget.step()
        if type(key) is str and type(obj) in MAPPINGS:
            value = get(obj, key)
            return self._no_key(obj, key, methods=True) if value is ABSENT else value
        return self._lookup(obj, key, methods=isinstance(key, str))

    def expand_here(self, value: Text, scope: ScopeFunction | None, context: Context, statement: int) -> Any:
        """Expand a text for a statement of the template of `context`, in the scope that the function gives."""
        return self.expand(value, scope() if scope is not None else context, context, statement)

    def reach(
        self, value: Any, keys: tuple[Any, ...], scope: ScopeFunction | None, context: Context, statement: int
    ) -> Any:
        """`a.b.c` of the value of `a`: each text on the way is expanded, the last value stays as it is."""
        for key in keys:
            if type(value) is Text:
                value = self.expand_here(value, scope, context, statement)
            value = self.attribute(value, key)
        return value

    def value(
        self, value: Any, keys: tuple[Any, ...], scope: ScopeFunction | None, context: Context, statement: int
    ) -> Any:
        """`a.b.c` of the value of `a`, expanded like each text on the way to it."""
        value = self.reach(value, keys, scope, context, statement)
        return self.expand_here(value, scope, context, statement) if type(value) is Text else value

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a filter of Jinja's looks up: expanded in the page's scope."""
        return self.resolved(self._queried(self.resolved(obj), attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a filter of Jinja's looks up: expanded in the page's scope."""
        return self.resolved(self._queried(self.resolved(obj), argument))

    def _queried(self, obj: Any, key: Any) -> Any:
        """What a filter finds at a key; of a document as it is in the document's own scope."""
        if isinstance(obj, DocumentView):
            self.run.budget.step()
            value = obj.own(key)
            if value is not ABSENT:
                return value
        return self.attribute(obj, key) if isinstance(key, str) else self.item(obj, key)

    def _lookup(self, obj: Any, key: Any, methods: bool) -> Any:
        if isinstance(obj, Missing | Failure):
            return obj
        if key is not None and not isinstance(key, str | bool | int | float):
            raise ContentError("TP009", f"a key has to be text or a number, not {described(key)}")
        if isinstance(obj, Component):
            return self._refused(obj, str(key))
        if isinstance(obj, Mapping):
            value = get(obj, key)
            return self._no_key(obj, key, methods) if value is ABSENT else value
        if isinstance(obj, str):
            if methods and key in STRING_METHODS:
                return getattr(obj, key)
            if methods and isinstance(key, str):
                return self._refused(obj, key) if hasattr(obj, key) else self.undefined(obj=obj, name=key)
        if isinstance(obj, str | list | tuple | range) and isinstance(key, int):
            try:
                return obj[key]
            except IndexError:
                return self.undefined(obj=obj, name=str(key))
        if obj is None or isinstance(obj, bool | int | float | list | tuple | range):
            name = str(key)
            return self._refused(obj, name) if hasattr(obj, name) else self.undefined(obj=obj, name=name)
        return super().getattr(obj, key) if isinstance(key, str) else super().getitem(obj, key)

    def _no_key(self, obj: Any, key: Any, methods: bool) -> Any:
        """What stands for a key that a mapping does not have: a method, or a missing value."""
        if methods and key in MAPPING_METHODS:
            return getattr(obj, key)
        return self.undefined(obj=obj, name=str(key) if isinstance(key, str | bool | int | float) else "this key")

    def _refused(self, obj: Any, name: str) -> Any:
        """What stands for an attribute of Python's that a template cannot use: it fails when it is used."""
        return self.undefined(obj=obj, name=name, exc=jinja2.exceptions.SecurityError)

    def printed(self, value: Any) -> str:
        """A value as text. A list, a mapping or a function is an error, a missing value too."""
        if isinstance(value, str):
            return value
        if isinstance(value, Failure):
            return value.marker
        if isinstance(value, Missing):
            raise value.error()
        return self.written(value)

    def written(self, value: Any) -> str:
        """What a value that is no text prints as."""
        return plain(value.bind if isinstance(value, Component) else value)

    # Calls, loops and operators

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
            return __self.call_component(None, __context, -1, __obj, *args, **kwargs)
        if not callable(__obj):
            raise ContentError("TP009", f"{described(__obj)} cannot be called", hint="only functions and macros can")
        if isinstance(__obj, Macro | LoopContext):
            run.budget.step(EXPANSION_STEPS)
        if isinstance(__obj, Macro):
            check_macro(__obj, args, kwargs)
            with run.using(Use(__obj.name, None, None, -1)):
                return super().call(__context, __obj, *args, **kwargs)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str):
            run.budget.step(len(owner) // 256)
        result = __self.resolved(super().call(__context, __obj, *args, **kwargs))
        if isinstance(result, str | list):
            run.budget.step(len(result) // 256)
        return result

    def iterated(self, value: Any) -> Any:
        """What a loop goes through, each turn one step of the budget."""
        if isinstance(value, Missing):
            raise value.error()
        if isinstance(value, bool | int | float | Component) or value is None or callable(value):
            raise ContentError("TP009", f"a loop needs a list, not {described(value)}")
        if isinstance(value, list):
            self.run.shown.append(value)
        return Counted(value, self.run) if hasattr(value, "__len__") else counted(value, self.run)

    def concatenated(self, autoescape: bool, values: tuple[Any, ...]) -> str:
        """`a ~ b`: as it prints; in HTML, what is not HTML is escaped when any of it is."""
        self.run.budget.step()
        if any(isinstance(value, Markup) for value in values):
            if not autoescape:
                return "".join(self.markdown(value) for value in values)
            return Markup("").join(value if isinstance(value, Markup) else self.printed(value) for value in values)
        parts = [self.printed(value) for value in values]
        self.run.budget.allocate(sum(map(len, parts)))
        joined = "".join(parts)
        # `link.api ~ "#anchor"` is still a path of the data's.
        return SitePath(joined) if isinstance(values[0], SitePath) else joined

    def compared(self, value: Any) -> Any:
        """The right side of a comparison: what is large costs more to look through."""
        if isinstance(value, str):
            self.run.budget.step(1 + len(value) // 1024)
        elif type(value) not in SCALARS and isinstance(value, dict | list | tuple):
            self.run.budget.step(weight(value))
            return self.resolved(value)
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
            result = super().call_binop(context, operator, left, right)
            # `"%c" % number` must not make one of the renderer's tokens.
            return ANY.sub("", result) if operator == "%" and isinstance(result, str) else result
        except ZeroDivisionError:
            raise ContentError("TP009", "a division by zero") from None
        except TypeError:
            kinds = f"{kind(left)} and {kind(right)}"
            hint = "join text with `~`" if operator == "+" else "only numbers can be computed with"
            raise ContentError("TP009", f"`{operator}` does not go with {kinds}", hint=hint) from None


def check_macro(macro: Macro, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Raises ContentError (TP008) for an argument that a macro does not take."""
    if len(args) > len(macro.arguments) and not macro.catch_varargs:
        count = f"{len(macro.arguments)} argument{'' if len(macro.arguments) == 1 else 's'}"
        raise ContentError("TP008", f"`{macro.name}` takes {count}, not {len(args)}", name=macro.name)
    for key in kwargs:
        if key not in macro.arguments and not macro.catch_kwargs and key not in ("caller", "_loop_vars", "_block_vars"):
            raise ContentError(
                "TP008", f"`{macro.name}` has no argument `{key}`", hint=meant(key, macro.arguments), name=key
            )
