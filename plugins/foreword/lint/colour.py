"""Colour, where a terminal shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TextIO

import click

from foreword.source.diagnostic import Severity

Role = Severity | Literal["place", "gutter", "hint"]

STYLES: dict[Role, dict[str, bool | str]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "gutter": {"fg": "blue"},
    "hint": {"fg": "green"},
}
"""How the parts of a finding look. Nothing is told by colour alone."""


def painted(text: str, role: Role, colour: bool) -> str:
    """A text in the colour of its role, or as it is."""
    return click.style(text, **STYLES[role]) if colour and text else text  # type: ignore[arg-type]


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody asked for none; see https://no-color.org."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
