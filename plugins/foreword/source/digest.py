"""Digests: what tells one content from another. No time stamp does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LENGTH = 32
"""Digits of a digest: 128 bits."""


def digest_of(content: bytes) -> str:
    """The digest of some bytes, as hexadecimal text: SHA-256, for which processors have instructions of their own."""
    return hashlib.sha256(content).hexdigest()[:LENGTH]


def combined(parts: Iterable[str]) -> str:
    """One digest of several texts, in their order."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "little"))
        whole.update(raw)
    return whole.hexdigest()
