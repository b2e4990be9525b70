"""The manual: what the rules say of themselves, as a page of the guide and in the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from foreword.lint.rule import Rule
from foreword.source.diagnostic import CODES

GROUPS = {
    "YM": "YAML",
    "FM": "Front matter",
    "DT": "Names and data",
    "TP": "Templates",
    "MD": "Markdown",
    "LK": "Links",
    "CR": "Credentials",
    "AP": "API",
    "SN": "Snippets",
    "IG": "Comments",
}
"""The groups of the codes by their first letters, in the order of the page."""

HEAD = """\
---
title: Rules
jinja: false
---

# Rules

Each code that Foreword can report, with what is wrong, why it matters, and how it is mended. A build reports the codes
that reading and rendering meet; [`foreword lint`](linting.md) looks for all of them, but for those that are off.
`foreword rule CODE` prints a section of this page in the terminal.

This page is written by `foreword rules --format markdown` from the rules themselves.
"""


def page(rules: Mapping[str, Rule]) -> str:
    """The page of all rules: a table of codes for each group, then a section for each code."""
    codes = {group: [code for code in rules if code.startswith(group)] for group in GROUPS}
    parts = [HEAD]
    for group, title in GROUPS.items():
        if codes[group]:
            parts.append(f"## {title} {{#{group.lower()}}}\n\n{table(rules[code] for code in codes[group])}")
            parts += [section(rules[code]) for code in codes[group]]
    return "\n".join(parts)


def table(rules: Iterable[Rule]) -> str:
    """A table of rules, each with a link to its section."""
    rows = []
    for rule in rules:
        link, meaning = f"[`{rule.code}`](#{rule.code.lower()})", in_cell(CODES[rule.code].meaning)
        rows.append(f"| {link} | {rule.name} | {rule.severity} | {meaning} |")
    return "\n".join(["| Code | Name | Severity | What is wrong |", "| --- | --- | --- | --- |", *rows]) + "\n"


def section(rule: Rule) -> str:
    """The section of a rule, whose anchor is its code in small letters."""
    return f"### {rule.code} {rule.name} {{#{rule.code.lower()}}}\n\n*{kind(rule)}*\n\n{rule.manual}\n"


def kind(rule: Rule) -> str:
    """How much a rule matters, and who looks for it."""
    parts = [rule.severity.capitalize()]
    parts.append("reported in builds as well" if rule.check is None or rule.in_builds else "found by `foreword lint`")
    if rule.fix is not None:
        parts.append("mended by `--fix`")
    if not rule.on:
        parts.append("off unless it is selected")
    return ", ".join(parts)


def in_terminal(rule: Rule) -> str:
    """The manual of a rule, as `foreword rule CODE` prints it."""
    return f"{rule.code} {rule.name}\n{plain(kind(rule))}\n\n{rule.manual}\n"


def listing(rules: Mapping[str, Rule]) -> str:
    """A line for each rule, as `foreword rules` prints them."""
    names = max((len(rule.name) for rule in rules.values()), default=0)
    return "".join(
        f"{rule.code}  {rule.name:<{names}}  {rule.severity:<7}  {plain(CODES[rule.code].meaning)}"
        f"{'' if rule.on else ' (off)'}\n"
        for rule in rules.values()
    )


def why(manual: str) -> str:
    """Why a rule matters, from its manual; the first sentence where it does not say."""
    paragraphs = manual.split("\n\n")
    told = next((part for part in paragraphs if part.startswith("Why it matters:")), paragraphs[0])
    text = " ".join(told.removeprefix("Why it matters:").split())
    return plain(text[:1].upper() + text[1:])


def plain(text: str) -> str:
    """Markdown without the marks of code."""
    return re.sub(r"`([^`]*)`", r"\1", text)


def in_cell(text: str) -> str:
    """A text in a cell of a table."""
    return text.replace("|", "\\|")
