"""Secrets: what in a text looks like a live credential, of a provider or of the site's own API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foreword.lint.credentials import Credential
from foreword.lint.declared_secrets import Declared, declared_of, of_pattern
from foreword.lint.provider_secrets import provided
from foreword.lint.secret import Secret
from foreword.lint.stand_ins import is_stand_in

__all__ = ["Secret", "SecretFinder", "secrets_in"]

SHORTEST_KNOWN = 4
"""A declared example that is shorter stands in too many texts to say that one is harmless."""


class SecretFinder:
    """Finds the secrets in the texts of a site: what the patterns of its `credentials` and of providers match, but
    for what these declare as an example or a placeholder."""

    def __init__(self, credentials: Iterable[Credential]) -> None:
        listed = list(credentials)
        self._declared = declared_of(listed)
        harmless = (credential.text(key) for credential in listed for key in ("example", "placeholder"))
        self._known = frozenset(text for text in harmless if len(text) >= SHORTEST_KNOWN)

    def __call__(self, text: str) -> list[Secret]:
        """The secrets in a text, in order."""
        return secrets_in(text, self._declared, self._known)


def secrets_in(text: str, declared: Sequence[Declared], known: frozenset[str]) -> list[Secret]:
    """The secrets in a text, in order; what overlaps is one. `known` are texts that are declared to be none."""
    found = [*provided(text), *(secret for one in declared for secret in of_pattern(text, one))]
    kept: list[Secret] = []
    for secret in sorted(found, key=lambda secret: (secret.start, -secret.end)):
        shown = text[secret.start : secret.end]
        if kept and secret.start < kept[-1].end:
            continue
        if not any(shown in one or one in shown for one in known) and not is_stand_in(text, secret.start, secret.end):
            kept.append(secret)
    return kept
