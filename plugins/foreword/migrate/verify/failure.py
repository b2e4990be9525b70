"""What makes it impossible to verify a migration."""

from __future__ import annotations


class VerifyError(Exception):
    """A migration cannot be verified: the message says why, and what to do."""


def last_lines(output: str, count: int = 15) -> str:
    """The end of what a program printed, indented."""
    lines = [line for line in output.splitlines() if line.strip()]
    left = len(lines) - count
    return "\n".join([*([f"  … ({left} more lines above)"] if left > 0 else []), *(f"  {x}" for x in lines[-count:])])
