"""Templates that are the same in all sites are compiled once by each process that runs tests. A plugin of pytest's."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from types import CodeType
from typing import Any

import pytest

from foreword.mkdocs import plugin
from foreword.mkdocs.theming.compiled import CompiledTemplates
from foreword.render.environment import Environment
from foreword.render.loader import PACKAGED


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Keep the code of packaged templates from site to site, and of themes as a preview does from build to build.

    Sites of tests are small, and to compile is most of what a build of one takes.
    """
    codes: dict[Hashable, CodeType] = {}
    of_themes = CompiledTemplates()
    compile_anew = Environment.compile

    def compiled(self: Environment, source: Any, name: str | None = None, *rest: Any, **options: Any) -> Any:
        path = self.templates.find(name) if name is not None else None
        if path is None or not path.is_relative_to(PACKAGED):
            return compile_anew(self, source, name, *rest, **options)
        key = (type(self), source, name, rest, *options.items(), *compiled_in(self))
        if key not in codes:
            codes[key] = compile_anew(self, source, name, *rest, **options)
        return codes[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compiled)
        patch.setattr(plugin, "CompiledTemplates", lambda: of_themes)
        yield


def compiled_in(environment: Environment) -> Iterator[Hashable]:
    """What of a site is in the code of each template: which components, filters and tests there are, and whether these
    get the context."""
    yield frozenset(environment.components)
    for calls in (environment.filters, environment.tests):
        yield frozenset((name, getattr(call, "jinja_pass_arg", None)) for name, call in calls.items())
