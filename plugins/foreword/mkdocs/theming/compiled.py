"""Compiled templates, kept in memory."""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import Environment
from jinja2.bccache import Bucket

from foreword.render.shared_code import SharedCode


class CompiledTemplates(SharedCode):
    """Compiles each template once for all environments that share it, be they of one build or of the next.

    It is never written to disk, where it would be code that somebody else may have put there.
    """

    def key(self, bucket: Bucket) -> Hashable:
        """All that a template's code depends on: name, file and source, and of the environment what is compiled in."""
        env = bucket.environment
        settings = (env.lexer, env.autoescape, env.finalize, frozenset(env.extensions))
        return super().key(bucket), settings, compiled_in(env)


def compiled_in(env: Environment) -> frozenset[tuple[str, Hashable]]:
    """The filters and tests of an environment; of those that get the context, which are called at run time only, that
    they do."""
    named = [*env.filters.items(), *((f"is {name}", test) for name, test in env.tests.items())]
    return frozenset(
        (name, "context" if getattr(getattr(call, "jinja_pass_arg", None), "name", "") == "context" else call)
        for name, call in named
    )
