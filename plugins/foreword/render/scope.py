"""The scope of a place in a template: Jinja's context, derived in fewer steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.utils import missing


class Scope(Context):
    """Jinja's context. Each block and each text has its own, derived from that around it.

    The table of blocks is shared, as a template changes it only as a whole. `globals_keys` are left out: they are for
    imports without a context, which there are none of (see `foreword.render.parsing`).
    """

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,
    ) -> None:
        self.parent = parent
        self.vars = {}
        self.environment = environment
        self.eval_ctx = EvalContext(environment, name)
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()
        self.blocks = {key: [block] for key, block in blocks.items()}

    def derived(self, locals: dict[str, Any] | None = None) -> Scope:
        """The scope with the names of a place in it; see `jinja2.runtime.Context.derived`."""
        names = self.get_all()
        if locals:
            names = names.copy()
            for name, value in locals.items():
                if value is not missing:
                    names[name] = value
        found = Scope.__new__(Scope)
        found.parent = names
        found.vars = {}
        found.environment = self.environment
        found.eval_ctx = self.eval_ctx
        found.exported_vars = set()
        found.name = self.name
        found.globals_keys = self.globals_keys
        found.blocks = self.blocks
        return found
