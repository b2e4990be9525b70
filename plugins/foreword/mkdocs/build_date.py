"""The time of the build, which MkDocs's themes print on the homepage."""

from __future__ import annotations

from datetime import datetime
from typing import Any


class BuildDate(datetime):
    """The time of the build, which knows whether a template has printed it: such a page is another in each build."""

    is_used = False

    def __str__(self) -> str:
        self.is_used = True
        return super().__str__()

    def __format__(self, form: str) -> str:
        self.is_used = True
        return super().__format__(form)

    def strftime(self, form: str) -> str:
        """See `datetime.datetime`."""
        self.is_used = True
        return super().strftime(form)

    def isoformat(self, *args: Any, **kwargs: Any) -> str:
        """See `datetime.datetime`."""
        self.is_used = True
        return super().isoformat(*args, **kwargs)
