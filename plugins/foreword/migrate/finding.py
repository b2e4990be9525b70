"""A finding: what the conversion changed, mended, or leaves for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foreword.source.diagnostic import Place

Kind = Literal["todo", "mended", "changed"]
Sure = Literal["sure", "likely", "unsure"]


@dataclass(frozen=True)
class Finding:
    """One line of the report, at a place in the Jekyll site.

    `todo` is left for a person, `mended` was broken and is no longer, `changed` reads otherwise than before. `sure`
    tells how sure it is that the output stays the same.
    """

    kind: Kind
    place: Place
    message: str
    advice: str = ""
    sure: Sure = "sure"
