"""The time of the build, which MkDocs's themes print on the homepage."""

from __future__ import annotations

from datetime import datetime
from typing import Any

OF_THE_DAY = frozenset(["year", "month", "day", "is_used", "is_printed"])
"""What is the same all day: pages are written anew on another day anyway."""


class BuildDate(datetime):
    """The time of the build, which knows whether a template has printed it, as it is, or has used it otherwise: such a
    page is another in each build."""

    is_printed = False
    is_used = False

    def __getattribute__(self, name: str) -> Any:
        if not (name.startswith("_") or name in OF_THE_DAY):
            self.is_used = True
        return super().__getattribute__(name)

    def __str__(self) -> str:
        self.is_printed = True
        return datetime.isoformat(self, " ")  # as `str` gives it

    def __repr__(self) -> str:
        return repr(datetime.fromtimestamp(self.timestamp(), self.tzinfo))

    def __format__(self, form: str) -> str:
        self.is_used = True
        return super().__format__(form)
