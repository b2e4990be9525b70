"""The key of the cache: it tells what one has kept oneself from what somebody else has put there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import platformdirs

VARIABLE = "FOREWORD_CACHE_KEY"
BYTES = 32


def cache_key(environment: Mapping[str, str]) -> tuple[bytes, bool]:
    """The key with which entries are signed (32 or 64 bytes), and whether the next build will have it too: that of the
    variable FOREWORD_CACHE_KEY, else one that is made once and kept in the user's own folder.

    Where no key can be kept there, it is a new one: nothing of an earlier build is taken then.
    """
    given = environment.get(VARIABLE, "")
    if given:
        return hashlib.blake2b(given.encode()).digest(), True
    location = key_file()
    with contextlib.suppress(OSError):
        kept = location.read_bytes()
        if len(kept) == BYTES:
            return kept, True
    made = secrets.token_bytes(BYTES)
    with contextlib.suppress(OSError):
        location.parent.mkdir(parents=True, exist_ok=True)
        own = location.with_name(f"cache.key.{os.getpid()}")
        own.touch(0o600)
        own.write_bytes(made)
        os.replace(own, location)
        return location.read_bytes(), True  # of two builds at once, the last one's
    return made, False


def key_file() -> Path:
    """Where the user's own key is kept."""
    return Path(platformdirs.user_state_dir("foreword", appauthor=False)) / "cache.key"
