"""Credentials: what one may say, and what is wrong with one, at its place."""

from __future__ import annotations

import pytest
from flaws import flaws

from foreword.model.credential import Credential


def test_a_credential_is_secret_unless_it_says_otherwise() -> None:
    assert Credential.model_validate({"name": "a"}).secret is True
    assert Credential.model_validate({"name": "a", "secret": False}).secret is False


class TestCredentials:
    @pytest.mark.parametrize(
        "keys",
        [
            "sent-in: {header: Authorization, format: 'Bearer {value}'}",
            "sent-in: {query: api_key}",
            "sent-in: {body: partner_id}",
            "sent-in: {basic: username}",
            "sent-in: {basic: Password}",
            "sent-in: {basic: '{{ x }}'}",
            "sent-in: null",
            "pattern: '^[a-z]{2}\\d+$'",
            r"pattern: '(?<year>\d+)-\p{L}(?<=b)'",
            "pattern: null",
            "placeholder: <ID>",
            "secret: false",
        ],
    )
    def test_what_they_may_say(self, keys: str) -> None:
        assert flaws(f"credentials: [{{name: a, {keys}}}]") == []

    @pytest.mark.parametrize(
        ("keys", "flaw"),
        [
            (
                "sent-in: {}",
                "3:12 FM003 `credentials[0].sent-in` does not say where | "
                "write `header`, `query`, `body` or `basic`: {header: Authorization}",
            ),
            (
                "sent-in: {header: A, query: b}",
                "3:12 FM003 `credentials[0].sent-in` names more than one way: `header`, `query` | keep one of them",
            ),
            (
                "sent-in: Authorization",
                "3:12 FM003 `credentials[0].sent-in` has to be a mapping, not `Authorization` | "
                "write one of `header`, `query`, `body` and `basic` below it: {header: Authorization}",
            ),
            (
                "sent-in: {basic: usernmae}",
                "3:20 FM003 `credentials[0].sent-in.basic` has to be `username` or `password`, not `usernmae` | "
                "did you mean `username`?",
            ),
            (
                "sent-in: {header: A, format: Bearer}",
                "3:32 FM003 `credentials[0].sent-in.format` has no `{value}` | "
                "write `{value}` where the credential's value goes: `Bearer {value}`",
            ),
            (
                "pattern: 'ab(c'",
                "3:15 FM003 `credentials[0].pattern` is no regular expression: missing ), unterminated subpattern | "
                "put `\\` before a sign that means itself",
            ),
            (
                "pattern: |-\n    (?<a>b)\n    *c**",
                "5:8 FM003 `credentials[0].pattern` is no regular expression: multiple repeat | "
                "put `\\` before a sign that means itself",
            ),
            (
                "pattern: [a]",
                "3:12 FM003 `credentials[0].pattern` has to be text, not a list | "
                "write the text after the key, or below `|`",
            ),
            ("secret: no", "3:11 FM003 `credentials[0].secret` has to be `true` or `false`, not `no` | write `false`"),
        ],
    )
    def test_what_they_may_not(self, keys: str, flaw: str) -> None:
        assert flaws(f"credentials:\n- name: a\n  {keys}") == [flaw]

    def test_a_way_that_is_misspelt(self) -> None:
        assert flaws("credentials: [{name: a, sent-in: {heder: A}}]") == [
            "1:34 FM003 `credentials[0].sent-in` does not say where | "
            "write `header`, `query`, `body` or `basic`: {header: Authorization}",
            "1:35 FM001 the key `heder` is not known | did you mean `header`?",
        ]
