"""All filters of a site that came from Jekyll, under Liquid's names and with Liquid's arguments."""

from __future__ import annotations

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
from foreword.compat.family import Bound, Family, Filter
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


def filters_of(version: int, dialect: Literal["liquid", "jekyll"], services: Services) -> dict[str, Bound]:
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
    found |= {name: Bound(name, function) for name, function in EXTRAS.items()}
    for name in ("size", "first", "last"):
        lookup = keyed(name, found[name].function, services)
        found[name], found[f"{name}_of"] = Bound(name, lookup), Bound(f"{name}_of", of(lookup))
    return found


def functions_of(families: tuple[Family, ...], services: Services) -> dict[str, Bound]:
    """The filters of some families, as Jinja calls them."""
    return {name: function for family in families for name, function in family.bound(services).items()}


def keyed(name: str, function: Filter, services: Services) -> Filter:
    """The filter `size`, `first` or `last`, to which a key of that name in a hash comes first."""

    def call(value: Any) -> Any:
        if isinstance(value, list | str) or not isinstance(value, Mapping):
            return function(value)
        own = services.lookup(value, name)
        return function(value) if own is None else own

    return call


def of(function: Filter) -> Filter:
    """What `x.size`, `x.first` or `x.last` is: nothing where `x` has none of it, in contrast to the filter."""

    def call(value: Any) -> Any:
        has_none = value is None or isinstance(value, bool | float)
        return None if has_none else function(value)

    return call
