"""All filters of a site that came from Jekyll, under Liquid's names and with Liquid's arguments."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Literal

from foreword.compat import (
    date_filters,
    encoding_filters,
    jekyll_date_filters,
    jekyll_list_filters,
    jekyll_text_filters,
    list_filters,
    number_filters,
    replace_filters,
    text_filters,
    url_filters,
)
from foreword.compat.errors import LiquidError
from foreword.compat.family import Family, Filter
from foreword.compat.iteration import items, pairs, slice_of
from foreword.compat.services import Services

LIQUID = (
    text_filters.FILTERS,
    encoding_filters.FILTERS,
    replace_filters.FILTERS,
    number_filters.FILTERS,
    list_filters.FILTERS,
    date_filters.FILTERS,
)
LIQUID_4 = (text_filters.FILTERS_4, list_filters.FILTERS_4)
JEKYLL = (
    url_filters.FILTERS,
    jekyll_text_filters.FILTERS,
    jekyll_list_filters.FILTERS,
    jekyll_date_filters.FILTERS,
)
ONLY_5 = text_filters.ONLY_5 | encoding_filters.ONLY_5 | replace_filters.ONLY_5 | list_filters.ONLY_5
EXTRAS: dict[str, Filter] = {"items": items, "pairs": pairs, "slice_of": slice_of}


def filters_of(version: int, dialect: Literal["liquid", "jekyll"], services: Services) -> dict[str, Filter]:
    """The filters of Liquid 4 or 5, with Jekyll's over them where the dialect is `jekyll`, and what a converted
    template needs besides: `items`, `pairs`, `slice_of`, `size_of`, `first_of`, `last_of`.

    They raise LiquidError for what Liquid refuses. Missing values are given to them as None.
    """
    found = functions_of(LIQUID, services)
    if version < 5:
        found = {name: function for name, function in found.items() if name not in ONLY_5}
        found |= functions_of(LIQUID_4, services)
    if dialect == "jekyll":
        found |= functions_of(JEKYLL, services)
    lookups = {name: keyed(name, found[name], services) for name in ("size", "first", "last")}
    found |= {name: bound(name, function) for name, function in EXTRAS.items()}
    found |= {f"{name}_of": bound(f"{name}_of", of(function)) for name, function in lookups.items()}
    return found | lookups


def functions_of(families: tuple[Family, ...], services: Services) -> dict[str, Filter]:
    """The filters of some families, as Jinja calls them."""
    found = {name: function for family in families for name, function in family.functions(services).items()}
    return {name: bound(name, function) for name, function in found.items()}


def bound(name: str, function: Filter) -> Filter:
    """A filter that checks the number of its arguments, as Liquid does.

    Named arguments that it does not know come as a hash behind the others, as Liquid gives them.
    """
    parameters = inspect.signature(function).parameters.values()
    places = [one for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    least, most = sum(one.default is one.empty for one in places), len(places)
    known = {one.name for one in parameters if one.kind is one.KEYWORD_ONLY}

    def call(*args: Any, **named: Any) -> Any:
        if named and not known.issuperset(named):
            args, named = (*args, named), {}
        if not least <= len(args) <= most:
            raise LiquidError(wrong_count(name, least - 1, most - 1, len(args) - 1))
        return function(*args, **named) if named else function(*args)

    return call


def wrong_count(name: str, least: int, most: int, given: int) -> str:
    """What is wrong with the number of arguments of a filter."""
    takes = f"{most}" if least == most else f"{least} to {most}"
    return f"`{name}` takes {'no' if most == 0 else takes} argument{'' if most == 1 else 's'}, not {given}"


def keyed(name: str, function: Filter, services: Services) -> Filter:
    """The filter `size`, `first` or `last`, to which a key of that name in a hash comes first."""

    def call(*args: Any) -> Any:
        if len(args) != 1 or isinstance(args[0], list | str) or not isinstance(args[0], Mapping):
            return function(*args)
        own = services.lookup(args[0], name)
        return function(*args) if own is None else own

    return call


def of(function: Filter) -> Filter:
    """What `x.size`, `x.first` or `x.last` is: nothing where `x` has none of it, in contrast to the filter."""

    def call(value: Any) -> Any:
        has_none = value is None or isinstance(value, bool | float)
        return None if has_none else function(value)

    return call
