"""Liquid's filters that write a string for HTML, for a URL or in Base64, and read it again."""

from __future__ import annotations

import base64
import binascii
import html
import re
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from foreword.compat.errors import LiquidError
from foreword.compat.family import Family
from foreword.compat.printing import text

ENTITIES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
NOT_ESCAPED = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]+|#[0-9]+);)")


def escape(value: Any) -> str | None:
    """The text with HTML's special characters as entities."""
    return None if value is None else html.escape(text(value)).replace("&#x27;", "&#39;")


def escape_once(value: Any) -> str:
    """The text with HTML's special characters as entities; what is one already stays."""
    return NOT_ESCAPED.sub(lambda found: ENTITIES[found.group()], text(value))


def url_encode(value: Any) -> str | None:
    """The text for the query of a URL."""
    return None if value is None else quote_plus(text(value))


def url_decode(value: Any) -> str | None:
    """The text that a query of a URL stands for. Raises LiquidError where it is no UTF-8."""
    if value is None:
        return None
    try:
        return unquote_to_bytes(text(value).replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise LiquidError("invalid byte sequence in UTF-8") from None


def base64_encode(value: Any) -> str:
    """The text in Base64."""
    return base64.b64encode(text(value).encode()).decode()


def base64_url_safe_encode(value: Any) -> str:
    """The text in the Base64 of URLs."""
    return base64.urlsafe_b64encode(text(value).encode()).decode()


def base64_decode(value: Any) -> str:
    """The text that is written in Base64. Raises LiquidError where it is none."""
    return decoded(text(value), "base64_decode")


def base64_url_safe_decode(value: Any) -> str:
    """The text that is written in the Base64 of URLs, its padding left out or not. Raises LiquidError where it is
    none."""
    spelling = text(value).translate({ord("-"): "+", ord("_"): "/"})
    return decoded(spelling + "=" * (-len(spelling) % 4 if "=" not in spelling else 0), "base64_url_safe_decode")


def decoded(spelling: str, name: str) -> str:
    """The text that is written in Base64, for the filter of a name. Raises LiquidError."""
    try:
        found = base64.b64decode(spelling.encode(), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if base64.b64encode(found).decode() != spelling:
        raise LiquidError(f"invalid base64 provided to {name}")
    return found.decode(errors="replace")


FILTERS = Family(
    of_text={
        "escape": escape,
        "h": escape,
        "escape_once": escape_once,
        "url_encode": url_encode,
        "url_decode": url_decode,
        "base64_encode": base64_encode,
        "base64_url_safe_encode": base64_url_safe_encode,
        "base64_decode": base64_decode,
        "base64_url_safe_decode": base64_url_safe_decode,
    }
)
ONLY_5 = frozenset(["base64_encode", "base64_decode", "base64_url_safe_encode", "base64_url_safe_decode"])
