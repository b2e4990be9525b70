"""Compiled templates, kept in memory."""

from __future__ import annotations

from collections.abc import Hashable
from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """Compiles each template once for all environments that share it, be they of one build or of the next.

    It is never written to disk, where it would be code that somebody else may have put there.
    """

    def __init__(self) -> None:
        self._codes: dict[Hashable, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source is the same."""
        bucket.code = self._codes.get(key_of(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        assert bucket.code is not None
        self._codes[key_of(bucket)] = bucket.code


def key_of(bucket: Bucket) -> Hashable:
    """All that a template's code depends on: name, file and source, and of the environment what is compiled in."""
    env = bucket.environment
    settings = (env.lexer, env.autoescape, env.finalize, frozenset(env.extensions))
    return bucket.key, bucket.checksum, settings, compiled_in(env)


def compiled_in(env: Environment) -> frozenset[tuple[str, Hashable]]:
    """The filters and tests of an environment; of those that get the context, which are called at run time only, that
    they do."""
    named = [*env.filters.items(), *((f"is {name}", test) for name, test in env.tests.items())]
    return frozenset(
        (name, "context" if getattr(getattr(call, "jinja_pass_arg", None), "name", "") == "context" else call)
        for name, call in named
    )
