"""Table markup: what the table writes for a tag, with what stands in the tag."""

from __future__ import annotations

from foreword.migrate.names import quoted


def filled(template: str, markup: str) -> str:
    """What a table writes for a tag, with its markup."""
    words = markup.split()
    filled_in = template.replace("{name}", quoted(words[0].strip("\"',")) if words else '""')
    return filled_in.replace("{markup}", quoted(markup.strip())).replace("{bare}", markup.strip())
