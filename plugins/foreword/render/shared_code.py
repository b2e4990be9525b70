"""Shared code: what templates compile to, handed from one process of a build to the others. Never from a file."""

from __future__ import annotations

import marshal
from collections.abc import Hashable, Iterable
from types import CodeType
from typing import TYPE_CHECKING

from jinja2.bccache import Bucket, BytecodeCache

if TYPE_CHECKING:
    from foreword.render.environment import Environment

Codes = dict[Hashable, bytes]
"""The code of templates as bytes, by what it depends on."""


class SharedCode(BytecodeCache):
    """The code of templates that this process, or another one of the same build, has compiled."""

    def __init__(self) -> None:
        self.codes: dict[Hashable, CodeType] = {}

    def key(self, bucket: Bucket) -> Hashable:
        """What the code of a template depends on: its name and its source."""
        return bucket.key, bucket.checksum

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source is the same."""
        bucket.code = self.codes.get(self.key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        assert bucket.code is not None
        self.codes[self.key(bucket)] = bucket.code

    def take(self, found: Iterable[Codes]) -> None:
        """Take what other processes have compiled."""
        for codes in found:
            self.codes.update({key: marshal.loads(code) for key, code in codes.items()})


def compiled(environment: Environment, name: str) -> Codes:
    """The code of one template of an environment. Raises what Jinja raises for one that cannot be compiled."""
    shared = SharedCode()
    environment.bytecode_cache = shared
    environment.templates.load(environment, name)
    return {key: marshal.dumps(code) for key, code in shared.codes.items()}
