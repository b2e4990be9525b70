"""The filters of the test site."""

from __future__ import annotations


def shout(text: str) -> str:
    """In capitals."""
    return text.upper()


filters = {"shout": shout}
