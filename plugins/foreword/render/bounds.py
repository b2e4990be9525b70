"""Bounds: filters and tests under the page's budget, checked before they make anything large."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jinja2.utils import _PassArg
from markupsafe import Markup

from foreword.render.budget import LARGEST, Budget
from foreword.render.entry import DocumentView
from foreword.render.run import counted, plain
from foreword.render.slots import ANY
from foreword.render.undefined import Failure, Missing, described, meant
from foreword.render.views import ExpandedOnce, View
from foreword.source.diagnostic import ContentError
from foreword.source.text import SitePath, Text

if TYPE_CHECKING:
    from foreword.render.environment import Environment

SPECIFIER = re.compile(r"%(?:\([^)]*\))?[-+ #0]*(\*|\d+)?(?:\.(\*|\d+))?[hlL]?[a-zA-Z%]")
STRING_FILTERS = frozenset(
    "upper lower title capitalize trim replace center indent wordwrap truncate striptags urlize wordcount string"
    " escape e forceescape format safe".split()
)
COMPARISONS = frozenset(
    "eq equalto == ne != lt lessthan < le <= gt greaterthan > ge >= in sameas unique groupby min max".split()
)
"""Filters and tests that look through whole values."""
GOING_THROUGH = frozenset(
    "where sort map select selectattr reject rejectattr groupby batch slice list reverse unique join".split()
)
"""Filters that go through a list, so that what they give shows it; counting it does not."""
WHOLE = frozenset(["tojson", "xmlattr", "urlencode"])
"""Filters that write out whole values, however deep."""
AS_WRITTEN = frozenset(["present", "shown", "sections"])
"""Filters and tests that look at a list, not at what its texts expand to."""
SIZED = COMPARISONS | frozenset(
    "center batch slice round indent xmlattr tojson urlencode sum items dictsort replace sort join format wordwrap list"
    " length count reverse map where".split()
)
"""Filters whose arguments say how much there is to do; see `check_size`."""
STRINGS: frozenset[type] = frozenset([str, Markup, SitePath])
SCALARS: frozenset[type] = frozenset([bool, int, float, type(None)])
PLAIN: frozenset[type] = STRINGS | SCALARS
"""The types of values in which there is nothing to expand."""
INERT: frozenset[type] = STRINGS.union([bool, type(None), dict, View, ExpandedOnce, DocumentView])
"""The types of what is given to a filter as it is: no text, no list that may hold one, nothing that is missing."""
QUIET = frozenset(["default", "d", "defined", "undefined", "present", "markdown"])
"""Filters and tests that take a missing value."""


def bounded(
    environment: Environment,
    name: str,
    function: Callable[..., Any],
    of_text: frozenset[str] = STRING_FILTERS,
    inert: frozenset[type] = INERT,
    quick: Callable[..., Any] | None = None,
    of_strings: Callable[..., Any] | None = None,
) -> Callable[..., Any]:
    """A filter or test under the page's budget, whose arguments are expanded in the page's scope.

    `of_text` names the filters whose input is printed first, `inert` has the types of values that are given as they
    are. `quick` and `of_strings` do what `function` does for arguments that need no care, and for strings; they may
    raise another error than it.
    """
    lead = 0 if _PassArg.from_obj(function) is None else 1
    quiet = name in QUIET
    is_sized = name in SIZED
    prints = name in of_text
    takes_all = quiet and name in AS_WRITTEN
    takes_lists = name not in GOING_THROUGH and name not in WHOLE
    is_format = name == "format"
    for_any = quick or function
    for_strings = of_strings or for_any

    def carefully(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What the function gives for arguments that may have to be expanded, or be too large."""
        run = environment.run
        given, written = args[:lead], args[lead:]
        values = tuple(value if name in AS_WRITTEN else argument(environment, value) for value in written)
        kwargs = {key: argument(environment, value) for key, value in kwargs.items()}
        for value in (*values[1 if quiet else 0 :], *kwargs.values()):
            if isinstance(value, Missing):
                raise value.error()
        if values:
            first = values[0]
            if isinstance(first, Failure) and not quiet:
                return first
            if isinstance(first, list) and name in GOING_THROUGH:
                run.shown.append(written[0])
            if name in WHOLE:
                values = (deeply_resolved(environment, first, {}), *values[1:])
            if prints and not isinstance(first, str):
                values = (environment.printed(first), *values[1:])
            check_size(run.budget, name, values, kwargs)
        return called((*given, *values), kwargs)

    def called(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError:
            check_arguments(name, function, args, kwargs, lead + 1)
            raise

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        budget = environment.run.budget
        chosen: Callable[..., Any] | None = None
        if not (is_sized or kwargs or (prints and type(args[lead]) not in STRINGS)) and not (
            takes_all and len(args) == lead + 1
        ):
            chosen = for_strings
            for value in args[lead:]:
                kind = type(value)
                if kind is str:
                    continue
                chosen = for_any
                if kind in inert or (kind is int and -LARGEST <= value <= LARGEST):
                    continue
                if not (kind is list and takes_lists and Text not in map(type, value)):
                    chosen = None
                    break
        if chosen is None:
            budget.step()
            result = carefully(args, kwargs)
        else:
            first = args[lead]
            budget.read(len(first) if type(first) in STRINGS else 0)
            try:
                result = chosen(*args)
            except TypeError:
                result = called(args, kwargs)
        kind = type(result)
        if kind in STRINGS:
            result = ANY.sub("", result) if is_format else result
            budget.spend(len(result), 256)
            return result
        if kind in SCALARS:
            return result
        result = environment.resolved(result)
        if isinstance(result, list | dict):
            if len(result) >= 256:
                budget.step(len(result) // 256)
        elif isinstance(result, str):
            budget.spend(len(result), 256)
        return result

    def ask(*args: Any, **kwargs: Any) -> Any:
        environment.run.budget.step()
        return function(*args, **kwargs)

    return functools.wraps(function)(ask) if name in ("defined", "undefined") else call


def argument(environment: Environment, value: Any) -> Any:
    """An argument of a filter: texts expanded in the page's scope, and what `map` and the like give as a list."""
    if isinstance(value, Iterator):
        return [environment.resolved(item) for item in counted(value, environment.run)]
    return environment.resolved(value)


def deeply_resolved(environment: Environment, value: Any, seen: dict[int, Any]) -> Any:
    """A value with every text in it expanded in the page's scope; what is shared stays shared."""
    if not isinstance(value, dict | list):
        return environment.resolved(value)
    found = seen.get(id(value))
    if found is None:
        environment.run.budget.step(len(value))
        if PLAIN.issuperset(map(type, value.values() if isinstance(value, dict) else value)):
            found = value
        elif isinstance(value, dict):
            found = {key: deeply_resolved(environment, item, seen) for key, item in value.items()}
        else:
            found = [deeply_resolved(environment, item, seen) for item in value]
        seen[id(value)] = found
    return found


def check_arguments(
    name: str, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any], given: int
) -> None:
    """Raises ContentError (TP008) where the arguments of a call do not go with the function's; `given` of them are not
    the author's."""
    parameters = list(inspect.signature(function).parameters.values())
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
        return
    names = [parameter.name for parameter in parameters][given:]
    for key in kwargs:
        if key not in names:
            hint = meant(key, names) or (f"it takes {', '.join(f'`{known}`' for known in names)}" if names else "")
            raise ContentError("TP008", f"`{name}` has no argument `{key}`", hint=hint, name=key)
    if len(args) - given > len(names):
        plural = "" if len(names) == 1 else "s"
        raise ContentError("TP008", f"`{name}` takes {len(names)} argument{plural}, not {len(args) - given}", name=name)
    for parameter in parameters[len(args) :]:
        if parameter.default is parameter.empty and parameter.name not in kwargs:
            raise ContentError("TP008", f"`{name}` needs the argument `{parameter.name}`", name=name)


def refusal(message: str, hint: str) -> ContentError:
    """The error of one operation that is too large; what stands around it goes on."""
    return ContentError("TP005", message, hint=hint)


def check_size(budget: Budget, name: str, values: Sequence[Any], kwargs: dict[str, Any]) -> None:
    """Refuse, before it is made, what a filter of Jinja's would make too large. Raises BudgetError."""
    for value in (*values[1:], *kwargs.values()):
        if isinstance(value, int) and abs(value) > LARGEST:
            raise refusal(f"the argument {value:,} of `{name}` is too large", "give it a smaller number")
    first = values[0]
    if name in COMPARISONS:
        budget.step(sum(weight(value) for value in values if isinstance(value, dict | list | tuple)))
        return
    numbers = [value for value in (*values[1:], *kwargs.values()) if type(value) is int]
    width = max((abs(number) for number in numbers), default=0)
    if name in ("center", "batch", "slice"):
        budget.allocate(width)
    elif name == "round" and width > 50:
        raise refusal("numbers are rounded to 50 places at the most", "give it a smaller number")
    elif name == "indent" and isinstance(first, str):
        budget.allocate(len(first) + width * (first.count("\n") + 1))
        budget.step(len(first) // 256)
    elif name == "xmlattr" and isinstance(first, Mapping):
        budget.allocate(sum(len(plain(value)) for value in first.values()))
    elif name in ("tojson", "xmlattr", "urlencode", "sum", "items", "dictsort"):
        budget.step(weight(first))
        budget.allocate(weight(first) * (width + 1))
    elif name == "replace" and len(values) > 2:
        old, new = plain(values[1]), plain(values[2])
        budget.allocate(len(first) + (len(first) if not old else first.count(old)) * len(new))
    elif name == "sort":
        budget.step(len(listed(first)) // 2 + 1)
    elif name == "join":
        items = listed(first)
        if (
            len(values) < 3
            and "attribute" not in kwargs
            and any(isinstance(item, dict | list | tuple) for item in items)
        ):
            raise ContentError("TP009", "a list of lists or mappings cannot be joined", hint="map it to text first")
        separator = len(plain(values[1])) if len(values) > 1 else 0
        budget.step(len(items))
        budget.allocate(
            sum(len(plain(item)) for item in items if not isinstance(item, dict | list | tuple))
            + separator * len(items)
        )
    elif name == "format":
        check_format(budget, first, [*values[1:], *kwargs.values()])
    elif name == "wordwrap":
        budget.step(len(first))
        budget.allocate(len(first) * (1 + len(plain(kwargs.get("wrapstring", "")))))
    elif name in (
        "list",
        "sort",
        "unique",
        "groupby",
        "length",
        "count",
        "reverse",
        "map",
        "where",
    ) and hasattr(first, "__len__"):
        budget.step(len(first) // 16 + 1)
    elif isinstance(first, str):
        budget.step(len(first) // 1024)
        budget.allocate(len(first))


def check_format(budget: Budget, template: Any, arguments: Sequence[Any]) -> None:
    """Refuse widths and precisions of `%` formatting that would make a large text. Raises ContentError."""
    for found in SPECIFIER.finditer(str(template)):
        for size in found.groups():
            if size == "*":
                raise refusal("a width that is computed (`*`) is not allowed", "write the width as a number")
            if size:
                budget.allocate(min(int(size[:12]), LARGEST + 1))
    for argument in arguments:
        if isinstance(argument, dict | list | tuple):
            raise ContentError("TP009", "a list or a mapping cannot be formatted as text")
        budget.allocate(len(plain(argument)))


def weight(value: Any) -> int:
    """How many values there are in a value, counted to a bound: lists may share their items many times over."""
    count, stack = 0, [value]
    while stack:
        item = stack.pop()
        count += 1
        if count > 200_000:
            raise refusal("this value is too large to be looked through", "use a part of it")
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list | tuple):
            stack.extend(item)
        elif isinstance(item, str):
            count += len(item) // 64
    return count


def listed(items: Any) -> list[Any]:
    """What a filter of lists works on."""
    if isinstance(items, str) or not isinstance(items, Iterable):
        raise ContentError("TP009", f"a list is needed here, not {described(items)}")
    return list(items)
