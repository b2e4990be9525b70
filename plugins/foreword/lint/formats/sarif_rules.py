"""The rules as SARIF describes them."""

from __future__ import annotations

from typing import Any

from foreword.lint.manual import GROUPS, plain, why
from foreword.lint.redaction import LIVE_CREDENTIAL
from foreword.lint.rule import Rule
from foreword.source.diagnostic import CODES, Severity

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
LONGEST = 1024
"""How long a description may be on GitHub."""


def descriptor(code: str, rule: Rule | None) -> dict[str, Any]:
    """A rule by its code; of one without a manual, what its code means."""
    name, severity, meaning = CODES[code]
    manual = rule.manual if rule is not None and rule.manual else f"{meaning}."
    properties: dict[str, Any] = {
        "tags": [GROUPS[code[:2]].lower()],
        "precision": "high",
        "problem.severity": PROBLEMS[severity],
    }
    if code == LIVE_CREDENTIAL:
        properties |= {"tags": [*properties["tags"], "security"], "security-severity": "8.0"}
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": f"{plain(meaning)}."},
        "fullDescription": {"text": shortened(why(manual))},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": properties,
    }


def shortened(text: str) -> str:
    """A text of at most as many characters as GitHub takes."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
