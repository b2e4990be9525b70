"""What the commands print: on any terminal, whatever a file's name or text may hold."""

from __future__ import annotations

import sys

import click


def show(text: str, colour: bool = False) -> None:
    """Print on standard output, as it is; what the terminal's encoding lacks is escaped."""
    click.echo(escaped(text, sys.stdout.encoding), nl=False, color=colour)


def say(line: str) -> None:
    """Print a line on standard error, beside what is printed."""
    click.echo(escaped(line, sys.stderr.encoding), err=True)


def escaped(text: str, encoding: str | None) -> str:
    """A text that an encoding has all of."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
