"""Words: the slug of a text, and the words of a key. Short ones are kept: the same few stand on every page."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SHORT = 100
SLUG_STRIP = re.compile(r"[^\w\s-]")
SLUG_SPACE = re.compile(r"[-\s]+")
ACRONYMS = {word.lower(): word for word in "ID API URL URI HTTP HTTPS JSON YAML IP SDK OAuth JWT HTML".split()}


def slug_of(text: str) -> str:
    """A slug as the toc extension makes it: lower case, ASCII, words joined by hyphens."""
    return short_slug(text) if len(text) < SHORT else any_slug(text)


def any_slug(text: str) -> str:
    """The slug of a text, however long."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return SLUG_SPACE.sub("-", SLUG_STRIP.sub("", ascii_only).strip().lower())


def words_of(key: str) -> str:
    """A key with spaces, acronyms as they are written, and a capital."""
    return short_words(key) if len(key) < SHORT else any_words(key)


def any_words(key: str) -> str:
    """The words of a key, however long."""
    words = [ACRONYMS.get(word.lower(), word) for word in re.split(r"[-_\s]+", key) if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


short_slug = lru_cache(1000)(any_slug)
short_words = lru_cache(1000)(any_words)
