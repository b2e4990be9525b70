"""The sign of a reference, for which finished pages are looked through."""

ENDS = ("f:", "F:")
SIGNS = ("ref:", "Ref:", "Ef:", "F:")
"""One of these is in `ref:`, in whichever letters it is written. Looking for them takes less time than writing a page
in small letters."""


def may_refer(html: str) -> bool:
    """Whether there may be references in the HTML of a page."""
    return any(end in html for end in ENDS) and any(sign in html for sign in SIGNS)
