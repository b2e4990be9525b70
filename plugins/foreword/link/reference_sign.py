"""The sign of a reference, for which finished pages are looked through."""

SIGNS = ("ref:", "Ref:", "rEf:", "reF:", "REf:", "ReF:", "rEF:", "REF:")
"""What each reference begins with. Looking for all of them takes less time than writing a page in small letters."""


def may_refer(html: str) -> bool:
    """Whether there may be references in the HTML of a page."""
    return any(sign in html for sign in SIGNS)
