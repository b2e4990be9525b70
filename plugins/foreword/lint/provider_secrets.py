"""Secrets of providers: what the patterns of detect-secrets find in a text, and what of it can do harm."""

from __future__ import annotations

import base64
import binascii
import importlib
import json
import re
import time
from collections.abc import Iterator
from functools import lru_cache

from foreword.lint.secret import SHORTEST, Secret
from foreword.lint.stand_ins import is_stand_in

PROVIDERS = {
    "aws": "AWS key",
    "azure_storage_key": "Azure storage key",
    "discord": "Discord bot token",
    "github_token": "GitHub token",
    "gitlab_token": "GitLab token",
    "jwt": "JSON Web Token",
    "mailchimp": "Mailchimp key",
    "npm": "npm token",
    "openai": "OpenAI key",
    "private_key": "private key",
    "pypi_token": "PyPI token",
    "sendgrid": "SendGrid key",
    "slack": "Slack token",
    "square_oauth": "Square secret",
    "stripe": "Stripe key",
    "telegram_token": "Telegram bot token",
    "twilio": "Twilio key",
}
"""The plugins of detect-secrets that know one provider's credentials, and what is found. Those that measure entropy,
or go by the name of a variable alone, find too much in docs."""
SIGNS = re.compile(
    r"A3T|ABIA|ACCA|AKIA|ASIA|aws|AccountKey=|gh[pousr]_|gl[a-z]+-|GR1348941|eyJ|-us\d|_authToken|T3BlbkFJ|PRIVATE KEY"
    r"|PuTTY|pypi-|SG\.|xox[a-z]-|hooks\.slack|sq0csp|k_live_|\d{8}:|AC[a-z0-9]{32}|SK[a-z0-9]{32}"
    r"|[MNO][\w-]{23,25}\.[\w-]{6}\.",
    re.IGNORECASE,
)
"""What stands in all that the providers' patterns find: a text without it is not searched by each of them."""
WINDOW = 4096
OVERLAP = 1200
KEY_BODY = re.compile(r"(?:[-\s\"'+>|]|\\[nr])*(?:[\w-]+:[^\n]*\n\s*)*(?P<body>[A-Za-z0-9+/=]{40,})")


@lru_cache(maxsize=1)
def detectors() -> list[tuple[str, str, list[re.Pattern[str]]]]:
    """The providers' patterns, by the name of their plugin. Imported when they are needed: it takes a while."""
    found = []
    for name, what in PROVIDERS.items():
        module = importlib.import_module(f"detect_secrets.plugins.{name}")
        for item in vars(module).values():
            if isinstance(item, type) and item.__module__ == module.__name__ and hasattr(item, "denylist"):
                found.append((name, what, list(item.denylist)))
    return found


def provided(text: str) -> Iterator[Secret]:
    """What the providers' patterns find in a text."""
    if SIGNS.search(text) is None:
        return
    for offset, part in windows(text):
        if SIGNS.search(part) is None:
            continue
        for name, what, patterns in detectors():
            for pattern in patterns:
                for match in pattern.finditer(part):
                    start, end = span_of(match)
                    secret = checked(name, what, text, offset + start, offset + end)
                    if secret is not None:
                        yield secret


def windows(text: str) -> Iterator[tuple[int, str]]:
    """A text in parts that end with a line, but for lines that are long: these overlap."""
    at = 0
    while at < len(text):
        end = text.rfind("\n", at, at + WINDOW) + 1 if len(text) - at > WINDOW else len(text)
        if end <= at:
            yield at, text[at : at + WINDOW]
            at += WINDOW - OVERLAP
        else:
            yield at, text[at:end]
            at = end


def span_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the secret stands in a match: its longest group, where that is long enough to be one."""
    groups = [match.span(number) for number in range(1, (match.re.groups or 0) + 1)]
    longest = max(groups, key=lambda span: span[1] - span[0], default=(0, 0))
    return longest if longest[1] - longest[0] >= 20 else match.span()


def checked(name: str, what: str, text: str, start: int, end: int) -> Secret | None:
    """A match of a provider's pattern as a secret; None where it is a part of something else, or can do no harm."""
    if name == "private_key":
        body = KEY_BODY.match(text, end, end + 400)
        if body is None or is_stand_in(text, *body.span("body")):
            return None
        lead = len(text[:start]) - len(text[:start].rstrip("-"))
        return Secret(start - lead, end, what)
    if end - start < SHORTEST or text[start - 1 : start].isalnum():
        return None
    if name == "jwt":
        token = re.compile(r"[\w.+/=-]*").match(text, end)
        assert token is not None
        return Secret(start, token.end(), what) if is_live(text[start:end]) else None
    after = text[end : end + 1]
    if text[start:end].isalnum() and (after.isalnum() or after == "_"):
        return None
    return Secret(start, end, what)


def is_live(token: str) -> bool:
    """Whether a JSON Web Token may be in use: its parts can be read, it has not expired, and it is no example."""
    texts = []
    for part in token.split(".")[:2]:
        try:
            texts.append(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode())
        except (ValueError, binascii.Error):
            return False
    try:
        header, claims = (json.loads(text) for text in texts)
    except (ValueError, RecursionError):
        return False
    if not isinstance(header, dict) or not isinstance(claims, dict) or "alg" not in header:
        return False
    expires = claims.get("exp")
    if isinstance(expires, int | float) and expires < time.time():
        return False
    return not is_stand_in(texts[1], 0, len(texts[1]))
