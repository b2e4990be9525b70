"""Colour, where a terminal shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, TextIO

import click

from foreword.source.diagnostic import Severity

Role = Severity | Literal["place", "gutter", "hint"]

STYLES: dict[Role, Callable[[str], str]] = {
    "error": partial(click.style, fg="red", bold=True),
    "warning": partial(click.style, fg="yellow", bold=True),
    "info": partial(click.style, fg="cyan", bold=True),
    "place": partial(click.style, bold=True),
    "gutter": partial(click.style, fg="blue"),
    "hint": partial(click.style, fg="green"),
}
"""How the parts of a finding look. Nothing is told by colour alone."""


def painted(text: str, role: Role, colour: bool) -> str:
    """A text in the colour of its role, or as it is."""
    return STYLES[role](text) if colour and text else text


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody asked for none; see https://no-color.org."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
