"""What documents of every kind may say."""

from __future__ import annotations

import pytest
from flaws import flaws


class TestEveryDocument:
    def test_what_it_may_say(self) -> None:
        assert flaws("kind: webhook\norder: 3\npublish: false\ncollection: a\naliases: {api: site.data.api}") == []

    @pytest.mark.parametrize(
        ("line", "flaw"),
        [
            ("publish: 'false'", "1:10 FM003 `publish` has to be `true` or `false` | write it without quotes"),
            ("publish: no", "1:10 FM003 `publish` has to be `true` or `false`, not `no` | write `false`"),
            (
                "aliases: [site.data.api]",
                "1:10 FM003 `aliases` has to be a mapping, not a list | "
                "write names and what they stand for: {api: site.data.api}",
            ),
            (
                "aliases: {api: a, my-api: b}",
                "1:19 FM003 the key `my-api` is no name | write letters, digits and `_`, and begin with a letter",
            ),
            (
                "aliases: {api: [a]}",
                "1:16 FM003 `aliases.api` has to be text, not a list | write the text after the key, or below `|`",
            ),
            (
                "kind: [a]",
                "1:7 FM003 `kind` has to be text, not a list | write the text after the key, or below `|`",
            ),
        ],
    )
    def test_what_it_may_not(self, line: str, flaw: str) -> None:
        assert flaws(line) == [flaw]
