"""Secrets: which texts look like live credentials. None of these was ever one."""

from __future__ import annotations

import base64
import json
import time

import pytest

from foreword.lint.provider_secrets import PROVIDERS, detectors
from foreword.lint.secrets import secrets_in
from foreword.lint.stand_ins import is_stand_in
from hang import no_hang

BODY = "q8Lw2ZpR7vTnKc5XyHd3BsMj6GfUe9Ao4WtYrVbQxJzNhPkDmCi"
"""Letters and digits in no order, from which credentials of each form are cut."""
HEX = "9f2ac47e1b80d36c5ae719f04bd28c63e50a7d91f34bc82e"


def token(claims: dict[str, object], algorithm: str = "HS256") -> str:
    """A JSON Web Token with these claims."""
    parts = [json.dumps(part).encode() for part in ({"alg": algorithm, "typ": "JWT"}, claims)]
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), BODY[:43]])


def found(text: str, *known: str) -> list[tuple[str, str]]:
    """What is found in a text: what it seems to be, and the part of the text."""
    return [(secret.what, text[secret.start : secret.end]) for secret in secrets_in(text, [], frozenset(known))]


CREDENTIALS = {
    "AWS key": "AKIA" + "5Q7RZ2MWX4LTV9BN",
    "GitHub token": "ghp_" + BODY[:36],
    "GitLab token": "glpat-" + BODY[:20],
    "Stripe key": "sk_live_" + BODY[:24],
    "Slack token": "xoxb-" + "2841937560-" + BODY[:24].lower(),
    "SendGrid key": "SG." + BODY[:22] + "." + BODY[:43],
    "Twilio key": "SK" + HEX[:32],
    "PyPI token": "pypi-" + "AgEIcHlwaS5vcmc" + BODY + BODY[::-1],
    "OpenAI key": "sk-" + BODY[:20] + "T3BlbkFJ" + BODY[20:40],
    "Mailchimp key": HEX[:32] + "-us7",
    "Square secret": "sq0csp-" + BODY[:43],
    "Telegram bot token": "748291635:" + BODY[:35],
    "Discord bot token": "M" + BODY[:23] + "." + BODY[:6] + "." + BODY[:27],
    "JSON Web Token": token({"sub": "u-83b1", "exp": time.time() + 1_000_000}),
}


@pytest.mark.parametrize("what", CREDENTIALS)
def test_a_credential_is_found_at_its_place(what: str) -> None:
    secret = CREDENTIALS[what]
    assert found(f'{{"key": "{secret}"}}') == [(what, secret)]


def test_npm_and_azure_are_found_with_what_stands_around_them() -> None:
    npm = "npm_" + BODY[:36]
    assert found(f"//registry.npmjs.org/:_authToken={npm}\n") == [("npm token", npm)]
    azure = "AccountKey=" + (BODY + BODY)[:86] + "=="
    assert found(azure) == [("Azure storage key", azure)]


def test_the_secret_half_of_an_aws_key_is_found_by_its_name() -> None:
    secret = BODY[:40]
    assert found(f"aws_secret_access_key = '{secret}'") == [("AWS key", secret)]


def test_each_provider_has_its_patterns() -> None:
    assert {name for name, _, _ in detectors()} == set(PROVIDERS)
    assert all(patterns for _, _, patterns in detectors())


@pytest.mark.parametrize(
    "text",
    [
        "AKIAIOSFODNN7" + "EXAMPLE",
        "AKIA" + "X" * 16,
        "ghp_" + "x" * 36,
        "ghp_" + "1234567890" * 3 + "abcdef",
        "ghp_" + "<YOUR_TOKEN>",
        "sk_live_" + "." * 24,
        "sk_test_" + BODY[:24],
        "SK" + HEX[:20],
        "x" + "AKIA" + "5Q7RZ2MWX4LTV9BN",
        "AKIA" + "5Q7RZ2MWX4LTV9BNQ",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
        "the line `BEGIN PRIVATE KEY` opens it",
        token({"sub": "u-83b1", "exp": 1_600_000_000}),
        token({"sub": "1234567890", "name": "Somebody"}),
        "eyJhbGciOi.eyJzdWIi",
        "xoxb-1-a",
    ],
)
def test_what_is_plainly_none_is_not_found(text: str) -> None:
    assert found(text) == []


def test_a_declared_example_is_not_found_nor_a_part_of_it() -> None:
    secret = CREDENTIALS["GitHub token"]
    assert found(f"send {secret}", secret) == []
    assert found(f"send {secret}", f"Bearer {secret}") == []


def test_a_private_key_is_found_where_it_begins() -> None:
    key = f"-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n{BODY}{BODY[::-1]}\n"
    text = f"See:\n{key}"
    (secret,) = secrets_in(text, [], frozenset())
    assert text[secret.start :].startswith("-----BEGIN EC")


def test_a_secret_in_a_long_line_is_found_once() -> None:
    secret = CREDENTIALS["GitHub token"]
    for lead in (4_000, 4_080, 4_095, 10_000):
        text = '"' * lead + secret + '"' * 9_000
        assert found(text) == [("GitHub token", secret)]


SLOW = ["sk-", "//", "eyJ", "SG.", "-", "A", "aws key ", "ghp_", "xoxb-1-", "1", "BEGIN PRIVATE KEY-", "a:\n", "0" * 39]


@pytest.mark.parametrize("part", SLOW)
def test_a_text_that_was_made_to_be_slow_is_not(part: str) -> None:
    text = part * (200_000 // len(part))
    with no_hang():
        secrets_in(f"{text} T3BlbkFJ _authToken\nBEGIN PRIVATE KEY{text}", [], frozenset())


@pytest.mark.parametrize("text", ["abcdef9", "x987654", "567890", "xxxx", "my_token", "a…", "********"])
def test_stand_ins_say_so_or_count(text: str) -> None:
    assert is_stand_in(text, 0, len(text))


@pytest.mark.parametrize("text", [BODY, HEX, BODY[10:30], "oc_q8Lw2ZpR7vTn"])
def test_what_is_in_no_order_is_no_stand_in(text: str) -> None:
    assert not is_stand_in(text, 0, len(text))


def test_what_is_cut_short_is_a_stand_in() -> None:
    text = f"{BODY[:12]}..."
    assert is_stand_in(text, 0, 12)
