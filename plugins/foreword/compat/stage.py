"""A stage: the rendering of a body, or of one of its layouts. Jekyll's variables live as long as a stage does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2.utils import Namespace

SHARED = "shared"


class Shared(Namespace):
    """Jinja's namespace, with values that are set in fewer steps."""

    def __setitem__(self, name: str, value: Any) -> None:
        object.__getattribute__(self, "_Namespace__attrs")[name] = value


@dataclass
class Stage:
    """The names of a stage. `shared` has those that a template sets for others, as Liquid's `assign` does.

    `names` are those that every template of the stage knows.
    """

    names: Mapping[str, Any]
    shared: Namespace = field(default_factory=Shared)

    def __post_init__(self) -> None:
        self.values: dict[str, Any] = self.shared._Namespace__attrs
        """What `shared` has."""

    def comes_first(self, name: str, found: Any) -> bool:
        """Whether the shared value of a name comes before the one that a template's own scope has found: that of the
        site does not hide it."""
        return name in self.names and self.names[name] is found
