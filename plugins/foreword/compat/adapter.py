"""The adapter: Liquid's filters and tests as those of a site's environment, with what they ask of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

from foreword.compat.comparison import tests_of
from foreword.compat.document_index import DocumentIndex
from foreword.compat.family import Bound
from foreword.compat.functions import FUNCTIONS
from foreword.compat.liquid_filters import filters_of
from foreword.compat.parsing import LIQUID
from foreword.compat.services import Services
from foreword.compat.views import JekyllDocument, JekyllSite, build_time
from foreword.render.bounds import INERT, PLAIN, bounded, deeply_resolved
from foreword.source.data import ABSENT, FolderView
from foreword.source.options import JEKYLL_ENV

if TYPE_CHECKING:
    from foreword.compat.dialect import CompatEnvironment

AS_THEY_ARE = INERT.union([JekyllDocument, JekyllSite, FolderView, float])
"""The types of what is given to a filter as it is."""
WHOLE = frozenset(["jsonify", "inspect", "join"])
"""Filters that print what is in a list or a mapping, however deep."""


def register(environment: CompatEnvironment, version: int) -> None:
    """Give an environment the filters and tests of Liquid 4 or 5, and the functions that stand for its tags."""
    environment.globals.update(FUNCTIONS)
    environment.globals["jekyll"] = {"environment": os.environ.get(JEKYLL_ENV, "development")}
    for name, function in filters_of(version, "jekyll", services_of(environment)).items():
        environment.filters[LIQUID + name] = counted(environment, function)
    for name, test in tests_of(version).items():
        environment.tests[LIQUID + name] = bounded(environment, LIQUID + name, test, frozenset(), AS_THEY_ARE)


def counted(environment: CompatEnvironment, function: Bound) -> Callable[..., Any]:
    """A filter under the page's budget."""
    given: list[Callable[..., Any]] = [function, function.function, function.of_strings]
    if function.name in WHOLE:
        given = [expanding(environment, one) for one in given]
    checked, quick, of_strings = given
    return bounded(environment, LIQUID + function.name, checked, frozenset(), AS_THEY_ARE, quick, of_strings)


def expanding(environment: CompatEnvironment, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose value is expanded, however deep its texts are."""

    @wraps(function)
    def call(value: Any = None, *args: Any, **kwargs: Any) -> Any:
        return function(deeply_resolved(environment, value, {}), *args, **kwargs)

    return call


def services_of(environment: CompatEnvironment) -> Services:
    """What filters ask of the site that an environment renders."""

    def lookup(item: Any, key: Any) -> Any:
        if type(item) is dict and key in item and type(item[key]) in PLAIN and "." not in str(key):
            return item[key]  # nothing to be expanded, as nearly always
        if isinstance(item, JekyllDocument):
            value = item.own(key)
        else:
            value = environment.value_of(item, key) if isinstance(item, Mapping) else ABSENT
        return None if value is ABSENT else value

    return Services(
        lookup=lookup,
        markdown=lambda source: environment.markdownified(environment.printed(source)),
        evaluator=environment.evaluator,
        allocate=lambda size: environment.run.budget.allocate(size),
        now=build_time,
        setting=environment.setting,
        having=DocumentIndex().having,
    )
